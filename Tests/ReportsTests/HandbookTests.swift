import Diagnostics
import Engine
import FEEL
import Foundation
import Policy
import Reports
import Testing

/// Pages for people.
@Suite("handbook and pages")
struct HandbookTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../rules").standardized.path
    static let packs = ["cn.state-council", "cn.sichuan", "cn.shaanxi.zhashui", "cn.fujian.fuzhou", "cn.liaoning.xigang"]

    private static func shipped(_ id: String) throws -> TypedPolicy {
        let load = PolicyLoader.load(root + "/" + id.split(separator: ".").joined(separator: "/"), files: DiskFiles())
        try #require(load.diagnostics.isEmpty)
        return TypedPolicy(try #require(load.policy))
    }

    @Test("a small pack, as Markdown and as HTML", arguments: Language.allCases)
    func snapshot(_ language: Language) throws {
        let handbook = Handbook(TypedPolicy(try Library.plan().policy), language)
        let other = Language.allCases.first { $0 != language }
        let translation = other.map { (file: "handbook.\($0.rawValue).html", language: $0) }
        try expectSnapshot(handbook.markdown(), "handbook.\(language.rawValue).md")
        let page = handbook.html(translation: translation)
        try expectSnapshot(page, "handbook.\(language.rawValue).html")
        let reader = try PageReader(page)
        reader.expectSound()
        #expect(reader.links.filter { !$0.hasPrefix("#") } == [translation?.file])
    }

    @Test("every clause of every pack, every parameter that the text leaves open", arguments: packs, Language.allCases)
    func shipped(_ id: String, _ language: Language) throws {
        let typed = try Self.shipped(id)
        let handbook = Handbook(typed, language)
        let page = handbook.html()
        #expect(page == Handbook(typed, language).html())
        let reader = try PageReader(page)
        reader.expectSound()
        let pack = try #require(typed.policy.layers.last)
        let ids = Set(reader.ids)
        let markdown = Set(handbook.markdown().split(separator: "\n"))
        for clause in pack.clauses {
            #expect(ids.contains("clause-\(clause.id)"), "\(clause.id)")
            #expect(reader.words.contains(clause.text[language]), "\(clause.id)")
            #expect(markdown.contains("<a id=\"clause-\(clause.id)\"></a>"), "\(clause.id)")
        }
        let mark = language == .chinese ? "原文未规定" : "not stated by the text"
        for parameter in typed.policy.parameters {
            let id = "parameter-" + parameter.name.replacing(" ", with: "-")
            #expect(ids.contains(id), "\(parameter.name)")
            #expect((reader.marks[id] ?? []).contains(mark) == !parameter.stated, "\(parameter.name)")
        }
        // Where a parameter is used, too: the rules that name one directly.
        for (index, rule) in typed.policy.rules.enumerated() {
            let expressions = typed.rules[index].actions.flatMap { [$0.from, $0.due, $0.duration, $0.until].compactMap { $0 } }
            let open = typed.policy.parameters.filter { parameter in !parameter.stated && expressions.contains { $0.slots.contains(parameter.slot) } }
            let id = "rule-" + Self.slug(rule.name)
            #expect(ids.contains(id), "\(rule.name)")
            #expect((reader.marks[id] ?? []).count >= open.count, "\(rule.name)")
        }
    }

    private static func slug(_ name: String) -> String {
        name.split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") }.joined(separator: "-")
    }

    // MARK: Expressions in sentences

    struct Case: Sendable, CustomTestStringConvertible {
        var expression: String
        var zh: String
        var en: String
        var testDescription: String { expression }
    }

    @Test(
        "a condition in both languages",
        arguments: [
            Case(expression: "loan.books >= 5", zh: "借阅的册数不少于5 books", en: "“number of books” is at least 5 books"),
            Case(expression: "loan.books < 5", zh: "借阅的册数少于5 books", en: "“number of books” is less than 5 books"),
            Case(expression: "loan.due < date(\"2024-01-01\")", zh: "借阅的到期日早于2024-01-01", en: "“due back” is before 2024-01-01"),
            Case(expression: "reader.kind = \"child\"", zh: "读者的类别为儿童", en: "“kind of reader” is child"),
            Case(expression: "reader.kind != \"child\"", zh: "读者的类别不为儿童", en: "“kind of reader” is not child"),
            Case(expression: "reader.kind in (\"child\", \"adult\")", zh: "读者的类别为儿童或成人", en: "“kind of reader” is child or adult"),
            Case(expression: "not(reader.kind in (\"child\", \"adult\"))", zh: "读者的类别不是儿童或成人", en: "“kind of reader” is none of child or adult"),
            Case(expression: "loan.damaged", zh: "属“借阅损坏”情形", en: "“damaged” holds"),
            Case(expression: "not(loan.damaged)", zh: "不属“借阅损坏”情形", en: "“damaged” doesn't hold"),
            Case(expression: "loan.damaged = false", zh: "不属“借阅损坏”情形", en: "“damaged” doesn't hold"),
            Case(expression: "has(\"returned\")", zh: "已有“归还”", en: "“returned” has happened"),
            Case(expression: "not(has(\"returned\"))", zh: "没有“归还”", en: "“returned” has not happened"),
            Case(expression: "complaint pending", zh: "属“申诉期间”情形", en: "“complaint being handled” holds"),
            Case(expression: "is known(loan.books)", zh: "借阅的册数已知", en: "“number of books” is known"),
            Case(
                expression: "loan.damaged and (loan.books > 1 or has(\"fined\"))", zh: "属“借阅损坏”情形，且（借阅的册数超过1 books，或者已有“缴清罚款”）",
                en: "“damaged” holds and (“number of books” is more than 1 books, or “fine paid” has happened)"),
            Case(
                expression: "date of(\"returned\") > loan.due + time to pay", zh: "“归还”之日晚于借阅的到期日之后14天（缴款期限）",
                en: "the day of “returned” is after 14 days (time to pay) after “due back”"),
            Case(
                expression: "loan.due <= date((loan.due).year + 1, 1, 1)", zh: "借阅的到期日不晚于借阅的到期日的次年1月1日",
                en: "“due back” is on or before 1 January of the year after “due back”"),
            // What can't be said stands as it is written.
            Case(
                expression: "some x in [1, 2] satisfies x = loan.books", zh: "`some x in [1, 2] satisfies x = loan.books`",
                en: "`some x in [1, 2] satisfies x = loan.books`"),
        ])
    func condition(_ example: Case) throws {
        var files = Library.files
        files["town/annex/pack.yaml"] = """
            pack: town.annex
            extends: town
            define: {tried: {value: '\(example.expression)', label: {zh: 试, en: tried}}}
            """
        let load = PolicyLoader.load("town/annex", files: files)
        let typed = TypedPolicy(try #require(load.policy))
        #expect(typed.diagnostics.filter { $0.severity == .error }.isEmpty)
        for (language, said) in [(Language.chinese, example.zh), (.english, example.en)] {
            let page = Handbook(typed, language).markdown()
            let row = try #require(page.split(separator: "\n").first { $0.contains("definition-tried") })
            let cell = row.split(separator: " | ")[1]
            let plain = cell.replacing("**", with: "").replacing(/\[([^\]]*)\]\(#[^)]*\)/) { "\($0.output.1)" }.replacing("\\", with: "")
            #expect(plain == said)
        }
    }

    // MARK: Data is data

    @Test("what a pack and a record hold is text, never markup")
    func escaping() throws {
        let evil = "<script>alert(\"1\" & '2')</script>]]>\u{1}"
        var files = Library.files
        files["town/annex/pack.yaml"] = """
            pack: town.annex
            title: {zh: "<script>x</script>", en: "<script>x</script>"}
            extends: town
            clauses: {"1": {cite: "<b>9</b> | `x` [y](z)", class: operative, zh: "</p><script>", en: "</p><script>", responsible: ["<i>&amp;</i>"]}}
            rules: {"<script>rule": {label: {zh: "<script>规则", en: "<script>rule"}, clause: "1", when: 'reader.id = "<script>"', then: [{impose: notice}]}}
            """
        let load = PolicyLoader.load("town/annex", files: files)
        let typed = TypedPolicy(try #require(load.policy))
        for language in Language.allCases {
            let handbook = Handbook(typed, language)
            let reader = try PageReader(handbook.html())
            reader.expectSound()
            #expect(reader.text.contains("</p><script>"))
            #expect(!handbook.markdown().contains("<script>rule</"))
            #expect(!handbook.markdown().split(separator: "\n").contains { $0.contains("<b>") || $0.contains("</p>") })
            var page = DecisionPage(typed, asOf: Day(number: 0), language: language)
            let decision = try Self.decision(saying: evil)
            let text = page.opening() + page.record(decision) + page.closing()
            let shown = try PageReader(text)
            shown.expectSound()
            #expect(shown.text.contains("<script>alert(\"1\" & '2')</script>]]>\u{FFFD}"))
        }
    }

    /// A decision that has a text everywhere where one can be.
    private static func decision(saying text: String) throws -> Decision {
        let (workspace, _) = try Library.workspace(
            Library.record(kind: "child", damaged: nil, events: [("complained", "2023-03-10", [])]), "2023-03-12")
        workspace.decide()
        var decision = workspace.decision()
        decision.record = text
        decision.subject = text
        try #require(!decision.measures.isEmpty && !decision.options.isEmpty && !decision.undetermined.isEmpty)
        decision.measures[0].measure = text
        decision.measures[0].addressee = text
        decision.measures[0].responsible = [text]
        decision.measures[0].adjusted = [text]
        decision.measures[0].rule = text
        decision.measures[0].clauses = [text]
        decision.options[0].rule = text
        decision.options[0].choices = [text]
        decision.undetermined[0].rule = text
        decision.undetermined[0].missing = [text]
        return decision
    }

    // MARK: Decisions and clauses

    @Test("decisions as a page", arguments: Language.allCases)
    func decisions(_ language: Language) throws {
        let complaint = Library.record(events: [("complained", "2023-03-10", []), ("decided", "2023-03-20", [("verdict", "wrong")])])
        let child = Library.record(id: "l-8", kind: "child", damaged: nil, events: [("complained", "2023-03-10", [])])
        let typed = TypedPolicy(try Library.plan().policy)
        var page = DecisionPage(typed, asOf: try #require(Day("2023-03-12")), language: language)
        var text = page.opening()
        for record in [complaint, child] {
            let (workspace, _) = try Library.workspace(record, "2023-03-12")
            workspace.decide()
            text += page.record(workspace.decision())
        }
        text += page.closing()
        try expectSnapshot(text, "decisions.\(language.rawValue).html")
        let reader = try PageReader(text)
        reader.expectSound()
        // The length of the ban isn't stated, the time to pay a fine is.
        let marks = reader.marks.values.flatMap { $0 }
        #expect(!marks.isEmpty && marks.allSatisfy { $0.contains(language == .chinese ? "停借期" : "length of the ban") })
    }

    @Test("the matrix of clauses as a page", arguments: Language.allCases)
    func clauses(_ language: Language) throws {
        let matrix = ClauseMatrix(try Library.plan().policy, isWhole: true, fired: [[], ["damage is posted"]])
        let reader = try PageReader(matrix.html(language))
        reader.expectSound()
        for row in matrix.rows { #expect(reader.text.contains(row.clause.text[language])) }
    }

    // MARK: Labels

    @Test("a rule's and a definition's label stand wherever people read, its name in the decision")
    func labels() throws {
        var files = Library.files
        files["town/annex/pack.yaml"] = """
            政策包: town.annex
            上位政策: town
            定义: {thick: {取值: loan.books > 9, 名称: {zh: 册数过多, en: too many books}}}
            规则: {thick loan: {名称: {zh: 过多的张榜, en: posting of many}, 当: 册数过多, 则: [{施加: notice}]}}
            """
        let load = PolicyLoader.load("town/annex", files: files)
        let policy = try #require(load.policy)
        let typed = TypedPolicy(policy)
        #expect(load.diagnostics.isEmpty && typed.diagnostics.isEmpty, "\((load.diagnostics + typed.diagnostics).map(\.message.en))")
        let workspace = Workspace(Plan(typed), request: DecisionRequest(asOf: try #require(Day("2023-04-01")).number))
        try #require(fill(Library.record(books: "12"), workspace) == nil)
        let explanation = Explanation(workspace, DecisionRequest(asOf: try #require(Day("2023-04-01")).number))
        #expect(explanation.decision.measures.contains { $0.rule == "thick loan" })
        let (zh, en) = (explanation.why("notice", in: .chinese), explanation.why("notice", in: .english))
        #expect(zh.contains("「过多的张榜」") && zh.contains("册数过多") && en.contains("`posting of many`"))
        let table = DecisionTable(policy, language: .chinese).text([explanation.decision])
        #expect(table.contains("过多的张榜") && !table.contains("thick loan"))
        #expect(Handbook(typed, .chinese).html().contains("过多的张榜"))
    }
}
