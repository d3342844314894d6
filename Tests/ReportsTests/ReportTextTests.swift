import Diagnostics
import Engine
import Policy
import Reports
import Testing

/// Texts as people read them, whole, in both languages (`Expected/`).
@Suite("texts of reports")
struct ReportTextTests {
    private static let complaint = Library.record(
        events: [("complained", "2023-03-10", []), ("decided", "2023-03-20", [("verdict", "wrong")])])
    private static let child = Library.record(
        id: "l-8", kind: "child", damaged: nil, events: [("complained", "2023-03-10", [])])

    private func decision(_ record: RecordTree, _ day: String) throws -> Decision {
        let (workspace, _) = try Library.workspace(record, day)
        workspace.decide()
        return workspace.decision()
    }

    @Test("the table of decisions", arguments: Language.allCases)
    func table(_ language: Language) throws {
        let decisions = [try decision(Self.complaint, "2023-03-12"), try decision(Self.child, "2023-03-12")]
        let policy = try Library.plan().policy
        try expectSnapshot(DecisionTable(policy, language: language).text(decisions), "table.\(language.rawValue)")
        let narrow = DecisionTable(policy, language: language, width: 80).text(decisions)
        try expectSnapshot(narrow, "table-80.\(language.rawValue)")
        #expect(narrow.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 80 })
    }

    @Test("why", arguments: Language.allCases)
    func why(_ language: Language) throws {
        let (workspace, request) = try Library.workspace(Self.complaint, "2023-03-12")
        let explanation = Explanation(workspace, request)
        try expectSnapshot(explanation.why("ban", in: language), "why-ban.\(language.rawValue)")
        try expectSnapshot(explanation.why(in: language), "why.\(language.rawValue)")
    }

    @Test("why not", arguments: Language.allCases)
    func whyNot(_ language: Language) throws {
        let (workspace, request) = try Library.workspace(Self.child, "2023-03-12")
        let explanation = Explanation(workspace, request)
        let (someone, _) = try Library.workspace(Library.record(kind: nil, books: "2", damaged: nil), "2023-03-12")
        let (adult, _) = try Library.workspace(Library.record(books: nil, damaged: "true"), "2023-03-12")
        let text =
            (["fine", "notice", "ban"].map { explanation.whyNot($0, in: language) }
            + [someone, adult].map { Explanation($0, request).whyNot("fine", in: language) }).joined(separator: "────\n")
        try expectSnapshot(text, "why-not.\(language.rawValue)")
    }

    @Test("why not: a pack not in force, a record not yet counting, a day that isn't known", arguments: Language.allCases)
    func whyNotAtAll(_ language: Language) throws {
        let (early, request) = try Library.workspace(Library.record(due: "2019-05-01"), "2019-06-01")
        let (before, day) = try Library.workspace(Library.record(), "2023-02-01")
        let (dayless, today) = try Library.workspace(Library.record(due: nil), "2023-03-12")
        let text = [
            Explanation(early, request).whyNot("ban", in: language), Explanation(before, day).whyNot("fine", in: language),
            Explanation(dayless, today).whyNot("停止借阅", in: language), Explanation(dayless, today).whyNot("pillory", in: language),
        ].joined(separator: "────\n")
        try expectSnapshot(text, "why-not-at-all.\(language.rawValue)")
    }

    @Test("why: over, lightened, moved, not yet known", arguments: Language.allCases)
    func whyOver(_ language: Language) throws {
        let child = Library.record(
            kind: "child", damaged: nil, events: [("complained", "2023-03-10", []), ("chosen", "2023-03-11", [("choice", "lower")])])
        let (lightened, request) = try Library.workspace(child, "2023-03-12")
        let resumed = Library.record(
            events: [("complained", "2023-03-10", []), ("decided", "2023-03-20", [("verdict", "wrong")]), ("returned", "2023-04-01", [])])
        let (over, later) = try Library.workspace(resumed, "2023-05-01")
        let text =
            Explanation(lightened, request).why("ban", in: language) + "────\n" + Explanation(over, later).why("ban", in: language) + "────\n"
            + Explanation(over, later).whyNot("ban", in: language)
        try expectSnapshot(text, "why-over.\(language.rawValue)")
    }

    @Test("the timeline", arguments: Language.allCases)
    func timeline(_ language: Language) throws {
        let (workspace, request) = try Library.workspace(Self.complaint, "2023-03-12")
        let (child, day) = try Library.workspace(
            Library.record(kind: "child", events: [("complained", "2023-03-10", []), ("chosen", "2023-03-11", [("choice", "waive")])]), "2023-06-01")
        let text = Timeline(workspace, request).text(language) + "────\n" + Timeline(child, day).text(language)
        try expectSnapshot(text, "timeline.\(language.rawValue)")
    }

    @Test("the clauses", arguments: Language.allCases)
    func clauses(_ language: Language) throws {
        let matrix = ClauseMatrix(try Library.plan("town").policy, fired: [["ban of the late", "ban rests"]])
        try expectSnapshot(matrix.text(language), "clauses.\(language.rawValue)")
        #expect(matrix.rows.filter { $0.standing == .withoutRule }.map(\.clause.cite) == ["第五条"])
    }

    @Test("the clauses of every pack above, as data")
    func clausesAsData() throws {
        let matrix = ClauseMatrix(try Library.plan().policy, isWhole: true, fired: [["ban of the late"], ["damage is posted", "ban rests"]])
        try expectSnapshot(matrix.json(), "clauses.json")
        #expect(matrix.csvRows.allSatisfy { $0.count == ClauseMatrix.columns.count })
        #expect(matrix.unaccounted == 4)
        // What a lower pack's tests reach counts for the pack above, not the other way round.
        #expect(matrix.rows.filter { $0.standing == .carried }.map(\.clause.id) == ["1", "3", "7"])
    }
}
