extension Decimal128 {
    /// The standard deviation of a sample, correctly rounded: the root of `(n Σx² - (Σx)²) / (n (n - 1))`, whose sums are exact unless the numbers lie
    /// more than a hundred digits apart. Nil for fewer than two numbers and when it overflows.
    package static func standardDeviation(_ numbers: some Collection<Decimal128>) -> Decimal128? {
        typealias Wide = DecimalWide<SIMD16<UInt64>>
        let count = UInt64(numbers.count)
        guard count > 1, count <= 1_000_000_000 else { return nil }
        var (sum, squares) = (Wide.zero, Wide.zero)
        for number in numbers {
            let wide = Wide(number)
            sum = sum + wide
            squares = squares + wide * wide
        }
        let spread = Wide(UInt128(count), exponent: 0) * squares - sum * sum
        if spread.isZero || spread.isNegative { return .zero }
        let variance = spread.divided(by: count * (count - 1))
        let isWhole = (spread - variance * Wide(UInt128(count * (count - 1)), exponent: 0)).isZero

        // 71 or 72 digits of it, and an even exponent, so that the whole root has 36.
        let top = Wide.count - 1
        let shift = (18 - UInt128(variance.limbs[top]).decimalDigitCount) / 2 * 2
        let scaled = variance * Wide(PowersOfTen.wide[shift], exponent: 0)
        let base = UInt128(Wide.base)
        let upper = UInt128(scaled.limbs[top]) * base + UInt128(scaled.limbs[top - 1])
        let lower = UInt128(scaled.limbs[top - 2]) * base + UInt128(scaled.limbs[top - 3])
        var (high, low) = upper.multipliedFullWidth(by: base * base)
        let (total, carry) = low.addingReportingOverflow(lower)
        low = total
        if carry { high += 1 }
        let (root, isExact) = floorOfRoot(high, low)
        return rounding(
            negative: false, root, exponent: (scaled.exponent + top - 3) * 9 - shift / 2,
            sticky: !isExact || !isWhole || scaled.hasLimbs(below: top - 3))
    }
}
