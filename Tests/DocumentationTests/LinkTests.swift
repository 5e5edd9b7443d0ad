import Testing

/// Links within the documentation. That links to symbols lead somewhere is for docc to say (`.ci/docs`).
@Suite struct LinkTests {
    private static let names = Set(Article.catalog.map(\.name))

    @Test(arguments: Article.catalog)
    func `every link to an article leads to one`(article: Article) {
        #expect(Self.links(in: article).subtracting(Self.names) == [])
    }

    @Test func `the landing page links to every article`() throws {
        let landing = try Article.named("ZeroMQ")
        #expect(Self.names.subtracting(Self.links(in: landing)) == ["ZeroMQ"])
    }

    private static func links(in article: Article) -> Set<String> {
        var found: Set<String> = []
        for line in article.lines {
            for match in line.matches(of: /<doc:([^>]*)>/) { found.insert(String(match.output.1)) }
        }
        return found
    }
}
