import Diagnostics
import Policy
import Testing
import _TestSupport

@Suite struct UndecidableChoiceTests {
    private func codes(_ action: String) -> [String] {
        let vocabulary = Fixture.vocabulary.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { $0 == "choices:" ? [$0, "  forgive: {effect: none, label: {zh: 原谅, en: forgive}}"] : [$0] }.joined(separator: "\n")
        let files = Fixture.files(["rules/library/vocabulary.yaml": vocabulary, Checking.path: "rules:\n" + rule("r", then: action)])
        return Checking.findings("rules/state/town", files).map(\.code)
    }

    @Test func theDiscretionHasNoSuchValue() {
        #expect(codes("{may: forgive, measures: fine}") == ["undecidable-choice"])
        #expect(codes("{may: [waive, forgive], measures: fine}") == ["undecidable-choice"])
        #expect(codes("{may: [forgive], measures: fine, decided by: chosen}") == ["undecidable-choice"])
    }

    @Test func otherEventsDecide() {
        #expect(codes("{may: forgive, measures: fine, decided by: [decided, paid]}") == [])
        #expect(codes("{may: waive, measures: fine}") == [])
    }
}
