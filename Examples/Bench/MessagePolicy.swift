/// How a sender comes by its messages, the same way for both libraries.
enum MessagePolicy: String, CaseIterable {
    /// Each message is made of the program's bytes when it is sent, as most programs do: `Message(bytes)` here,
    /// `zmq_send` there. Both copy the bytes.
    case fresh

    /// One message is made and sent again and again: the same value here, `zmq_msg_copy` there. Neither copies
    /// the bytes of a large message.
    case same
}
