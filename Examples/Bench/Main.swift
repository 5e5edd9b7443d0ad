import Glibc
import LibZMQ
import ZeroMQ

// Throw-away while the path is being measured; the real bench follows.
@main
struct Main {
    static func main() throws {
        let a = CommandLine.arguments
        switch a[1] {
        case "local-thr":
            let context = Context()
            let pull = try PullSocket(in: context)
            try pull.bind(a[2])
            let count = Int(a[4])!
            _ = try pull.receive()
            let clock = ContinuousClock()
            let start = clock.now
            var i = 1
            while i < count { _ = try pull.receive(); i += 1 }
            let t = start.duration(to: clock.now)
            let s = Double(t.components.seconds) + Double(t.components.attoseconds) / 1e18
            print("mean throughput: \(Int(Double(count) / s)) [msg/s]")
        case "remote-thr":
            let context = Context()
            let push = try PushSocket(in: context)
            try push.connect(a[2])
            let size = Int(a[3])!, count = Int(a[4])!
            let m = Message([UInt8](repeating: 0, count: size))
            for _ in 0..<count { try push.send(m) }
            context.terminate()
        case "local-lat":
            let context = Context()
            let rep = try ReplySocket(in: context)
            try rep.bind(a[2])
            for _ in 0..<Int(a[4])! { try rep.send(try rep.receive()) }
            context.terminate()
        case "remote-lat":
            let context = Context()
            let req = try RequestSocket(in: context)
            try req.connect(a[2])
            let size = Int(a[3])!, count = Int(a[4])!
            let m = Message([UInt8](repeating: 0, count: size))
            let clock = ContinuousClock()
            let start = clock.now
            for _ in 0..<count { try req.send(m); _ = try req.receive() }
            let t = start.duration(to: clock.now)
            let s = Double(t.components.seconds) + Double(t.components.attoseconds) / 1e18
            print("average latency: \(s / Double(count) / 2 * 1e6) [us]")
        case "inproc-thr":
            let context = Context()
            let pull = try PullSocket(in: context)
            try pull.bind("inproc://x")
            let size = Int(a[2])!, count = Int(a[3])!
            let t = PThread {
                let push = try PushSocket(in: context)
                try push.connect("inproc://x")
                let m = Message([UInt8](repeating: 0, count: size))
                for _ in 0..<count { try push.send(m) }
            }
            _ = try pull.receive()
            let clock = ContinuousClock()
            let start = clock.now
            for _ in 1..<count { _ = try pull.receive() }
            let d = start.duration(to: clock.now)
            let s = Double(d.components.seconds) + Double(d.components.attoseconds) / 1e18
            print("mean throughput: \(Int(Double(count) / s)) [msg/s]")
            t.join()
        case "self":
            let context = Context()
            let pull = try PullSocket(in: context)
            try pull.bind("inproc://x")
            let push = try PushSocket(in: context)
            try push.connect("inproc://x")
            let m = Message([UInt8](repeating: 0, count: Int(a[2])!))
            for _ in 0..<Int(a[3])! {
                for _ in 0..<500 { try push.send(m) }
                for _ in 0..<500 { _ = try pull.receive() }
            }
        case "zlocal-thr":
            let c = try ForeignContext(); let s = try ForeignSocket(.pull, in: c)
            _ = try s.bind(a[2]); let count = Int(a[4])!
            _ = try s.receiveRaw()
            let clock = ContinuousClock()
            let start = clock.now
            for _ in 1..<count { _ = try s.receiveRaw() }
            let t = start.duration(to: clock.now)
            let x = Double(t.components.seconds) + Double(t.components.attoseconds) / 1e18
            print("mean throughput: \(Int(Double(count) / x)) [msg/s]")
        case "zremote-thr":
            let c = try ForeignContext(); let s = try ForeignSocket(.push, in: c)
            _ = try s.connect(a[2]); let size = Int(a[3])!, count = Int(a[4])!
            for _ in 0..<count { try s.sendRaw(byteCount: size) }
            s.close(linger: .seconds(100))
        case "zlocal-lat":
            let c = try ForeignContext(); let s = try ForeignSocket(.reply, in: c)
            _ = try s.bind(a[2])
            for _ in 0..<Int(a[4])! { let n = try s.receiveRaw(); try s.sendRaw(byteCount: n) }
            s.close(linger: .seconds(1))
        case "zremote-lat":
            let c = try ForeignContext(); let s = try ForeignSocket(.request, in: c)
            _ = try s.connect(a[2]); let size = Int(a[3])!, count = Int(a[4])!
            let clock = ContinuousClock()
            let start = clock.now
            for _ in 0..<count { try s.sendRaw(byteCount: size); _ = try s.receiveRaw() }
            let t = start.duration(to: clock.now)
            let x = Double(t.components.seconds) + Double(t.components.attoseconds) / 1e18
            print("average latency: \(x / Double(count) / 2 * 1e6) [us]")
        default: print("?")
        }
    }
}

final class PThread: @unchecked Sendable {
    var t = pthread_t()
    let body: () throws -> Void
    init(_ body: @escaping () throws -> Void) {
        self.body = body
        pthread_create(
            &t, nil,
            { p in
                try! Unmanaged<PThread>.fromOpaque(p!).takeUnretainedValue().body()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
    }
    func join() { pthread_join(t, nil) }
}
