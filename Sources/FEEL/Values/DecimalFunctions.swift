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
        // Newton's method from above, in whole numbers: it falls until it stands at the floor of the root.
        var root: UInt128 = 1 << ((257 - high.leadingZeroBitCount) / 2)
        while true {
            let quotient = root.dividingFullWidth((high, low)).quotient
            let next = (root >> 1) + (quotient >> 1) + (root & quotient & 1)
            guard next < root else { break }
            root = next
        }
        let square = root.multipliedFullWidth(by: root)
        let exact = square.high == high && square.low == low
        let exponent = (Int(number.exponent) - shift) / 2
        if exact {
            let (shorter, zeros) = strippingTrailingZeros(root, atMost: precision)
            return rounding(negative: false, shorter, exponent: exponent + zeros)
        }
        return rounding(negative: false, root, exponent: exponent, sticky: true)
    }

    /// e to the power of `number`; nil when it overflows.
    package static func exponential(_ number: Decimal128) -> Decimal128? {
        if number.isZero { return .one }
        return DecimalWide(number).exponential()
    }

    /// The natural logarithm; nil unless the number is positive.
    package static func naturalLogarithm(_ number: Decimal128) -> Decimal128? {
        guard !number.isZero, !number.isNegative else { return nil }
        return DecimalWide.logarithm(of: number).decimal128()
    }

    /// `base` to the power of `exponent`, where 0 to the power of 0 is 1; nil when it overflows, and where there is no real value.
    package static func power(_ base: Decimal128, _ exponent: Decimal128) -> Decimal128? {
        if let whole = exponent.asInt64 { return power(base, whole) }
        if base.isZero { return exponent.isNegative ? nil : .zero }
        if base.isNegative, !exponent.isInteger { return nil }
        let size = (DecimalWide(exponent) * DecimalWide.logarithm(of: base.magnitude)).exponential()
        return base.isNegative && exponent.isOddInteger ? size?.negated : size
    }

    /// `base` to a whole power, exact where 34 digits hold it and correctly rounded where not.
    package static func power(_ base: Decimal128, _ exponent: Int64) -> Decimal128? {
        switch exponent {
        case 0: return .one
        case 1: return base
        case 2: return multiply(base, base)
        default: break
        }
        if base.isZero { return exponent < 0 ? nil : .zero }
        let negative = base.isNegative && exponent & 1 != 0
        guard exponent.magnitude <= 1024 else {
            let size = (DecimalWide(Decimal128(exponent)) * DecimalWide.logarithm(of: base.magnitude)).exponential()
            return negative ? size?.negated : size
        }
        // Without trailing zeros, a power that has few digits is exact at each step, and so a tie is seen as one.
        let shortest = base.normalized
        var square = DecimalWide(shortest.coefficient, exponent: 0)
        var result = DecimalWide.one
        var left = exponent.magnitude
        while left > 0 {
            if left & 1 == 1 { result = result * square }
            left >>= 1
            if left > 0 { square = square * square }
        }
        if exponent < 0 { result = result.reciprocal }
        result.isNegative = negative
        return result.decimal128(shiftedBy: Int(shortest.exponent) * Int(exponent))
    }
}

extension DecimalWide {
    /// ln 10.
    private static let logarithmOfTen = DecimalWide(
        negative: false, exponent: -5,
        limbs: SIMD8(
            677_352_480_235_997_205, 33_327_900_967_572_609, 601_101_488_628_772_976,
            17_991_454_684_364_207, 302_585_092_994_045_684, 2,
            0, 0))

    /// e to the power of the number, rounded; nil when it overflows.
    func exponential() -> Decimal128? {
        if isZero { return .one }
        let size = approximation
        // 10^6145 and 10^-6178 lie at 14150 and -14225.
        guard size.magnitude < 14_300 else { return isNegative ? .zero : nil }
        let tens = Int(size * 0.434_294_481_903_251_8 + (isNegative ? -0.5 : 0.5))
        return (self - Self.logarithmOfTen * Self.whole(tens)).seriesOfExponential().decimal128(shiftedBy: tens)
    }

    /// e to the power of a number of at most 2: Taylor's series of a 256th of it, squared eight times.
    private func seriesOfExponential() -> DecimalWide {
        let part = divided(by: 256)
        var sum = DecimalWide.one
        var term = DecimalWide.one
        for index in 1...64 {
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
        for index in 1...64 {
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
