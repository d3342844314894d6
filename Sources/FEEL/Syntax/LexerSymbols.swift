import Diagnostics

/// Operators and brackets, also those written in full-width characters or as in other languages.
extension Lexer {
    /// A character as FEEL spells it, its length in the text, and whether it was spelt otherwise.
    private struct Symbol {
        var spelling: UInt8
        var length: Int
        var foreign: Bool
    }

    private func symbol(at index: Int) -> Symbol? {
        guard let (scalar, length) = decode(at: index) else { return nil }
        if scalar.value < 0x80 { return Symbol(spelling: UInt8(scalar.value), length: length, foreign: false) }
        return Lexer.ascii(scalar).map { Symbol(spelling: $0, length: length, foreign: true) }
    }

    /// What a full-width or typographic sign stands for.
    private static func ascii(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0xFF01...0xFF5E: UInt8(scalar.value - 0xFEE0)
        case 0x3001: 0x2C
        case 0x3002: 0x2E
        case 0x3010: 0x5B
        case 0x3011: 0x5D
        case 0xD7: 0x2A
        case 0xF7: 0x2F
        case 0x2212, 0x2013, 0x2014: 0x2D
        default: nil
        }
    }

    mutating func readSymbol(_ scalar: Unicode.Scalar, _ length: Int) {
        switch scalar {
        case "≤": return append(.lessOrEqual, "<=", length: length, foreign: true)
        case "≥": return append(.greaterOrEqual, ">=", length: length, foreign: true)
        case "≠": return append(.notEqual, "!=", length: length, foreign: true)
        default: break
        }
        guard let first = symbol(at: offset) else {
            return append(.other, String(scalar), length: length, foreign: false)
        }
        if let second = symbol(at: offset + first.length), readPair(first, second) { return }
        append(Lexer.kind(of: first.spelling), String(Unicode.Scalar(first.spelling)), length: first.length, foreign: first.foreign)
    }

    /// A symbol of two characters; some of them are other languages' spellings (`==`, `&&`, `=>`).
    private mutating func readPair(_ first: Symbol, _ second: Symbol) -> Bool {
        let kind: Token.Kind
        let spelling: String
        var foreign = first.foreign || second.foreign
        var length = first.length + second.length
        switch (Unicode.Scalar(first.spelling), Unicode.Scalar(second.spelling)) {
        case ("*", "*"): (kind, spelling) = (.power, "**")
        case (".", "."): (kind, spelling) = (.dotDot, "..")
        case ("-", ">"): (kind, spelling) = (.arrow, "->")
        case ("<", "="): (kind, spelling) = (.lessOrEqual, "<=")
        case (">", "="): (kind, spelling) = (.greaterOrEqual, ">=")
        case ("!", "="): (kind, spelling) = (.notEqual, "!=")
        case ("=", "="): (kind, spelling, foreign) = (.equal, "=", true)
        case ("=", "<"): (kind, spelling, foreign) = (.lessOrEqual, "<=", true)
        case ("=", ">"): (kind, spelling, foreign) = (.greaterOrEqual, ">=", true)
        case ("&", "&"): (kind, spelling, foreign) = (.word, "and", true)
        case ("|", "|"): (kind, spelling, foreign) = (.word, "or", true)
        default: return false
        }
        // `===` and `!==`.
        if second.spelling == 0x3D, kind == .equal || kind == .notEqual, let third = symbol(at: offset + length), third.spelling == 0x3D {
            length += third.length
            foreign = true
        }
        append(kind, spelling, length: length, foreign: foreign)
        return true
    }

    private mutating func append(_ kind: Token.Kind, _ spelling: String, length: Int, foreign: Bool) {
        let meant = foreign && kind != .other ? spelling : nil
        tokens.append(Token(kind, Span(offset, offset + length), spelling, meant: meant))
        offset += length
    }

    private static func kind(of byte: UInt8) -> Token.Kind {
        switch Unicode.Scalar(byte) {
        case "+": .plus
        case "-": .minus
        case "*": .star
        case "/": .slash
        case "=": .equal
        case "<": .less
        case ">": .greater
        case ".": .dot
        case ",": .comma
        case ":": .colon
        case "(": .leftParen
        case ")": .rightParen
        case "[": .leftBracket
        case "]": .rightBracket
        case "{": .leftBrace
        case "}": .rightBrace
        case "!": .bang
        case "'": .apostrophe
        default: .other
        }
    }
}
