/// Where a digit goes that has to be dropped.
package enum DecimalRoundingMode: Sendable, CaseIterable {
    /// Away from zero.
    case up
    /// Towards zero.
    case down
    /// To the nearest, halves away from zero.
    case halfUp
    /// To the nearest, halves towards zero.
    case halfDown
    /// To the nearest, halves to the even neighbour.
    case halfEven
    /// Towards negative infinity.
    case floor
    /// Towards positive infinity.
    case ceiling

    /// Whether the magnitude grows, given how what is dropped compares with a half (-1, 0, 1) and that it isn't zero.
    @inline(__always)
    func increments(negative: Bool, odd: Bool, comparedToHalf half: Int) -> Bool {
        switch self {
        case .up: true
        case .down: false
        case .halfUp: half >= 0
        case .halfDown: half > 0
        case .halfEven: half > 0 || (half == 0 && odd)
        case .floor: negative
        case .ceiling: !negative
        }
    }
}

extension Decimal128 {
    /// `±coefficient × 10^exponent` rounded half to even to 34 digits and to the range of exponents; nil when it overflows.
    ///
    /// `sticky` says that the true value is greater than the coefficient by less than one unit of its last digit; the coefficient must then have at
    /// least 35 digits.
    static func rounding(negative: Bool, _ coefficient: UInt128, exponent: Int, sticky: Bool = false) -> Decimal128? {
        guard coefficient != 0 else { return .zero }
        var coefficient = coefficient
        var exponent = exponent
        let digits = coefficient.decimalDigitCount
        let drop = max(digits - precision, minimumExponent - exponent)
        if drop > 0 {
            // With more places dropped than there are digits, it is below a half.
            guard drop <= digits, drop <= 38 else { return .zero }
            let unit = PowersOfTen.wide[drop]
            let (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: unit)
            let half = unit >> 1
            let up = remainder > half || (remainder == half && (sticky || quotient & 1 == 1))
            coefficient = up ? quotient + 1 : quotient
            exponent += drop
            if coefficient == PowersOfTen.wide[precision] {
                coefficient = PowersOfTen.wide[precision - 1]
                exponent += 1
            }
            if coefficient == 0 { return .zero }
        }
        if exponent > maximumExponent {
            let shift = exponent - maximumExponent
            guard shift < precision, coefficient.decimalDigitCount + shift <= precision else { return nil }
            coefficient *= PowersOfTen.wide[shift]
            exponent = maximumExponent
        }
        return Decimal128(negative: negative, unchecked: coefficient, exponent: exponent)
    }

    /// The same for a coefficient of 256 bits, below 10^72.
    static func rounding(negative: Bool, high: UInt128, low: UInt128, exponent: Int, sticky: Bool = false) -> Decimal128? {
        guard high != 0 else { return rounding(negative: negative, low, exponent: exponent, sticky: sticky) }
        // floor(bits × log10(2)) is the count of digits or one less: 36 or 37 digits stay, which leave the last rounding room.
        let excess = (((256 - high.leadingZeroBitCount) &* 78913) >> 18) - 36
        let unit = PowersOfTen.wide[min(excess, 38)]
        guard high < unit else { return nil }
        let (quotient, remainder) = unit.dividingFullWidth((high, low))
        return rounding(negative: negative, quotient, exponent: exponent + excess, sticky: sticky || remainder != 0)
    }

    /// Scales that FEEL's rounding functions take.
    package static let scales = -maximumExponent...(-minimumExponent)

    /// Rounded to `scale` digits after the point (before it when negative); nil when that overflows. A number without so many digits stays as it is.
    package func rounded(scale: Int, mode: DecimalRoundingMode) -> Decimal128? {
        let target = scale == Int.min ? Int.max : -scale
        guard Int(exponent) < target, !isZero else { return self }
        // Beyond the digits of any number every further place gives the same.
        let drop = min(target, 20_000) - Int(exponent)
        var quotient: UInt128 = 0
        let half: Int
        if drop <= 38 {
            let unit = PowersOfTen.wide[drop]
            let (q, remainder) = coefficient.quotientAndRemainder(dividingBy: unit)
            guard remainder != 0 else {
                return Self.rounding(negative: isNegative, q, exponent: Int(exponent) + drop)
            }
            quotient = q
            half = remainder == unit >> 1 ? 0 : (remainder < unit >> 1 ? -1 : 1)
        } else {
            half = -1
        }
        if mode.increments(negative: isNegative, odd: quotient & 1 == 1, comparedToHalf: half) { quotient += 1 }
        return Self.rounding(negative: isNegative, quotient, exponent: Int(exponent) + drop)
    }

    /// The greatest number with `scale` digits after the point that isn't greater.
    package func floor(scale: Int = 0) -> Decimal128? { rounded(scale: scale, mode: .floor) }

    /// The least number with `scale` digits after the point that isn't less.
    package func ceiling(scale: Int = 0) -> Decimal128? { rounded(scale: scale, mode: .ceiling) }
}
