import Testing

/// Rules about what a module may see.
@Suite struct ImportRuleTests {
    /// The only module that talks to the system.
    static let systemModule = "ZMQReactor"

    static let system: Set = ["Dispatch", "Glibc", "Musl", "Darwin", "Android", "Bionic", "WinSDK"]

    /// What the inner modules may import of ours; arrows point one way. Modules that are not listed stand on top
    /// of the library and may import what they like.
    static let arrows: [String: Set<String>] = [
        "ZMTP": [],
        "ZMQReactor": [],
        "ZeroMQ": ["ZMTP", "ZMQReactor"],
        "ZeroMQPatterns": ["ZeroMQ"],
        "ZMQSimulator": ["ZMQReactor", "ZeroMQ"],
    ]

    @Test func `only the reactor imports the system`() {
        let found = Self.imports { file, module in
            Self.system.contains(module) && file.module != Self.systemModule
        }
        #expect(found == [])
    }

    @Test func `nothing imports Foundation`() {
        #expect(Self.imports { _, module in module.hasPrefix("Foundation") } == [])
    }

    @Test(arguments: arrows.keys.sorted())
    func `a module imports only what is below it`(name: String) {
        let allowed = Self.arrows[name] ?? []
        let found = Self.imports { file, module in
            file.module == name && module != name && SourceTree.modules.contains(module)
                && !allowed.contains(module)
        }
        #expect(found == [])
    }

    /// The imports below `Sources` for which `isWrong` holds.
    private static func imports(where isWrong: (SourceFile, String) -> Bool) -> [String] {
        SourceTree.sources.flatMap { file in
            file.imports
                .filter { isWrong(file, $0.module) }
                .map { "\(file.place($0.number)) imports \($0.module)" }
        }
    }
}
