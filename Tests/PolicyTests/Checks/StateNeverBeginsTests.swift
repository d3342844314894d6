import Diagnostics
import Policy
import Testing
import _TestSupport

@Suite struct StateNeverBeginsTests {
    private func codes(_ state: String) -> [String] {
        let files = Fixture.files(["rules/library/vocabulary.yaml": Fixture.vocabulary.replacing("states:\n", "states:\n  s: {\(state)}\n")])
        return Checking.findings("rules/state/town", files).map(\.code)
    }

    @Test func noEventCanBeginIt() {
        #expect(codes("from: {event: decided, where: upheld and not(upheld)}") == ["state-never-begins"])
        #expect(codes("from: {event: chosen, where: 'choice = \"waive\" and choice = \"halve\"'}") == ["state-never-begins"])
        #expect(
            codes("from: [{event: decided, where: \"false\"}, {event: chosen, where: 'not(choice in (\"waive\", \"halve\"))'}]") == [
                "state-never-begins"
            ])
    }

    @Test func someEventCan() {
        #expect(codes("from: [{event: decided, where: \"false\"}, paid]") == [])
        #expect(codes("from: {event: decided, where: not(upheld)}") == [])
    }
}

extension String {
    /// The text with the first place of another text replaced.
    fileprivate func replacing(_ old: String, _ new: String) -> String {
        guard let place = firstRange(of: old) else { return self }
        return replacingCharacters(place, new)
    }

    private func firstRange(of old: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(old) { return start..<index(start, offsetBy: old.count) }
            start = index(after: start)
        }
        return nil
    }

    private func replacingCharacters(_ range: Range<String.Index>, _ new: String) -> String {
        String(self[..<range.lowerBound]) + new + String(self[range.upperBound...])
    }
}
