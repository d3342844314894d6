import FEEL
import _TestSupport

/// `matches`, `replace` and `split`, by trying.
extension ReferenceBuiltins {
    static func ofPatterns(_ name: String, _ a: [ReferenceValue]) throws -> ReferenceValue? {
        guard ["matches", "replace", "split"].contains(name) else { return nil }
        guard case .string(let input) = a[0], case .string(let written) = a[1] else { return .null }
        let place = name == "matches" ? 2 : name == "replace" ? 3 : a.count
        var flags = ""
        if place < a.count {
            switch a[place] {
            case .string(let text): flags = text
            case .null: break
            default: return .null
            }
        }
        if flags.contains(where: { !"smixq".contains($0) }) { return .null }
        guard ["", "q"].contains(flags), let pattern = pattern(written, isLiteral: flags == "q") else { throw ReferenceEvaluator.Undecided() }
        let text = Array(input.unicodeScalars)
        if name == "matches" { return .boolean(pattern.first(in: text, from: 0) != nil) }
        if pattern.first(in: [], from: 0) != nil { return .null }
        if name == "split" { return .list(text.isEmpty ? [] : parts(text, pattern.all(in: text))) }
        guard case .string(let replacement) = a[2] else { return .null }
        return replace(text, pattern.all(in: text), Array(replacement.unicodeScalars), groups: pattern.groups, isLiteral: flags == "q")
    }

    /// One that was made, or a text without signs that mean something.
    private static func pattern(_ text: String, isLiteral: Bool) -> PlainPattern? {
        if !isLiteral, let known = PlainPattern.samples[text] { return known }
        guard isLiteral || text.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || $0 == " " }) else { return nil }
        return .sequence(text.unicodeScalars.map { letter in .letters({ $0 == letter }, text: String(letter)) })
    }

    private static func string(_ part: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: part)
        return String(view)
    }

    private static func parts(_ text: [Unicode.Scalar], _ matches: [PlainPattern.Match]) -> [ReferenceValue] {
        let starts = [0] + matches.map(\.range.upperBound)
        let ends = matches.map(\.range.lowerBound) + [text.count]
        return zip(starts, ends).map { .string(string(text[$0..<$1])) }
    }

    /// `$N` is what a group matched, as many digits as make the number of a group; `\$` and `\\` are themselves.
    private static func replace(
        _ text: [Unicode.Scalar], _ matches: [PlainPattern.Match], _ replacement: [Unicode.Scalar], groups: Int, isLiteral: Bool
    ) -> ReferenceValue {
        var pieces: [(text: [Unicode.Scalar], group: Int?)] = []
        var place = 0
        while place < replacement.count {
            let sign = replacement[place]
            place += 1
            guard !isLiteral, sign == "$" || sign == "\\" else {
                pieces.append(([sign], nil))
                continue
            }
            guard place < replacement.count else { return .null }
            if sign == "\\" {
                guard replacement[place] == "\\" || replacement[place] == "$" else { return .null }
                pieces.append(([replacement[place]], nil))
                place += 1
                continue
            }
            guard var number = replacement[place].properties.numericValue.map({ Int($0) }), replacement[place].isASCII else { return .null }
            place += 1
            while place < replacement.count, replacement[place].isASCII, let digit = replacement[place].properties.numericValue.map({ Int($0) }),
                number * 10 + digit <= groups
            {
                number = number * 10 + digit
                place += 1
            }
            pieces.append(([], number))
        }
        var result: [Unicode.Scalar] = []
        var end = 0
        for match in matches {
            result += text[end..<match.range.lowerBound]
            for piece in pieces {
                result += piece.text
                guard let group = piece.group, let range = group == 0 ? match.range : match.groups[group] else { continue }
                result += text[range]
            }
            end = match.range.upperBound
        }
        return .string(string(result + text[end...]))
    }
}

extension PlainPattern {
    /// Patterns for random expressions, by their text.
    static let samples: [String: PlainPattern] = {
        var generator = PlainPatternGenerator(random: SeededGenerator(seed: 29))
        var samples: [String: PlainPattern] = [:]
        while samples.count < 120 {
            generator.groups = 0
            let pattern = generator.pattern(3)
            samples[pattern.text] = pattern
        }
        return samples
    }()
    static let texts = samples.keys.sorted()

    var groups: Int {
        switch self {
        case .letters, .start, .end: 0
        case .sequence(let parts), .choice(let parts): parts.reduce(0) { $0 + $1.groups }
        case .repetition(let inner, _, _, _, _): inner.groups
        case .group(let inner, _): 1 + inner.groups
        }
    }
}
