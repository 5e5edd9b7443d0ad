/// A connection attempt over TCP or a Unix socket: tries one address after the other. Lane-confined.
final class SocketConnectAttempt: ConnectAttempt, EventTarget {
    /// How long an address may take that has others behind it, at most. TCP sends its first packet at 0, 1 and 3
    /// seconds: all three may be answered.
    private static let patience = Duration.seconds(4)

    private let lane: DispatchLane
    private let tuning: ChannelTuning
    private let remoteAddress: String?
    private var completion: ((Result<any ByteChannel, SystemError>) -> Void)?

    /// When the whole attempt is over, with the look-up of names; `nil` leaves that to the system.
    private let deadline: ContinuousClock.Instant?

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
        deadline = tuning.connectTimeout.map { [lane] in lane.now.advanced(by: $0) }
        wait(until: deadline)
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

    /// Goes on with the next address, or ends, when nothing has happened until then; without a limit, the system does.
    private func wait(until limit: ContinuousClock.Instant?) {
        disarmTimer()
        guard let limit else { return }
        let timer = LaneTimer { [unowned self] in timeOut() }
        self.timer = timer
        lane.arm(timer, at: limit)
    }

    private func timeOut() {
        lastError = .connectTimeout
        abandon()
        tryNext()
    }

    private func disarmTimer() {
        if let timer { lane.disarm(timer) }
        timer = nil
    }

    /// How long the address that has just been taken from `destinations` may take: its share of the time that is left,
    /// so that one that never answers does not keep the others from being tried.
    private var limitOfAddress: ContinuousClock.Instant? {
        if destinations.isEmpty { return deadline }
        let share = deadline.map { lane.now.duration(to: $0) / (destinations.count + 1) }
        return lane.now.advanced(by: min(share ?? Self.patience, Self.patience))
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
        wait(until: limitOfAddress)
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

    /// Lets go of the address that is being tried. What is still told of its descriptor reaches nobody.
    private func abandon() {
        descriptor = nil
        if let token { lane.runner.remove(token) }
        token = nil
    }

    private func tearDown() {
        abandon()
        disarmTimer()
        destinations = []
    }
}
