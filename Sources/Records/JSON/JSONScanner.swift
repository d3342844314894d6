/// A strict cursor over one JSON text (RFC 8259), made for readers that know what they look for: they walk an object's members and read each
/// value straight into its place, so no tree is built.
///
/// ```swift
/// var more = try scanner.beginObject()
/// while more {
///     switch keys.find(try scanner.name()) {
///     case 0: frame.loss = try scanner.number()
///     default: try scanner.skipValue()
///     }
///     more = try scanner.nextMember()
/// }
/// try scanner.finish()
/// ```
///
/// The byte behind the text must be 0 (a byte that nothing in JSON can go on with), which spares a check of the end at every byte.
/// ``JSONText/padding`` bytes behind the text must be readable.
package struct JSONScanner: ~Copyable {
    @usableFromInline package var start: UnsafePointer<UInt8>
    @usableFromInline package var end: UnsafePointer<UInt8>
    @usableFromInline package var cursor: UnsafePointer<UInt8>
    /// Objects and arrays that are open around the cursor.
    @usableFromInline package var depth = 0
    @usableFromInline package let scratch: JSONScratch

    /// How deep objects and arrays may stand in each other.
    package static let depthLimit = 512

    @inlinable
    package init(start: UnsafePointer<UInt8>, count: Int, scratch: JSONScratch) {
        self.start = start
        self.end = start + count
        self.cursor = start
        self.scratch = scratch
    }

    /// Begins another text, with the same scratch memory: what was unescaped before is forgotten.
    package mutating func begin(_ start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        end = start + count
        cursor = start
        depth = 0
        scratch.reset()
    }

    /// What a value is, by its first byte.
    package enum Kind: UInt8, Sendable {
        case object, array, string, number, `true`, `false`, null
    }

    /// Bytes from the text's first to the cursor.
    @inlinable package var offset: Int { cursor - start }

    /// Moves to the next byte that is no white space and returns it; 0 at the end.
    @inlinable @inline(__always)
    package mutating func peek() -> UInt8 {
        while true {
            let byte = cursor.pointee
            if byte > 0x20 { return byte }
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            cursor += 1
        }
    }

    /// What the next value is, without reading it.
    @inlinable
    package mutating func kind() throws(JSONFault) -> Kind {
        switch peek() {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
        case UInt8(ascii: "t"): .true
        case UInt8(ascii: "f"): .false
        case UInt8(ascii: "n"): .null
        default: throw unexpected(.expectedValue)
        }
    }

    /// Enters an object. False when it has no members and is already left again.
    @inlinable @inline(__always)
    package mutating func beginObject() throws(JSONFault) -> Bool {
        try open(UInt8(ascii: "{"), close: UInt8(ascii: "}"), .expectedObject)
    }

    /// Enters an array. False when it has no elements and is already left again.
    @inlinable @inline(__always)
    package mutating func beginArray() throws(JSONFault) -> Bool {
        try open(UInt8(ascii: "["), close: UInt8(ascii: "]"), .expectedArray)
    }

    /// After a member's value: true when another member follows, false when the object ends here.
    @inlinable @inline(__always)
    package mutating func nextMember() throws(JSONFault) -> Bool {
        try separator(close: UInt8(ascii: "}"), .expectedCommaOrBrace)
    }

    /// After an element: true when another follows, false when the array ends here.
    @inlinable @inline(__always)
    package mutating func nextElement() throws(JSONFault) -> Bool {
        try separator(close: UInt8(ascii: "]"), .expectedCommaOrBracket)
    }

    /// A member's name and the colon behind it.
    @inlinable @inline(__always)
    package mutating func name() throws(JSONFault) -> JSONText {
        guard peek() == UInt8(ascii: "\"") else { throw unexpected(.expectedName) }
        let text = try stringBody()
        guard peek() == UInt8(ascii: ":") else { throw unexpected(.expectedColon) }
        cursor += 1
        return text
    }

    /// `true` or `false`.
    @inlinable
    package mutating func boolean() throws(JSONFault) -> Bool {
        switch peek() {
        case UInt8(ascii: "t"):
            try literal("true")
            return true
        case UInt8(ascii: "f"):
            try literal("false")
            return false
        default: throw unexpected(.expectedBoolean)
        }
    }

    /// `null`.
    @inlinable
    package mutating func null() throws(JSONFault) {
        guard peek() == UInt8(ascii: "n") else { throw unexpected(.expectedNull) }
        try literal("null")
    }

    /// Makes sure that only white space is left.
    @inlinable
    package mutating func finish() throws(JSONFault) {
        // The end is looked at first: where values follow each other without white space the next byte is another record's.
        if cursor == end { return }
        _ = peek()
        if cursor != end { throw unexpected(.trailingText) }
    }

    @inlinable @inline(__always)
    package mutating func open(_ bracket: UInt8, close: UInt8, _ kind: JSONFault.Kind) throws(JSONFault) -> Bool {
        guard peek() == bracket else { throw unexpected(kind) }
        guard depth < Self.depthLimit else { throw fault(.tooDeep, at: cursor) }
        cursor += 1
        if peek() == close {
            cursor += 1
            return false
        }
        depth += 1
        return true
    }

    @inlinable @inline(__always)
    package mutating func separator(close: UInt8, _ kind: JSONFault.Kind) throws(JSONFault) -> Bool {
        let byte = peek()
        if byte == UInt8(ascii: ",") {
            cursor += 1
            return true
        }
        guard byte == close else { throw unexpected(kind) }
        cursor += 1
        depth -= 1
        return false
    }

    @inlinable
    package mutating func literal(_ word: StaticString) throws(JSONFault) {
        for index in 0..<word.utf8CodeUnitCount {
            guard cursor.pointee == word.utf8Start[index] else { throw unexpected(.expectedValue) }
            cursor += 1
        }
    }

    /// The fault of a byte that can't stand here; at the end of the text it is the text that is too short.
    @inline(never) @usableFromInline
    package func unexpected(_ kind: JSONFault.Kind) -> JSONFault {
        if cursor >= end { return JSONFault(.truncated, at: end - start) }
        return fault(kind, at: cursor)
    }

    @inline(never) @usableFromInline
    package func fault(_ kind: JSONFault.Kind, at place: UnsafePointer<UInt8>) -> JSONFault {
        if place >= end { return JSONFault(.truncated, at: end - start) }
        var decoder = UTF8()
        var bytes = UnsafeBufferPointer(start: place, count: min(4, end - place)).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&bytes) else {
            return JSONFault(kind == .trailingText ? kind : .badUTF8, found: 0xFFFD, at: place - start)
        }
        return JSONFault(kind, found: scalar.value, at: place - start)
    }
}
