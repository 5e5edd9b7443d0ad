public import Testing

extension Trait where Self == ConditionTrait {
    /// Skips a test or a suite when no Python has the zmq module.
    public static var needsPythonZMQ: Self {
        .enabled(
            if: PythonInterpreter.withZMQ != nil, "pyzmq is not installed: apt-get install python3-zmq")
    }
}
