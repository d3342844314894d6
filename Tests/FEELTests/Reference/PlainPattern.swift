import _TestSupport

/// A regular expression as a tree, matched by trying: a character, a choice, a sequence, a repetition, a group.
indirect enum PlainPattern: Sendable {
    case letters(@Sendable (Unicode.Scalar) -> Bool, text: String)
    case start
    case end
    case sequence([PlainPattern])
    case choice([PlainPattern])
    case repetition(PlainPattern, least: Int, most: Int?, isGreedy: Bool, sign: String)
    case group(PlainPattern, Int)

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

    struct State {
        var position: Int
        var groups: [Int: Range<Int>] = [:]
    }

    /// A match: of the whole, and of each group that has one.
    struct Match {
        var range: Range<Int>
        var groups: [Int: Range<Int>]
    }

    /// Calls `next` for each way to match, the preferred ones first, until it says that it is content.
    func match(_ text: [Unicode.Scalar], _ state: State, _ next: (State) -> Bool) -> Bool {
        switch self {
        case .letters(let takes, _):
            guard state.position < text.count, takes(text[state.position]) else { return false }
            return next(State(position: state.position + 1, groups: state.groups))
        case .start: return state.position == 0 && next(state)
        case .end: return state.position == text.count && next(state)
        case .sequence(let parts):
            guard let first = parts.first else { return next(state) }
            return first.match(text, state) { PlainPattern.sequence(Array(parts.dropFirst())).match(text, $0, next) }
        case .choice(let parts): return parts.contains { $0.match(text, state, next) }
        case .repetition(let inner, let least, let most, let isGreedy, let sign):
            func more() -> Bool {
                let rest = PlainPattern.repetition(inner, least: max(0, least - 1), most: most.map { $0 - 1 }, isGreedy: isGreedy, sign: sign)
                return most != 0 && inner.match(text, state) { rest.match(text, $0, next) }
            }
            if least > 0 { return more() }
            return isGreedy ? more() || next(state) : next(state) || more()
        case .group(let inner, let number):
            return inner.match(text, state) {
                var closed = $0
                closed.groups[number] = state.position..<$0.position
                return next(closed)
            }
        }
    }

    /// The first match from a place on.
    func first(in text: [Unicode.Scalar], from start: Int) -> Match? {
        for place in start...max(start, text.count) {
            var found: Match?
            _ = match(text, State(position: place)) { end in
                found = Match(range: place..<end.position, groups: end.groups)
                return true
            }
            if let found { return found }
        }
        return nil
    }

    /// Every match that isn't empty, one after the other.
    func all(in text: [Unicode.Scalar]) -> [Match] {
        var matches: [Match] = []
        var start = 0
        while start <= text.count, let match = first(in: text, from: start) {
            if !match.range.isEmpty { matches.append(match) }
            start = match.range.isEmpty ? match.range.upperBound + 1 : match.range.upperBound
        }
        return matches
    }
}

/// Makes random patterns over a handful of characters, and texts of them.
struct PlainPatternGenerator {
    var random: SeededGenerator
    var groups = 0

    init(random: SeededGenerator) { self.random = random }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func letters() -> PlainPattern {
        let all: [(String, @Sendable (Unicode.Scalar) -> Bool)] = [
            ("a", { $0 == "a" }), ("b", { $0 == "b" }), ("é", { $0 == "é" }), ("[ab]", { $0 == "a" || $0 == "b" }), ("[^a]", { $0 != "a" }),
            (".", { $0 != "\n" && $0 != "\r" }), ("[a-c-[b]]", { $0 == "a" || $0 == "c" }), ("\\p{L}", { $0.properties.isAlphabetic }),
            ("规", { $0 == "规" }),
        ]
        let (text, takes) = all[Int.random(in: 0..<all.count, using: &random)]
        return .letters(takes, text: text)
    }

    mutating func pattern(_ depth: Int) -> PlainPattern {
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

    mutating func text() -> [Unicode.Scalar] {
        (0..<Int.random(in: 0...9, using: &random)).map { _ in ["a", "b", "c", "é", "规"].randomElement(using: &random) ?? "a" }
    }
}
