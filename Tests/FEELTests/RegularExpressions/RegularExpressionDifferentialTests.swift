import FEEL
import Testing
import _TestSupport

/// Random patterns on random texts: both ways of matching against a plain one that tries every way in order of preference.
@Suite struct RegularExpressionDifferentialTests {
    /// The match's groups by characters, nil for none.
    private static func found(_ pattern: String, _ text: [Unicode.Scalar], groups: Int) throws -> [Range<Int>?]? {
        let expression = try RegularExpression(pattern.unicodeScalars)
        return Array(String(String.UnicodeScalarView(text)).utf8).withUnsafeBufferPointer { bytes in
            var matcher = RegularExpressionMatcher(expression, bytes, positions: 2 * (groups + 1), fuel: 10_000_000)
            guard matcher.search(from: 0) == .found else { return nil }
            func characters(_ end: Int) -> Int { String(decoding: bytes[..<end], as: UTF8.self).unicodeScalars.count }
            var ranges: [Range<Int>?] = []
            for group in 0...groups { ranges.append(matcher.range(of: group).map { characters($0.lowerBound)..<characters($0.upperBound) }) }
            return ranges
        }
    }

    @Test func agreesWithThePlainOne() throws {
        let seed = RandomDraw.seed
        print("regular expressions: seed \(seed)")
        var generator = PlainPatternGenerator(random: SeededGenerator(seed: seed))
        var matched = 0
        for _ in 0..<RandomDraw.trials(otherwise: 6000) {
            generator.groups = 0
            let pattern = generator.pattern(4)
            let (text, groups) = (generator.text(), generator.groups)
            var expected: [Range<Int>?]?
            for start in 0...text.count where expected == nil {
                _ = pattern.match(text, PlainPattern.State(position: start)) { end in
                    expected = [start..<end.position] + (0..<groups).map { end.groups[$0 + 1] }
                    return true
                }
            }
            if expected != nil { matched += 1 }
            let simulated = try Self.found(pattern.text, text, groups: groups)
            // A reference to a group that holds nothing makes it backtrack.
            let backtracked = try Self.found("\(pattern.text)()\\\(groups + 1)", text, groups: groups)
            #expect(simulated == expected, "seed \(seed): \(pattern.text) on \(String(String.UnicodeScalarView(text)))")
            #expect(backtracked == expected, "seed \(seed): \(pattern.text) on \(String(String.UnicodeScalarView(text))), backtracking")
        }
        #expect(matched > 0)
    }
}
