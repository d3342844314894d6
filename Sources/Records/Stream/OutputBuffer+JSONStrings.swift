#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Strings in quotes, escaped where RFC 8259 asks for it and nowhere else.
extension OutputBuffer {
    /// Valid UTF-8 in quotes.
    package mutating func appendJSONString(_ bytes: UnsafeBufferPointer<UInt8>) {
        // Room for the quotes and for every byte plain; an escape reserves its own.
        reserve(bytes.count + 2)
        append(byte: UInt8(ascii: "\""))
        if let first = bytes.baseAddress { appendEscaped(first, bytes.count) }
        append(byte: UInt8(ascii: "\""))
    }

    package mutating func appendJSONString(_ text: JSONText) { appendJSONString(text.bytes) }

    package mutating func appendJSONString(_ text: String) {
        var text = text
        text.withUTF8 { appendJSONString($0) }
    }

    private mutating func appendEscaped(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        var first = 0
        var place = 0
        while place < count {
            place = Self.endOfPlain(bytes, from: place, count)
            append(bytes + first, count: place - first)
            guard place < count else { return }
            appendEscape(bytes[place])
            place += 1
            first = place
        }
    }

    /// The first byte from `place` on that needs an escape, or `count`. Reads whole words only where they lie within the text.
    private static func endOfPlain(_ bytes: UnsafePointer<UInt8>, from first: Int, _ count: Int) -> Int {
        var place = first
        let ones: UInt64 = 0x0101_0101_0101_0101
        while place + 8 <= count {
            let word = loadWord(bytes + place)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let special = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- (ones &* 0x20)) & ~word
            let stops = special & (ones << 7)
            if stops != 0 { return place + stops.trailingZeroBitCount >> 3 }
            place += 8
        }
        while place < count {
            let byte = bytes[place]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { return place }
            place += 1
        }
        return count
    }

    private mutating func appendEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x08: append("\\b")
        case 0x09: append("\\t")
        case 0x0A: append("\\n")
        case 0x0C: append("\\f")
        case 0x0D: append("\\r")
        default:
            append("\\u00")
            append(byte: 0x30 + byte >> 4)
            let low = byte & 0x0F
            append(byte: low < 10 ? 0x30 + low : 0x57 + low)
        }
    }
}
