extension Decimal128 {
    /// The square root, correctly rounded; nil of a negative number.
    package static func squareRoot(_ number: Decimal128) -> Decimal128? {
        if number.isZero { return .zero }
        if number.isNegative { return nil }
        // Scaled to 69 or 70 digits and an even exponent, so that the whole root has 35 digits.
        let digits = number.coefficient.decimalDigitCount
        var shift = 70 - digits
        if (Int(number.exponent) - shift) & 1 != 0 { shift -= 1 }
        let first = precision - digits
        let (high, low) = (number.coefficient * PowersOfTen.wide[first]).multipliedFullWidth(by: PowersOfTen.wide[shift - first])
        let (root, exact) = floorOfRoot(high, low)
        let exponent = (Int(number.exponent) - shift) / 2
        if exact {
            let (shorter, zeros) = strippingTrailingZeros(root, atMost: precision)
            return rounding(negative: false, shorter, exponent: exponent + zeros)
        }
        return rounding(negative: false, root, exponent: exponent, sticky: true)
    }

    /// The root of 256 bits without its fraction, and whether there was none.
    static func floorOfRoot(_ high: UInt128, _ low: UInt128) -> (root: UInt128, isExact: Bool) {
        // Newton's method from above, in whole numbers: it falls until it stands at the floor of the root.
        var root: UInt128 = 1 << ((257 - high.leadingZeroBitCount) / 2)
        while true {
            let quotient = root.dividingFullWidth((high, low)).quotient
            let next = (root >> 1) + (quotient >> 1) + (root & quotient & 1)
            guard next < root else { break }
            root = next
        }
        let square = root.multipliedFullWidth(by: root)
        return (root, square.high == high && square.low == low)
    }

    /// e to the power of `number`, correctly rounded; nil when it overflows.
    package static func exponential(_ number: Decimal128) -> Decimal128? {
        if number.isZero { return .one }
        return settled(DecimalWide<SIMD8>(number).exponential()) { DecimalWide<SIMD16>(number).exponential() }
    }

    /// The natural logarithm, correctly rounded; nil unless the number is positive.
    package static func naturalLogarithm(_ number: Decimal128) -> Decimal128? {
        guard !number.isZero, !number.isNegative else { return nil }
        return settled(DecimalWide<SIMD8>.logarithm(of: number).rounded()) { DecimalWide<SIMD16>.logarithm(of: number).rounded() }
    }

    /// Ziv's strategy: more digits are worked out only where the first don't decide how to round. A result that isn't rational is decided by a few
    /// digits more than its arguments have; whoever calls this has dealt with those that are.
    private static func settled(
        _ first: DecimalWide<SIMD8<UInt64>>.Rounding, _ second: () -> DecimalWide<SIMD16<UInt64>>.Rounding
    ) -> Decimal128? {
        if case .certain(let number) = first { return number }
        return second().nearest
    }
}

// MARK: Powers

extension Decimal128 {
    /// `base` to the power of `exponent`, correctly rounded, where 0 to the power of 0 is 1; nil when it overflows, and where there is no real value.
    package static func power(_ base: Decimal128, _ exponent: Decimal128) -> Decimal128? {
        if let whole = exponent.asInt64 { return power(base, whole) }
        if base.isZero { return exponent.isNegative ? nil : .zero }
        if base.isNegative, !exponent.isInteger { return nil }
        if let (root, whole) = rational(base, exponent) { return power(root, whole) }
        let size = transcendentalPower(base.magnitude, exponent)
        return base.isNegative && exponent.isOddInteger ? size?.negated : size
    }

    /// `base` to a whole power, correctly rounded.
    package static func power(_ base: Decimal128, _ exponent: Int64) -> Decimal128? {
        switch exponent {
        case 0: return .one
        case 1: return base
        case 2: return multiply(base, base)
        default: break
        }
        if base.isZero { return exponent < 0 ? nil : .zero }
        // Without trailing zeros a power has few digits only where it is small.
        let shortest = base.normalized
        let size = power(ofMagnitude: shortest.coefficient, tens: Int(shortest.exponent), exponent)
        return base.isNegative && exponent & 1 != 0 ? size?.negated : size
    }

    private static func power(ofMagnitude coefficient: UInt128, tens: Int, _ exponent: Int64) -> Decimal128? {
        // Beyond 10^6144 either way it doesn't matter how far.
        let (product, overflow) = Int64(tens).multipliedReportingOverflow(by: exponent)
        let shift = overflow ? ((tens < 0) == (exponent < 0) ? 1_000_000 : -1_000_000) : Int(max(-1_000_000, min(1_000_000, product)))
        if coefficient == 1 { return rounding(negative: false, 1, exponent: shift) }
        if exponent < 0, exponent > -1025, let (other, times) = complement(of: coefficient) {
            // A half is five tenths: what divides ten gives a number with an end.
            let times = times * Int(exponent.magnitude)
            return power(of: other, UInt64(times), isReciprocal: false, shift: shift - times)
        }
        guard exponent.magnitude <= 1024 else {
            let base = rounding(negative: false, coefficient, exponent: tens) ?? .one
            return transcendentalPower(base, Decimal128(exponent))
        }
        return power(of: coefficient, UInt64(exponent.magnitude), isReciprocal: exponent < 0, shift: shift)
    }

    private static func power(of coefficient: UInt128, _ exponent: UInt64, isReciprocal: Bool, shift: Int) -> Decimal128? {
        let first = DecimalWide<SIMD8>(coefficient, exponent: 0).raised(to: exponent)
        let bits = UInt128.bitWidth - coefficient.leadingZeroBitCount
        // Up to 88 digits all of them are there.
        if !isReciprocal, Double(bits) * Double(exponent) * 0.30103 < 88 { return first.truncated(shiftedBy: shift) }
        return settled((isReciprocal ? first.reciprocal : first).rounded(shiftedBy: shift)) {
            let second = DecimalWide<SIMD16>(coefficient, exponent: 0).raised(to: exponent)
            return (isReciprocal ? second.reciprocal : second).rounded(shiftedBy: shift)
        }
    }

    /// What a power of two or five is multiplied by to make a power of ten, and how often; nil for other numbers.
    private static func complement(of coefficient: UInt128) -> (UInt128, Int)? {
        if coefficient & (coefficient - 1) == 0 { return (5, coefficient.trailingZeroBitCount) }
        var (left, times) = (coefficient, 0)
        while left % 5 == 0 {
            left /= 5
            times += 1
        }
        return left == 1 ? (2, times) : nil
    }

    private static func transcendentalPower(_ base: Decimal128, _ exponent: Decimal128) -> Decimal128? {
        settled((DecimalWide<SIMD8>(exponent) * .logarithm(of: base)).exponential()) {
            (DecimalWide<SIMD16>(exponent) * .logarithm(of: base)).exponential()
        }
    }

    /// A power that is rational although its exponent has a fraction: `base` is a whole power of `root`, and so is the result. With an exponent p/q
    /// that happens only where the base is a q-th power.
    private static func rational(_ base: Decimal128, _ exponent: Decimal128) -> (root: Decimal128, exponent: Int64)? {
        let fraction = exponent.normalized
        guard fraction.exponent < 0, fraction.exponent >= -160, !base.isNegative else { return nil }
        var above = fraction.coefficient
        var (twos, fives) = (-Int(fraction.exponent), -Int(fraction.exponent))
        while twos > 0, above % 2 == 0 {
            above /= 2
            twos -= 1
        }
        while fives > 0, above % 5 == 0 {
            above /= 5
            fives -= 1
        }
        guard twos <= 12, fives <= 5, let whole = Int64(exactly: above) else { return nil }
        let below = (1 << twos) * [1, 5, 25, 125, 625, 3125][fives]
        let shortest = base.normalized
        guard Int(shortest.exponent) % below == 0, let root = wholeRoot(of: shortest.coefficient, below) else { return nil }
        return rounding(negative: false, root, exponent: Int(shortest.exponent) / below).map { ($0, exponent.isNegative ? -whole : whole) }
    }

    /// The whole number whose power this is; nil when there is none.
    private static func wholeRoot(of number: UInt128, _ degree: Int) -> UInt128? {
        if number == 1 { return 1 }
        // The least number above one has more digits then.
        guard degree < UInt128.bitWidth else { return nil }
        var (low, high) = (UInt128(1), (UInt128(1) << (UInt128.bitWidth / degree)))
        while low < high {
            let middle = (low + high) / 2
            if isBelow(middle, degree, number) { low = middle + 1 } else { high = middle }
        }
        var product: UInt128 = 1
        for _ in 0..<degree {
            let (next, overflow) = product.multipliedReportingOverflow(by: low)
            if overflow { return nil }
            product = next
        }
        return product == number ? low : nil
    }

    private static func isBelow(_ root: UInt128, _ degree: Int, _ number: UInt128) -> Bool {
        var product: UInt128 = 1
        for _ in 0..<degree {
            let (next, overflow) = product.multipliedReportingOverflow(by: root)
            if overflow || next >= number { return false }
            product = next
        }
        return true
    }
}

/// The digits of ln 10, by limbs.
private let limbsOfLogarithmOfTen: [UInt64] = [
    2,
    302_585_092_994_045_684, 17_991_454_684_364_207, 601_101_488_628_772_976,
    33_327_900_967_572_609, 677_352_480_235_997_205, 89_598_298_341_967_784,
    42_286_248_633_409_525, 465_082_806_756_666_287, 369_098_781_689_482_907,
    208_325_554_680_843_799, 894_826_233_198_528_393, 505_308_965_377_732_628,
    846_163_366_222_287_698, 219_886_746_543_667_474, 404_243_274_365_155_048,
]

extension DecimalWide {
    /// ln 10.
    private static var logarithmOfTen: DecimalWide {
        var limbs = Limbs.zero
        for place in 0..<count { limbs[count - 1 - place] = limbsOfLogarithmOfTen[place] }
        return DecimalWide(negative: false, exponent: 1 - count, limbs: limbs)
    }

    /// The number to a whole power.
    func raised(to exponent: UInt64) -> DecimalWide {
        var square = self
        var result = DecimalWide.one
        var left = exponent
        while left > 0 {
            if left & 1 == 1 { result = result * square }
            left >>= 1
            if left > 0 { square = square * square }
        }
        return result
    }

    /// e to the power of the number, rounded; nil when it overflows.
    func exponential() -> Rounding {
        if isZero { return .certain(.one) }
        let size = approximation
        // 10^6145 and 10^-6178 lie at 14150 and -14225.
        guard size.magnitude < 14_300 else { return .certain(isNegative ? .zero : nil) }
        let tens = Int(size * 0.434_294_481_903_251_8 + (isNegative ? -0.5 : 0.5))
        return (self - Self.logarithmOfTen * Self.whole(tens)).seriesOfExponential().rounded(shiftedBy: tens)
    }

    /// e to the power of a number of at most 2: Taylor's series of a 256th of it, squared eight times.
    private func seriesOfExponential() -> DecimalWide {
        let part = divided(by: 256)
        var sum = DecimalWide.one
        var term = DecimalWide.one
        for index in 1...(12 * Self.count) {
            term = (term * part).divided(by: UInt64(index))
            if term.isZero || term.exponent + Self.count <= sum.exponent { break }
            sum = sum + term
        }
        for _ in 0..<8 { sum = sum * sum }
        return sum
    }

    /// The natural logarithm of a positive number.
    static func logarithm(of number: Decimal128) -> DecimalWide {
        // m × 10^k with m between 0.316 and 3.16: then k ln 10 and ln m don't cancel.
        let digits = number.coefficient.decimalDigitCount
        var shift = digits - 1
        let lead = number.coefficient.quotientAndRemainder(dividingBy: PowersOfTen.wide[max(0, digits - 3)]).quotient
        if lead > 316 || (digits < 3 && lead * PowersOfTen.wide[3 - digits] > 316) { shift = digits }
        let mantissa = DecimalWide(number.coefficient, exponent: -shift)
        let places = Int(number.exponent) + shift

        // ln m = y + ln(m / e^y) with y near ln m: 15 digits at once. Near 1 y is zero, so that the relative error stays small.
        var near = DecimalWide.zero
        var power = DecimalWide.one
        let approximate = mantissa.approximation
        if (approximate - 1).magnitude > 0.001 {
            near = DecimalWide.fraction(Int(logarithm(near: approximate) * 1e15), exponent: -15)
            power = near.seriesOfExponential()
        }
        let quotient = (mantissa - power) * (mantissa + power).reciprocal
        let series = near + hyperbolicArctangentDoubled(quotient)
        return places == 0 ? series : series + logarithmOfTen * whole(places)
    }

    /// 2 artanh z = ln((1 + z) / (1 - z)) for a small z.
    private static func hyperbolicArctangentDoubled(_ z: DecimalWide) -> DecimalWide {
        if z.isZero { return .zero }
        let square = z * z
        var power = z
        var sum = z
        for index in 1...(12 * count) {
            power = power * square
            let term = power.divided(by: UInt64(2 * index + 1))
            if term.isZero || term.exponent + count <= sum.exponent { break }
            sum = sum + term
        }
        return sum + sum
    }

    /// A logarithm good to about 15 digits without the C library, so that every machine takes the same steps.
    private static func logarithm(near number: Double) -> Double {
        var part = number.significand
        var twos = Double(number.exponent)
        if part > 1.414_213_562_373_095 {
            part /= 2
            twos += 1
        }
        let z = (part - 1) / (part + 1)
        var sum = 0.0
        for odd in stride(from: 23, through: 1, by: -2) { sum = sum * z * z + 1 / Double(odd) }
        return 2 * z * sum + twos * 0.693_147_180_559_945_3
    }

    private static func whole(_ number: Int) -> DecimalWide { fraction(number, exponent: 0) }

    private static func fraction(_ coefficient: Int, exponent: Int) -> DecimalWide {
        DecimalWide(negative: coefficient < 0, UInt128(coefficient.magnitude), exponent: exponent)
    }
}
