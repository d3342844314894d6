extension Decimal128 {
    /// Reads `-`? (digits (`.` digits)? | `.` digits) ((`e` | `E`) (`+` | `-`)? digits)?, of any length, rounded once, half to even.
    ///
    /// Nil when the bytes are anything else or the number overflows; a number too small becomes zero.
    package init?(parsing text: UnsafeBufferPointer<UInt8>) {
        var scan = DecimalScan(text)
        guard scan.readMantissa(), scan.readExponent(), scan.isAtEnd else { return nil }
        guard
            let number = Self.rounding(
                negative: scan.isNegative, scan.coefficient, exponent: scan.exponent, sticky: scan.sticky)
        else { return nil }
        self = number
    }

    package init?(parsing text: [UInt8]) {
        guard let number = text.withUnsafeBufferPointer({ Decimal128(parsing: $0) }) else { return nil }
        self = number
    }

    /// Appends the number in plain notation: no exponent, no zeros at the end of a fraction (`1000000`, `0.5`, `-0.25`).
    package func appendText(to bytes: inout [UInt8]) {
        let shortest = normalized
        appendPlainDecimal(negative: isNegative, shortest.coefficient, exponent: Int(shortest.exponent), to: &bytes)
    }
}

extension Decimal128: CustomStringConvertible {
    package var description: String {
        var bytes: [UInt8] = []
        appendText(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Appends `±coefficient × 10^exponent` in plain digits; the coefficient shouldn't end in zeros when the exponent is negative.
func appendPlainDecimal(negative: Bool, _ coefficient: UInt128, exponent: Int, to bytes: inout [UInt8]) {
    if negative { bytes.append(UInt8(ascii: "-")) }
    let digits = max(coefficient.decimalDigitCount, 1)
    let start = bytes.count
    let integers = digits + exponent
    let length = exponent >= 0 ? integers : (integers > 0 ? digits + 1 : digits + 2 - integers)
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: length))
    var position = start + (exponent >= 0 ? digits : length) - 1
    var rest = coefficient
    var written = 0
    while written < digits {
        // Eighteen digits at a time: one long division for all of them.
        let (quotient, low) = rest.quotientAndRemainder(dividingBy: PowersOfTen.wide[18])
        rest = quotient
        var chunk = UInt64(truncatingIfNeeded: low)
        let count = min(18, digits - written)
        for _ in 0..<count {
            if exponent < 0, written == -exponent {
                bytes[position] = UInt8(ascii: ".")
                position -= 1
            }
            let (next, digit) = chunk.quotientAndRemainder(dividingBy: 10)
            bytes[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            chunk = next
            position -= 1
            written += 1
        }
    }
    if exponent < 0, integers <= 0 { bytes[start + 1] = UInt8(ascii: ".") }
}

/// Reads a number's text from left to right, keeping 38 digits and whether anything but zeros followed them.
private struct DecimalScan {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0
    private(set) var isNegative = false
    private(set) var exponent = 0
    private(set) var sticky = false
    private var kept = 0
    private var front: UInt64 = 0
    private var back: UInt64 = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { position == text.count }

    /// The first 38 significant digits.
    var coefficient: UInt128 {
        kept <= 19 ? UInt128(front) : UInt128(front) * PowersOfTen.wide[kept - 19] + UInt128(back)
    }

    private var byte: UInt8? { position < text.count ? text[position] : nil }

    mutating func readMantissa() -> Bool {
        if byte == UInt8(ascii: "-") {
            isNegative = true
            position += 1
        }
        let whole = readDigits(fraction: false)
        guard byte == UInt8(ascii: ".") else { return whole > 0 }
        position += 1
        return readDigits(fraction: true) > 0
    }

    private mutating func readDigits(fraction: Bool) -> Int {
        let start = position
        while let byte, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            let digit = UInt64(byte &- UInt8(ascii: "0"))
            position += 1
            if kept == 0, digit == 0 {
                if fraction { exponent -= 1 }
            } else if kept < 38 {
                if kept < 19 { front = front * 10 + digit } else { back = back * 10 + digit }
                kept += 1
                if fraction { exponent -= 1 }
            } else {
                if digit != 0 { sticky = true }
                if !fraction { exponent += 1 }
            }
        }
        return position - start
    }

    /// True also when there is no exponent.
    mutating func readExponent() -> Bool {
        guard byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") else { return true }
        position += 1
        var negative = false
        if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
            negative = byte == UInt8(ascii: "-")
            position += 1
        }
        let start = position
        var value = 0
        while let byte, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            // Past this every exponent overflows or underflows, whatever the length of a text that fits in memory.
            if value < 1_000_000_000_000_000 { value = value * 10 + Int(byte &- UInt8(ascii: "0")) }
            position += 1
        }
        exponent += negative ? -value : value
        return position > start
    }
}
