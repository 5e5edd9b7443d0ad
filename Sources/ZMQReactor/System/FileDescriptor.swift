/// Owns a descriptor of the system and closes it, once, when it goes.
struct FileDescriptor: ~Copyable, Sendable {
    /// The system's number. Valid as long as the owner lives.
    let number: Int32

    init(owning number: Int32) {
        self.number = number
    }

    deinit {
        Syscalls.close(number)
    }

    /// Gives the number away; the caller closes it.
    consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }
}
