import Diagnostics

/// Functions of lists of numbers (DMN 1.5, tables 76 and 77).
extension Builtins {
    static let statistics: [Builtin] = [
        ofNumbers("product", Phrase(zh: "乘积", en: "the product")) { m, numbers, site in
            var product = Value.number(1)
            for number in numbers {
                guard m.pointee.step() else { return m.pointee.fail(.budget, site) }
                product = Arithmetic.multiply(product, number, m, site)
            }
            return product
        },
        ofNumbers("median", Phrase(zh: "中位数", en: "the number in the middle")) { m, numbers, site in
            guard let sorted = inOrder(numbers, m) else { return m.pointee.fail(.budget, site) }
            let upper = sorted[sorted.count / 2]
            if sorted.count % 2 == 1 { return upper }
            return Arithmetic.divide(Arithmetic.add(sorted[sorted.count / 2 - 1], upper, m, site), .number(2), m, site)
        },
        ofNumbers("stddev", Phrase(zh: "样本标准差", en: "the standard deviation of a sample"), atLeast: 2) { m, numbers, site in
            guard m.pointee.step(4 * numbers.count) else { return m.pointee.fail(.budget, site) }
            return m.number(Decimal128.standardDeviation(numbers.lazy.map(\.decimal)), site)
        },
        ofNumbers("mode", Phrase(zh: "出现最多的各数", en: "the numbers that stand most often"), atLeast: 0, result: .list(.number)) { m, numbers, site in
            guard let sorted = inOrder(numbers, m) else { return m.pointee.fail(.budget, site) }
            var most: [Value] = []
            var highest = 0
            var start = 0
            for place in sorted.indices where place + 1 == sorted.count || Comparison.order(sorted[place], sorted[place + 1], m) != 0 {
                let length = place + 1 - start
                if length > highest { most = [] }
                if length >= highest { most.append(sorted[start]) }
                highest = max(highest, length)
                start = place + 1
            }
            return m.list(most, site)
        },
    ]

    private static func ofNumbers(
        _ name: String, _ summary: Phrase, atLeast least: Int = 1, result: FEELType = .number,
        _ body: @escaping @Sendable (MachineRef, UnsafeBufferPointer<Value>, Site) -> Value
    ) -> Builtin {
        Builtin(
            name, .list, [.init([list("list", of: .number)]), .init([number("list")], isVariadic: true)], summary, result: { _ in result }
        ) { m, a, count, site in
            let numbers = m.elements(a, count)
            guard numbers.count >= least, numbers.allSatisfy(\.isNumber), m.pointee.step(numbers.count / 4) else {
                return m.refuse(a, count, site)
            }
            return body(m, numbers, site)
        }
    }

    /// The numbers ascending; nil when the budget is used up.
    private static func inOrder(_ numbers: UnsafeBufferPointer<Value>, _ m: MachineRef) -> [Value]? {
        // As many comparisons as sorting takes.
        let levels = Int.bitWidth - numbers.count.leadingZeroBitCount
        guard m.pointee.step(1 + numbers.count * levels / 4) else { return nil }
        return numbers.sorted { (Comparison.order($0, $1, m) ?? 0) < 0 }
    }
}
