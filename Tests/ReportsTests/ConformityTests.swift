import Diagnostics
import Policy
import Reports
import Testing

/// A pack under the town's library, and what `conform` says of each thing that it changes.
@Suite("conformity")
struct ConformityTests {
    private static let head = """
        pack: town.annex
        title: {zh: 附馆规则, en: Rules of the annex}
        instrument: {number: 附图〔2022〕1号}
        extends: town
        clauses:
          "9": {cite: 九, class: operative, zh: 附馆另有规定, en: the annex has it otherwise}

        """

    private static func typed(_ text: String, _ path: String = "town/annex") throws -> TypedPolicy {
        var files = Library.files
        files["town/annex/pack.yaml"] = head + text
        let load = PolicyLoader.load(path, files: files)
        let typed = TypedPolicy(try #require(load.policy))
        let faults = (load.diagnostics + typed.diagnostics).filter { $0.severity == .error }
        try #require(faults.isEmpty, "\(faults.map(\.message.en))")
        return typed
    }

    private static func conformity(_ text: String) throws -> Conformity { try #require(Conformity(try typed(text))) }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var rule: String
        var verdict: Conformity.Verdict
        var direction: RuleChange.Direction

        init(_ text: String, _ rule: String, _ verdict: Conformity.Verdict, _ direction: RuleChange.Direction? = nil) {
            (self.text, self.rule, self.verdict) = (text, rule, verdict)
            switch verdict {
            case .sharpened: self.direction = .sharper
            case .weakened, .dropped: self.direction = .weaker
            case .changed: self.direction = .unclear
            default: self.direction = .neutral
            }
            if let direction { self.direction = direction }
        }

        var testDescription: String { text }
    }

    @Test(arguments: [
        Case("refine: {ban of the late: {clause: \"9\"}}", "ban of the late", .kept),
        Case("", "ban of the late", .kept),
        // Fewer cases: less of a burden, less of a relief.
        Case("refine: {ban of the late: {when: loan.books > 1}}", "ban of the late", .weakened),
        Case("refine: {return ends the ban: {when: loan.books < 9}}", "return ends the ban", .sharpened),
        Case("refine: {gentle with children: {when: loan.books < 9}}", "gentle with children", .sharpened),
        // More is done.
        Case("refine: {ban of the late: {then: [{impose: notice}]}}", "ban of the late", .sharpened),
        Case("refine: {ban of the late: {then: [{impose: ban, for: '@\"P1Y\"'}]}}", "ban of the late", .sharpened),
        Case("refine: {ban of the late: {then: [{lift: fine}]}}", "ban of the late", .weakened),
        Case("refine: {return ends the ban: {then: [{lift: fine}]}}", "return ends the ban", .weakened),
        // Parameters: a longer ban, a shorter one; more days to pay, fewer.
        Case("set: {length of ban: {value: '@\"P2M\"'}}", "ban of the late", .sharpened),
        Case("set: {length of ban: {value: '@\"P0M\"'}}", "ban of the late", .weakened),
        Case("set: {length of ban: {value: '@\"P1M\"'}}", "ban of the late", .kept),
        Case("set: {time to pay: {value: '@\"P30D\"'}}", "fine for many", .weakened),
        Case("set: {time to pay: {value: '@\"P7D\"'}}", "fine for many", .sharpened),
        Case("drop: {ban of the late: {because: too hard}}", "ban of the late", .dropped),
        Case("drop: {return ends the ban: {because: too mild}}", "return ends the ban", .dropped, .sharper),
        // Replaced, and compared.
        Case(
            "replace: {fine for many: {because: all, when: many books, then: [{impose: fine, due: loan.due + time to pay}]}}", "fine for many",
            .replaced, .sharper),
        Case(
            "replace: {fine for many: {because: milder, applies to: adult, when: many books and not(loan.damaged) and loan.books > 9, then: [{impose: fine, due: loan.due + time to pay}]}}",
            "fine for many", .replaced, .weaker),
        Case(
            "replace: {fine for many: {because: later, applies to: adult, when: many books and not(loan.damaged), then: [{impose: fine, due: 'loan.due + @\"P20D\"'}]}}",
            "fine for many", .replaced, .weaker),
        Case(
            "replace: {fine for many: {because: sooner, applies to: adult, when: many books and not(loan.damaged), then: [{impose: fine, due: 'loan.due + @\"P2D\"'}]}}",
            "fine for many", .replaced, .sharper),
        Case(
            "replace: {fine for many: {because: 'no day', applies to: adult, when: many books and not(loan.damaged), then: [{impose: fine}]}}",
            "fine for many", .replaced, .weaker),
        Case(
            "replace: {ban rests: {because: clock, while: complaint pending, then: [{suspend: ban, clock: runs}]}}", "ban rests", .replaced, .weaker),
        Case(
            "replace: {ban of the late: {because: other, when: not(settled), then: [{impose: notice}]}}", "ban of the late", .replaced, .weaker),
        Case(
            "replace: {ban of the late: {because: same, when: not(settled), then: [{impose: ban, for: length of ban}]}}", "ban of the late", .replaced
        ),
        Case(
            "replace: {ban of the late: {because: other, when: loan.books > 2, then: [{impose: ban, for: length of ban}]}}", "ban of the late",
            .replaced, .unclear),
        Case("rules: {lost: {clause: \"9\", when: loan.damaged, then: [{impose: notice}]}}", "lost", .own, .sharper),
    ]) func verdict(_ example: Case) throws {
        let conformity = try Self.conformity(example.text)
        let row = try #require(conformity.rules.first { $0.rule == example.rule })
        #expect(row.verdict == example.verdict, "\(row.changes.map(\.words.en))")
        #expect(row.direction == example.direction, "\(row.changes.map(\.words.en))")
        #expect((conformity.findings > 0) == (example.verdict == .dropped || example.direction == .weaker))
    }

    @Test func aGroupThatGrowsReachesTheRulesAbove() throws {
        var files = Library.files
        files["town/pack.yaml"] = (files["town/pack.yaml"] ?? "") + "groups: {everything: [ban]}\n"
        files["town/rules.yaml"] = files["town/rules.yaml"]?.replacing("then: [{lift: ban}]", with: "then: [{lift: everything}]")
        files["town/annex/pack.yaml"] = Self.head + "groups: {everything: [fine]}\n"
        let policy = try #require(PolicyLoader.load("town/annex", files: files).policy)
        let row = try #require(Conformity(TypedPolicy(policy))?.rules.first { $0.rule == "return ends the ban" })
        #expect(row.verdict == .weakened)
    }

    @Test func whatExtendsNothingConformsToNothing() throws {
        #expect(Conformity(try Self.typed("", "town")) == nil)
    }

    private static let all = """
        set:
          length of ban: {value: '@"P2M"', stated: false}
          time to pay: {value: '@"P30D"', clause: "9"}
        refine:
          ban rests: {clause: "9"}
          gentle with children: {when: loan.books < 9}
        replace:
          ban of the late: {clause: "9", because: a wider ban, when: loan.books > 2, then: [{impose: ban, for: length of ban}]}
        drop:
          return ends the ban: {because: a returned book is late all the same}
        rules:
          damage is posted: {clause: "9", when: loan.damaged, then: [{impose: notice}]}
        """

    @Test(arguments: Language.allCases) func texts(_ language: Language) throws {
        try expectSnapshot(try Self.conformity(Self.all).text(language, width: 120), "conform.\(language.rawValue)")
    }

    @Test func json() throws { try expectSnapshot(try Self.conformity(Self.all).json(), "conform.json") }

    @Test func aDefinitionThatDiffersMakesItsRulesDiffer() throws {
        func pack(_ books: Int) throws -> TypedPolicy {
            try Self.typed(
                "define: {few books: loan.books < \(books)}\nrules: {few: {clause: \"9\", when: few books, then: [{impose: notice}]}}")
        }
        let row = try #require(PackDifference(try pack(2), try pack(3)).rules.first { $0.rule == "few" })
        #expect(row.relation == .differs)
        #expect(row.aspects.map(\.name.en) == ["definition few books"])
        #expect(PackDifference(try pack(2), try pack(2)).rules.allSatisfy { $0.relation == .same })
    }

    @Test(arguments: Language.allCases) func difference(_ language: Language) throws {
        let difference = PackDifference(try Self.typed("", "town/branch"), try Self.typed(Self.all))
        try expectSnapshot(difference.text(language, width: 120), "diff.\(language.rawValue)")
        #expect(difference.rules.filter { $0.relation == .same }.map(\.rule) == ["fine for many", "ban rests", "damage is posted"])
        #expect(difference.rules.filter { $0.relation == .onlyFirst }.map(\.rule) == ["return ends the ban"])
        // Of the same name, and no inheritance.
        #expect(difference.rules.first { $0.rule == "damage is posted" }?.inheritedFrom == nil)
    }
}
