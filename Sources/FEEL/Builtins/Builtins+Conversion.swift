import Diagnostics

/// Conversion functions (DMN 1.5, table 73).
extension Builtins {
    static let conversion: [Builtin] = [
        Builtin(
            "number", .conversion,
            [.init([string("from"), string("grouping separator"), string("decimal separator")], required: 1)],
            Phrase(zh: "由文本得到数", en: "a number from a text"), result: { _ in .number }
        ) { m, a, count, site in
            // Null stands for no separator, or for the usual point.
            let grouping = count > 1 && !a[1].isNull ? a[1].utf8.first : nil
            let decimal = count > 2 && !a[2].isNull ? a[2].utf8.first : nil
            guard a[0].tag == .string, count < 2 || a[1].isNull || isSeparator(a[1], " ,."), count < 3 || a[2].isNull || isSeparator(a[2], ",."),
                grouping == nil || grouping != decimal
            else { return m.refuse(a, count, site) }
            var digits: [UInt8] = []
            digits.reserveCapacity(a[0].utf8.count)
            for byte in a[0].utf8 where byte != grouping {
                if byte == decimal {
                    digits.append(UInt8(ascii: "."))
                } else if byte == UInt8(ascii: "."), decimal != nil {
                    // The other mark is none here.
                    return m.refuse(a, count, site)
                } else {
                    digits.append(byte)
                }
            }
            guard let number = Decimal128(parsing: digits) else { return m.refuse(a, count, site) }
            return m.number(number, site)
        },
        Builtin(
            "string", .conversion, [.init([any("from")])], Phrase(zh: "值的文本", en: "the text of a value"), result: { _ in .string }
        ) { m, a, _, site in
            if a[0].isNull || a[0].tag == .string { return a[0] }
            guard m.pays(forTextOf: a[0]) else { return m.pointee.fail(.budget, site) }
            return m.string(Array(m.datum(of: a[0]).text.utf8), site)
        },
    ]

    private static func isSeparator(_ value: Value, _ allowed: String) -> Bool {
        value.tag == .string && value.utf8.count == 1 && allowed.utf8.contains(value.utf8[0])
    }
}
