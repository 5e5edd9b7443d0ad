import Testing
import ZeroMQ

/// The pages about options have all of them.
@Suite struct OptionTests {
    /// Every option by its full name, as `network.keepAlive.idle`, found in values in which nothing is left out.
    private static let names: [String] = {
        let options = SocketOptions(
            routingID: "A", heartbeat: HeartbeatPolicy(interval: .seconds(1)),
            network: NetworkOptions(keepAlive: KeepAlivePolicy()))
        let ofContext = names(of: ContextOptions()).filter { !$0.hasPrefix("socketDefaults.") }
        return names(of: options) + ofContext
    }()

    private static let groups: [any Any.Type] = [
        SocketOptions.self, HeartbeatPolicy.self, ReconnectPolicy.self, NetworkOptions.self,
        KeepAlivePolicy.self,
        RequestOptions.self, RouterOptions.self, PublisherOptions.self,
    ]

    private static func names(of value: Any, prefix: String = "") -> [String] {
        Mirror(reflecting: value).children.flatMap { child -> [String] in
            guard let label = child.label else { return [] }
            let name = prefix + label
            var value = child.value
            let mirror = Mirror(reflecting: value)
            if mirror.displayStyle == .optional, let wrapped = mirror.children.first { value = wrapped.value }
            guard groups.contains(where: { $0 == type(of: value) }) else { return [name] }
            return [name] + names(of: value, prefix: name + ".")
        }
    }

    @Test func `all options are known`() {
        #expect(Self.names.contains("network.keepAlive.idle"))
        #expect(Self.names.contains("heartbeat.timeToLive"))
        #expect(Self.names.contains("publisher.welcomeMessage"))
        #expect(Self.names.count > 45)
    }

    @Test(arguments: names)
    func `an option is in the article`(name: String) throws {
        let found = Article.codeNames(in: try Article.named("Options").lines)
        #expect(
            found.contains(name) || found.contains("SocketOptions/\(name)")
                || found.contains("ContextOptions/\(name)"))
    }

    @Test(arguments: names)
    func `an option is in README's table`(name: String) {
        // `network.keepAlive` (`isEnabled`, `idle`) and `publisher.manual`, `.noDrop` name their options in part.
        let found = Article.codeNames(in: Article.readme.section("Options"))
        let last = name.split(separator: ".").last.map(String.init) ?? name
        let isNamed = [name, last, ".\(last)", "ContextOptions.\(name)"].contains { found.contains($0) }
        // A group is named by its members.
        let isGroup = found.contains { $0.hasPrefix("\(name).") }
        #expect(isNamed || isGroup)
    }

    /// The words of the article, in which an option's name is one.
    private static let words: Set<Substring> = {
        let lines = Article.catalog.first { $0.name == "Options" }?.lines ?? []
        return Set(lines.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" } })
    }()

    @Test(arguments: LibZMQOptionNames.all)
    func `an option of libzmq is in the article, or why it is not here`(name: String) {
        #expect(Self.words.contains(name[...]))
    }
}
