package import ZMQReactor
public import ZeroMQ

/// A small world for tests: hosts with contexts, a network between them that fails when told to, and a clock that
/// jumps to whatever happens next.
///
///     let simulation = Simulation()
///     let server = try simulation.makeContext(host: "server")
///     let client = try simulation.makeContext(host: "client")
///     ... sockets as usual, with endpoints like "tcp://server:5555" ...
///     simulation.partition("client", "server")
///
/// Nothing runs by itself. Calls that block (`receive`, `ready`, `terminate`) run the simulation meanwhile, so a
/// receive with a timeout of five seconds takes five virtual seconds, and no real ones. `run` does so explicitly.
/// Calls that suspend need somebody who runs it.
///
/// What happens is decided by the seed and by what the test does, from one thread: delays, sizes of reads and
/// writes, the order of things that happen at once. To repeat a run exactly, set SWIFT_DETERMINISTIC_HASHING=1 in
/// the environment too, because the order of hash tables differs from process to process otherwise.
///
/// Terminate the contexts in the end: of one that is only dropped, what was still to happen may keep the whole world in
/// memory, because nobody lets its time pass any more.
///
/// Thread-safe, but several threads make the order theirs.
public final class Simulation: Sendable {
    /// Why a wait was given up that had no deadline.
    public enum Stall: Sendable, Hashable {
        /// Nothing was left to happen: a deadlock.
        case nothingLeft
        /// Things went on happening for longer than ``Simulation/patience``, but not what was waited for.
        case outOfPatience
        /// Things went on happening without time passing.
        case endlessInstant
    }

    /// What all that is random follows from.
    public let seed: UInt64

    /// How much virtual time a wait without a deadline may take.
    public let patience: Duration

    let timeline: Timeline
    let world: SimulatedWorld

    /// Makes a world.
    ///
    /// - Parameters:
    ///   - seed: what all that is random follows from; print it, and a failure can be repeated.
    ///   - link: what the network between any two hosts is like, unless told otherwise.
    ///   - shuffles: whether things that happen at the same instant do so in random order; otherwise they do in
    ///     the order in which they came about. What has an order, like the jobs of one lane, keeps it.
    ///   - patience: how much virtual time a wait without a deadline may take.
    public init(
        seed: UInt64 = .random(in: 0...UInt64.max), link: LinkConditions = LinkConditions(),
        shuffles: Bool = true, patience: Duration = .seconds(3600)
    ) {
        self.seed = seed
        self.patience = patience
        timeline = Timeline(seed: seed, shuffles: shuffles)
        world = SimulatedWorld(timeline: timeline, link: link)
    }

    deinit {
        timeline.clear()
    }

    /// The virtual time since the simulation began.
    public var elapsed: Duration { timeline.start.duration(to: timeline.now) }

    /// Why the last wait without a deadline was given up; nil when none was.
    public var stall: Stall? { timeline.stall }

    /// Makes a context whose sockets live on `host`. A host may have several contexts; one that was killed starts
    /// again with its next context.
    ///
    /// - Throws: what making a context throws.
    public func makeContext(
        options: ContextOptions = ContextOptions(), host: String = "localhost"
    ) throws(ZMQError) -> Context {
        try Context(options: options, reactor: makeReactor(host: host))
    }

    /// Makes a reactor on `host`, for tests that play a peer themselves.
    package func makeReactor(host: String) -> any Reactor {
        SimulatedReactor(simulation: self, host: world.start(host))
    }
}

extension Simulation: CustomStringConvertible {
    /// The seed and the time.
    public var description: String { "simulation with the seed \(seed) after \(elapsed)" }
}
