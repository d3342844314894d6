import Foundation
import Testing
import _TestSupport

/// What the commands write for a browser: `docs`, `run --format html`, `clauses --format html`.
@Suite struct PageCommandTests {
    @Test func theHandbookIsWrittenInBothLanguages() throws {
        let folder = try TemporaryFolder()
        let outcome = try redress.run(["docs", county, "-o", folder.path("book")])
        #expect(outcome.status == 0)
        let names = ["handbook.zh.html", "handbook.zh.md", "handbook.en.html", "handbook.en.md"]
        #expect(outcome.lines == names.map { folder.path("book/\($0)") })
        for name in names {
            let text = try String(contentsOfFile: folder.path("book/\(name)"), encoding: .utf8)
            #expect(text.contains("柞信办发〔2021〕6号"))
            // A page links to its translation, which is there.
            let other = name.contains(".zh.") ? name.replacing(".zh.", with: ".en.") : name.replacing(".en.", with: ".zh.")
            #expect(text.contains(other))
        }
        let again = try redress.run(["docs", county, "-o", folder.path("book"), "--lang", "zh", "--format", "html"])
        #expect(again.lines == [folder.path("book/handbook.zh.html")])
        let alone = try String(contentsOfFile: folder.path("book/handbook.zh.html"), encoding: .utf8)
        #expect(!alone.contains("handbook.en"))
    }

    @Test func foldersAboveAreMadeToo() throws {
        let folder = try TemporaryFolder()
        let outcome = try redress.run(["docs", county, "-o", folder.path("not/yet/there"), "--lang", "en", "--format", "md"])
        #expect(outcome.lines == [folder.path("not/yet/there/handbook.en.md")])
    }

    @Test func aFolderThatCantBeMadeIsWrongUsage() throws {
        let folder = try TemporaryFolder()
        try "a file\n".write(toFile: folder.path("taken"), atomically: false, encoding: .utf8)
        let outcome = try redress.run(["docs", county, "-o", folder.path("taken/such/place")])
        #expect(outcome.status == 2)
        #expect(outcome.error.contains("taken/such/place"))
        #expect(try redress.run(["docs", "rules/nowhere", "-o", folder.path("book")]).status != 0)
    }

    @Test func aRunIsOnePage() throws {
        let one = try redress.run(["run"] + onCases + ["--format", "html", "--lang", "zh"])
        #expect(one.status == 0)
        #expect(one.text.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-Hans\">") && one.text.hasSuffix("</html>\n"))
        #expect(one.text.contains("原文未规定"))
        #expect(try redress.run(["run"] + onCases + ["--format", "html", "--lang", "zh", "--jobs", "4"]).out == one.out)
        #expect(try redress.run(["run"] + onCases + ["--format", "html", "--lean"]).status == 2)
    }

    @Test func aNameInARecordIsDataOnThePage() throws {
        let folder = try TemporaryFolder()
        let subject = #""subject": {"id": "<b>u</b>", "kind": "department"}"#
        let record = #"{"id": "<script>1</script>", \#(subject), "breach": {"recorded": "2023-05-12", "basis": "court-judgment"}}"#
        let path = try folder.write(record + "\n", "records.jsonl")
        let page = try redress.run(["run", "--pack", county, "--records", path, "--as-of", "2024-06-30", "--format", "html"])
        #expect(page.text.contains("&lt;script&gt;1&lt;/script&gt;") && page.text.contains("&lt;b&gt;u&lt;/b&gt;"))
        #expect(!page.text.contains("<script>") && !page.text.contains("<b>"))
    }

    @Test func theClausesAreAPage() throws {
        let page = try redress.run(["clauses", county, "--format", "html", "--lang", "en"])
        #expect(page.status == 0)
        #expect(page.text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(page.text.contains("五（三）5第2句"))
    }
}
