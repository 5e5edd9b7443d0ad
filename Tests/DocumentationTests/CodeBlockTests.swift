import Testing

/// The code of the documentation is code that compiles.
@Suite struct CodeBlockTests {
    @Test(arguments: Article.all)
    func `every Swift block of a page stands in a compiled file, line for line`(page: Article) {
        for block in page.blocks(in: "swift") {
            #expect(
                CompiledFile.all.contains { $0.contains(block) },
                "\(block.place): no file in Snippets has this block; put it there as it is in the article")
        }
    }

    @Test func `there are blocks to compare`() {
        #expect(Article.catalog.count > 20)
        #expect(CompiledFile.all.count > 20)
        #expect(Article.readme.blocks(in: "swift").count > 5)
        #expect(
            Article.catalog.filter { $0.blocks(in: "swift").isEmpty }.map(\.name) == [
                "Architecture", "Examples",
            ])
    }

    @Test(arguments: Article.catalog)
    func `no line of code is wider than the rendered page`(article: Article) {
        for block in article.blocks {
            #expect(block.lines.filter { $0.count > 80 } == [], "\(block.place)")
        }
    }

    @Test func `a block that differs in one line is not found`() throws {
        var block = try #require(try Article.named("REQ").blocks(in: "swift").first)
        #expect(CompiledFile.all.contains { $0.contains(block) })
        block.lines[block.lines.count - 1] = "})"
        #expect(!CompiledFile.all.contains { $0.contains(block) })
    }
}
