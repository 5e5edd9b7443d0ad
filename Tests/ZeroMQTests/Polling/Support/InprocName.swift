/// An inproc endpoint; each is used by one context only, so counting is enough.
func anyInproc() -> String {
    "inproc://polling-\(UInt64.random(in: .min ... .max))"
}
