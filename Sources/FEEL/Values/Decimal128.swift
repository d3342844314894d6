/// A finite decimal number of up to 34 digits, `±coefficient × 10^exponent`: IEEE 754-2008 decimal128, rounded half to even.
///
/// There is one zero (not negative, exponent 0), no infinity and no NaN: what would overflow or has no value is nil. What is too small becomes
/// subnormal and then zero, correctly rounded. Equal numbers of different exponents (`1.0` and `1`) are equal and hash alike.
package struct Decimal128: Sendable {
    package let isNegative: Bool
    /// Between ``minimumExponent`` and ``maximumExponent``.
    package let exponent: Int32
    /// Below 10^34.
    package let coefficient: UInt128

    package static let precision = 34
    /// The exponent of the last digit of the smallest subnormal.
    package static let minimumExponent = -6176
    /// The exponent of the last digit of the greatest number.
    package static let maximumExponent = 6111

    package static let zero = Decimal128(negative: false, unchecked: 0, exponent: 0)
    package static let one = Decimal128(negative: false, unchecked: 1, exponent: 0)

    /// The caller vouches for the ranges.
    @inline(__always)
    init(negative: Bool, unchecked coefficient: UInt128, exponent: Int) {
        isNegative = negative
        self.coefficient = coefficient
        self.exponent = Int32(truncatingIfNeeded: exponent)
    }

    /// `coefficient × 10^exponent`, always exact.
    package init(_ coefficient: Int64, exponent: Int8 = 0) {
        isNegative = coefficient < 0
        self.coefficient = UInt128(coefficient.magnitude)
        self.exponent = coefficient == 0 ? 0 : Int32(exponent)
    }

    package var isZero: Bool { coefficient == 0 }

    package var negated: Decimal128 {
        isZero ? self : Decimal128(negative: !isNegative, unchecked: coefficient, exponent: Int(exponent))
    }

    package var magnitude: Decimal128 { Decimal128(negative: false, unchecked: coefficient, exponent: Int(exponent)) }

    /// The same number without trailing zeros in the coefficient.
    package var normalized: Decimal128 {
        let (shorter, zeros) = Self.strippingTrailingZeros(coefficient, atMost: Self.maximumExponent - Int(exponent))
        return zeros == 0 ? self : Decimal128(negative: isNegative, unchecked: shorter, exponent: Int(exponent) + zeros)
    }

    /// Drops up to `limit` zeros at the end of `coefficient`.
    static func strippingTrailingZeros(_ coefficient: UInt128, atMost limit: Int) -> (UInt128, zeros: Int) {
        var coefficient = coefficient
        var dropped = 0
        // A multiple of 10^k is a multiple of 2^k: an odd coefficient needs no division.
        if coefficient == 0 { return (0, 0) }
        var possible = min(limit, coefficient.trailingZeroBitCount, precision)
        for step in [16, 8, 4, 2, 1] where possible >= step {
            while possible >= step {
                let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: PowersOfTen.wide[step])
                guard remainder == 0 else { break }
                coefficient = quotient
                dropped += step
                possible -= step
            }
        }
        return (coefficient, dropped)
    }

    package var isInteger: Bool { exponent >= 0 || normalized.exponent >= 0 }

    /// Whether the number is an integer not divisible by two.
    var isOddInteger: Bool {
        let shortest = normalized
        // With a positive exponent ten, and so two, divides it.
        return shortest.exponent == 0 && shortest.coefficient & 1 == 1
    }

    /// The magnitude when it is an integer that fits.
    package var asUInt128: UInt128? {
        let shortest = normalized
        guard shortest.exponent >= 0, shortest.exponent <= 38 else { return isZero ? 0 : nil }
        let (product, overflow) = shortest.coefficient.multipliedReportingOverflow(by: PowersOfTen.wide[Int(shortest.exponent)])
        return overflow ? nil : product
    }

    /// The number when it is an integer that fits.
    package var asInt64: Int64? {
        guard let unsigned = asUInt128.flatMap({ UInt64(exactly: $0) }) else { return nil }
        return Self.signed(unsigned, negative: isNegative)
    }

    private static func signed(_ magnitude: UInt64, negative: Bool) -> Int64? {
        guard negative else { return Int64(exactly: magnitude) }
        return magnitude == Int64.min.magnitude ? Int64.min : Int64(exactly: magnitude).map { -$0 }
    }

    /// The number in the small tier, without trailing zeros, when it fits there exactly.
    package var small: (coefficient: Int64, exponent: Int8)? {
        if isZero { return (0, 0) }
        var coefficient = coefficient
        var exponent = Int(exponent)
        let (shorter, zeros) = Self.strippingTrailingZeros(coefficient, atMost: Self.precision)
        coefficient = shorter
        exponent += zeros
        if exponent > 127 {
            // Small coefficients take some of the exponent: 1E+130 is 1000E+127.
            guard exponent <= 127 + 18 else { return nil }
            let (product, overflow) = coefficient.multipliedReportingOverflow(by: PowersOfTen.wide[exponent - 127])
            guard !overflow else { return nil }
            coefficient = product
            exponent = 127
        }
        guard exponent >= -128, let unsigned = UInt64(exactly: coefficient) else { return nil }
        return Self.signed(unsigned, negative: isNegative).map { ($0, Int8(exponent)) }
    }

    /// -1, 0 or 1 as `a` is less than, equal to or greater than `b`; exact.
    package static func compare(_ a: Decimal128, _ b: Decimal128) -> Int {
        if a.isZero || b.isZero || a.isNegative != b.isNegative {
            let signA = a.isZero ? 0 : (a.isNegative ? -1 : 1)
            let signB = b.isZero ? 0 : (b.isNegative ? -1 : 1)
            return signA == signB ? 0 : (signA < signB ? -1 : 1)
        }
        let size = compareMagnitudes(a, b)
        return a.isNegative ? -size : size
    }

    private static func compareMagnitudes(_ a: Decimal128, _ b: Decimal128) -> Int {
        var (left, right) = (a.coefficient, b.coefficient)
        if a.exponent != b.exponent {
            let leadingA = Int(a.exponent) + left.decimalDigitCount
            let leadingB = Int(b.exponent) + right.decimalDigitCount
            if leadingA != leadingB { return leadingA < leadingB ? -1 : 1 }
            // The leading digits stand at the same place, so the shorter one, lengthened, has no more digits than the other.
            if a.exponent > b.exponent {
                left *= PowersOfTen.wide[Int(a.exponent - b.exponent)]
            } else {
                right *= PowersOfTen.wide[Int(b.exponent - a.exponent)]
            }
        }
        return left == right ? 0 : (left < right ? -1 : 1)
    }
}

extension Decimal128: Comparable, Hashable {
    package static func == (a: Decimal128, b: Decimal128) -> Bool { compare(a, b) == 0 }

    package static func < (a: Decimal128, b: Decimal128) -> Bool { compare(a, b) < 0 }

    package func hash(into hasher: inout Hasher) {
        let shortest = normalized
        hasher.combine(shortest.isNegative)
        hasher.combine(shortest.exponent)
        hasher.combine(shortest.coefficient)
    }
}
