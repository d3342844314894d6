import FEEL

/// The numbers that a score may come to: one where all is known. A nil end is open.
package struct ScoreSpan: Sendable, Hashable {
    package var low: Decimal128?
    package var high: Decimal128?

    package init(low: Decimal128?, high: Decimal128?) {
        self.low = low
        self.high = high
    }

    package init(_ value: Decimal128) { self.init(low: value, high: value) }

    /// Nothing is known.
    package static let open = ScoreSpan(low: nil, high: nil)

    /// The number, where there is one only.
    package var value: Decimal128? { low.flatMap { low in high.flatMap { low == $0 ? low : nil } } }

    static func + (a: ScoreSpan, b: ScoreSpan) -> ScoreSpan { ScoreSpan(low: sum(a.low, b.low), high: sum(a.high, b.high)) }

    static func - (a: ScoreSpan, b: ScoreSpan) -> ScoreSpan {
        ScoreSpan(low: sum(a.low, b.high?.negated), high: sum(a.high, b.low?.negated))
    }

    func times(_ factor: Decimal128) -> ScoreSpan {
        if factor.isZero { return ScoreSpan(.zero) }
        func scaled(_ end: Decimal128?) -> Decimal128? { end.flatMap { Decimal128.multiply($0, factor) } }
        let isNegative = factor < .zero
        return ScoreSpan(low: scaled(isNegative ? high : low), high: scaled(isNegative ? low : high))
    }

    func clamped(floor: Decimal128?, cap: Decimal128?) -> ScoreSpan {
        func clamp(_ end: Decimal128?, _ open: Decimal128?) -> Decimal128? {
            guard let end else { return open }
            if let floor, end < floor { return floor }
            if let cap, cap < end { return cap }
            return end
        }
        return ScoreSpan(low: clamp(low, floor), high: clamp(high, cap))
    }

    private static func sum(_ a: Decimal128?, _ b: Decimal128?) -> Decimal128? { a.flatMap { a in b.flatMap { Decimal128.add(a, $0) } } }
}
