/// A decimal float for the functions whose results can't be had exactly: of 91 to 108 digits with eight words, of 235 to 252 with sixteen. Either is
/// far more than the 34 that are kept; ``rounded(shiftedBy:)`` says when it isn't enough.
///
/// `±Σ limbs[i] × (10^18)^(exponent + i)`. Operations truncate: each errs by a few units of the last limb.
struct DecimalWide<Limbs: SIMD<UInt64> & Sendable>: Sendable {
    @inline(__always) static var base: UInt64 { 1_000_000_000_000_000_000 }
    /// Two words stay unused.
    @inline(__always) static var count: Int { Limbs.scalarCount - 2 }
    @inline(__always) private static var top: Int { count - 1 }

    var isNegative: Bool
    /// In limbs, not in digits.
    var exponent: Int
    /// ``count`` are used, the least first; the last isn't zero unless all are.
    var limbs: Limbs

    init(negative: Bool, exponent: Int, limbs: Limbs) {
        isNegative = negative
        self.exponent = exponent
        self.limbs = limbs
    }

    static var zero: DecimalWide { DecimalWide(negative: false, exponent: 0, limbs: .zero) }
    static var one: DecimalWide { DecimalWide(top: 1, exponent: 0) }

    /// `(first + second / 10^18) × (10^18)^exponent`.
    init(top first: UInt64, _ second: UInt64 = 0, exponent: Int) {
        var limbs = Limbs.zero
        limbs[Self.top] = first
        limbs[Self.top - 1] = second
        self.init(negative: false, exponent: exponent - Self.top, limbs: limbs)
    }

    /// `±coefficient × 10^exponent`, exact; the coefficient is below 10^34.
    init(negative: Bool = false, _ coefficient: UInt128, exponent: Int) {
        // Floored division: a limb is eighteen digits.
        let place = exponent >= 0 ? exponent / 18 : -((17 - exponent) / 18)
        let (high, low) = coefficient.multipliedFullWidth(by: PowersOfTen.wide[exponent - place * 18])
        let (upper, least) = UInt128(Self.base).dividingFullWidth((high, low))
        let (top, middle) = upper.quotientAndRemainder(dividingBy: UInt128(Self.base))
        var limbs = Limbs.zero
        limbs[Self.top - 2] = UInt64(truncatingIfNeeded: least)
        limbs[Self.top - 1] = UInt64(truncatingIfNeeded: middle)
        limbs[Self.top] = UInt64(truncatingIfNeeded: top)
        self.init(negative: negative, exponent: place - Self.top + 2, limbs: limbs)
        normalize()
    }

    init(_ number: Decimal128) {
        self.init(negative: number.isNegative, number.coefficient, exponent: Int(number.exponent))
    }

    var isZero: Bool { limbs[Self.top] == 0 }

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
        var size = Double(limbs[Self.top]) + Double(limbs[Self.top - 1]) / 1e18 + Double(limbs[Self.top - 2]) / 1e36
        let places = exponent + Self.top
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
        var shifted = Limbs.zero
        for index in gap..<count { shifted[index - gap] = lower.limbs[index] }
        return upper.isNegative == lower.isNegative ? sum(upper, shifted) : difference(upper, shifted, lowerIsNegative: lower.isNegative)
    }

    static func - (a: DecimalWide, b: DecimalWide) -> DecimalWide { a + b.negated }

    private static func sum(_ a: DecimalWide, _ b: Limbs) -> DecimalWide {
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

    private static func difference(_ a: DecimalWide, _ b: Limbs, lowerIsNegative: Bool) -> DecimalWide {
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
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * count) { product in
            var carry: UInt64 = 0
            for column in 0..<(2 * count - 1) {
                // At most fourteen products below 10^36: the sum is below 2^124, and the carry below 2^64.
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
    }

    /// Divided by a whole number from 1 to 10^18.
    func divided(by divisor: UInt64) -> DecimalWide {
        var quotients = Limbs.zero
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
        let leading = Double(limbs[Self.top]) + Double(limbs[Self.top - 1]) / 1e18 + Double(limbs[Self.top - 2]) / 1e36
        let estimate = 1e18 / leading
        let first = min(UInt64(estimate), Self.base - 1)
        let second = min(UInt64(max(0, (estimate - Double(first)) * 1e18)), Self.base - 1)
        var guess = DecimalWide(top: first, second, exponent: -(exponent + Self.top) - 1)
        guess.isNegative = isNegative
        guess.normalize()
        // 15 digits, 30, 60, 120, 240, 480.
        var digits = 15
        while digits < 18 * Self.count {
            guess = guess + guess * (.one - self * guess)
            digits *= 2
        }
        return guess
    }

    /// What a number of this precision rounds to.
    enum Rounding {
        /// Every number within the error of this one rounds to it; nil where it overflows.
        case certain(Decimal128?)
        /// The nearest as far as this precision shows.
        case open(Decimal128?)

        var nearest: Decimal128? {
            switch self {
            case .certain(let number), .open(let number): number
            }
        }
    }

    /// The number times 10^`shift`, rounded to 34 digits. It is open when a tie, or a change of digits, lies within the error: some 82 digits down with
    /// eight words, some 226 with sixteen.
    func rounded(shiftedBy shift: Int = 0) -> Rounding {
        if isZero { return .certain(.zero) }
        let error = DecimalWide((UInt128(limbs[Self.top]) + 1) * 100_000_000, exponent: exponent * 18)
        let nearest = truncated(shiftedBy: shift)
        let (low, high) = isNegative ? (self + error, self - error) : (self - error, self + error)
        let isCertain = low.truncated(shiftedBy: shift) == nearest && high.truncated(shiftedBy: shift) == nearest
        return isCertain ? .certain(nearest) : .open(nearest)
    }

    /// The number times 10^`shift` as if it were exact, rounded to 34 digits; nil when it overflows.
    func truncated(shiftedBy shift: Int = 0) -> Decimal128? {
        if isZero { return .zero }
        let leading = UInt128(limbs[Self.top]) * UInt128(Self.base) + UInt128(limbs[Self.top - 1])
        var (high, low) = leading.multipliedFullWidth(by: UInt128(Self.base))
        let (sum, carry) = low.addingReportingOverflow(UInt128(limbs[Self.top - 2]))
        low = sum
        if carry { high += 1 }
        return Decimal128.rounding(
            negative: isNegative, high: high, low: low, exponent: (exponent + Self.top - 2) * 18 + shift, sticky: hasLimbs(below: Self.top - 2))
    }

    /// Whether any of the limbs below that place isn't zero.
    func hasLimbs(below place: Int) -> Bool { (0..<place).contains { limbs[$0] != 0 } }
}
