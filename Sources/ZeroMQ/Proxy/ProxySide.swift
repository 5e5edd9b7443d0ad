/// One of the two sockets of a proxy.
enum ProxySide: Sendable {
    case frontend
    case backend

    var other: ProxySide {
        switch self {
        case .frontend: .backend
        case .backend: .frontend
        }
    }
}

extension ProxyStatistics {
    subscript(side: ProxySide) -> ProxyTraffic {
        get {
            switch side {
            case .frontend: frontend
            case .backend: backend
            }
        }
        set {
            switch side {
            case .frontend: frontend = newValue
            case .backend: backend = newValue
            }
        }
    }
}
