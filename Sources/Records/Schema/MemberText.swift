/// A member's name as it stands in compact JSON, quotes and colon included, to be recognised without being read.
struct MemberText: BitwiseCopyable {
    /// Its first bytes, up to eight, and which bits of a word they are.
    private var head: UInt64
    private var mask: UInt64
    /// Its last eight bytes when there are more than eight.
    private var tail: UInt64
    /// Those from the ninth on when there are more than sixteen.
    private var middle: UInt64
    /// Bytes of the text; 0 for a name that is never recognised: one that JSON escapes, or a long one.
    let count: Int

    init(_ name: String) {
        let text = Array("\"\(name)\":".utf8)
        let needsEscape = name.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        // Three words tell up to twenty-four bytes.
        if needsEscape || text.count > 24 {
            (head, mask, tail, middle, count) = (1, 0, 0, 0, 0)
            return
        }
        func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
            bytes.enumerated().reduce(0) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) }
        }
        count = text.count
        mask = count >= 8 ? .max : (1 << UInt64(8 * count)) - 1
        head = word(text.prefix(8))
        tail = count > 8 ? word(text.suffix(8)) : 0
        middle = count > 16 ? word(text[8..<16]) : 0
    }

    /// Whether the text stands here.
    @inline(__always)
    func stands(at place: UnsafePointer<UInt8>) -> Bool {
        loadWord(place) & mask == head && (count <= 8 || loadWord(place + count - 8) == tail)
            && (count <= 16 || loadWord(place + 8) == middle)
    }

    /// The name, where the text stands.
    @inline(__always)
    func name(at place: UnsafePointer<UInt8>) -> JSONText { JSONText(start: place + 1, count: count - 3) }
}
