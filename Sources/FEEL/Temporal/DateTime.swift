/// A date and a time of day, perhaps with a zone: XML Schema's `dateTime`, and FEEL's `@` zones.
package struct DateTime: Sendable, Hashable {
    /// Days since 1970-01-01, in ``CivilDate/days``.
    package let day: Int64
    package let time: TimeOfDay

    /// Nil when the calendar hasn't the day.
    package init?(day: Int64, time: TimeOfDay) {
        guard CivilDate.days.contains(day) else { return nil }
        self.day = day
        self.time = time
    }

    /// Reads a date, `T` and a time of day; 24:00:00 is midnight of the next day.
    package init?(parsing text: UnsafeBufferPointer<UInt8>) {
        var scan = TemporalScan(text)
        guard let day = scan.readDate(), scan.skip("T"), let clock = scan.readClock(), let zone = scan.readZone(), scan.isAtEnd else { return nil }
        let (days, nanoseconds) = clock.quotientAndRemainder(dividingBy: TimeOfDay.nanosecondsPerDay)
        guard let time = TimeOfDay(nanoseconds: nanoseconds, zone: zone) else { return nil }
        self.init(day: day + days, time: time)
    }

    /// From the seconds that the clock there shows since 1970-01-01T00:00:00, rounded down, and the nanoseconds on top, below a billion.
    package init?(localSeconds: Int64, nanoseconds: UInt32, zone: Zone) {
        let secondsPerDay: Int64 = 86_400
        var (day, second) = localSeconds.quotientAndRemainder(dividingBy: secondsPerDay)
        if second < 0 {
            second += secondsPerDay
            day -= 1
        }
        guard nanoseconds < 1_000_000_000, let time = TimeOfDay(nanoseconds: second * 1_000_000_000 + Int64(nanoseconds), zone: zone) else {
            return nil
        }
        self.init(day: day, time: time)
    }

    /// The seconds that the clock there shows since 1970-01-01T00:00:00, rounded down.
    package var localSeconds: Int64 { day * 86_400 + time.nanoseconds / 1_000_000_000 }

    /// Seconds since 1970-01-01T00:00:00Z, rounded down; nil for a local time.
    package var utcSeconds: Int64? {
        let local = localSeconds
        return time.zone.offset(atLocalSeconds: local).map { local - Int64($0) }
    }

    package func appendText(to bytes: inout [UInt8]) {
        CivilDate.appendText(day: day, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        time.appendText(to: &bytes)
    }
}
