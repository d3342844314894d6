/// A time of day, perhaps with a zone: XML Schema's `time`, and FEEL's `@` zones.
package struct TimeOfDay: Sendable, Hashable {
    /// From 0 to below 86,400,000,000,000.
    package let nanoseconds: Int64
    package let zone: Zone

    package static let nanosecondsPerDay: Int64 = 86_400_000_000_000

    /// Nil when `nanoseconds` is outside a day.
    package init?(nanoseconds: Int64, zone: Zone = .local) {
        guard nanoseconds >= 0, nanoseconds < Self.nanosecondsPerDay else { return nil }
        self.nanoseconds = nanoseconds
        self.zone = zone
    }

    /// Reads `hh:mm:ss(.f+)?` and `Z`, `±hh:mm(:ss)?` or `@Zone/Name`. Midnight may be written 24:00:00, as in XML Schema. Digits of a second beyond
    /// the ninth are dropped.
    package init?(parsing text: UnsafeBufferPointer<UInt8>) {
        var scan = TemporalScan(text)
        guard let clock = scan.readClock(), let zone = scan.readZone(), scan.isAtEnd else { return nil }
        self.init(nanoseconds: clock % Self.nanosecondsPerDay, zone: zone)
    }

    package var hour: Int { Int(nanoseconds / 3_600_000_000_000) }
    package var minute: Int { Int(nanoseconds / 60_000_000_000 % 60) }
    /// Without the fraction.
    package var second: Int { Int(nanoseconds / 1_000_000_000 % 60) }
    package var nanosecond: UInt32 { UInt32(truncatingIfNeeded: nanoseconds % 1_000_000_000) }

    package func appendText(to bytes: inout [UInt8]) {
        appendDigits(hour.magnitude, atLeast: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendDigits(minute.magnitude, atLeast: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        appendDigits(second.magnitude, atLeast: 2, to: &bytes)
        appendFraction(nanoseconds: nanosecond, to: &bytes)
        zone.appendText(to: &bytes)
    }
}
