/// Values that nobody asked for: checked in full, kept nowhere.
extension JSONScanner {
    /// Moves behind the next value, whatever it is. Names inside a skipped object aren't compared with each other.
    @inlinable
    package mutating func skipValue() throws(JSONFault) {
        switch peek() {
        case UInt8(ascii: "\""): _ = try passString()
        case UInt8(ascii: "{"), UInt8(ascii: "["): try skipNested()
        default: try skipScalar()
        }
    }

    /// The next value as it is written.
    @inlinable
    package mutating func rawValue() throws(JSONFault) -> JSONText {
        _ = peek()
        let first = cursor
        try skipValue()
        return JSONText(start: first, count: cursor - first)
    }

    @usableFromInline
    package mutating func skipScalar() throws(JSONFault) {
        switch try kind() {
        case .number: _ = try number()
        case .true, .false: _ = try boolean()
        case .null: try null()
        case .string, .object, .array: try skipValue()
        }
    }

    /// An object or array, without recursion: what is open stands in the scratch memory, one byte a level.
    @usableFromInline
    package mutating func skipNested() throws(JSONFault) {
        let nesting = scratch.nesting
        var level = 0
        // The scratch has a byte for each level up to the limit.
        let deepest = Self.depthLimit - depth
        while true {
            let byte = peek()
            switch byte {
            case UInt8(ascii: "\""):
                _ = try passString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard level < deepest else { throw fault(.tooDeep, at: cursor) }
                cursor += 1
                // In ASCII each closing bracket stands two places behind its opening one.
                if peek() == byte + 2 {
                    cursor += 1
                    break
                }
                let isObject = byte == UInt8(ascii: "{")
                nesting[level] = isObject ? 1 : 0
                level += 1
                if isObject { try skipName() }
                continue
            default:
                try skipScalar()
            }
            // A value has ended; so may what it stands in.
            closing: while true {
                if level == 0 { return }
                let isObject = nesting[level - 1] == 1
                let next = peek()
                if next == UInt8(ascii: ",") {
                    cursor += 1
                    if isObject { try skipName() }
                    break closing
                }
                guard next == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                    throw unexpected(isObject ? .expectedCommaOrBrace : .expectedCommaOrBracket)
                }
                cursor += 1
                level -= 1
            }
        }
    }

    @inline(__always)
    private mutating func skipName() throws(JSONFault) {
        guard peek() == UInt8(ascii: "\"") else { throw unexpected(.expectedName) }
        _ = try passString()
        guard peek() == UInt8(ascii: ":") else { throw unexpected(.expectedColon) }
        cursor += 1
    }
}
