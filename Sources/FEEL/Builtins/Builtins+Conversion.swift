import Diagnostics

/// Conversion functions (DMN 1.5, table 73).
extension Builtins {
    static let conversion: [Builtin] = [
        Builtin(
            "number", .conversion,
            [.init([string("from"), string("grouping separator"), string("decimal separator")], required: 1)],
            Phrase(zh: "由文本得到数", en: "a number from a text"), result: { _ in .number }
        ) { m, a, count, site in
            guard a[0].tag == .string else { return m.refuse(a, count, site) }
            var text = a[0].text
            if count > 1, a[1].tag == .string {
                guard [" ", ",", "."].contains(a[1].text) else { return m.refuse(a, count, site) }
                text.removeAll { String($0) == a[1].text }
            }
            if count > 2, a[2].tag == .string {
                guard [",", "."].contains(a[2].text), a[1].isNull || a[2].text != a[1].text else { return m.refuse(a, count, site) }
                text = String(text.map { String($0) == a[2].text ? "." : $0 })
            }
            guard let decimal = Decimal128(parsing: Array(text.utf8)) else { return m.refuse(a, count, site) }
            return m.number(decimal, site)
        },
        Builtin(
            "string", .conversion, [.init([any("from")])], Phrase(zh: "值的文本", en: "the text of a value"), result: { _ in .string }
        ) { m, a, _, site in
            if a[0].isNull || a[0].tag == .string { return a[0] }
            guard m.pays(forTextOf: a[0]) else { return m.pointee.fail(.budget, site) }
            return m.string(Array(m.datum(of: a[0]).text.utf8), site)
        },
    ]
}
