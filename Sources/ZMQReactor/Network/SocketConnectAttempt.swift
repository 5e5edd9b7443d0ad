/// A connection attempt over TCP or a Unix socket: tries one address after the other. Lane-confined.
final class SocketConnectAttempt: ConnectAttempt, EventTarget {
    private let lane: DispatchLane
    private let tuning: ChannelTuning
    private let remoteAddress: String?
    private var completion: ((Result<any ByteChannel, SystemError>) -> Void)?

    private var destinations: ArraySlice<SocketAddress> = []
    private var sources: [SocketAddress] = []
    private var lastError = SystemError("connect", number: 0, detail: "no address to connect to")

    private var descriptor: FileDescriptor?
    private var token: UInt64?
    private var timer: LaneTimer?

    /// `remoteAddress` is what a Unix socket is connected to, since it cannot be asked by everyone.
    init(
        on lane: DispatchLane, tuning: ChannelTuning, remoteAddress: String?,
        completion: @escaping (Result<any ByteChannel, SystemError>) -> Void
    ) {
        self.lane = lane
        self.tuning = tuning
        self.remoteAddress = remoteAddress
        self.completion = completion
        if let limit = tuning.connectTimeout {
            let timer = LaneTimer { [unowned self] in self.finish(.failure(.connectTimeout)) }
            self.timer = timer
            lane.arm(timer, at: lane.now.advanced(by: limit))
        }
    }

    func cancel() {
        lane.assertOnLane()
        completion = nil
        tearDown()
    }

    /// The addresses are known. On the lane.
    func begin(_ candidates: Result<ConnectCandidates, SystemError>) {
        guard completion != nil else { return }
        switch candidates {
        case .success(let candidates):
            destinations = candidates.destinations[...]
            sources = candidates.sources
            tryNext()
        case .failure(let error):
            finish(.failure(error))
        }
    }

    func handle(_ readiness: Readiness) {
        guard let number = descriptor?.number else { return }
        let error = Syscalls.pendingError(number)
        lane.runner.events.remove(number, previous: .writable)
        if let error {
            descriptor = nil
            lastError = error
            tryNext()
        } else {
            succeed()
        }
    }

    /// Tries addresses until one answers or is on its way.
    private func tryNext() {
        while let destination = destinations.popFirst() {
            do throws(SystemError) {
                if try start(destination) { return succeed() }
                return
            } catch {
                descriptor = nil
                lastError = error
            }
        }
        finish(.failure(lastError))
    }

    /// Starts to connect to `destination`; true when that is done already.
    private func start(_ destination: SocketAddress) throws(SystemError) -> Bool {
        let socket = try Syscalls.streamSocket(family: destination.family)
        let number = socket.number
        descriptor = consume socket
        try tuning.apply(to: number, family: destination.family)
        if !sources.isEmpty {
            guard let source = sources.first(where: { $0.family == destination.family }) else {
                throw .noSource(for: destination.description)
            }
            // A source port may still be waiting for the last connection's stragglers.
            try Syscalls.allowAddressReuse(number)
            try Syscalls.bind(number, to: source)
        }
        if try Syscalls.connect(number, to: destination) { return true }
        let token = token ?? lane.runner.insert(self)
        self.token = token
        try lane.runner.add(number, token: token, interest: .writable)
        return false
    }

    private func succeed() {
        guard let socket = descriptor.take() else { return }
        let local = Syscalls.localAddress(socket.number)
        let remote = Syscalls.remoteAddress(socket.number)
        // A free port of this machine may connect to itself, if it was the one that the system chose to come from.
        if !local.isUnix, local == remote {
            lastError = .selfConnection
            return tryNext()
        }
        let remoteText = remoteAddress ?? remote.description
        let channel = SocketChannel(
            socket, on: lane, localAddress: local.isUnix ? remoteText : local.description,
            remoteAddress: remoteText)
        finish(.success(channel))
    }

    private func finish(_ result: Result<any ByteChannel, SystemError>) {
        let completion = completion
        self.completion = nil
        tearDown()
        completion?(result)
    }

    private func tearDown() {
        descriptor = nil
        if let token { lane.runner.remove(token) }
        token = nil
        if let timer { lane.disarm(timer) }
        timer = nil
        destinations = []
    }
}
