extension Decimal128 {
    /// `a + b`; nil when it overflows.
    package static func add(_ a: Decimal128, _ b: Decimal128) -> Decimal128? {
        if a.isZero { return b }
        if b.isZero { return a }
        let (upper, lower) = a.exponent >= b.exponent ? (a, b) : (b, a)
        let gap = Int(upper.exponent) - Int(lower.exponent)
        // Up to 36 places the sum is exact in 256 bits. Farther off, the lower one reaches at most into the digits that are rounded away.
        let shift = min(gap, 36)
        var (high, low) = gap == 0 ? (0, upper.coefficient) : upper.coefficient.multipliedFullWidth(by: PowersOfTen.wide[shift])
        var small = lower.coefficient
        var sticky = false
        if gap > shift {
            if gap - shift > precision {
                small = 0
                sticky = true
            } else {
                let (quotient, remainder) = small.quotientAndRemainder(dividingBy: PowersOfTen.wide[gap - shift])
                small = quotient
                sticky = remainder != 0
            }
        }
        let exponent = Int(upper.exponent) - shift
        if upper.isNegative == lower.isNegative {
            let (sum, carry) = low.addingReportingOverflow(small)
            low = sum
            if carry { high += 1 }
            return rounding(negative: upper.isNegative, high: high, low: low, exponent: exponent, sticky: sticky)
        }
        if high == 0, low < small {
            return rounding(negative: lower.isNegative, small - low, exponent: exponent)
        }
        // What sticks out of the subtrahend takes a whole unit, and leaves the rest of it sticking out of the difference.
        if sticky { small += 1 }
        let (difference, borrow) = low.subtractingReportingOverflow(small)
        if borrow { high -= 1 }
        return rounding(negative: upper.isNegative, high: high, low: difference, exponent: exponent, sticky: sticky)
    }

    /// `a - b`; nil when it overflows.
    package static func subtract(_ a: Decimal128, _ b: Decimal128) -> Decimal128? { add(a, b.negated) }

    /// `a × b`; nil when it overflows.
    package static func multiply(_ a: Decimal128, _ b: Decimal128) -> Decimal128? {
        let (high, low) = a.coefficient.multipliedFullWidth(by: b.coefficient)
        return rounding(
            negative: a.isNegative != b.isNegative, high: high, low: low, exponent: Int(a.exponent) + Int(b.exponent))
    }

    /// `a / b`; nil when `b` is zero or the quotient overflows.
    package static func divide(_ a: Decimal128, _ b: Decimal128) -> Decimal128? {
        if b.isZero { return nil }
        if a.isZero { return .zero }
        let negative = a.isNegative != b.isNegative
        let exponent = Int(a.exponent) - Int(b.exponent)
        if let dividend = UInt64(exactly: a.coefficient), let divisor = UInt64(exactly: b.coefficient) {
            let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
            if remainder == 0 { return rounding(negative: negative, UInt128(quotient), exponent: exponent) }
        }
        // The dividend is brought to 34 digits and then to 36 more than the divisor has: the quotient has 36 or 37.
        let fill = precision - a.coefficient.decimalDigitCount
        let shift = b.coefficient.decimalDigitCount + 2
        let (high, low) = (a.coefficient * PowersOfTen.wide[fill]).multipliedFullWidth(by: PowersOfTen.wide[shift])
        let (quotient, remainder) = b.coefficient.dividingFullWidth((high, low))
        if remainder == 0 {
            let (shorter, zeros) = strippingTrailingZeros(quotient, atMost: precision)
            return rounding(negative: negative, shorter, exponent: exponent - fill - shift + zeros)
        }
        return rounding(negative: negative, quotient, exponent: exponent - fill - shift, sticky: true)
    }

    /// FEEL's modulo, `dividend - divisor × floor(dividend / divisor)`: exact, then rounded once. Nil when the divisor is zero.
    package static func modulo(_ dividend: Decimal128, _ divisor: Decimal128) -> Decimal128? {
        if divisor.isZero { return nil }
        if dividend.isZero { return .zero }
        let remainder = remainderOfMagnitudes(dividend, divisor)
        if remainder.isZero { return .zero }
        // The result has the divisor's sign.
        let size = dividend.isNegative == divisor.isNegative ? remainder : add(divisor.magnitude, remainder.negated)
        return divisor.isNegative ? size?.negated : size
    }

    /// |a| mod |b|, which is always exact.
    private static func remainderOfMagnitudes(_ a: Decimal128, _ b: Decimal128) -> Decimal128 {
        let gap = Int(a.exponent) - Int(b.exponent)
        if gap >= 0 {
            let modulus = b.coefficient
            let scale = power(of: 10 % modulus, gap, modulus: modulus)
            let remainder = product(a.coefficient % modulus, scale, modulus: modulus)
            return Decimal128(negative: false, unchecked: remainder, exponent: remainder == 0 ? 0 : Int(b.exponent))
        }
        // A divisor with more places than the dividend is greater.
        guard b.coefficient.decimalDigitCount - gap <= a.coefficient.decimalDigitCount else { return a.magnitude }
        let remainder = a.coefficient % (b.coefficient * PowersOfTen.wide[-gap])
        return Decimal128(negative: false, unchecked: remainder, exponent: remainder == 0 ? 0 : Int(a.exponent))
    }

    private static func product(_ a: UInt128, _ b: UInt128, modulus: UInt128) -> UInt128 {
        modulus.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
    }

    private static func power(of base: UInt128, _ exponent: Int, modulus: UInt128) -> UInt128 {
        var result: UInt128 = 1 % modulus
        var square = base
        var left = exponent
        while left > 0 {
            if left & 1 == 1 { result = product(result, square, modulus: modulus) }
            left >>= 1
            if left > 0 { square = product(square, square, modulus: modulus) }
        }
        return result
    }
}
