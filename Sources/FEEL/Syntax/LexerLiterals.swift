import Diagnostics

/// Numbers, strings, and `@"…"`.
extension Lexer {
    /// Digits, an optional fraction and exponent. What has letters straight behind it is no number (`3x`).
    mutating func readNumber() {
        let start = offset
        var end = start
        while isDigit(end) { end += 1 }
        let whole = end
        if end < bytes.count, bytes[end] == 0x2E, isDigit(end + 1) {
            end += 1
            while isDigit(end) { end += 1 }
        }
        end = endOfExponent(from: end) ?? end
        let run = endOfRun(from: whole)
        if endOfRun(from: end) == end {
            offset = end
            tokens.append(Token(.number, Span(start, end), source.text(of: Span(start, end))))
        } else if run == whole, whole > start {
            // `3.5x`: the dot and what follows are read by themselves, in case they are a part of a known name.
            offset = whole
            tokens.append(Token(.number, Span(start, whole), source.text(of: Span(start, whole))))
        } else {
            offset = max(run, endOfRun(from: end))
            tokens.append(Token(.malformedNumber, Span(start, offset), source.text(of: Span(start, offset))))
        }
    }

    private func endOfExponent(from start: Int) -> Int? {
        guard start < bytes.count, bytes[start] == 0x65 || bytes[start] == 0x45 else { return nil }
        var end = start + 1
        if end < bytes.count, bytes[end] == 0x2B || bytes[end] == 0x2D { end += 1 }
        guard isDigit(end) else { return nil }
        while isDigit(end) { end += 1 }
        return end
    }

    mutating func readString() {
        let start = offset
        let value = readQuoted()
        tokens.append(Token(.string, Span(start, offset), value))
    }

    mutating func readTemporal() {
        let start = offset
        offset += 1
        var next = offset
        while next < bytes.count, bytes[next] == 0x20 { next += 1 }
        guard next < bytes.count, bytes[next] == 0x22 else {
            tokens.append(Token(.other, Span(start, offset), "@"))
            return
        }
        offset = next
        let value = readQuoted()
        tokens.append(Token(.temporal, Span(start, offset), value))
    }

    /// Reads from an opening quote to behind the closing one and resolves the escapes. A string ends with its line at the latest.
    private mutating func readQuoted() -> String {
        let start = offset
        var value: [UInt8] = []
        offset += 1
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x22:
                offset += 1
                return String(decoding: value, as: UTF8.self)
            case 0x0A, 0x0D:
                return unclosedString(from: start, value)
            case 0x5C:
                readEscape(into: &value)
            case let byte where byte < 0x80:
                value.append(byte)
                offset += 1
            default:
                if let (_, length) = decode(at: offset) {
                    value.append(contentsOf: bytes[offset..<offset + length])
                    offset += length
                } else {
                    skipInvalidBytes()
                }
            }
        }
        return unclosedString(from: start, value)
    }

    private mutating func unclosedString(from start: Int, _ value: [UInt8]) -> String {
        if unclosedAt == nil { unclosedAt = start }
        report(SyntaxFinding.unclosedString(in: source, Span(start, offset)))
        return String(decoding: value, as: UTF8.self)
    }

    /// One escape. An unknown one (`\d`) stays as written, because regular expressions are written that way.
    private mutating func readEscape(into value: inout [UInt8]) {
        let start = offset
        let letter = offset + 1 < bytes.count ? bytes[offset + 1] : 0
        switch letter {
        case 0x22, 0x27, 0x5C: value.append(letter)
        case 0x6E: value.append(0x0A)
        case 0x72: value.append(0x0D)
        case 0x74: value.append(0x09)
        case 0x75, 0x55:
            if let (scalar, end) = readCodePoint(at: start) {
                value.append(contentsOf: String(scalar).utf8)
                offset = end
            } else {
                offset = endOfHex(from: start + 2, digits: letter == 0x75 ? 4 : 6)
                report(SyntaxFinding.badEscape(in: source, Span(start, offset)))
            }
            return
        default:
            value.append(0x5C)
            offset += 1
            return
        }
        offset += 2
    }

    /// `\uXXXX`, a surrogate pair of two of them, or `\UXXXXXX`.
    private func readCodePoint(at start: Int) -> (Unicode.Scalar, end: Int)? {
        if bytes[start + 1] == 0x55 {
            guard let value = hex(from: start + 2, digits: 6), let scalar = Unicode.Scalar(value) else { return nil }
            return (scalar, start + 8)
        }
        guard let high = hex(from: start + 2, digits: 4) else { return nil }
        if let scalar = Unicode.Scalar(high) { return (scalar, start + 6) }
        let second = start + 6
        guard high < 0xDC00, second + 1 < bytes.count, bytes[second] == 0x5C, bytes[second + 1] == 0x75,
            let low = hex(from: second + 2, digits: 4), (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { return nil }
        return (scalar, second + 6)
    }

    private func hex(from start: Int, digits: Int) -> UInt32? {
        guard endOfHex(from: start, digits: digits) == start + digits else { return nil }
        return UInt32(source.text(of: Span(start, start + digits)), radix: 16)
    }

    private func endOfHex(from start: Int, digits: Int) -> Int {
        var end = min(start, bytes.count)
        while end < bytes.count, end < start + digits, isHexDigit(bytes[end]) { end += 1 }
        return end
    }

    private func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }

    /// A string in typographic quotes (`“…”`, `‘…’`, `＂…＂`): read as a string that was meant to stand in straight ones.
    mutating func readForeignString(_ scalar: Unicode.Scalar, _ length: Int) -> Bool {
        let closers: [Unicode.Scalar]
        switch scalar {
        case "\u{201C}", "\u{201D}": closers = ["\u{201C}", "\u{201D}", "\""]
        case "\u{2018}" where offset >= unpairedUntil: closers = ["\u{2019}"]
        case "\u{FF02}": closers = ["\u{FF02}", "\""]
        default: return false
        }
        let start = offset
        var end = start + length
        while let (next, size) = decode(at: end), next != "\n", next != "\r" {
            if closers.contains(next) {
                let value = source.text(of: Span(start + length, end))
                offset = end + size
                tokens.append(Token(.string, Span(start, offset), value, meant: "\"\(value)\""))
                return true
            }
            end += size
        }
        unpairedUntil = end
        return false
    }
}
