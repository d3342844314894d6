import Diagnostics
import Policy
import Testing

/// Names that mean nothing and changes that can't be made, with the place between marks.
@Suite struct LayeringFaultTests {
    private func expect(
        _ marked: String, _ codes: String..., as path: String = "rules/state/town/more.yaml", place: SourceLocation = #_sourceLocation
    ) {
        #expect(Found.inMore(marked, as: path) == Found(codes: codes, marked: marked), sourceLocation: place)
    }

    @Test func unknownNames() {
        expect("rules:\n  a: {clause: «t2», then: {impose: fine}}\n", "unknown-clause")
        expect("rules:\n  a: {kind: «lone», then: {impose: fine}}\n", "unknown-kind")
        expect("rules:\n  a: {applies to: [adult, «chid»], then: {impose: fine}}\n", "unknown-value")
        expect("rules:\n  a: {then: {impose: «fin»}}\n", "unknown-measure")
        expect("rules:\n  a: {then: [{impose: «minors»}]}\n", "unknown-measure")
        expect("rules:\n  a: {then: {may: «wave», measures: fine}}\n", "unknown-choice")
        expect("rules:\n  a: {then: {may: waive, measures: fine, decided by: «pade»}}\n", "unknown-event")
        expect("define:\n  d: {any of: [paid, «pade»]}\n", "unknown-event")
        expect("groups:\n  g: [fine, «bann»]\n", "unknown-member")
        expect("refine:\n  «late reader pay»: {clause: t1}\n", "unknown-rule")
        expect("set:\n  «terms»: {value: 1}\n", "unknown-parameter")
    }

    @Test func allFaultsAtOnce() {
        expect(
            "rules:\n  a: {clause: «t2», applies to: «chid», then: [{impose: «fin»}, {lift: «bann»}]}\n  b: {then: {lift: «fn»}}\n", "unknown-clause",
            "unknown-value", "unknown-measure", "unknown-measure", "unknown-measure")
    }

    @Test func namesInTests() {
        let path = "rules/state/town/tests/a.yaml"
        expect("tests:\n  t: {given: {}, then: {2021-05-01: {«fin»: due}}}\n", "unknown-measure", as: path)
        expect("tests:\n  t: {given: {}, then: {2021-05-01: {fine: {rule: «nobody»}}}}\n", "unknown-rule", as: path)
        expect("tests:\n  t: {given: {}, then: {2021-05-01: {undetermined: {«nobody»: []}}}}\n", "unknown-rule", as: path)
        expect("tests:\n  t: {given: {}, then: {2021-05-01: {undetermined: {late reader pays: [«book.prize»]}}}}\n", "unknown-fact", as: path)
        expect("tests:\n  t: {given: {}, then: {2021-05-01: {options: [«[wave]»]}}}\n", "unknown-choice", as: path)
        expect("tests:\n  t: {clause: «t9», given: {}, then: {}}\n", "unknown-clause", as: path)
    }

    @Test func changesThatCannotBeMade() {
        expect("rules:\n  «late reader pays»: {then: {impose: fine}}\n", "duplicate-name")
        expect("define:\n  «late»: true\n", "duplicate-name")
        expect("define:\n  «book.price»: 1\n", "duplicate-name")
        expect("parameters:\n  p: {value: 1}\nset:\n  «p»: {value: 2}\n", "own-parameter")
        expect("refine:\n  late reader pays: {while: «late»}\n", "trigger-differs")
        expect("groups:\n  g: [«h»]\n  h: [«g»]\n", "group-cycle", "group-cycle")
        expect("groups:\n  «fine»: [ban]\n", "duplicate-name")
        expect("rules:\n  a: {then: {withhold: «fine»}}\n", "action-kind")
        expect("rules:\n  a: {then: {suspend: «entry», clock: runs}}\n", "action-kind")
    }

    @Test func whatTheVocabularyHasToDeclareFirst() {
        let bare =
            "vocabulary: library\nlanguage: 1\nrecords: {r: {day: d, facts: {d: {type: date}}}}\nmeasures: {m: {kind: entry}}\nchoices: {c: {effect: none}}\n"
        func codes(_ rule: String) -> [String] {
            let files = MemoryFiles([
                "rules/library/vocabulary.yaml": bare, "rules/a/pack.yaml": "pack: a\nvocabulary: library\nrules: {r: \(rule)}\n",
            ])
            return PolicyLoader.load("rules/a", files: files).diagnostics.map(\.code)
        }
        #expect(codes("{then: {impose: m}}") == [])
        #expect(codes("{applies to: x, then: {impose: m}}") == ["no-applies-to"])
        #expect(codes("{then: {may: c, measures: m}}") == ["no-discretion"])
    }

    @Test func labelsThatMeanSomethingElse() {
        expect("parameters:\n  «p»: {value: 1, label: {zh: 停借期, en: other}}\n", "ambiguous-label")
    }

    @Test func suggestsTheNearestName() throws {
        let load = Fixture.policy("rules:\n  a: {then: {lift: bann}}\n")
        let diagnostic = try #require(load.diagnostics.first)
        #expect(diagnostic.message.en == "no measure or group of measures is called `bann`")
        #expect(diagnostic.message.zh == "没有措施或措施分组 `bann`")
        #expect(diagnostic.mend?.en == "did you mean `ban`")
        #expect(diagnostic.mend?.zh == "是否想写 `ban`")
    }

    @Test func faultyRulesAreLeftOutAndTheRestStands() {
        let load = Fixture.policy("rules:\n  a: {kind: lone, then: {lift: ban}}\n  b: {then: {lift: ban}}\n")
        #expect(load.hasErrors)
        #expect(load.policy?.rules.map(\.name).suffix(2) == ["fine may be waived", "b"])
    }
}
