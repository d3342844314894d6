/// Numbers in decimal, as JSON, FEEL and CSV all read them.
extension OutputBuffer {
    package mutating func appendInteger(_ value: Int) {
        if value < 0 { append(byte: UInt8(ascii: "-")) }
        appendDigits(UInt64(value.magnitude))
    }

    /// `coefficient × 10^exponent`, all digits kept: 120 and -2 is `1.20`.
    package mutating func appendDecimal(_ coefficient: Int64, exponent: Int) {
        appendDecimal(negative: coefficient < 0, magnitude: UInt128(coefficient.magnitude), exponent: exponent)
    }

    /// `±magnitude × 10^exponent`, all digits kept. Written out in full unless that would take many zeros; then as `12e40`.
    package mutating func appendDecimal(negative: Bool, magnitude: UInt128, exponent: Int) {
        if negative, magnitude != 0 { append(byte: UInt8(ascii: "-")) }
        let start = used
        appendMagnitude(magnitude)
        let digits = used - start
        if exponent == 0 { return }
        guard exponent > 0 else { return placePoint(start: start, digits: digits, decimals: 0 - exponent) }
        if magnitude == 0 { return }
        if digits + exponent <= Self.plainDigits {
            for _ in 0..<exponent { append(byte: UInt8(ascii: "0")) }
        } else {
            append(byte: UInt8(ascii: "e"))
            appendInteger(exponent)
        }
    }

    /// Digits, zeros included, up to which a number is written without an exponent.
    package static var plainDigits: Int { 40 }

    private mutating func placePoint(start: Int, digits: Int, decimals: Int) {
        if digits > decimals {
            append(byte: 0)
            let point = used - 1 - decimals
            for place in stride(from: used - 1, to: point, by: -1) { base[place] = base[place - 1] }
            base[point] = UInt8(ascii: ".")
        } else if decimals <= Self.plainDigits {
            let lead = decimals - digits + 2
            reserve(lead)
            for place in stride(from: used - 1, through: start, by: -1) { base[place + lead] = base[place] }
            for place in start..<(start + lead) { base[place] = UInt8(ascii: "0") }
            base[start + 1] = UInt8(ascii: ".")
            used += lead
        } else {
            append(byte: UInt8(ascii: "e"))
            appendInteger(0 - decimals)
        }
    }

    private mutating func appendMagnitude(_ magnitude: UInt128) {
        if magnitude <= UInt128(UInt64.max) { return appendDigits(UInt64(truncatingIfNeeded: magnitude)) }
        let (high, low) = magnitude.quotientAndRemainder(dividingBy: 1_000_000_000_000_000_000)
        appendMagnitude(high)
        appendDigits(UInt64(truncatingIfNeeded: low), width: 18)
    }

    /// Digits from the last to the first, with zeros before them up to a width.
    private mutating func appendDigits(_ value: UInt64, width: Int = 1) {
        var digits = width
        var bound: UInt64 = 1
        for _ in 1..<max(width, 1) { bound &*= 10 }
        while value / 10 >= bound {
            bound *= 10
            digits += 1
        }
        reserve(digits)
        var rest = value
        for place in stride(from: used + digits - 1, through: used, by: -1) {
            base[place] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
            rest /= 10
        }
        used += digits
    }
}
