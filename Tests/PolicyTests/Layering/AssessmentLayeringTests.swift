import Diagnostics
import FEEL
import Policy
import Testing

@Suite struct AssessmentLayeringTests {
    private static let above = """
        parameters:
          late points: {value: '5', stated: false, clause: a1, label: {zh: 逾期扣分, en: points for being late}}
        assessments:
          readers are scored:
            clause: a1
            label: {zh: 读者考核, en: scores of readers}
            applies to: minors
            every: {value: year, stated: false}
            base: 100
            indicators:
              late books: {clause: a1, label: {zh: 逾期, en: late}, where: late, points: -late points}
            bands:
              good: {from: 80}
              poor: {}
            warnings:
              low: {clause: a2, label: {zh: 低, en: low}, when: total < 60}
          shelves are scored:
            clause: a2
            every: month
            base: 10
            indicators:
              late books: {clause: a1, where: late, points: -1}

        """

    private func load(_ below: String) throws -> (policy: ResolvedPolicy, found: [String]) {
        let load = PolicyLoader.load(
            "rules/state/town", files: Fixture.files(["rules/state/scores.yaml": Self.above, "rules/state/town/scores.yaml": below]))
        let typed = TypedPolicy(try #require(load.policy))
        return (typed.policy, (load.diagnostics + typed.diagnostics).map { "\($0.code): \($0.message.en)" })
    }

    @Test func whatIsAboveIsInherited() throws {
        let (policy, found) = try load("set:\n  late points: {value: '7', stated: false, clause: t1}\n")
        #expect(found == [])
        #expect(policy.assessments.map(\.name) == ["readers are scored", "shelves are scored"])
        let readers = policy.assessments[0]
        #expect(readers.layer == 0)
        #expect(readers.every == .year)
        #expect(!readers.everyStated)
        #expect(readers.appliesTo?.map(\.value) == [0, 1])
        #expect(readers.ranking.ties == .standardCompetition)
        #expect(policy.assessment(named: "读者考核") == 0)
        #expect(TypedPolicy(policy).assessments[0].bands.map { $0?.value.description } == ["80", nil])
        #expect(readers.allClauses == [ClauseReference(layer: 0, clause: 0), ClauseReference(layer: 0, clause: 1)])
    }

    @Test func aLowerPackAddsReplacesAndDrops() throws {
        let (policy, found) = try load(
            """
            refine:
              readers are scored:
                clause: t1
                indicators:
                  bans: {clause: t1, where: stands("ban"), points: -3}
                warnings:
                  bad: {clause: t1, when: count of("bans") > 1}
            drop:
              shelves are scored: {because: 镇馆没有书架}
            assessments:
              rooms are scored:
                条款: t1
                周期: 半年
                基准分: 10
                指标:
                  停借: {条款: t1, 其中: '措施状态("停借") = "生效"', 计分: -逾期扣分, 权重: 0.5}
                排名: {次序: 由低到高, 并列: 不并列, 再按: [停借]}

            """)
        #expect(found == [])
        #expect(policy.assessments.map(\.name) == ["readers are scored", "rooms are scored"])
        #expect(policy.assessments[0].indicators.map { "\($0.name) \($0.layer)" } == ["late books 0", "bans 1"])
        #expect(policy.assessments[0].warnings.map { "\($0.name) \($0.layer)" } == ["low 0", "bad 1"])
        #expect(policy.assessments[0].provenance.map(\.layer) == [0, 1])
        #expect(policy.supersededAssessments.map { "\($0.assessment.name) \($0.step) \($0.because ?? "-")" } == ["shelves are scored dropped 镇馆没有书架"])
        #expect(policy.assessments[1].every == .halfYear)
        let ranking = policy.assessments[1].ranking
        #expect(ranking.order == .ascending)
        #expect(ranking.ties == .ordinal)
        #expect(ranking.thenBy == [0])
    }

    @Test func whatIsReplacedKeepsItsLabel() throws {
        let (policy, found) = try load(
            """
            replace:
              readers are scored:
                because: 按月考核
                clause: t1
                every: month
                base: 50
                indicators: {late books: {clause: t1, where: late, points: -1}}

            """)
        #expect(found == [])
        #expect(policy.assessments.map(\.name) == ["shelves are scored", "readers are scored"])
        #expect(policy.assessments[1].label == Phrase(zh: "读者考核", en: "scores of readers"))
        #expect(policy.assessments[1].layer == 1)
    }

    @Test func aRefinementByClauseAloneFindsTheAssessment() throws {
        let (policy, found) = try load("refine:\n  readers are scored: {clause: t1}\n")
        #expect(found == [])
        #expect(policy.assessments[0].clauses == [ClauseReference(layer: 0, clause: 0), ClauseReference(layer: 1, clause: 0)])
    }

    @Test func namesAreSharedWithRulesAndDuties() throws {
        let (_, found) = try load(
            "assessments:\n  late reader pays: {clause: t1, every: year, base: 1, indicators: {a: {clause: t1, points: 1}}}\n"
                + "refine:\n  shelves are scored:\n    indicators: {late books: {clause: t1, points: 1}}\n")
        #expect(
            found.sorted() == [
                "duplicate-name: `late books` is declared already", "duplicate-name: `late reader pays` is declared already",
            ])
    }

    @Test func whatRulesMayNotReadStaysSo() throws {
        let (_, found) = try load(
            "rules:\n  odd:\n    clause: t1\n    when: stands(\"ban\")\n    then: [{impose: ban}]\n"
                + "parameters:\n  odd: {value: 'total', clause: t1}\n")
        #expect(found.map { $0.prefix { $0 != ":" } }.sorted() == ["unknown-function", "unknown-name"])
    }
}
