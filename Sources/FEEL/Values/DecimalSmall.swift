/// Arithmetic on numbers that fit in a value: `coefficient × 10^exponent` in 64 and 8 bits.
///
/// Every function is exact; nil means that the result may not fit, and that the 34-digit tier (``Decimal128``) has to be asked.
package enum SmallDecimal {
    package typealias Number = (coefficient: Int64, exponent: Int8)

    /// `coefficient × 10^places`, nil when it overflows; `places` isn't negative.
    @inlinable @inline(__always)
    static func scaled(_ coefficient: Int64, by places: Int) -> Int64? {
        guard places <= 18 else { return coefficient == 0 ? 0 : nil }
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: PowersOfTen.narrow[places])
        return overflow ? nil : product
    }

    @inlinable @inline(__always)
    package static func add(_ a: Int64, _ aExponent: Int8, _ b: Int64, _ bExponent: Int8) -> Number? {
        if aExponent == bExponent {
            let (sum, overflow) = a.addingReportingOverflow(b)
            return overflow ? nil : (sum, aExponent)
        }
        return addUnaligned(a, aExponent, b, bExponent)
    }

    @inlinable
    package static func addUnaligned(_ a: Int64, _ aExponent: Int8, _ b: Int64, _ bExponent: Int8) -> Number? {
        let gap = Int(aExponent) - Int(bExponent)
        if gap > 0 {
            guard let a = scaled(a, by: gap) else { return nil }
            let (sum, overflow) = a.addingReportingOverflow(b)
            return overflow ? nil : (sum, bExponent)
        }
        guard let b = scaled(b, by: -gap) else { return nil }
        let (sum, overflow) = a.addingReportingOverflow(b)
        return overflow ? nil : (sum, aExponent)
    }

    @inlinable @inline(__always)
    package static func subtract(_ a: Int64, _ aExponent: Int8, _ b: Int64, _ bExponent: Int8) -> Number? {
        if aExponent == bExponent {
            let (difference, overflow) = a.subtractingReportingOverflow(b)
            return overflow ? nil : (difference, aExponent)
        }
        guard b != Int64.min else { return nil }
        return addUnaligned(a, aExponent, -b, bExponent)
    }

    @inlinable @inline(__always)
    package static func multiply(_ a: Int64, _ aExponent: Int8, _ b: Int64, _ bExponent: Int8) -> Number? {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        let (exponent, beyond) = aExponent.addingReportingOverflow(bExponent)
        return overflow || beyond ? nil : (product, exponent)
    }

    /// The quotient when the coefficients divide without a rest; nil also for a divisor of zero.
    @inlinable
    package static func divideEvenly(_ a: Int64, _ aExponent: Int8, _ b: Int64, _ bExponent: Int8) -> Number? {
        // The least number divided by -1 overflows.
        guard b != 0, b != -1 else { return nil }
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        let (exponent, beyond) = aExponent.subtractingReportingOverflow(bExponent)
        return remainder != 0 || beyond ? nil : (quotient, exponent)
    }

    /// -1, 0 or 1 as the first is less than, equal to or greater than the second.
    @inlinable @inline(__always)
    package static func compare(_ a: Int64, _ aExponent: Int8, _ b: Int64, _ bExponent: Int8) -> Int {
        if aExponent == bExponent { return a == b ? 0 : (a < b ? -1 : 1) }
        return compareUnaligned(a, aExponent, b, bExponent)
    }

    @inlinable
    package static func compareUnaligned(_ a: Int64, _ aExponent: Int8, _ b: Int64, _ bExponent: Int8) -> Int {
        let gap = Int(aExponent) - Int(bExponent)
        if gap > 0 {
            // What overflows is farther from zero than any coefficient.
            guard let a = scaled(a, by: gap) else { return a < 0 ? -1 : 1 }
            return a == b ? 0 : (a < b ? -1 : 1)
        }
        guard let b = scaled(b, by: -gap) else { return b < 0 ? 1 : -1 }
        return a == b ? 0 : (a < b ? -1 : 1)
    }

    /// The one form of a number that its equals share, without trailing zeros where the exponent allows; for hashing.
    @inlinable
    package static func normalized(_ coefficient: Int64, _ exponent: Int8) -> Number {
        if coefficient == 0 { return (0, 0) }
        var coefficient = coefficient
        var exponent = exponent
        while exponent < Int8.max, coefficient & 1 == 0 {
            let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: 10)
            if remainder != 0 { break }
            coefficient = quotient
            exponent += 1
        }
        return (coefficient, exponent)
    }

    /// The number when it is an integer that fits.
    @inlinable
    package static func asInt64(_ coefficient: Int64, _ exponent: Int8) -> Int64? {
        if exponent == 0 { return coefficient }
        if exponent > 0 { return scaled(coefficient, by: Int(exponent)) }
        if coefficient == 0 { return 0 }
        guard exponent >= -18 else { return nil }
        let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: PowersOfTen.narrow[-Int(exponent)])
        return remainder == 0 ? quotient : nil
    }

    /// Appends the number in plain notation, as ``Decimal128/appendText(to:)`` does.
    package static func appendText(_ coefficient: Int64, _ exponent: Int8, to bytes: inout [UInt8]) {
        let shortest = normalized(coefficient, exponent)
        appendPlainDecimal(
            negative: coefficient < 0, UInt128(shortest.coefficient.magnitude), exponent: Int(shortest.exponent), to: &bytes)
    }
}
