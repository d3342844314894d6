import Diagnostics

/// Plain and quoted scalars, which fold their lines (YAML 1.2.2, 7.3).
enum FlowScalar {
    static func plain(_ span: Span, in bytes: [UInt8]) -> ScalarText {
        var result = ScalarText(file: span)
        var index = span.lower
        while index < span.upper {
            index = copyOrFold(index, end: span.upper, bytes, into: &result)
        }
        return result
    }

    static func singleQuoted(_ span: Span, in bytes: [UInt8]) -> ScalarText {
        var result = ScalarText(file: Span(span.lower + 1, span.upper - 1))
        let end = max(span.lower + 1, span.upper - 1)
        var index = span.lower + 1
        while index < end {
            if bytes[index] == UInt8(ascii: "'") {
                let next = min(index + 2, end)
                result.put([UInt8(ascii: "'")], for: Span(index, next))
                index = next
            } else {
                index = copyOrFold(index, end: end, bytes, into: &result)
            }
        }
        return result
    }

    static func doubleQuoted(_ span: Span, in bytes: [UInt8]) -> ScalarText {
        var result = ScalarText(file: Span(span.lower + 1, span.upper - 1))
        let end = max(span.lower + 1, span.upper - 1)
        var index = span.lower + 1
        while index < end {
            if bytes[index] != UInt8(ascii: "\\") {
                index = copyOrFold(index, end: end, bytes, into: &result)
            } else if bytes.isBreak(at: index + 1, before: end) {
                // An escaped break joins the lines; empty lines after it still count.
                index = fold(from: index, firstBreak: index + 1, end: end, bytes, keepsOneSpace: false, into: &result)
            } else {
                index = escape(at: index, end: end, bytes, into: &result)
            }
        }
        return result
    }

    /// Copies one byte, or a run of blanks, or folds a line break with the blanks around it. Returns where to go on.
    private static func copyOrFold(_ index: Int, end: Int, _ bytes: [UInt8], into result: inout ScalarText) -> Int {
        var ahead = index
        while bytes.isBlank(at: ahead, before: end) { ahead += 1 }
        if bytes.isBreak(at: ahead, before: end) {
            return fold(from: index, firstBreak: ahead, end: end, bytes, keepsOneSpace: true, into: &result)
        }
        let next = max(ahead, index + 1)
        result.take(Span(index, next), of: bytes)
        return next
    }

    /// One break becomes a space, n breaks become n - 1 line feeds.
    private static func fold(
        from start: Int, firstBreak: Int, end: Int, _ bytes: [UInt8], keepsOneSpace: Bool, into result: inout ScalarText
    ) -> Int {
        var index = firstBreak
        var breaks = 0
        while bytes.isBreak(at: index, before: end) {
            breaks += 1
            index = bytes.afterBreak(at: index, before: end)
            while bytes.isBlank(at: index, before: end) { index += 1 }
        }
        let span = Span(start, index)
        if breaks > 1 {
            result.put([UInt8](repeating: 0x0A, count: breaks - 1), for: span)
        } else if keepsOneSpace {
            result.put([0x20], for: span)
        }
        return index
    }

    private static func escape(at index: Int, end: Int, _ bytes: [UInt8], into result: inout ScalarText) -> Int {
        guard index + 1 < end else {
            result.take(Span(index, end), of: bytes)
            return end
        }
        var next = index + 2
        let value: UInt32
        switch bytes[index + 1] {
        case UInt8(ascii: "0"): value = 0
        case UInt8(ascii: "a"): value = 7
        case UInt8(ascii: "b"): value = 8
        case UInt8(ascii: "t"), 0x09: value = 9
        case UInt8(ascii: "n"): value = 10
        case UInt8(ascii: "v"): value = 11
        case UInt8(ascii: "f"): value = 12
        case UInt8(ascii: "r"): value = 13
        case UInt8(ascii: "e"): value = 27
        case UInt8(ascii: "N"): value = 0x85
        case UInt8(ascii: "_"): value = 0xA0
        case UInt8(ascii: "L"): value = 0x2028
        case UInt8(ascii: "P"): value = 0x2029
        case UInt8(ascii: "x"): (value, next) = hexadecimal(from: index + 2, digits: 2, end: end, bytes)
        case UInt8(ascii: "u"): (value, next) = hexadecimal(from: index + 2, digits: 4, end: end, bytes)
        case UInt8(ascii: "U"): (value, next) = hexadecimal(from: index + 2, digits: 8, end: end, bytes)
        case let other: value = UInt32(other)
        }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        result.put(Array(String(Character(scalar)).utf8), for: Span(index, next))
        return next
    }

    private static func hexadecimal(from start: Int, digits: Int, end: Int, _ bytes: [UInt8]) -> (UInt32, Int) {
        let stop = min(start + digits, end)
        let value = UInt32(String(decoding: bytes[start..<stop], as: UTF8.self), radix: 16) ?? 0xFFFD
        return (value, stop)
    }
}
