/// A context of libzmq. Thread-safe.
///
/// Sockets keep their context, so it ends when the last of them is gone. As they are closed without lingering
/// unless asked otherwise, ending it does not wait.
///
/// Safety: `handle` never changes, and libzmq's context functions may be called from any thread. It is ended
/// only in `deinit`, when nobody refers to it any more.
@safe
package final class ForeignContext: @unchecked Sendable {
    let library: LibZMQ
    let handle: LibZMQ.Pointer

    /// Makes a context with libzmq's defaults: one I/O thread unless `ioThreads` says otherwise.
    package init(ioThreads: Int32 = 1) throws(ForeignError) {
        library = try LibZMQ.required()
        guard let handle = unsafe library.ctxNew() else { throw library.lastError("zmq_ctx_new") }
        unsafe self.handle = handle
        try library.check("zmq_ctx_set") { unsafe library.ctxSet(handle, Self.ioThreadsOption, ioThreads) }
    }

    /// Makes everything blocked in a socket of this context fail with an error that `isShutdown`.
    package func shutDown() {
        _ = unsafe library.ctxShutdown(handle)
    }

    deinit {
        // Only an interruption by a signal can make it fail, and then the context would leak: harmless here.
        _ = try? library.check("zmq_ctx_term") { unsafe library.ctxTerm(handle) }
    }

    /// `ZMQ_IO_THREADS`.
    private static let ioThreadsOption: Int32 = 1
}
