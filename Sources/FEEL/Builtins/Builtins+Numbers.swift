import Diagnostics

/// Numeric functions (DMN 1.5, table 77).
extension Builtins {
    static let numbers: [Builtin] = [
        rounding("floor", .floor, Phrase(zh: "向下取整", en: "rounded down")),
        rounding("ceiling", .ceiling, Phrase(zh: "向上取整", en: "rounded up")),
        rounding("round up", .up, Phrase(zh: "远离零取整", en: "rounded away from zero"), needsScale: true),
        rounding("round down", .down, Phrase(zh: "向零取整", en: "rounded towards zero"), needsScale: true),
        rounding("round half up", .halfUp, Phrase(zh: "四舍五入", en: "rounded, halves away from zero"), needsScale: true),
        rounding("round half down", .halfDown, Phrase(zh: "五舍六入", en: "rounded, halves towards zero"), needsScale: true),
        rounding("decimal", .halfEven, Phrase(zh: "保留若干位小数，五取偶", en: "rounded to a scale, halves to even"), needsScale: true),
        Builtin(
            "abs", .numeric,
            [.init([number("n")]), .init([.init("n", .daysTimeDuration)]), .init([.init("n", .yearsMonthsDuration)])],
            Phrase(zh: "绝对值", en: "the magnitude"), result: { $0.first?.item ?? .any }
        ) { m, a, count, site in
            switch a[0].tag {
            case .number, .bigNumber: return m.number(a[0].decimal.magnitude, site)
            case .daysTimeDuration, .yearsMonthsDuration: return a[0].bits < 0 ? Arithmetic.negate(a[0], m, site) : a[0]
            default: return m.refuse(a, count, site)
            }
        },
        Builtin(
            "modulo", .numeric, [.init([number("dividend"), number("divisor")])],
            Phrase(zh: "除后的余数，与除数同号", en: "the rest of a division, with the divisor's sign"), result: { _ in .number }
        ) { m, a, count, site in
            guard a[0].isNumber, a[1].isNumber else { return m.refuse(a, count, site) }
            if a[1].decimal.isZero { return m.pointee.fail(.divisionByZero, site) }
            return m.number(Decimal128.modulo(a[0].decimal, a[1].decimal), site)
        },
        function("sqrt", Phrase(zh: "平方根", en: "the square root"), steps: 8, takes: { !$0.isNegative }) { Decimal128.squareRoot($0) },
        function("exp", Phrase(zh: "e 的幂", en: "a power of e"), steps: Machine.Limit.transcendentalSteps) { Decimal128.exponential($0) },
        function(
            "log", Phrase(zh: "自然对数", en: "the natural logarithm"), steps: Machine.Limit.transcendentalSteps,
            takes: { !$0.isNegative && !$0.isZero }
        ) { Decimal128.naturalLogarithm($0) },
        parity("odd", Phrase(zh: "是否为奇数", en: "whether it is odd"), rest: 1),
        parity("even", Phrase(zh: "是否为偶数", en: "whether it is even"), rest: 0),
    ]

    private static func rounding(_ name: String, _ mode: DecimalRoundingMode, _ summary: Phrase, needsScale: Bool = false) -> Builtin {
        Builtin(name, .numeric, [.init([number("n"), number("scale")], required: needsScale ? 2 : 1)], summary, result: { _ in .number }) {
            m, a, count, site in
            guard a[0].isNumber else { return m.refuse(a, count, site) }
            var scale = 0
            if count > 1 {
                // A scale with a fraction counts without it.
                guard let given = a[1].truncatedInteger.map({ Int($0) }), Decimal128.scales.contains(given) else {
                    return m.refuse(a, count, site)
                }
                scale = given
            }
            return m.number(a[0].decimal.rounded(scale: scale, mode: mode), site)
        }
    }

    private static func function(
        _ name: String, _ summary: Phrase, steps: Int, takes: @escaping @Sendable (Decimal128) -> Bool = { _ in true },
        _ body: @escaping @Sendable (Decimal128) -> Decimal128?
    ) -> Builtin {
        Builtin(name, .numeric, [.init([number("number")])], summary, result: { _ in .number }) { m, a, count, site in
            guard m.pointee.step(steps) else { return m.pointee.fail(.budget, site) }
            guard a[0].isNumber, takes(a[0].decimal) else { return m.refuse(a, count, site) }
            return m.number(body(a[0].decimal), site)
        }
    }

    private static func parity(_ name: String, _ summary: Phrase, rest: Int64) -> Builtin {
        Builtin(name, .numeric, [.init([number("number")])], summary, result: { _ in .boolean }) { m, a, count, site in
            guard a[0].isNumber, a[0].decimal.isInteger, let found = Decimal128.modulo(a[0].decimal, Decimal128(2)) else {
                return m.refuse(a, count, site)
            }
            return .boolean(found.asInt64 == rest)
        }
    }
}
