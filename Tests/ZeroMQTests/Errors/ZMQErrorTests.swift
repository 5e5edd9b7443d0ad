import Testing
import ZMQReactor
import ZeroMQ

@Suite struct ZMQErrorTests {
    // The numbers of zmq.h.
    @Test(arguments: [
        (ZMQError.Code.wrongState, Int32(156_384_763), "EFSM"),
        (.contextTerminated, 156_384_765, "ETERM"),
        (.noLanes, 156_384_766, "EMTHREAD"),
        (.timedOut, ErrorNumber.wouldBlock, "EAGAIN"),
        (.unroutable, ErrorNumber.hostUnreachable, "EHOSTUNREACH"),
        (.noSuchEndpoint, ErrorNumber.noSuchFile, "ENOENT"),
        (.tooManyFiles, ErrorNumber.tooManyFiles, "EMFILE"),
    ])
    func `a code has libzmq's number and name`(code: ZMQError.Code, number: Int32, name: String) {
        let error = ZMQError(code, operation: "send", reason: "test")
        #expect(error.errno == number)
        #expect(error.errnoName == name)
    }

    @Test(arguments: ZMQError.Code.allCases)
    func `the system's table of names agrees with the code's name`(code: ZMQError.Code) {
        let error = ZMQError(code, operation: "send", reason: "test")
        let isOurOwn = error.errno >= 156_384_712
        #expect(isOurOwn || ErrorNumber.name(of: error.errno) == error.errnoName)
    }

    @Test func `the description is one line with all that is known`() {
        let error = ZMQError(
            .addressInUse, operation: "bind", endpoint: "tcp://*:1", reason: "the address is in use",
            remedy: "choose another")
        #expect(
            error.description == "bind tcp://*:1: the address is in use; choose another (EADDRINUSE)")
        let short = ZMQError(.timedOut, operation: "send", reason: "the queue is full")
        #expect(short.description == "send: the queue is full (EAGAIN)")
    }

    @Test(arguments: ["\n", "\r\n", "\u{1B}", "\u{2028}", "\0"])
    func `control characters from outside do not break the line`(text: String) {
        let error = ZMQError(.handshakeFailed, operation: "connect", reason: "said \(text)")
        #expect(!error.description.contains(text))
        #expect(error.description.contains("\\u{"))
    }

    @Test(arguments: [
        (ErrorNumber.addressInUse, ZMQError.Code.addressInUse),
        (ErrorNumber.addressNotAvailable, .addressNotAvailable),
        (ErrorNumber.accessDenied, .permissionDenied), (ErrorNumber.notPermitted, .permissionDenied),
        (ErrorNumber.connectionRefused, .connectionRefused), (ErrorNumber.brokenPipe, .connectionLost),
        (ErrorNumber.connectionReset, .connectionLost), (ErrorNumber.tooManyFilesInSystem, .tooManyFiles),
        (ErrorNumber.noSuchDevice, .noSuchDevice), (ErrorNumber.hostUnreachable, .networkUnreachable),
        (ErrorNumber.nameTooLong, .invalidArgument), (ErrorNumber.noMemory, .system), (9999, .system),
    ])
    func `a system error becomes the code that callers switch over`(number: Int32, code: ZMQError.Code) {
        let error = ZMQError(SystemError("bind", number: number), operation: "bind", endpoint: "tcp://*:1")
        #expect(error.code == code)
        #expect(error.systemErrno == number)
        #expect(error.endpoint == "tcp://*:1")
        #expect(!error.reason.isEmpty)
    }

    @Test func `a system error without a code of its own keeps its number and name`() {
        let known = ZMQError(
            SystemError("bind", number: ErrorNumber.noSuchFile), operation: "bind", endpoint: nil)
        #expect(known.code == .system)
        #expect(known.errno == ErrorNumber.noSuchFile)
        #expect(known.errnoName == "ENOENT")
        #expect(known.reason == ErrorNumber.text(of: ErrorNumber.noSuchFile))
        let unknown = ZMQError(SystemError("bind", number: 9999), operation: "bind", endpoint: nil)
        #expect(unknown.errnoName == "errno 9999")
    }

    @Test func `a name that does not resolve keeps its detail, whatever the resolver's number`() {
        let failure = SystemError("getaddrinfo", number: -2, detail: "no.such.host")
        let error = ZMQError(failure, operation: "connect", endpoint: "tcp://no.such.host:1")
        #expect(error.code == .nameNotResolved)
        #expect(error.reason.contains("no.such.host"))
        #expect(error.reason.contains("getaddrinfo"))
    }
}
