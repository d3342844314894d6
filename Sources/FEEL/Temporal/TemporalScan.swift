/// Reads the parts of dates, times and durations from left to right; each `read…` returns nil, or false, when the bytes aren't that.
struct TemporalScan {
    private let text: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { position == text.count }

    var byte: UInt8? { position < text.count ? text[position] : nil }

    mutating func skip(_ expected: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: expected) else { return false }
        position += 1
        return true
    }

    private mutating func readDigit() -> UInt64? {
        guard let byte, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
        position += 1
        return UInt64(byte - UInt8(ascii: "0"))
    }

    /// Two digits.
    mutating func readPair() -> Int? {
        guard let tens = readDigit(), let ones = readDigit() else { return nil }
        return Int(tens * 10 + ones)
    }

    /// One digit or more; nil also when it doesn't fit.
    mutating func readNumber() -> UInt64? {
        guard var value = readDigit() else { return nil }
        while let digit = readDigit() {
            let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tenfold.addingReportingOverflow(digit)
            if overflow || carry { return nil }
            value = sum
        }
        return value
    }

    /// The digits after a decimal point as nanoseconds and how many they are; from the tenth on they are dropped.
    mutating func readFraction() -> (nanoseconds: UInt32, digits: Int) {
        var value: UInt64 = 0
        var count = 0
        while let digit = readDigit() {
            if count < 9 { value = value * 10 + digit }
            count += 1
        }
        for _ in min(count, 9)..<9 { value *= 10 }
        return (UInt32(truncatingIfNeeded: value), count)
    }

    mutating func readDate() -> Int64? {
        let negative = skip("-")
        let start = position
        let leadingZero = byte == UInt8(ascii: "0")
        guard let magnitude = readNumber() else { return nil }
        let digits = position - start
        guard digits == 4 || (digits > 4 && digits <= 9 && !leadingZero), !(negative && magnitude == 0) else { return nil }
        guard skip("-"), let month = readPair(), skip("-"), let day = readPair() else { return nil }
        let year = Int(truncatingIfNeeded: magnitude)
        return CivilDate.day(year: negative ? -year : year, month: month, day: day)
    }

    /// `hh:mm:ss(.f+)?` as nanoseconds since midnight, up to and with 24:00:00.
    mutating func readClock() -> Int64? {
        guard let hour = readPair(), skip(":"), let minute = readPair(), skip(":"), let second = readPair() else { return nil }
        var nanoseconds: UInt32 = 0
        if skip(".") {
            let fraction = readFraction()
            guard fraction.digits > 0 else { return nil }
            nanoseconds = fraction.nanoseconds
        }
        guard hour <= 24, minute <= 59, second <= 59 else { return nil }
        let total = Int64(hour * 3600 + minute * 60 + second) * 1_000_000_000 + Int64(nanoseconds)
        return total <= TimeOfDay.nanosecondsPerDay ? total : nil
    }

    /// `Z`, `±hh:mm(:ss)?` up to 14 hours, `@` and the name of a zone that the database has, or nothing.
    mutating func readZone() -> Zone? {
        if isAtEnd { return .local }
        if skip("Z") { return .offset(0) }
        if skip("@") { return readZoneName().flatMap { Zone.named($0) } }
        let negative = byte == UInt8(ascii: "-")
        guard skip("-") || skip("+"), let hours = readPair(), skip(":"), let minutes = readPair(), minutes <= 59 else { return nil }
        var seconds = hours * 3600 + minutes * 60
        if skip(":") {
            guard let rest = readPair(), rest <= 59 else { return nil }
            seconds += rest
        }
        guard seconds <= Zone.greatestOffset else { return nil }
        return .offset(Int32(negative ? -seconds : seconds))
    }

    /// All that is left, where it has the form of a name of the IANA database.
    mutating func readZoneName() -> String? {
        let name = String(decoding: text[position...], as: UTF8.self)
        guard ZoneDatabase.isName(name) else { return nil }
        position = text.count
        return name
    }
}
