/// The socket types, with libzmq's numbers (`zmq.h`).
package enum ForeignSocketType: Int32, CaseIterable, Sendable {
    case pair = 0
    case publisher = 1
    case subscriber = 2
    case request = 3
    case reply = 4
    case dealer = 5
    case router = 6
    case pull = 7
    case push = 8
    case xPublisher = 9
    case xSubscriber = 10
    case stream = 11

    // From here on: only in libraries built with the draft interface (`LibZMQ.has("draft")`).
    case server = 12
    case client = 13
    case radio = 14
    case dish = 15
    case gather = 16
    case scatter = 17
    case datagram = 18
    case peer = 19
    case channel = 20
}
