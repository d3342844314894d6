import Diagnostics

/// String functions (DMN 1.5, table 75). Positions count Unicode scalars, from 1.
extension Builtins {
    static let strings: [Builtin] = [
        Builtin(
            "string length", .string, [.init([string("string")])], Phrase(zh: "字符数", en: "how many characters it has"), result: { _ in .number }
        ) { m, a, count, site in
            guard a[0].tag == .string else { return m.refuse(a, count, site) }
            return .number(Int64(a[0].text.unicodeScalars.count))
        },
        Builtin(
            "upper case", .string, [.init([string("string")])], Phrase(zh: "转为大写", en: "in capitals"), result: { _ in .string }
        ) { m, a, count, site in
            a[0].tag == .string ? m.string(Array(a[0].text.uppercased().utf8), site) : m.refuse(a, count, site)
        },
        Builtin(
            "lower case", .string, [.init([string("string")])], Phrase(zh: "转为小写", en: "in small letters"), result: { _ in .string }
        ) { m, a, count, site in
            a[0].tag == .string ? m.string(Array(a[0].text.lowercased().utf8), site) : m.refuse(a, count, site)
        },
        Builtin(
            "substring", .string, [.init([string("string"), number("start position"), number("length")], required: 2)],
            Phrase(zh: "从某位置起的一段；负数从末尾数起", en: "a part from a position on; a negative one counts from the end"),
            result: { _ in .string }
        ) { m, a, count, site in
            guard a[0].tag == .string, let start = a[1].integer, start != 0 else { return m.refuse(a, count, site) }
            let scalars = Array(a[0].text.unicodeScalars)
            let first = start > 0 ? start - 1 : Int64(scalars.count) &+ start
            guard first >= 0 else { return m.refuse(a, count, site) }
            var length = Int64(scalars.count)
            if count > 2, !a[2].isNull {
                guard let given = a[2].integer, given >= 1 else { return m.refuse(a, count, site) }
                length = given
            }
            if first >= Int64(scalars.count) { return m.string([], site) }
            let end = min(Int64(scalars.count) - first, length) + first
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[Int(first)..<Int(end)])
            return m.string(Array(String(text).utf8), site)
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
            guard let place = find(a[1].utf8, in: a[0].utf8) else { return m.string([], site) }
            return m.string(Array(a[0].utf8[..<place]), site)
        },
        Builtin(
            "substring after", .string, [.init([string("string"), string("match")])],
            Phrase(zh: "某段文本之后的部分", en: "what stands after a text"), result: { _ in .string }
        ) { m, a, count, site in
            guard a[0].tag == .string, a[1].tag == .string else { return m.refuse(a, count, site) }
            guard let place = find(a[1].utf8, in: a[0].utf8) else { return m.string([], site) }
            return m.string(Array(a[0].utf8[(place + a[1].utf8.count)...]), site)
        },
        Builtin(
            "string join", .string, [.init([list("list"), string("delimiter")], required: 1)],
            Phrase(zh: "把各项连成一段文本", en: "the items as one text"), result: { _ in .string }
        ) { m, a, count, site in
            guard a[0].tag == .list, count < 2 || a[1].isNull || a[1].tag == .string else { return m.refuse(a, count, site) }
            var bytes: [UInt8] = []
            var isFirst = true
            for element in a[0].elements where !element.isNull {
                guard element.tag == .string, m.pointee.step(1 + element.utf8.count / 64) else { return m.refuse(a, count, site) }
                if !isFirst, count > 1 { bytes.append(contentsOf: a[1].utf8) }
                bytes.append(contentsOf: element.utf8)
                isFirst = false
            }
            return m.string(bytes, site)
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
