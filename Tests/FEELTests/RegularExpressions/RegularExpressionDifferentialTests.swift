import FEEL
import Foundation
import Testing
import _TestSupport

/// Random patterns on random texts: both ways of matching against a plain one that tries every way in order of preference.
@Suite struct RegularExpressionDifferentialTests {
    /// A pattern as a tree, matched by trying: a character, a choice, a sequence, a repetition, a group.
    private indirect enum Plain {
        case letters(Set<Character>, text: String)
        case start
        case end
        case sequence([Plain])
        case choice([Plain])
        case repetition(Plain, least: Int, most: Int?, isGreedy: Bool, sign: String)
        case group(Plain, Int)

        var text: String {
            switch self {
            case .letters(_, let text): text
            case .start: "^"
            case .end: "$"
            case .sequence(let parts): parts.map(\.text).joined()
            case .choice(let parts): "(?:\(parts.map(\.text).joined(separator: "|")))"
            case .repetition(let inner, _, _, let isGreedy, let sign): "(?:\(inner.text))\(sign)\(isGreedy ? "" : "?")"
            case .group(let inner, _): "(\(inner.text))"
            }
        }

        /// Whether it can match nothing: what repeats such is left out, since its order of preference isn't the same everywhere.
        var mayBeEmpty: Bool {
            switch self {
            case .letters: false
            case .start, .end: true
            case .sequence(let parts): parts.allSatisfy(\.mayBeEmpty)
            case .choice(let parts): parts.contains(where: \.mayBeEmpty)
            case .repetition(let inner, let least, _, _, _): least == 0 || inner.mayBeEmpty
            case .group(let inner, _): inner.mayBeEmpty
            }
        }
    }

    private struct State {
        var position: Int
        var groups: [Int: Range<Int>] = [:]
    }

    /// Calls `next` for each way to match, the preferred ones first, until it says that it is content.
    private static func match(_ pattern: Plain, _ text: [Character], _ state: State, _ next: (State) -> Bool) -> Bool {
        switch pattern {
        case .letters(let set, _):
            guard state.position < text.count, set.contains(text[state.position]) else { return false }
            return next(State(position: state.position + 1, groups: state.groups))
        case .start: return state.position == 0 && next(state)
        case .end: return state.position == text.count && next(state)
        case .sequence(let parts):
            guard let first = parts.first else { return next(state) }
            return match(first, text, state) { match(.sequence(Array(parts.dropFirst())), text, $0, next) }
        case .choice(let parts): return parts.contains { match($0, text, state, next) }
        case .repetition(let inner, let least, let most, let isGreedy, let sign):
            func more() -> Bool {
                let rest = Plain.repetition(inner, least: max(0, least - 1), most: most.map { $0 - 1 }, isGreedy: isGreedy, sign: sign)
                return most != 0 && match(inner, text, state) { match(rest, text, $0, next) }
            }
            if least > 0 { return more() }
            return isGreedy ? more() || next(state) : next(state) || more()
        case .group(let inner, let number):
            return match(inner, text, state) {
                var closed = $0
                closed.groups[number] = state.position..<$0.position
                return next(closed)
            }
        }
    }

    private struct Generator {
        var random: SeededGenerator
        var groups = 0

        mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

        mutating func letters() -> Plain {
            let all: [(String, String)] = [
                ("a", "a"), ("b", "b"), ("é", "é"), ("[ab]", "ab"), ("[^a]", "bcé规"), (".", "abcé规"), ("[a-c-[b]]", "ac"), ("\\p{L}", "abcé规"),
                ("规", "规"),
            ]
            let (text, set) = all[Int.random(in: 0..<all.count, using: &random)]
            return .letters(Set(set), text: text)
        }

        mutating func pattern(_ depth: Int) -> Plain {
            if depth == 0 || chance(25) { return chance(6) ? (chance(50) ? .start : .end) : letters() }
            switch Int.random(in: 0..<5, using: &random) {
            case 0: return .choice((0..<Int.random(in: 1...3, using: &random)).map { _ in pattern(depth - 1) })
            case 1:
                groups += 1
                let number = groups
                return .group(pattern(depth - 1), number)
            case 2, 3:
                let inner = pattern(depth - 1)
                if inner.mayBeEmpty { return inner }
                let signs: [(String, Int, Int?)] = [
                    ("*", 0, nil), ("+", 1, nil), ("?", 0, 1), ("{2}", 2, 2), ("{1,2}", 1, 2), ("{2,}", 2, nil), ("{0,2}", 0, 2),
                ]
                let (sign, least, most) = signs[Int.random(in: 0..<signs.count, using: &random)]
                return .repetition(inner, least: least, most: most, isGreedy: chance(60), sign: sign)
            default: return .sequence((0..<Int.random(in: 0...4, using: &random)).map { _ in pattern(depth - 1) })
            }
        }

        mutating func text() -> [Character] {
            (0..<Int.random(in: 0...9, using: &random)).map { _ in ["a", "b", "c", "é", "规"].randomElement(using: &random) ?? "a" }
        }
    }

    /// The match's groups by characters, nil for none.
    private static func found(_ pattern: String, _ text: [Character], groups: Int) throws -> [Range<Int>?]? {
        let expression = try RegularExpression(pattern.unicodeScalars)
        return Array(String(text).utf8).withUnsafeBufferPointer { bytes in
            var matcher = RegularExpressionMatcher(expression, bytes, positions: 2 * (groups + 1), fuel: 10_000_000)
            guard matcher.search(from: 0) == .found else { return nil }
            func characters(_ end: Int) -> Int { String(decoding: bytes[..<end], as: UTF8.self).count }
            var ranges: [Range<Int>?] = []
            for group in 0...groups { ranges.append(matcher.range(of: group).map { characters($0.lowerBound)..<characters($0.upperBound) }) }
            return ranges
        }
    }

    @Test func agreesWithThePlainOne() throws {
        let environment = ProcessInfo.processInfo.environment
        let seed = environment["REDRESS_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0..<1_000_000_000)
        print("regular expressions: seed \(seed)")
        var generator = Generator(random: SeededGenerator(seed: seed))
        var matched = 0
        for _ in 0..<(environment["REDRESS_TRIALS"].flatMap { Int($0) } ?? 6000) {
            generator.groups = 0
            let pattern = generator.pattern(4)
            let (text, groups) = (generator.text(), generator.groups)
            var expected: [Range<Int>?]?
            for start in 0...text.count where expected == nil {
                _ = Self.match(pattern, text, State(position: start)) { end in
                    expected = [start..<end.position] + (0..<groups).map { end.groups[$0 + 1] }
                    return true
                }
            }
            if expected != nil { matched += 1 }
            let simulated = try Self.found(pattern.text, text, groups: groups)
            // A reference to a group that holds nothing makes it backtrack.
            let backtracked = try Self.found("\(pattern.text)()\\\(groups + 1)", text, groups: groups)
            #expect(simulated == expected, "seed \(seed): \(pattern.text) on \(String(text))")
            #expect(backtracked == expected, "seed \(seed): \(pattern.text) on \(String(text)), backtracking")
        }
        #expect(matched > 0)
    }
}
