import Diagnostics
import Policy
import Testing

@Suite struct DutyLayeringTests {
    private static let above = """
        duties:
          stock is taken:
            clause: a1
            label: {zh: 盘点, en: taking stock}
            owner: 各馆
            cooperating: [总馆]
            deliverable: {zh: 清单, en: a list}
            every: year
          catalogue: {clause: a2, owner: 总馆, by: {value: 2022-12-31, stated: false}}
          reading week: {clause: a1}

        """

    private func load(_ below: String, above: String = above) throws -> ResolvedPolicy {
        let load = PolicyLoader.load(
            "rules/state/town", files: Fixture.files(["rules/state/duties.yaml": above, "rules/state/town/duties.yaml": below]))
        #expect(load.diagnostics.map { "\($0.code): \($0.message.en)" } == [])
        return try #require(load.policy)
    }

    private func outline(_ duty: ResolvedDuty) -> String {
        "\(duty.name) \(duty.layer) \(duty.label) \(duty.owner) \(duty.cooperating) \(duty.deliverables) "
            + "\(duty.schedule.map { "\($0.timing) \($0.stated)" } ?? "-") \(duty.clauses)"
    }

    @Test func whatIsAboveIsInherited() throws {
        let policy = try load("duties:\n  cleaning: {clause: t1, owner: 镇馆, every: month}\n")
        #expect(policy.duties.map(\.name) == ["stock is taken", "catalogue", "reading week", "cleaning"])
        #expect(policy.duties.map(\.layer) == [0, 0, 0, 1])
        // Where nobody is named, the clauses say who answers for it.
        #expect(policy.duties[2].owner == ["总馆"])
        #expect(policy.duties[1].schedule?.stated == false)
        #expect(policy.duty(named: "盘点") == 0)
        #expect(policy.duty(named: "taking stock") == 0)
    }

    @Test func aRefinementSaysWhoHereAndTightens() throws {
        let policy = try load(
            """
            refine:
              stock is taken: {clause: t1, owner: 镇馆, cooperating: 馆员, deliverable: {zh: 台账, en: a ledger}, every: quarter}
              catalogue: {by: 2022-06-30}
              reading week: {clause: t1}

            """)
        #expect(policy.duties[0].owner == ["镇馆"])
        #expect(policy.duties[0].cooperating == ["总馆", "馆员"])
        #expect(policy.duties[0].deliverables.map(\.en) == ["a list", "a ledger"])
        #expect(policy.duties[0].schedule?.timing == .calendar(.quarter, from: nil, until: nil))
        #expect(policy.duties[0].clauses.map(\.layer) == [0, 1])
        #expect(policy.duties[0].provenance.map(\.step) == [.written, .refined])
        #expect(policy.duties[1].schedule?.timing == .by(CivilDay.parse("2022-06-30") ?? 0))
        #expect(policy.duties[2].clauses.map(\.layer) == [0, 1])
    }

    @Test func replacedAndDroppedDutiesAreKeptWithTheReason() throws {
        let policy = try load(
            """
            replace:
              stock is taken: {because: 馆小, clause: t1, owner: 镇馆, every: P2Y, from: 2021-01-01}
            drop:
              catalogue: {because: 没有书}
              late reader is banned: {because: 不停借}

            """)
        #expect(policy.duties.map(\.name) == ["reading week", "stock is taken"])
        #expect(policy.duties[1].label.zh == "盘点")
        #expect(policy.duties[1].provenance.map(\.step) == [.written, .replaced(because: "馆小")])
        #expect(policy.supersededDuties.map { "\($0.duty.name) \($0.because ?? "")" } == ["catalogue 没有书", "stock is taken 馆小"])
        #expect(policy.superseded.map(\.rule.name) == ["late reader is banned"])
    }

    @Test func aDutyDecidesNothing() throws {
        #expect(try load("duties: {}\n").digest == load("duties:\n  cleaning: {clause: t1, owner: 镇馆, every: month}\n").digest)
    }

    @Test func aChineseDutyIsTheSameDuty() throws {
        let english = try load(
            """
            duties:
              a: {clause: t1, label: {zh: 甲, en: A}, owner: 镇馆, cooperating: [总馆], deliverable: [{zh: 册, en: book}], by: {value: 2022-01-31, stated: false}}
              b: {clause: t1, owner: 镇馆, every: half-year, from: 2022-01-01, until: 2023-12-31}
            refine:
              catalogue: {by: 2022-06-30}

            """)
        let chinese = try load(
            """
            任务清单:
              a: {条款: t1, 名称: {中文: 甲, 英文: A}, 牵头单位: 镇馆, 配合单位: [总馆], 成果: [{中文: 册, 英文: book}], 完成时限: {取值: 2022-01-31, 文中载明: 否}}
              b: {条款: t1, 牵头单位: 镇馆, 周期: 半年, 自: 2022-01-01, 至: 2023-12-31}
            细化:
              catalogue: {完成时限: 2022-06-30}

            """)
        #expect(english.duties.count == 5)
        #expect(english.duties.map(outline) == chinese.duties.map(outline))
    }
}
