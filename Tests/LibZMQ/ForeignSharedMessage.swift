/// A frame that is made once and sent many times. Not thread-safe: each sender makes its own.
package final class ForeignSharedMessage {
    let message: ForeignMessage

    /// Makes a frame of a copy of `bytes`.
    package init(copying bytes: [UInt8], in context: ForeignContext) throws(ForeignError) {
        message = ForeignMessage(context.library)
        try message.fill(with: bytes)
    }
}
