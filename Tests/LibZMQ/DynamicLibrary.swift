#if canImport(Darwin)
internal import Darwin
#elseif canImport(Musl)
internal import Musl
#else
internal import Glibc
#endif

/// A shared library opened at run time. It is never closed again: functions out of it may be called for as
/// long as the process lives.
@safe
struct DynamicLibrary {
    private let handle: UnsafeMutableRawPointer

    /// Opens the first of `names` that the system's loader finds, or throws what it said about the last one.
    init(firstOf names: [String]) throws(ForeignError) {
        var reason = "no name was given"
        for name in names {
            if let handle = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) {
                unsafe self.handle = handle
                return
            }
            reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "dlopen failed"
        }
        throw ForeignError("dlopen", number: ENOENT, reason: reason)
    }

    /// Looks `name` up, or throws when the library does not have it.
    ///
    /// `Function` has to be the `@convention(c)` type that the library's documentation gives the function; there
    /// is nothing here that could check it.
    @unsafe
    func function<Function>(_ name: String) throws(ForeignError) -> Function {
        guard let function: Function = unsafe optionalFunction(name) else {
            throw ForeignError("dlsym", number: ENOENT, reason: "no function \(name)")
        }
        return function
    }

    /// Looks `name` up; nil when the library was built without it.
    @unsafe
    func optionalFunction<Function>(_ name: String) -> Function? {
        guard let address = unsafe dlsym(handle, name) else { return nil }
        return unsafe unsafeBitCast(address, to: Function.self)
    }
}
