import Diagnostics

/// String functions (DMN 1.5, table 75). Positions count Unicode scalars, from 1.
extension Builtins {
    static let strings: [Builtin] = [
        Builtin(
            "string length", .string, [.init([string("string")])], Phrase(zh: "字符数", en: "how many characters it has"), result: { _ in .number }
        ) { m, a, count, site in
            guard a[0].tag == .string else { return m.refuse(a, count, site) }
            return .number(Int64(scalarCount(a[0].utf8)))
        },
        Builtin(
            "upper case", .string, [.init([string("string")])], Phrase(zh: "转为大写", en: "in capitals"), result: { _ in .string }
        ) { m, a, count, site in
            a[0].tag == .string ? cased(a[0], m, site, 0x61...0x7A) { $0.uppercased() } : m.refuse(a, count, site)
        },
        Builtin(
            "lower case", .string, [.init([string("string")])], Phrase(zh: "转为小写", en: "in small letters"), result: { _ in .string }
        ) { m, a, count, site in
            a[0].tag == .string ? cased(a[0], m, site, 0x41...0x5A) { $0.lowercased() } : m.refuse(a, count, site)
        },
        Builtin(
            "substring", .string, [.init([string("string"), number("start position"), number("length")], required: 2)],
            Phrase(zh: "从某位置起的一段；负数从末尾数起", en: "a part from a position on; a negative one counts from the end"),
            result: { _ in .string }
        ) { m, a, count, site in
            guard a[0].tag == .string, let start = a[1].truncatedInteger, start != 0 else { return m.refuse(a, count, site) }
            let bytes = a[0].utf8
            let total = Int64(scalarCount(bytes))
            let first = start > 0 ? start - 1 : total &+ start
            guard first >= 0 else { return m.refuse(a, count, site) }
            var length = total
            if count > 2, !a[2].isNull {
                guard let given = a[2].truncatedInteger, given >= 1 else { return m.refuse(a, count, site) }
                length = given
            }
            if first >= total { return Value(tag: .string) }
            let low = offset(ofScalar: Int(first), in: bytes, from: 0)
            return a[0].part(low..<offset(ofScalar: Int(min(total - first, length)), in: bytes, from: low))
        },
        test("contains", Phrase(zh: "是否含有某段文本", en: "whether a text stands in it")) { find($1, in: $0) != nil },
        test("starts with", Phrase(zh: "是否以某段文本开头", en: "whether it begins with a text"), "match") { find($1, in: $0, at: 0) },
        test("ends with", Phrase(zh: "是否以某段文本结尾", en: "whether it ends with a text"), "match") {
            $0.count >= $1.count && find($1, in: $0, at: $0.count - $1.count)
        },
        Builtin(
            "substring before", .string, [.init([string("string"), string("match")])],
            Phrase(zh: "某段文本之前的部分", en: "what stands before a text"), result: { _ in .string }
        ) { m, a, count, site in
            guard a[0].tag == .string, a[1].tag == .string else { return m.refuse(a, count, site) }
            guard let place = find(a[1].utf8, in: a[0].utf8) else { return Value(tag: .string) }
            return a[0].part(0..<place)
        },
        Builtin(
            "substring after", .string, [.init([string("string"), string("match")])],
            Phrase(zh: "某段文本之后的部分", en: "what stands after a text"), result: { _ in .string }
        ) { m, a, count, site in
            guard a[0].tag == .string, a[1].tag == .string else { return m.refuse(a, count, site) }
            guard let place = find(a[1].utf8, in: a[0].utf8) else { return Value(tag: .string) }
            return a[0].part((place + a[1].utf8.count)..<a[0].utf8.count)
        },
        Builtin(
            "string join", .string, [.init([list("list"), string("delimiter")], required: 1)],
            Phrase(zh: "把各项连成一段文本", en: "the items as one text"), result: { _ in .string }
        ) { m, a, count, site in
            guard a[0].tag == .list, count < 2 || a[1].isNull || a[1].tag == .string else { return m.refuse(a, count, site) }
            var text = ArenaText()
            var isFirst = true
            for element in a[0].elements where !element.isNull {
                guard element.tag == .string else { return m.refuse(a, count, site) }
                guard m.pointee.step(), isFirst || count < 2 || text.append(a[1].utf8, m), text.append(element.utf8, m) else {
                    return m.pointee.fail(.memory, site)
                }
                isFirst = false
            }
            return text.value
        },
    ]

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    private static func test(
        _ name: String, _ summary: Phrase, _ second: String = "match", _ holds: @escaping @Sendable (Bytes, Bytes) -> Bool
    ) -> Builtin {
        Builtin(name, .string, [.init([string("string"), string(second)])], summary, result: { _ in .boolean }) { m, a, count, site in
            guard a[0].tag == .string, a[1].tag == .string else { return m.refuse(a, count, site) }
            return .boolean(holds(a[0].utf8, a[1].utf8))
        }
    }

    /// How many characters stand in a text: bytes that begin one.
    private static func scalarCount(_ bytes: Bytes) -> Int {
        var count = 0
        for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// The byte at which a character begins, by how many others stand between it and `start`; the end when there are no more.
    private static func offset(ofScalar number: Int, in bytes: Bytes, from start: Int) -> Int {
        var left = number
        for index in start..<bytes.count where bytes[index] & 0xC0 != 0x80 {
            if left == 0 { return index }
            left -= 1
        }
        return bytes.count
    }

    /// A text in the other case: a text of ASCII here, any other by Unicode's full mapping.
    private static func cased(
        _ text: Value, _ m: MachineRef, _ site: Site, _ letters: ClosedRange<UInt8>, _ mapping: (String) -> String
    ) -> Value {
        let bytes = text.utf8
        guard bytes.allSatisfy({ $0 < 0x80 }) else {
            return m.pointee.step(bytes.count / 8) ? m.string(Array(mapping(text.text).utf8), site) : m.pointee.fail(.budget, site)
        }
        guard let memory = m.pointee.arena.allocate(max(1, bytes.count)) else { return m.pointee.fail(.memory, site) }
        let start = memory.bindMemory(to: UInt8.self, capacity: max(1, bytes.count))
        for (index, byte) in bytes.enumerated() { start[index] = letters.contains(byte) ? byte ^ 0x20 : byte }
        return .string(UnsafePointer(start), count: bytes.count)
    }

    private static func find(_ part: Bytes, in whole: Bytes) -> Int? {
        if part.isEmpty { return 0 }
        guard part.count <= whole.count else { return nil }
        // Knuth, Morris and Pratt: no text makes it go back over what it has seen.
        var border = [0]
        var matched = 0
        for index in 1..<part.count {
            while matched > 0, part[matched] != part[index] { matched = border[matched - 1] }
            if part[matched] == part[index] { matched += 1 }
            border.append(matched)
        }
        matched = 0
        for (index, byte) in whole.enumerated() {
            while matched > 0, part[matched] != byte { matched = border[matched - 1] }
            if part[matched] == byte { matched += 1 }
            if matched == part.count { return index + 1 - part.count }
        }
        return nil
    }

    private static func find(_ part: Bytes, in whole: Bytes, at start: Int) -> Bool {
        guard start >= 0, part.count <= whole.count - start else { return false }
        return (0..<part.count).allSatisfy { part[$0] == whole[start + $0] }
    }
}
