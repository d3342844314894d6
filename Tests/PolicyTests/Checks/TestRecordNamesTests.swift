import Policy
import Testing
import _TestSupport

@Suite struct TestRecordNamesTests {
    private func expect(_ given: String, _ codes: String..., place: SourceLocation = #_sourceLocation) {
        let path = "rules/state/town/tests/a.yaml"
        let marked = "tests:\n  t: {given: \(given), then: {}}\n"
        let text = MarkedText(marked).text
        let found = Checking.findings("rules/state/town", Fixture.files([path: text]))
        #expect(Found(found, in: path, text) == Found(codes: codes, marked: marked), sourceLocation: place)
    }

    @Test func unknownNames() {
        expect("{reader: {«nmae»: r-1}}", "unknown-fact")
        expect("{«raeder»: {id: r-1}}", "unknown-fact")
        expect("{«book.prise»: 5}", "unknown-fact")
        expect("{«图书.价各»: 5}", "unknown-fact")
        expect("{kind: «lone»}", "unknown-kind")
        expect("{events: [{«payd»: 2021-05-01}, {type: «chosn», on: 2021-05-01}]}", "unknown-event", "unknown-event")
        expect("{events: [{decided: 2021-05-01, «upheeld»: true}]}", "unknown-fact")
    }

    @Test func unknownValues() {
        expect("{reader: {kind: «adlut»}}", "unknown-value")
        expect("{events: [{chosen: 2021-05-01, choice: «wave»}]}", "unknown-value")
    }

    @Test func whatIsKnownInEitherLanguage() {
        expect("{id: c-1, kind: loan, reader: {id: r-1, kind: 成人}, loan: {ended: 2021-05-01}, book.price: 5}")
        expect("{读者.类型: child, 图书.价格: 5, events: [{申诉办结: 2021-05-01, 成立: 是}, {type: paid, on: 2021-05-01, recorded: 2021-05-02}]}")
        expect("{reader: {kind: null}}")
    }
}
