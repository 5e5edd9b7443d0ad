/// One thing submitted to a lane.
enum LaneWork: Sendable {
    case job(@Sendable () -> Void)
    case task(LaneTaskReference)

    func run() {
        switch self {
        case .job(let job): job()
        case .task(let reference): reference.task.runOnLane()
        }
    }
}
