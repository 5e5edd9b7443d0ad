#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// The C library libzmq, loaded at run time: the other side of the interoperability tests and the yardstick of
/// the benchmarks.
///
/// Nothing is needed to build against it, neither headers nor the library; whoever wants to use it looks at
/// `loaded` first. The functions carry the names that libzmq's documentation gives them, without `zmq_`.
@safe
package struct LibZMQ: Sendable {
    typealias Pointer = UnsafeMutableRawPointer
    typealias Text = UnsafePointer<CChar>
    typealias OnPointer = @Sendable @convention(c) (Pointer?) -> Int32
    typealias OnEndpoint = @Sendable @convention(c) (Pointer?, Text?) -> Int32
    typealias OnMessage = @Sendable @convention(c) (Pointer?, Pointer?, Int32) -> Int32

    let ctxNew: @Sendable @convention(c) () -> Pointer?
    let ctxSet: @Sendable @convention(c) (Pointer?, Int32, Int32) -> Int32
    let ctxShutdown: OnPointer
    let ctxTerm: OnPointer

    let socket: @Sendable @convention(c) (Pointer?, Int32) -> Pointer?
    let close: OnPointer
    let bind: OnEndpoint
    let connect: OnEndpoint
    let unbind: OnEndpoint
    let disconnect: OnEndpoint
    let setsockopt: @Sendable @convention(c) (Pointer?, Int32, UnsafeRawPointer?, Int) -> Int32
    let getsockopt: @Sendable @convention(c) (Pointer?, Int32, Pointer?, UnsafeMutablePointer<Int>?) -> Int32

    let send: @Sendable @convention(c) (Pointer?, UnsafeRawPointer?, Int, Int32) -> Int32
    let recv: @Sendable @convention(c) (Pointer?, Pointer?, Int, Int32) -> Int32
    let msgInit: OnPointer
    let msgInitSize: @Sendable @convention(c) (Pointer?, Int) -> Int32
    let msgData: @Sendable @convention(c) (Pointer?) -> Pointer?
    let msgSize: @Sendable @convention(c) (Pointer?) -> Int
    let msgMore: OnPointer
    let msgSend: OnMessage
    let msgRecv: OnMessage
    let msgClose: OnPointer
    let msgCopy: @Sendable @convention(c) (Pointer?, Pointer?) -> Int32

    let poll: @Sendable @convention(c) (Pointer?, Int32, Int) -> Int32
    let errno: @Sendable @convention(c) () -> Int32
    let strerror: @Sendable @convention(c) (Int32) -> Text?

    /// Missing in libraries that were built without monitoring.
    let socketMonitor: (@Sendable @convention(c) (Pointer?, Text?, Int32) -> Int32)?

    /// Missing in reduced builds. Front end, back end, capture.
    let proxy: (@Sendable @convention(c) (Pointer?, Pointer?, Pointer?) -> Int32)?

    /// Missing before 4.1. Says whether the library was built with something: `curve`, `ipc`, `draft`.
    let has: (@Sendable @convention(c) (Text?) -> Int32)?

    /// The version of this library.
    package let version: LibZMQVersion

    /// Opens the library, or throws why it cannot be used.
    init() throws(ForeignError) {
        let library = try DynamicLibrary(firstOf: ["libzmq.so.5", "libzmq.dylib", "libzmq.so"])
        unsafe ctxNew = try library.function("zmq_ctx_new")
        unsafe ctxSet = try library.function("zmq_ctx_set")
        unsafe ctxShutdown = try library.function("zmq_ctx_shutdown")
        unsafe ctxTerm = try library.function("zmq_ctx_term")
        unsafe socket = try library.function("zmq_socket")
        unsafe close = try library.function("zmq_close")
        unsafe bind = try library.function("zmq_bind")
        unsafe connect = try library.function("zmq_connect")
        unsafe unbind = try library.function("zmq_unbind")
        unsafe disconnect = try library.function("zmq_disconnect")
        unsafe setsockopt = try library.function("zmq_setsockopt")
        unsafe getsockopt = try library.function("zmq_getsockopt")
        unsafe send = try library.function("zmq_send")
        unsafe recv = try library.function("zmq_recv")
        unsafe msgInit = try library.function("zmq_msg_init")
        unsafe msgInitSize = try library.function("zmq_msg_init_size")
        unsafe msgData = try library.function("zmq_msg_data")
        unsafe msgSize = try library.function("zmq_msg_size")
        unsafe msgMore = try library.function("zmq_msg_more")
        unsafe msgSend = try library.function("zmq_msg_send")
        unsafe msgRecv = try library.function("zmq_msg_recv")
        unsafe msgClose = try library.function("zmq_msg_close")
        unsafe msgCopy = try library.function("zmq_msg_copy")
        unsafe poll = try library.function("zmq_poll")
        unsafe errno = try library.function("zmq_errno")
        unsafe strerror = try library.function("zmq_strerror")
        unsafe socketMonitor = library.optionalFunction("zmq_socket_monitor")
        unsafe proxy = library.optionalFunction("zmq_proxy")
        unsafe has = library.optionalFunction("zmq_has")
        version = try Self.readVersion(of: library)
    }

    private static func readVersion(of library: DynamicLibrary) throws(ForeignError) -> LibZMQVersion {
        typealias Number = UnsafeMutablePointer<Int32>
        typealias Read = @convention(c) (Number?, Number?, Number?) -> Void
        let read: Read = unsafe try library.function("zmq_version")
        var major: Int32 = 0
        var minor: Int32 = 0
        var patch: Int32 = 0
        unsafe read(&major, &minor, &patch)
        return LibZMQVersion(major, minor, patch)
    }
}
