/// What a person pressed, as far as a line editor has a use for it.
enum Key: Equatable {
    case character(Character)
    /// Text pasted at once: its line breaks are no presses of Enter.
    case paste(String)
    case enter, tab, backspace, delete
    case left, right, up, down, home, end
    case wordLeft, wordRight
    /// Cut to the start or end of the line, or the word before the cursor; put back what was cut.
    case cutToStart, cutToEnd, cutWord, yank
    case clearScreen
    case interrupt
    /// Control-D: end of input on an empty line, else ``delete``.
    case endOfInput
}

/// Turns the bytes that a terminal sends into keys: UTF-8, control characters, and the escape sequences of the usual terminals. Whatever it doesn't
/// know it swallows whole.
struct KeyDecoder {
    private var pending: [UInt8] = []
    private var pasted: [UInt8]?

    private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)
    /// No sequence of a terminal is longer.
    private static let longestSequence = 32

    /// Whether bytes are waiting for more: an escape that nothing follows is a key of its own.
    var isPending: Bool { pasted == nil && !pending.isEmpty }

    mutating func take(_ byte: UInt8) -> Key? {
        if pasted != nil { return takePasted(byte) }
        pending.append(byte)
        return next()
    }

    /// Nothing more comes: what was begun is dropped.
    mutating func flush() { pending = [] }

    private mutating func takePasted(_ byte: UInt8) -> Key? {
        pasted?.append(byte)
        guard let bytes = pasted, bytes.suffix(KeyDecoder.pasteEnd.count).elementsEqual(KeyDecoder.pasteEnd) else { return nil }
        pasted = nil
        let text = String(decoding: bytes.dropLast(KeyDecoder.pasteEnd.count), as: UTF8.self)
        return .paste(text.replacing("\r\n", with: "\n").replacing("\r", with: "\n"))
    }

    private mutating func next() -> Key? {
        guard let first = pending.first else { return nil }
        if first == 0x1B { return escape() }
        if first < 0x20 || first == 0x7F {
            pending = []
            return KeyDecoder.control(first)
        }
        let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        // A byte that can't continue the character ends it.
        if let last = pending.last, pending.count > 1, last & 0xC0 != 0x80 { return restart(from: last) }
        guard pending.count >= length else {
            return nil
        }
        let text = String(decoding: pending, as: UTF8.self)
        pending = []
        return text.first.map { .character($0) }
    }

    private mutating func restart(from byte: UInt8) -> Key? {
        pending = [byte]
        return next()
    }

    private static func control(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x01: .home
        case 0x02: .left
        case 0x03: .interrupt
        case 0x04: .endOfInput
        case 0x05: .end
        case 0x06: .right
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x0B: .cutToEnd
        case 0x0C: .clearScreen
        case 0x0E: .down
        case 0x10: .up
        case 0x15: .cutToStart
        case 0x17: .cutWord
        case 0x19: .yank
        default: nil
        }
    }

    private mutating func escape() -> Key? {
        guard pending.count > 1 else { return nil }
        let second = pending[1]
        guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else {
            pending = []
            switch second {
            case UInt8(ascii: "b"), UInt8(ascii: "B"): return .wordLeft
            case UInt8(ascii: "f"), UInt8(ascii: "F"): return .wordRight
            case 0x7F, 0x08: return .cutWord
            case 0x1B: return restart(from: second)
            default: return nil
            }
        }
        guard pending.count > 2, let last = pending.last else { return nil }
        // Parameters, then one byte from `@` to `~` that ends the sequence.
        guard last >= 0x40, last <= 0x7E else {
            if pending.count > KeyDecoder.longestSequence { pending = [] }
            return nil
        }
        let sequence = String(decoding: pending.dropFirst(2), as: UTF8.self)
        pending = []
        return named(sequence)
    }

    private mutating func named(_ sequence: String) -> Key? {
        switch sequence {
        case "A": return .up
        case "B": return .down
        case "C": return .right
        case "D": return .left
        case "H", "1~", "7~": return .home
        case "F", "4~", "8~": return .end
        case "3~": return .delete
        case "1;5C", "1;3C": return .wordRight
        case "1;5D", "1;3D": return .wordLeft
        case "200~":
            pasted = []
            return nil
        default: return nil
        }
    }
}
