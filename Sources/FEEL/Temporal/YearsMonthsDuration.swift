/// A length of time in whole months: XML Schema's `yearMonthDuration`. The value is the number of months.
package enum YearsMonthsDuration {
    /// Reads `-`?`P`(n`Y`)?(n`M`)? with at least one number; nil when the text is anything else, or too long a time.
    package static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var scan = TemporalScan(text)
        let negative = scan.skip("-")
        guard scan.skip("P"), !scan.isAtEnd else { return nil }
        var total: Int128 = 0
        var perUnit: Int128 = 12
        while !scan.isAtEnd {
            guard let count = scan.readNumber() else { return nil }
            if perUnit == 12, scan.skip("Y") {
                total += 12 * Int128(count)
                perUnit = 1
            } else {
                guard scan.skip("M"), scan.isAtEnd else { return nil }
                total += Int128(count)
            }
        }
        return Int64(exactly: negative ? -total : total)
    }

    /// Appends the canonical form: `P1Y2M`, no part that is zero, `P0M` for no time.
    package static func appendText(months: Int64, to bytes: inout [UInt8]) {
        if months < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes.append(UInt8(ascii: "P"))
        let (years, rest) = UInt(months.magnitude).quotientAndRemainder(dividingBy: 12)
        if years != 0 {
            appendDigits(years, atLeast: 1, to: &bytes)
            bytes.append(UInt8(ascii: "Y"))
        }
        if rest != 0 || years == 0 {
            appendDigits(rest, atLeast: 1, to: &bytes)
            bytes.append(UInt8(ascii: "M"))
        }
    }
}
