/// A length of time in seconds: XML Schema's `dayTimeDuration`. A day is 86,400 seconds.
package struct DaysTimeDuration: Sendable, Hashable {
    /// Rounded down.
    package let seconds: Int64
    /// On top of the seconds, from 0 to below a billion, also when the duration is negative.
    package let nanoseconds: UInt32

    package init(seconds: Int64, nanoseconds: UInt32 = 0) {
        self.seconds = seconds
        self.nanoseconds = min(nanoseconds, 999_999_999)
    }

    /// Nil when it is too long.
    package init?(totalNanoseconds: Int128) {
        var (seconds, rest) = totalNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        if rest < 0 {
            rest += 1_000_000_000
            seconds -= 1
        }
        guard let seconds = Int64(exactly: seconds) else { return nil }
        self.init(seconds: seconds, nanoseconds: UInt32(truncatingIfNeeded: rest))
    }

    /// Rounded half to even to a nanosecond; nil when it is too long.
    package init?(decimalSeconds: Decimal128) {
        guard let rounded = decimalSeconds.rounded(scale: 9, mode: .halfEven), let scaled = Decimal128.multiply(rounded, Decimal128(1, exponent: 9)),
            let size = scaled.asUInt128
        else { return nil }
        guard size < 1 << 126 else { return nil }
        self.init(totalNanoseconds: scaled.isNegative ? -Int128(size) : Int128(size))
    }

    package var totalNanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

    /// Exact: at most 28 digits.
    package var decimalSeconds: Decimal128 {
        let total = totalNanoseconds
        return Decimal128.rounding(negative: total < 0, total.magnitude, exponent: -9) ?? .zero
    }

    /// Reads `-`?`P`(n`D`)?(`T`(n`H`)?(n`M`)?(n(`.`n?)?`S`)?)? with at least one number, and one after `T`. Digits of a second beyond the ninth are dropped.
    /// Nil when the text is anything else, or too long a time.
    package init?(parsing text: UnsafeBufferPointer<UInt8>) {
        var scan = TemporalScan(text)
        let negative = scan.skip("-")
        guard scan.skip("P"), let (seconds, nanoseconds) = scan.readDayTimeParts(), scan.isAtEnd else { return nil }
        let total = Int128(seconds) * 1_000_000_000 + Int128(nanoseconds)
        self.init(totalNanoseconds: negative ? -total : total)
    }

    package var negated: DaysTimeDuration? { DaysTimeDuration(totalNanoseconds: -totalNanoseconds) }

    package static func add(_ a: DaysTimeDuration, _ b: DaysTimeDuration) -> DaysTimeDuration? {
        DaysTimeDuration(totalNanoseconds: a.totalNanoseconds + b.totalNanoseconds)
    }

    /// The parts that are written, of the duration without its sign.
    package var parts: (isNegative: Bool, days: UInt64, hours: Int, minutes: Int, seconds: Int, nanoseconds: UInt32) {
        let (total, rest) = totalNanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
        let size = UInt64(truncatingIfNeeded: total)
        return (
            seconds < 0, size / 86_400, Int(size / 3600 % 24), Int(size / 60 % 60), Int(size % 60), UInt32(truncatingIfNeeded: rest)
        )
    }

    /// Appends the canonical form: `P1DT2H3M4.5S`, no part that is zero, `PT0S` for no time.
    package func appendText(to bytes: inout [UInt8]) {
        let parts = parts
        if parts.isNegative { bytes.append(UInt8(ascii: "-")) }
        bytes.append(UInt8(ascii: "P"))
        append(UInt(parts.days), "D", to: &bytes)
        let hasSeconds = parts.seconds != 0 || parts.nanoseconds != 0 || (seconds == 0 && nanoseconds == 0)
        guard parts.hours != 0 || parts.minutes != 0 || hasSeconds else { return }
        bytes.append(UInt8(ascii: "T"))
        append(parts.hours.magnitude, "H", to: &bytes)
        append(parts.minutes.magnitude, "M", to: &bytes)
        guard hasSeconds else { return }
        appendDigits(parts.seconds.magnitude, atLeast: 1, to: &bytes)
        appendFraction(nanoseconds: parts.nanoseconds, to: &bytes)
        bytes.append(UInt8(ascii: "S"))
    }

    private func append(_ number: UInt, _ unit: Unicode.Scalar, to bytes: inout [UInt8]) {
        guard number != 0 else { return }
        appendDigits(number, atLeast: 1, to: &bytes)
        bytes.append(UInt8(ascii: unit))
    }
}

extension DaysTimeDuration: Comparable {
    package static func < (a: DaysTimeDuration, b: DaysTimeDuration) -> Bool { (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds) }
}

extension TemporalScan {
    /// What follows `P` in a duration of days and time, as seconds and nanoseconds.
    fileprivate mutating func readDayTimeParts() -> (seconds: UInt64, nanoseconds: UInt32)? {
        var total: UInt64 = 0
        func add(_ count: UInt64, _ secondsPerUnit: UInt64) -> Bool {
            let (seconds, overflow) = count.multipliedReportingOverflow(by: secondsPerUnit)
            let (sum, carry) = total.addingReportingOverflow(seconds)
            total = sum
            return !overflow && !carry
        }
        if byte != UInt8(ascii: "T") {
            guard let days = readNumber(), skip("D"), add(days, 86_400) else { return nil }
            if isAtEnd { return (total, 0) }
        }
        guard skip("T"), !isAtEnd else { return nil }
        // Units in this order, each at most once.
        var smallest: UInt64 = .max
        while !isAtEnd {
            guard let count = readNumber() else { return nil }
            var unit: UInt64 = 1
            if skip("H") {
                unit = 3600
            } else if skip("M") {
                unit = 60
            } else {
                let nanoseconds = skip(".") ? readFraction().nanoseconds : 0
                guard skip("S"), add(count, 1) else { return nil }
                return (total, nanoseconds)
            }
            guard unit < smallest, add(count, unit) else { return nil }
            smallest = unit
        }
        return (total, 0)
    }
}
