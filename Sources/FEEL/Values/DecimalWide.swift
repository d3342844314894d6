/// A decimal float of 91 to 108 digits for the functions whose results can't be had exactly: far more than the 34 that are kept, so that rounding
/// to 34 is right, also where a series comes as close to a tie as 34-digit arguments let it (about 67 digits).
///
/// `±Σ limbs[i] × (10^18)^(exponent + i)`. Operations truncate: each errs by a few units of the last limb.
struct DecimalWide: Sendable {
    static let base: UInt64 = 1_000_000_000_000_000_000
    static let count = 6

    var isNegative: Bool
    /// In limbs, not in digits.
    var exponent: Int
    /// Six are used, the least first; the last isn't zero unless all are.
    var limbs: SIMD8<UInt64>

    init(negative: Bool, exponent: Int, limbs: SIMD8<UInt64>) {
        isNegative = negative
        self.exponent = exponent
        self.limbs = limbs
    }

    static let zero = DecimalWide(negative: false, exponent: 0, limbs: .zero)
    static let one = DecimalWide(negative: false, exponent: -5, limbs: SIMD8(0, 0, 0, 0, 0, 1, 0, 0))

    /// `±coefficient × 10^exponent`, exact; the coefficient is below 10^34.
    init(negative: Bool = false, _ coefficient: UInt128, exponent: Int) {
        // Floored division: a limb is eighteen digits.
        let place = exponent >= 0 ? exponent / 18 : -((17 - exponent) / 18)
        let (high, low) = coefficient.multipliedFullWidth(by: PowersOfTen.wide[exponent - place * 18])
        let (upper, least) = UInt128(Self.base).dividingFullWidth((high, low))
        let (top, middle) = upper.quotientAndRemainder(dividingBy: UInt128(Self.base))
        let limbs = SIMD8<UInt64>(
            0, 0, 0, UInt64(truncatingIfNeeded: least), UInt64(truncatingIfNeeded: middle), UInt64(truncatingIfNeeded: top), 0, 0)
        self.init(negative: negative, exponent: place - 3, limbs: limbs)
        normalize()
    }

    init(_ number: Decimal128) {
        self.init(negative: number.isNegative, number.coefficient, exponent: Int(number.exponent))
    }

    var isZero: Bool { limbs[5] == 0 }

    var negated: DecimalWide { DecimalWide(negative: !isNegative, exponent: exponent, limbs: limbs) }

    /// Moves the first limb that isn't zero to the top.
    private mutating func normalize() {
        var empty = 0
        while empty < Self.count, limbs[Self.count - 1 - empty] == 0 { empty += 1 }
        guard empty > 0 else { return }
        guard empty < Self.count else {
            self = .zero
            return
        }
        for index in stride(from: Self.count - 1, through: 0, by: -1) {
            limbs[index] = index >= empty ? limbs[index - empty] : 0
        }
        exponent -= empty
    }

    /// About the number, for numbers of ordinary size; infinite or zero for others.
    var approximation: Double {
        if isZero { return 0 }
        var size = Double(limbs[5]) + Double(limbs[4]) / 1e18 + Double(limbs[3]) / 1e36
        let places = exponent + 5
        if places > 16 { return isNegative ? -.infinity : .infinity }
        if places < -16 { return 0 }
        for _ in 0..<abs(places) { size = places > 0 ? size * 1e18 : size / 1e18 }
        return isNegative ? -size : size
    }

    static func + (a: DecimalWide, b: DecimalWide) -> DecimalWide {
        if a.isZero { return b }
        if b.isZero { return a }
        let (upper, lower) = a.exponent >= b.exponent ? (a, b) : (b, a)
        let gap = upper.exponent - lower.exponent
        guard gap < count else { return upper }
        var shifted = SIMD8<UInt64>.zero
        for index in gap..<count { shifted[index - gap] = lower.limbs[index] }
        return upper.isNegative == lower.isNegative ? sum(upper, shifted) : difference(upper, shifted, lowerIsNegative: lower.isNegative)
    }

    static func - (a: DecimalWide, b: DecimalWide) -> DecimalWide { a + b.negated }

    private static func sum(_ a: DecimalWide, _ b: SIMD8<UInt64>) -> DecimalWide {
        var result = a
        var carry: UInt64 = 0
        for index in 0..<count {
            let total = a.limbs[index] &+ b[index] &+ carry
            carry = total >= base ? 1 : 0
            result.limbs[index] = carry == 1 ? total &- base : total
        }
        if carry == 1 {
            for index in 0..<(count - 1) { result.limbs[index] = result.limbs[index + 1] }
            result.limbs[count - 1] = 1
            result.exponent += 1
        }
        return result
    }

    private static func difference(_ a: DecimalWide, _ b: SIMD8<UInt64>, lowerIsNegative: Bool) -> DecimalWide {
        var first = a.limbs
        var second = b
        var negative = a.isNegative
        for index in stride(from: count - 1, through: 0, by: -1) where first[index] != second[index] {
            if first[index] < second[index] {
                swap(&first, &second)
                negative = lowerIsNegative
            }
            break
        }
        var result = DecimalWide(negative: negative, exponent: a.exponent, limbs: .zero)
        var borrow: UInt64 = 0
        for index in 0..<count {
            let subtrahend = second[index] &+ borrow
            borrow = first[index] < subtrahend ? 1 : 0
            result.limbs[index] = first[index] &- subtrahend &+ (borrow == 1 ? base : 0)
        }
        result.normalize()
        return result
    }

    static func * (a: DecimalWide, b: DecimalWide) -> DecimalWide {
        if a.isZero || b.isZero { return .zero }
        var product = SIMD16<UInt64>.zero
        var carry: UInt64 = 0
        for column in 0..<(2 * count - 1) {
            // At most six products below 10^36: the sum is below 2^124, and the carry below 2^64.
            var total = UInt128(carry)
            for index in max(0, column - count + 1)...min(column, count - 1) {
                total &+= UInt128(a.limbs[index]) &* UInt128(b.limbs[column - index])
            }
            let (quotient, remainder) = base.dividingFullWidth((UInt64(truncatingIfNeeded: total >> 64), UInt64(truncatingIfNeeded: total)))
            product[column] = remainder
            carry = quotient
        }
        product[2 * count - 1] = carry
        let skip = carry == 0 ? count - 1 : count
        var result = DecimalWide(negative: a.isNegative != b.isNegative, exponent: a.exponent + b.exponent + skip, limbs: .zero)
        for index in 0..<count { result.limbs[index] = product[index + skip] }
        return result
    }

    /// Divided by a whole number from 1 to 10^18.
    func divided(by divisor: UInt64) -> DecimalWide {
        var quotients = SIMD8<UInt64>.zero
        var remainder: UInt64 = 0
        // One limb more than is kept, since the first quotient may be zero.
        for index in stride(from: Self.count, through: 0, by: -1) {
            let limb = index == 0 ? 0 : limbs[index - 1]
            let dividend = UInt128(remainder) &* UInt128(Self.base) &+ UInt128(limb)
            (quotients[index], remainder) = divisor.dividingFullWidth(
                (UInt64(truncatingIfNeeded: dividend >> 64), UInt64(truncatingIfNeeded: dividend)))
        }
        var result = DecimalWide(negative: isNegative, exponent: exponent, limbs: .zero)
        let skip = quotients[Self.count] == 0 ? 0 : 1
        for index in 0..<Self.count { result.limbs[index] = quotients[index + skip] }
        result.exponent += skip - 1
        return result
    }

    /// One divided by the number, by Newton's method from a Double; the number isn't zero.
    var reciprocal: DecimalWide {
        let leading = Double(limbs[5]) + Double(limbs[4]) / 1e18 + Double(limbs[3]) / 1e36
        let estimate = 1e18 / leading
        let first = min(UInt64(estimate), Self.base - 1)
        let second = min(UInt64(max(0, (estimate - Double(first)) * 1e18)), Self.base - 1)
        var guess = DecimalWide(negative: isNegative, exponent: -(exponent + 5) - 6, limbs: SIMD8(0, 0, 0, 0, second, first, 0, 0))
        guess.normalize()
        // 15 digits, 30, 60, 120.
        for _ in 0..<3 { guess = guess + guess * (.one - self * guess) }
        return guess
    }

    /// The number times 10^`shift`, rounded to 34 digits; nil when it overflows.
    ///
    /// It is rounded to 73 or 74 digits first, where the errors (about 85 digits down) vanish: a result that is exact with few digits becomes exact
    /// again, so that a tie is seen as one.
    func decimal128(shiftedBy shift: Int = 0) -> Decimal128? {
        if isZero { return .zero }
        var limbs = limbs
        var exponent = exponent
        let unit = UInt64(truncatingIfNeeded: PowersOfTen.wide[max(0, UInt128(limbs[5]).decimalDigitCount - 2)])
        let half = unit == 1 ? (limbs[0] >= Self.base / 2 ? 1 : 0) : unit / 2
        limbs[1] += half
        limbs[1] -= limbs[1] % unit
        var index = 1
        while index < Self.count, limbs[index] >= Self.base {
            limbs[index] -= Self.base
            index += 1
            if index < Self.count { limbs[index] += 1 }
        }
        if index == Self.count {
            limbs[Self.count - 1] = 1
            exponent += 1
        }
        let leading = UInt128(limbs[5]) * UInt128(Self.base) + UInt128(limbs[4])
        var (high, low) = leading.multipliedFullWidth(by: UInt128(Self.base))
        let (sum, carry) = low.addingReportingOverflow(UInt128(limbs[3]))
        low = sum
        if carry { high += 1 }
        return Decimal128.rounding(
            negative: isNegative, high: high, low: low, exponent: (exponent + 3) * 18 + shift, sticky: limbs[2] | limbs[1] != 0)
    }
}
