// swift-tools-version: 6.3

import PackageDescription

/// Every target is built the same way: Swift 6 mode, the upcoming features that the code is written for, and
/// every unsafe expression marked as such.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

func library(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, uses dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// The programs of the Guide, by chapter: each in a folder of its own, `Examples/Chapter1/hwserver`, to be run by
/// its name: `swift run hwserver`.
let examples = [
    "Chapter1": [
        "hwclient", "hwserver", "tasksink", "taskvent", "taskwork", "version", "wuclient", "wuserver",
    ],
    "Chapter2": [
        "fragments", "interrupt", "mspoller", "msreader", "msgqueue", "mtrelay", "mtserver", "psenvpub",
        "psenvsub", "rrbroker", "rrclient", "rrworker", "syncpub", "syncsub", "tasksink2", "taskwork2",
        "wuproxy",
    ],
    "Chapter3": [
        "asyncsrv", "identity", "lbbroker", "lbbroker2", "lbbroker3", "peering1", "peering2", "peering3",
        "rtdealer", "rtreq",
    ],
    "More": ["pingpong", "pluginhost", "thumbnails"],
]

let exampleTargets = examples.sorted { $0.key < $1.key }.flatMap { chapter, names in
    names.map { name in
        Target.executableTarget(
            name: name, dependencies: ["ZeroMQ", "ZeroMQPatterns"], path: "Examples/\(chapter)/\(name)",
            swiftSettings: settings
        )
    }
}

let package = Package(
    name: "swift-zeromq",
    // The lowest systems with `InlineArray` and the `span` of an array.
    platforms: [.macOS(.v26), .iOS(.v26), .tvOS(.v26), .watchOS(.v26), .visionOS(.v26)],
    products: [
        .library(name: "ZeroMQ", targets: ["ZeroMQ"]),
        // What programs of several sockets are built of: event loops, children with a pipe, heartbeating.
        .library(name: "ZeroMQPatterns", targets: ["ZeroMQPatterns"]),
        // For tests: contexts on a simulated network and a virtual clock.
        .library(name: "ZMQSimulator", targets: ["ZMQSimulator"]),
        .executable(name: "zmq", targets: ["zmq"]),
    ],
    targets: [
        // The inner modules, lowest first. Arrows point one way.
        library("ZMTP"),
        library("ZMQReactor"),
        library("ZeroMQ", uses: ["ZMTP", "ZMQReactor"]),
        library("ZeroMQPatterns", uses: ["ZeroMQ"]),
        library("ZMQSimulator", uses: ["ZMQReactor", "ZeroMQ"]),

        // What hostile peers send.
        .target(
            name: "WireFuzz", dependencies: ["ZMTP"], path: "Tests/WireFuzz", swiftSettings: settings),

        // Random numbers of tests, which can be had again.
        .target(name: "TestSeeds", path: "Tests/TestSeeds", swiftSettings: settings),

        // Connections on which tests write the bytes themselves.
        .target(name: "RawSockets", path: "Tests/RawSockets", swiftSettings: settings),

        tests("ZMTPTests", uses: ["TestSeeds", "WireFuzz", "ZMTP"], exclude: ["STATEMENTS.md"]),
        tests("ZMQReactorTests", uses: ["TestPrograms", "ZMQReactor"]),
        tests(
            "ZeroMQTests",
            uses: ["RawSockets", "TestPrograms", "TestSeeds", "WireFuzz", "ZeroMQ", "ZMQReactor", "ZMTP"],
            exclude: ["REQUIREMENTS.md"]),
        tests("ZeroMQPatternsTests", uses: ["ZeroMQPatterns", "ZeroMQ", "ZMQSimulator"]),
        tests("ZMQSimulatorTests", uses: ["TestSeeds", "ZMQSimulator", "ZeroMQ", "ZMQReactor", "ZMTP"]),

        .executableTarget(
            name: "hello", dependencies: ["ZeroMQ"], path: "Examples/hello", swiftSettings: settings),

        // The tool for people at a shell.
        .executableTarget(
            name: "zmq", dependencies: ["ZeroMQ"], path: "Examples/zmq", swiftSettings: settings),

        .executableTarget(
            name: "zmq-bench", dependencies: ["ZeroMQ", "LibZMQ"], path: "Examples/Bench",
            exclude: ["chart.svg", "instructions.txt"], swiftSettings: settings),

        // libzmq, loaded at run time: the other side of the interoperability tests.
        .target(name: "LibZMQ", path: "Tests/LibZMQ", swiftSettings: settings),
        // Programs that tests run as processes: examples, and Python's side.
        .target(name: "TestPrograms", path: "Tests/TestPrograms", swiftSettings: settings),
        .testTarget(
            name: "InteropTests",
            // The programs are built because tests run them.
            dependencies: [
                "LibZMQ", "RawSockets", "TestPrograms", "ZMQReactor", "ZeroMQ", "hello", "hwserver",
                "hwclient",
            ],
            exclude: ["Peers", "README.md"], swiftSettings: settings),
        // The programs of the Guide, run as processes.
        .testTarget(
            name: "ExampleTests",
            dependencies: ["TestPrograms", "ZeroMQ"] + exampleTargets.map { .byName(name: $0.name) },
            exclude: ["Peers"], swiftSettings: settings),

        .testTarget(
            name: "ToolTests", dependencies: ["TestPrograms", "ZeroMQ", "hwserver", "zmq"],
            exclude: ["Peers"], swiftSettings: settings),
        // The documentation: its code compiles, its links and tables are complete.
        tests("DocumentationTests", uses: ["ZeroMQ", "ZeroMQPatterns", "TestPrograms"]),
        // The rules about the tree itself.
        tests("SoundnessTests", uses: []),
    ] + exampleTargets
)
