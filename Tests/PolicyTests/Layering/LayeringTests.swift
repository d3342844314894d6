import Diagnostics
import Policy
import Testing

/// What lower packs do to what they extend.
@Suite struct LayeringTests {
    private func resolve(_ text: String = "", _ place: SourceLocation = #_sourceLocation) throws -> ResolvedPolicy {
        let load = Fixture.policy(text)
        #expect(load.diagnostics.map { "\($0.code): \($0.message.en)" } == [], sourceLocation: place)
        return try #require(load.policy, sourceLocation: place)
    }

    @Test func inheritsAllThatIsAbove() throws {
        let policy = try resolve()
        #expect(policy.layers.map(\.id) == ["state", "state.town"])
        #expect(policy.id == "state.town")
        #expect(policy.vocabulary.name == "library")
        #expect(policy.monthEnds == .lastDay)
        #expect(policy.rules.map(\.name) == ["late reader pays", "late reader is banned", "fine may be waived"])
        #expect(policy.rules.map(\.layer) == [0, 0, 0])
        #expect(policy.layers[1].inForce.until == CivilDay.parse("2030-12-31"))
    }

    @Test func numbersFactsStatesDefinitionsParametersInThisOrder() throws {
        let policy = try resolve("define: {costly: book.price > 50}\nparameters: {limit: {value: 3}}\n")
        let names = policy.variables.variables.map(\.name)
        #expect(
            names == [
                "reader.id", "reader.kind", "loan.ended", "book.price", "book.lent", "objection pending", "late", "costly", "term", "limit",
            ])
        #expect(policy.definitions.map(\.slot) == [6, 7])
        #expect(policy.parameters.map(\.slot) == [8, 9])
        #expect(policy.vocabulary.states.map(\.slot) == [5])
        #expect(policy.variables.index(of: "申诉期间") == 5)
        #expect(policy.variables.index(of: "停借期") == 8)
    }

    @Test func resolvesNamesLabelsAndGroups() throws {
        let policy = try resolve()
        let may = policy.rules[2]
        #expect(may.appliesTo == [0, 1])
        #expect(may.trigger == .always)
        #expect(may.actions[0].measures == [1, 2])
        #expect(may.actions[0].choices == [0, 1])
        #expect(may.actions[0].decidedBy == [4])
        // A cite stands for every clause that has it.
        #expect(may.clauses == [ClauseReference(layer: 0, clause: 1), ClauseReference(layer: 0, clause: 2)])
        #expect(policy.cite(may.clauses[0]) == "总字1号 第2条")
        #expect(policy.rules[1].appliesTo == [2])
        #expect(policy.rules[0].appliesTo == nil)
    }

    @Test func setGivesAParameterANewValue() throws {
        let policy = try resolve("set:\n  term: {value: '@\"P3M\"', clause: t1}\n")
        let term = policy.parameters[0]
        #expect(term.value.text == "@\"P3M\"")
        #expect(term.stated)
        #expect(term.declaredBy == 0)
        #expect(term.setBy == 1)
        #expect(term.clauses == [ClauseReference(layer: 1, clause: 0)])
        #expect(term.label.zh == "停借期")
    }

    @Test func refineAddsClausesConditionsAndActions() throws {
        let policy = try resolve(
            "refine:\n  late reader pays:\n    clause: t1\n    when: book.price > 5\n    then: [{impose: notice}]\n")
        let rule = policy.rules[0]
        #expect(rule.name == "late reader pays")
        #expect(rule.layer == 0)
        #expect(rule.trigger == .when)
        #expect(rule.conditions.map(\.expression.text) == ["late", "book.price > 5"])
        #expect(rule.conditions.map(\.layer) == [0, 1])
        #expect(rule.actions.map(\.measures) == [[1], [3]])
        #expect(rule.actions.map(\.layer) == [0, 1])
        #expect(rule.clauses.map(\.layer) == [0, 1])
        // Whoever answers for any of the rule's clauses, each once.
        #expect(rule.actions.map(\.responsible) == [["总馆", "镇馆"], ["总馆", "镇馆"]])
        #expect(rule.provenance.map(\.step) == [.written, .refined])
        #expect(policy.superseded.isEmpty)
    }

    @Test func refiningARuleWithoutConditionGivesItOne() throws {
        let policy = try resolve("refine:\n  fine may be waived: {while: objection pending}\n")
        #expect(policy.rules[2].trigger == .during)
    }

    @Test func replaceWritesARuleAnew() throws {
        let policy = try resolve(
            "replace:\n  late reader pays: {because: 本馆不罚款, when: late, then: {impose: notice}}\nrules:\n  own: {then: {lift: ban}}\n")
        // Extended packs first, then the order of the file.
        #expect(policy.rules.map(\.name) == ["late reader is banned", "fine may be waived", "late reader pays", "own"])
        let rule = try #require(policy.rules.first { $0.name == "late reader pays" })
        #expect(rule.layer == 1)
        #expect(rule.actions.map(\.measures) == [[3]])
        #expect(rule.provenance.map(\.step) == [.written, .replaced(because: "本馆不罚款")])
        #expect(policy.superseded.map(\.rule.name) == ["late reader pays"])
        #expect(policy.superseded.map(\.step) == [.replaced])
        #expect(policy.superseded.map(\.because) == ["本馆不罚款"])
        #expect(policy.superseded[0].rule.actions.map(\.measures) == [[1]])
    }

    @Test func dropLeavesARuleOut() throws {
        let policy = try resolve("drop:\n  late reader is banned: {because: 不停借}\n")
        #expect(policy.rules.map(\.name) == ["late reader pays", "fine may be waived"])
        #expect(policy.superseded.map(\.step) == [.dropped])
        #expect(policy.superseded.map(\.because) == ["不停借"])
        #expect(policy.superseded.map(\.layer) == [1])
    }

    @Test func groupsOfLowerPacksAddMembers() throws {
        let policy = try resolve("groups:\n  sanctions: [notice, fine]\n  everything: {label: {zh: 全体, en: all of it}, members: [entry, 处理措施]}\n")
        let sanctions = try #require(policy.groups.first { $0.name == "sanctions" })
        #expect(sanctions.measures == [1, 2, 3])
        #expect(sanctions.label.en == "all sanctions")
        #expect(policy.groups.first { $0.name == "everything" }?.measures == [0, 1, 2, 3])
        #expect(
            policy.groups.first { $0.name == "minors" }?.values == [
                EnumerationMember(enumeration: 0, value: 0), EnumerationMember(enumeration: 0, value: 1),
            ])
        // The extended pack's rule follows, as a group means what it means in this policy.
        #expect(policy.rules[2].actions[0].measures == [1, 2, 3])
    }

    @Test func byGoesBeforeTheClausesUnits() throws {
        let policy = try resolve("rules:\n  own: {clause: t1, then: {impose: fine, by: 财务科}}\n")
        #expect(policy.rules[3].actions[0].responsible == ["财务科"])
    }

    @Test func definitionsOverEventsAndTests() throws {
        let load = PolicyLoader.load(
            "rules/state/town",
            files: Fixture.files([
                "rules/state/town/more.yaml": "define:\n  settled: {any of: [paid, 归还]}\n  both: {all of: [paid, returned]}\n",
                "rules/state/town/tests/a.yaml": """
                tests:
                  t:
                    clause: t1
                    given: {id: r1, reader: {id: "7", kind: child}, events: [{paid: 2021-05-01}, {type: decided, on: 2021-05-02, upheld: true}]}
                    then:
                      2021-05-01: {fine: {status: due, due: null, count: 1, addressee: "7"}, ban: none, options: [[waive]], undetermined: {late reader pays: [book.price]}, conflicts: 0}
                    under:
                      state: {2021-05-01: {fine: overdue}}

                """,
            ]))
        #expect(load.diagnostics == [])
        let policy = try #require(load.policy)
        #expect(policy.definitions[1].body == .anyOf([1, 0]))
        #expect(policy.definitions[2].body == .allOf([1, 0]))
        let test = try #require(policy.layers[1].tests.first)
        #expect(
            recordOutline(test.given)
                == "{id: r1, reader: {id: \"7\", kind: child}, events: [{type: \"paid\", on: 2021-05-01}, {type: decided, on: 2021-05-02, upheld: true}]}"
        )
        let day = try #require(test.then.first)
        #expect(day.day == CivilDay.parse("2021-05-01"))
        #expect(day.measures[0].status?.value == .status(.due))
        #expect(day.measures[0].due?.value == .null)
        #expect(day.measures[0].count?.value == 1)
        #expect(day.measures[0].addressee?.value == "7")
        #expect(day.measures[1].status?.value == MeasureExpectation.Status.none)
        #expect(day.options?.map(\.value) == [["waive"]])
        #expect(day.undetermined?.map(\.rule.value) == ["late reader pays"])
        #expect(day.conflicts?.value == 0)
        #expect(test.under.map(\.pack.value) == ["state"])
    }
}

/// A record as a line of text.
func recordOutline(_ tree: RecordTree) -> String {
    switch tree.kind {
    case .scalar(let text, let quoted): quoted ? "\"\(text)\"" : text
    case .list(let items): "[" + items.map(recordOutline).joined(separator: ", ") + "]"
    case .object(let members): "{" + members.map { "\($0.key.value): \(recordOutline($0.value))" }.joined(separator: ", ") + "}"
    }
}
