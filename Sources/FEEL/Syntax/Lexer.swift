import Diagnostics

/// Cuts a text into tokens. It never fails: what can't be read becomes a diagnostic, and reading goes on behind it.
struct Lexer {
    let source: SourceText
    let bytes: [UInt8]
    var offset = 0
    var tokens: [Token] = []
    var diagnostics: [Diagnostic] = []
    /// Where a string or comment begins that never ends. What the parser finds from there on is only its consequence.
    var unclosedAt: Int?
    /// Up to here no closing `’` follows; not looked for again, so that a line full of `‘` takes no quadratic time.
    var unpairedUntil = 0

    init(_ source: SourceText) {
        self.source = source
        bytes = source.bytes
    }

    /// All tokens, the last of kind `end`.
    mutating func run() {
        while true {
            skipBlank()
            guard offset < bytes.count else { break }
            readToken()
        }
        let end = tokens.last?.span.upper ?? bytes.count
        tokens.append(Token(.end, .at(end), ""))
    }

    private mutating func readToken() {
        let byte = bytes[offset]
        if byte >= 0x30, byte <= 0x39 { return readNumber() }
        if byte == 0x2E, isDigit(offset + 1), !followsName { return readNumber() }
        if byte == 0x22 { return readString() }
        if byte == 0x40 { return readTemporal() }
        guard let (scalar, length) = decode(at: offset) else { return skipInvalidBytes() }
        if FEELCharacter.isNameStart(scalar) { return readWord() }
        if readForeignString(scalar, length) { return }
        readSymbol(scalar, length)
    }

    /// Whether the token before is a name or number without space between: then `.3` is the rest of a name such as `rule 5.3`.
    private var followsName: Bool {
        guard let last = tokens.last, last.span.upper == offset else { return false }
        return last.kind == .word || last.kind == .number || last.kind == .malformedNumber
    }

    private mutating func readWord() {
        let start = offset
        offset = endOfRun(from: offset)
        let text = source.text(of: Span(start, offset))
        if let digits = asciiDigits(text) {
            tokens.append(Token(.number, Span(start, offset), digits, meant: digits))
        } else {
            tokens.append(Token(.word, Span(start, offset), text))
        }
    }

    /// The ASCII spelling of a run of full-width digits.
    private func asciiDigits(_ text: String) -> String? {
        var digits = ""
        for scalar in text.unicodeScalars {
            guard (0xFF10...0xFF19).contains(scalar.value), let digit = Unicode.Scalar(scalar.value - 0xFEE0) else { return nil }
            digits.unicodeScalars.append(digit)
        }
        return digits
    }

    /// Behind the last name character from a place on.
    func endOfRun(from start: Int) -> Int {
        var end = start
        while let (scalar, length) = decode(at: end), FEELCharacter.isNamePart(scalar) { end += length }
        return end
    }

    // MARK: White space and comments

    private mutating func skipBlank() {
        while offset < bytes.count {
            if bytes[offset] == 0x2F, offset + 1 < bytes.count, bytes[offset + 1] == 0x2F {
                while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
            } else if bytes[offset] == 0x2F, offset + 1 < bytes.count, bytes[offset + 1] == 0x2A {
                skipBlockComment()
            } else if let (scalar, length) = decode(at: offset), FEELCharacter.isWhiteSpace(scalar) {
                offset += length
            } else {
                return
            }
        }
    }

    private mutating func skipBlockComment() {
        let start = offset
        offset += 2
        while offset + 1 < bytes.count {
            if bytes[offset] == 0x2A, bytes[offset + 1] == 0x2F {
                offset += 2
                return
            }
            offset += 1
        }
        offset = bytes.count
        if unclosedAt == nil { unclosedAt = start }
        report(SyntaxFinding.unclosedComment(in: source, Span(start, start + 2)))
    }

    // MARK: Bytes

    func isDigit(_ index: Int) -> Bool { index < bytes.count && bytes[index] >= 0x30 && bytes[index] <= 0x39 }

    /// The scalar whose encoding begins at `index` and its length; nil at the end of the text and where the bytes are not UTF-8.
    func decode(at index: Int) -> (scalar: Unicode.Scalar, length: Int)? {
        guard index < bytes.count else { return nil }
        let first = bytes[index]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard first >= 0xC2, first <= 0xF4, index + length <= bytes.count else { return nil }
        var value = UInt32(first) & (0xFF >> UInt32(length + 1))
        for next in bytes[index + 1..<index + length] {
            guard next & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(next & 0x3F)
        }
        let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
        guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, length)
    }

    /// Reports a run of bytes that aren't UTF-8 as one finding.
    mutating func skipInvalidBytes() {
        let start = offset
        while offset < bytes.count, decode(at: offset) == nil { offset += 1 }
        report(SyntaxFinding.invalidEncoding(in: source, Span(start, offset)))
    }

    mutating func report(_ diagnostic: Diagnostic) {
        if diagnostics.count < SyntaxFinding.maximum { diagnostics.append(diagnostic) }
    }
}
