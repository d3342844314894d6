extension CivilDate {
    /// What ``parse10(_:)`` answers when the ten bytes are no date.
    @inlinable package static var invalid10: Int32 { Int32.min }

    /// Reads `-`?`YYYY-MM-DD` (XML Schema `date` without a zone): a year of four to nine digits, without a leading zero when more than four, and only
    /// days that exist. Nil otherwise.
    package static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        if text.count == 10, let start = text.baseAddress, start[0] != UInt8(ascii: "-") {
            let day = parse10(start)
            return day == invalid10 ? nil : Int64(day)
        }
        var scan = TemporalScan(text)
        guard let day = scan.readDate(), scan.isAtEnd else { return nil }
        return day
    }

    /// Reads exactly `YYYY-MM-DD` from ten readable bytes; ``invalid10`` when they are anything else.
    @inlinable
    package static func parse10(_ text: UnsafePointer<UInt8>) -> Int32 {
        let bytes = UnsafeRawPointer(text)
        // `YYYY-MM-` at once: digits become 0 to 9, hyphens 0, and anything else has a high bit after the sum or before it.
        let front = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) ^ 0x2D30_302D_3030_3030
        let back = UInt32(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self)) ^ 0x3030)
        let frontFaults = ((front &+ 0x7F76_767F_7676_7676) | front) & 0x8080_8080_8080_8080
        let backFaults = ((back &+ 0x7676) | back) & 0x8080
        guard frontFaults == 0, backFaults == 0 else { return invalid10 }
        // Each byte becomes ten times itself plus the next: the first and third then hold the year's halves, the sixth the month.
        let pairs = (front &* 2561) >> 8
        let year = UInt32(truncatingIfNeeded: pairs & 0xFF) &* 100 &+ UInt32(truncatingIfNeeded: pairs >> 16 & 0xFF)
        let month = UInt32(truncatingIfNeeded: pairs >> 40 & 0xFF)
        let day = (back & 0xFF) &* 10 &+ back >> 8
        guard month &- 1 < 12, day &- 1 < 28 || isLateDay(year: year, month: month, day: day) else { return invalid10 }
        // As `number(year:month:day:)`, shifted by 400 years only, so that 32 bits do.
        let early: UInt32 = month <= 2 ? 1 : 0
        let shiftedYear = year &+ 400 &- early
        let dayOfYear = (153 &* (month &+ 12 &* early &- 3) &+ 2) / 5 &+ day
        let days = 1461 &* shiftedYear / 4 &- shiftedYear / 100 &+ shiftedYear / 400 &+ dayOfYear
        return Int32(truncatingIfNeeded: days) &- 865_566
    }

    /// Whether the month has this day, from the 29th on.
    @inlinable
    static func isLateDay(year: UInt32, month: UInt32, day: UInt32) -> Bool {
        day != 0 && day <= daysInMonth(year: Int(year), month: Int(month))
    }

    /// Writes `YYYY-MM-DD` into ten writable bytes; false, and nothing written, when the year hasn't four digits.
    @inlinable
    package static func write10(day: Int64, to text: UnsafeMutablePointer<UInt8>) -> Bool {
        // From 0000-01-01 to 9999-12-31, counted from 1 March of the year -400.
        guard day >= -719_528, day <= 2_932_896 else { return false }
        let shifted = UInt32(truncatingIfNeeded: day &+ 865_565)
        // As `components(ofDay:)`, in 32 bits.
        let quarters = 4 &* shifted &+ 3
        let century = quarters / 146_097
        let inCentury = (quarters % 146_097) | 3
        let yearOfCentury = inCentury / 1461
        let dayOfYear = (inCentury % 1461) / 4
        let shiftedMonth = (5 &* dayOfYear &+ 2) / 153
        let late: UInt32 = shiftedMonth >= 10 ? 1 : 0
        let year = 100 &* century &+ yearOfCentury &+ late &- 400
        writePair(year / 100, to: text)
        writePair(year % 100, to: text + 2)
        text[4] = UInt8(ascii: "-")
        writePair(shiftedMonth &+ 3 &- 12 &* late, to: text + 5)
        text[7] = UInt8(ascii: "-")
        writePair(dayOfYear &- (153 &* shiftedMonth &+ 2) / 5 &+ 1, to: text + 8)
        return true
    }

    @inlinable @inline(__always)
    static func writePair(_ number: UInt32, to text: UnsafeMutablePointer<UInt8>) {
        text[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10)
        text[1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10)
    }

    /// Appends `YYYY-MM-DD`, with `-` for years before zero and more digits for years beyond 9999.
    package static func appendText(day: Int64, to bytes: inout [UInt8]) {
        let (year, month, dayOfMonth) = components(ofDay: day)
        if year < 0 { bytes.append(UInt8(ascii: "-")) }
        appendDigits(year.magnitude, atLeast: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        appendDigits(month.magnitude, atLeast: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        appendDigits(dayOfMonth.magnitude, atLeast: 2, to: &bytes)
    }
}

/// Appends a number in decimal, with zeros in front up to `width` digits.
func appendDigits(_ number: UInt, atLeast width: Int, to bytes: inout [UInt8]) {
    var digits = 1
    var rest = number / 10
    while rest > 0 {
        digits += 1
        rest /= 10
    }
    let length = max(digits, width)
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: length))
    rest = number
    for offset in 1...digits {
        bytes[start + length - offset] += UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
    }
}

/// Appends `.5` for 500,000,000 nanoseconds, without zeros at the end; nothing for none.
func appendFraction(nanoseconds: UInt32, to bytes: inout [UInt8]) {
    guard nanoseconds > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    appendDigits(UInt(nanoseconds), atLeast: 9, to: &bytes)
    while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
}
