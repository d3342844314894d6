import Diagnostics
import Engine
import Policy
import Reports
import Testing

/// Letters to the person concerned.
@Suite("letters")
struct LetterTests {
    private func letter(_ record: RecordTree, _ day: String = "2023-03-12") throws -> (DecisionLetter, TypedPolicy) {
        let (workspace, request) = try Library.workspace(record, day)
        return (DecisionLetter(workspace, request), workspace.plan.typed)
    }

    @Test("the plain letter has no fault under any vocabulary", arguments: ["town", "town/branch", "town/grid"])
    func plainLetter(_ pack: String) throws {
        let policy = try Library.plan(pack).policy
        #expect(TypedPolicy.plainLetter(policy).diagnostics.map(\.message.en) == [])
    }

    @Test("six cases in the plain letter", arguments: Language.allCases)
    func snapshots(_ language: Language) throws {
        let texts = try OutlookTests.cases.map { record in
            let (letter, typed) = try letter(record)
            return letter.markdown(try #require(typed.letter(named: nil)), language)
        }
        try expectSnapshot(texts.joined(separator: "\n────\n\n"), "letter.\(language.rawValue).md")
    }

    @Test("a letter is a sound page of its own", arguments: Language.allCases)
    func page(_ language: Language) throws {
        let (letter, typed) = try letter(OutlookTests.cases[1])
        let page = letter.html(try #require(typed.letter(named: nil)), language)
        #expect(page == letter.html(try #require(typed.letter(named: nil)), language))
        let reader = try PageReader(page)
        reader.expectSound()
        #expect(page.contains(language == .chinese ? "<h2>决定</h2>" : "<h2>Outcome</h2>"))
        #expect(page.contains(language == .chinese ? "停止借阅" : "no lending"))
    }

    @Test("what a record says is text, whatever it looks like", arguments: Language.allCases)
    func escaping(_ language: Language) throws {
        let record = Library.record(id: "<script>&\"*_`|[x](y)#{measure.label}")
        let (letter, typed) = try letter(record)
        let template = try #require(typed.letter(named: nil))
        let page = letter.html(template, language)
        #expect(!page.contains("<script>"))
        #expect(page.contains("&lt;script&gt;&amp;"))
        // A place in a value is no place.
        #expect(page.contains("{measure.label}"))
        let text = letter.markdown(template, language)
        #expect(!text.contains("<script>"))
        #expect(text.contains("\\*\\_\\`\\|\\[x\\](y)\\#"))
    }

    @Test("a period says what it is made of, and whether the text states it")
    func periods() throws {
        let text = try letter(OutlookTests.cases[0]).0.markdown(try #require(try Library.plan().typed.letter(named: nil)), .english)
        #expect(text.contains("for **2 months** (length of the ban; **not stated by the text**), to the end of 2023-04-30"))
        #expect(text.contains("due on 2023-03-15"))
        #expect(text.contains("**14 days** (time to pay)"))
    }

    @Test("days on which the clock stood still are counted")
    func restedDays() throws {
        let record = Library.record(events: [("complained", "2023-03-10", []), ("decided", "2023-03-20", [("verdict", "wrong")])])
        let (letter, typed) = try letter(record, "2023-03-25")
        let text = letter.markdown(try #require(typed.letter(named: nil)), .english)
        #expect(text.contains("2023-04-30 at first, moved on by 10 days on which the clock stood still"))
    }
}
