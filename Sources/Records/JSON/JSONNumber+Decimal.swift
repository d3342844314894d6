import FEEL

extension JSONNumber {
    /// The number in 34 digits; nil when it can't be kept exactly.
    package var exactDecimal: Decimal128? {
        if isInline, let exponent = Int8(exactly: exponent) { return Decimal128(coefficient, exponent: exponent) }
        guard let lowest = significance else { return .zero }
        guard lowest.digits <= Decimal128.precision, lowest.exponent >= Decimal128.minimumExponent else { return nil }
        return Decimal128(parsing: text.bytes)
    }

    /// How many digits there are from the first to the last that isn't zero, and the power of ten of the last; nil for zero.
    private var significance: (digits: Int, exponent: Int)? {
        let bytes = text.bytes
        var place = 0
        var digits = 0
        var zeros = 0
        var decimals = 0
        var isFraction = false
        scan: while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "0"):
                if digits > 0 { zeros += 1 }
                if isFraction { decimals += 1 }
            case UInt8(ascii: "1")...UInt8(ascii: "9"):
                digits += zeros + 1
                zeros = 0
                if isFraction { decimals += 1 }
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "-"): break
            default: break scan
            }
            place += 1
        }
        if digits == 0 { return nil }
        return (digits, writtenExponent(after: place) - decimals + zeros)
    }

    /// What stands behind the `e` at a place; held at a bound that is out of range, whatever the length of the text.
    private func writtenExponent(after mark: Int) -> Int {
        var value = 0
        var isNegative = false
        for byte in text.bytes.dropFirst(mark + 1) {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if value < 1_000_000_000_000_000 { value = value * 10 + Int(byte - UInt8(ascii: "0")) }
            default: break
            }
        }
        return isNegative ? -value : value
    }
}
