import Testing

/// Every fault of reading, with the place it is reported at between marks.
@Suite struct ReadingFaultTests {
    private func expect(
        _ marked: String, _ codes: String..., as path: String = "rules/state/town/more.yaml", _ place: SourceLocation = #_sourceLocation
    ) {
        let found = Found.inMore(marked, as: path)
        #expect(found == Found(codes: codes, marked: marked), sourceLocation: place)
    }

    private func vocabulary(_ marked: String, _ codes: String..., place: SourceLocation = #_sourceLocation) {
        #expect(Found.inVocabulary(marked) == Found(codes: codes, marked: marked), sourceLocation: place)
    }

    @Test func aFileWithoutFaultHasNone() {
        expect("rules:\n  a:\n    clause: t1\n    when: late\n    then: [{impose: fine}]\n")
    }

    @Test func unknownKeys() {
        expect("«rulez»: {}\n", "unknown-key")
        expect("rules:\n  a:\n    «whne»: late\n    then: [{impose: fine}]\n", "unknown-key")
        expect("rules:\n  a:\n    then:\n      - impose: fine\n        «clock»: runs\n", "unknown-key")
        expect("rules:\n  a:\n    then:\n      - «imposse»: fine\n", "unknown-key")
        expect("refine:\n  late reader pays:\n    «applies to»: adult\n", "unknown-key")
    }

    @Test func aKeyInBothLanguagesIsOneKey() {
        expect("rules:\n  a:\n    when: late\n    «当»: late\n    then: [{impose: fine}]\n", "repeated-key")
    }

    @Test func missingKeysAndValues() {
        expect("rules:\n  «a»:\n    when: late\n", "missing-key")
        expect("rules:\n  a:\n    «when»:\n    then: [{impose: fine}]\n", "empty-value")
        expect("rules:\n  a:\n    then:\n      - «suspend: ban»\n", "missing-key")
        expect("rules:\n  a:\n    then:\n      - «may: waive»\n", "missing-key")
        expect("parameters:\n  «p»: {stated: true}\n", "missing-key")
        expect("define:\n  «d»:\n", "empty-value")
        expect("«»# nothing\n", "empty-file")
        expect("drop:\n  «late reader pays»: {}\n", "missing-because")
        expect("replace:\n  «late reader pays»: {then: {lift: ban}}\n", "missing-because")
    }

    @Test func keysThatExcludeEachOther() {
        expect("rules:\n  a:\n    when: late\n    «while»: late\n    then: [{impose: fine}]\n", "exclusive-keys")
        expect("rules:\n  a:\n    then: [{impose: fine, for: term, «until»: loan.ended}]\n", "exclusive-keys")
        expect("define:\n  d: {any of: paid, «all of»: paid}\n", "exclusive-keys")
        expect("define:\n  d: {value: late, «any of»: paid}\n", "exclusive-keys")
    }

    @Test func wrongShapes() {
        expect("rules: «[a]»\n", "wrong-shape")
        expect("rules:\n  a: «late»\n", "wrong-shape")
        expect("rules:\n  a: {then: «fine»}\n", "wrong-shape")
        expect("define:\n  d: «[1]»\n", "wrong-shape")
        expect("rules:\n  a: {when: «{b: c}», then: {impose: fine}}\n", "wrong-shape")
    }

    @Test func wordsOutsideTheirList() {
        expect("rules:\n  a:\n    then: [{suspend: ban, clock: «run»}]\n", "wrong-value")
        expect("rules:\n  a:\n    then: [{impose: fine, modality: «may»}]\n", "wrong-value")
        expect("clauses:\n  c: {cite: 9, class: «operativ»}\n", "wrong-value")
        expect("parameters:\n  p: {value: 1, stated: «maybe»}\n", "wrong-value")
    }

    @Test func actionsWithoutOrWithSeveralVerbs() {
        expect("rules:\n  a:\n    then: [«{from: loan.ended}»]\n", "no-action")
        expect("rules:\n  a:\n    then: [{impose: fine, «lift»: ban}]\n", "several-actions")
    }

    @Test func namesDeclaredTwiceInOnePack() {
        expect("rules:\n  a: {then: {impose: fine}}\nreplace:\n  «a»: {because: x, then: {lift: ban}}\n", "duplicate-name")
        expect("clauses:\n  «t1»: {cite: 7}\n", "duplicate-name")
    }

    @Test func translations() {
        expect("parameters:\n  p: {value: 1, label: «{zh: 甲}»}\n", "missing-translation")
    }

    @Test func testsWithFaults() {
        let path = "rules/state/town/tests/a.yaml"
        expect("tests:\n  «t»: {then: {}}\n", "missing-key", as: path)
        expect("tests:\n  t: {given: {}, then: {«2021-02-29»: {fine: due}}}\n", "wrong-value", as: path)
        expect("tests:\n  t: {given: {}, then: {2021-03-01: {fine: «owed»}}}\n", "wrong-value", as: path)
        expect("tests:\n  t: {given: {}, then: {2021-03-01: {fine: {«dew»: null}}}}\n", "unknown-key", as: path)
        expect("tests:\n  t: {given: {}, then: {2021-03-01: {conflicts: «-1»}}}\n", "wrong-value", as: path)
        expect("tests:\n  t: {given: «[]», then: {}}\n", "wrong-shape", as: path)
        expect("«rules»: {}\ntests: {}\n", "unknown-key", as: path)
    }

    // MARK: Vocabularies

    private let records = "records:\n  r:\n    day: d\n    facts: {d: {type: date}}\n"

    @Test func vocabularyHeaders() {
        vocabulary("«»vocabulary: v\n\(records)", "missing-key")
        vocabulary("vocabulary: v\nlanguage: «2»\n\(records)", "language-version")
        vocabulary("«»vocabulary: v\nlanguage: 1\n", "missing-key")
    }

    @Test func facts() {
        let head = "vocabulary: v\nlanguage: 1\nrecords:\n  r:\n    day: d\n    facts:\n      d: {type: date}\n"
        vocabulary(head + "      e: {type: «nunber»}\n", "unknown-type")
        vocabulary(head + "      e: {type: list of number}\n")
        vocabulary(head + "      e: {type: «list of nunber»}\n", "unknown-type")
        vocabulary(head + "      «a.b.c.d.e»: {type: number}\n", "fact-path")
        vocabulary(head + "      «a..b»: {type: number}\n", "fact-path")
        vocabulary(head + "      e: {type: number, range: «\"[0..\"»}\n", "bad-range")
        vocabulary(head + "      e: {type: string, range: «\"[0..)\"»}\n", "bad-range")
        vocabulary(head + "      e: {type: [a, «a»]}\n", "duplicate-name")
        vocabulary(head + "  s:\n    day: f\n    facts: {f: {type: date}, «d»: {type: string}}\n", "fact-conflict")
    }

    @Test func partsThatFactsPlay() {
        let head = "vocabulary: v\nlanguage: 1\nrecords:\n"
        vocabulary(head + "  «r»:\n    facts: {d: {type: date}}\n", "missing-day")
        vocabulary(head + "  r:\n    day: «e»\n    facts: {d: {type: date}}\n", "unknown-fact")
        vocabulary(head + "  r:\n    day: d\n    applies to: «d»\n    facts: {d: {type: date}}\n", "fact-type")
    }

    @Test func whatRefersToEvents() {
        let head = "vocabulary: v\nlanguage: 1\n\(records)events:\n  paid: {label: {zh: 付清, en: settled}}\n"
        vocabulary(head + "states:\n  s: {from: «payd»}\n", "unknown-event")
        vocabulary(head + "states:\n  s: {from: [paid, {event: «payd»}]}\n", "unknown-event")
        vocabulary(head + "states:\n  «s»: {until: paid}\n", "missing-key")
        vocabulary(head + "measures:\n  m: {kind: obligation, fulfilled by: «payd»}\n", "unknown-event")
        vocabulary(head + "measures:\n  m: {kind: entry, «fulfilled by»: paid}\n", "not-fulfillable")
        vocabulary(head + "measures:\n  m: {kind: obligation, «earlier counts»: true}\n", "missing-key")
        vocabulary(head + "measures:\n  m: {kind: «duty»}\n", "wrong-value")
        vocabulary(head + "choices:\n  «c»: {effect: adjust}\n", "missing-key")
        vocabulary(head + "choices:\n  c: {effect: none, «as»: x}\n", "exclusive-keys")
        vocabulary(head + "discretion: {event: paid, choice: «which»}\n", "unknown-fact")
        vocabulary(head + "  old: {facts: {«on»: {type: date}}}\n", "fact-path")
    }
}
