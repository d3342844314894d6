import Diagnostics

/// Cuts an expression into tokens (DMN 1.5, 10.3.1.2). Bad input is reported and passed over.
struct Lexer {
    private let source: SourceText
    private let bytes: [UInt8]
    private var index = 0
    private var tokens: [Token] = []
    private(set) var diagnostics: [Diagnostic] = []

    private static let symbols = ["**", "..", "->", "!=", "<=", ">="]
    /// More faults than this in one expression help nobody.
    private static let faultLimit = 20

    static func tokens(of source: SourceText) -> ([Token], [Diagnostic]) {
        var lexer = Lexer(source)
        lexer.run()
        return (lexer.tokens, lexer.diagnostics)
    }

    private init(_ source: SourceText) {
        self.source = source
        bytes = source.bytes
    }

    private mutating func report(_ code: String, _ span: Span, _ message: Phrase, mend: Phrase? = nil) {
        guard diagnostics.count < Lexer.faultLimit else { return }
        diagnostics.append(Diagnostic(code: code, message: message, location: Location(source: source, span: span), mend: mend))
    }

    private mutating func run() {
        while skipBlank() {
            let start = index
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number(start)
            case UInt8(ascii: ".") where index + 1 < bytes.count && isDigit(bytes[index + 1]): number(start)
            case UInt8(ascii: "\""): string(start, .string)
            case UInt8(ascii: "@") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\""):
                index += 1
                string(start, .temporal)
            default: wordOrSymbol(start)
            }
        }
        tokens.append(Token(kind: .end, span: .at(bytes.count), text: ""))
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private mutating func add(_ kind: Token.Kind, _ start: Int, _ text: String? = nil) {
        let span = Span(start, index)
        tokens.append(Token(kind: kind, span: span, text: text ?? source.text(of: span)))
    }

    /// Passes over white space and comments; false at the end.
    private mutating func skipBlank() -> Bool {
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
                index += 1
            } else if byte == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/") {
                while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
            } else if byte == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "*") {
                let start = index
                index += 2
                while index + 1 < bytes.count, !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")) { index += 1 }
                if index + 1 >= bytes.count {
                    index = bytes.count
                    report("unclosed-comment", Span(start, start + 2), Phrase(zh: "注释没有结束", en: "the comment isn't closed"))
                } else {
                    index += 2
                }
            } else if byte >= 0x80, let (scalar, length) = scalar(at: index), scalar.properties.isWhitespace || scalar.value == 0xFEFF {
                index += length
            } else {
                return true
            }
        }
        return false
    }

    /// The Unicode scalar at a place; nil where the bytes aren't UTF-8.
    private func scalar(at place: Int) -> (Unicode.Scalar, Int)? {
        let byte = bytes[place]
        if byte < 0x80 { return (Unicode.Scalar(byte), 1) }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 0
        guard length > 0, place + length <= bytes.count else { return nil }
        var decoder = UTF8()
        var iterator = bytes[place..<(place + length)].makeIterator()
        if case .scalarValue(let scalar) = decoder.decode(&iterator) { return (scalar, length) }
        return nil
    }

    private mutating func number(_ start: Int) {
        while index < bytes.count, isDigit(bytes[index]) { index += 1 }
        if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "."), isDigit(bytes[index + 1]) {
            index += 1
            while index < bytes.count, isDigit(bytes[index]) { index += 1 }
        }
        if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
            var next = index + 1
            if next < bytes.count, bytes[next] == UInt8(ascii: "+") || bytes[next] == UInt8(ascii: "-") { next += 1 }
            if next < bytes.count, isDigit(bytes[next]) {
                while next < bytes.count, isDigit(bytes[next]) { next += 1 }
                index = next
            }
        }
        add(.number, start)
    }

    private mutating func string(_ start: Int, _ kind: Token.Kind) {
        index += 1
        var text: [UInt8] = []
        var high: UInt32?
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\") {
                escape(&text, &high)
            } else {
                text.append(bytes[index])
                index += 1
            }
        }
        if index >= bytes.count {
            report(
                "unclosed-string", Span(start, start + 1), Phrase(zh: "文本没有结束引号", en: "the string isn't closed"),
                mend: Phrase(zh: "在末尾补上 \"", en: "add a \" at its end"))
        } else {
            index += 1
        }
        add(kind, start, String(decoding: text, as: UTF8.self))
    }

    /// An escape sequence; a surrogate pair may be written as two `\u` escapes.
    private mutating func escape(_ text: inout [UInt8], _ high: inout UInt32?) {
        let start = index
        index += 1
        guard index < bytes.count else { return }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let digits = byte == UInt8(ascii: "u") ? 4 : 6
            guard var value = hex(digits) else {
                report("bad-escape", Span(start, index), Phrase(zh: "转义写法不对", en: "this escape isn't complete"))
                return
            }
            if (0xD800...0xDBFF).contains(value), index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") {
                let place = index
                index += 2
                if let low = hex(4), (0xDC00...0xDFFF).contains(low) {
                    value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    index = place
                }
            }
            guard let scalar = Unicode.Scalar(value) else {
                report("bad-escape", Span(start, index), Phrase(zh: "没有这个字符", en: "there is no such character"))
                return
            }
            text.append(contentsOf: Array(String(scalar).utf8))
        default:
            report(
                "bad-escape", Span(start, index), Phrase(zh: "不认识的转义", en: "unknown escape"),
                mend: Phrase(zh: "反斜杠本身写作 \\\\", en: "write \\\\ for a backslash"))
        }
    }

    private mutating func hex(_ digits: Int) -> UInt32? {
        guard index + digits <= bytes.count else { return nil }
        guard let value = UInt32(String(decoding: bytes[index..<(index + digits)], as: UTF8.self), radix: 16) else { return nil }
        index += digits
        return value
    }

    private mutating func wordOrSymbol(_ start: Int) {
        guard let (scalar, length) = scalar(at: index) else {
            index += 1
            report("encoding", Span(start, index), Phrase(zh: "不是 UTF-8 文本", en: "this isn't UTF-8"))
            return
        }
        if FEELCharacter.isNameStart(scalar) {
            while index < bytes.count, let (next, size) = self.scalar(at: index), FEELCharacter.isNamePart(next) { index += size }
            add(.word, start)
            return
        }
        if index + 1 < bytes.count {
            let two = String(decoding: bytes[index...(index + 1)], as: UTF8.self)
            if Lexer.symbols.contains(two) {
                index += 2
                add(.symbol, start)
                return
            }
        }
        index += length
        add(.symbol, start)
    }
}
