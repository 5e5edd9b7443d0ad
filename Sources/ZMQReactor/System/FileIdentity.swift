/// What a path stands for, so that a file is not taken for another that came in its place.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let isSocket: Bool
}
