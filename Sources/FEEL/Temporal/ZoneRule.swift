/// A rule for every year as POSIX writes it (`CET-1CEST,M3.5.0,M10.5.0/3`): standard time, and perhaps summer time between two days.
struct ZoneRule: BitwiseCopyable, Sendable, Equatable {
    /// Seconds ahead of UTC.
    let standard: Int32
    let summer: Summer?

    struct Summer: BitwiseCopyable, Sendable, Equatable {
        let offset: Int32
        /// On the clock of standard time.
        let start: Change
        /// On the clock of summer time.
        let end: Change
    }

    /// A day of the year and the seconds of its midnight after which clocks change.
    struct Change: BitwiseCopyable, Sendable, Equatable {
        enum Day: BitwiseCopyable, Sendable, Equatable {
            /// From 1 to 365; 29 February isn't counted.
            case julian(Int)
            /// From 0 to 365, with 29 February.
            case dayOfYear(Int)
            /// A weekday (0 is Sunday) of a month's week; the fifth is the last.
            case weekday(month: Int, week: Int, weekday: Int)
        }

        let day: Day
        let seconds: Int32

        /// Seconds since 1970-01-01T00:00:00 on the clock of that place.
        func localSeconds(inYear year: Int) -> Int64 {
            let number: Int64
            switch day {
            case .julian(let day):
                number = CivilDate.number(year: year, month: 1, day: 1) + Int64(day - (CivilDate.isLeap(year) && day >= 60 ? 0 : 1))
            case .dayOfYear(let day): number = CivilDate.number(year: year, month: 1, day: 1) + Int64(day)
            case .weekday(let month, let week, let weekday):
                let first = CivilDate.number(year: year, month: month, day: 1)
                var day = 1 + (weekday - CivilDate.weekday(ofDay: first) % 7 + 7) % 7 + (week - 1) * 7
                while day > CivilDate.daysInMonth(year: year, month: month) { day -= 7 }
                number = first + Int64(day - 1)
            }
            return number * 86_400 + Int64(seconds)
        }
    }

    func offset(atUTCSeconds instant: Int64) -> Int32 {
        guard let summer else { return standard }
        let year = CivilDate.components(ofDay: TemporalArithmetic.floorDivide(instant &+ Int64(standard), 86_400)).year
        let start = summer.start.localSeconds(inYear: year) - Int64(standard)
        let end = summer.end.localSeconds(inYear: year) - Int64(summer.offset)
        // South of the equator summer goes over the turn of the year.
        let isSummer = start < end ? start <= instant && instant < end : !(end <= instant && instant < start)
        return isSummer ? summer.offset : standard
    }

    func offset(atLocalSeconds local: Int64) -> Int32 {
        guard let summer else { return standard }
        // Of the two moments when the clock may show this, the earlier one with its own offset; in a gap, what held before.
        let before = offset(atUTCSeconds: local &- Int64(max(standard, summer.offset)) &- 1)
        if offset(atUTCSeconds: local &- Int64(before)) == before { return before }
        let other = before == standard ? summer.offset : standard
        return offset(atUTCSeconds: local &- Int64(other)) == other ? other : before
    }
}

extension ZoneRule {
    /// Reads the rule of a TZif file (RFC 9636, 3.3); nil when it is none.
    init?(parsing text: some Collection<UInt8>) {
        var scan = RuleScan(bytes: Array(text))
        guard scan.skipName(), let west = scan.readTime(upTo: 24) else { return nil }
        standard = -west
        if scan.isAtEnd {
            summer = nil
            return
        }
        guard scan.skipName() else { return nil }
        var offset = standard + 3600
        if scan.byte != UInt8(ascii: ",") {
            guard let west = scan.readTime(upTo: 24) else { return nil }
            offset = -west
        }
        guard let start = scan.readChange(), let end = scan.readChange(), scan.isAtEnd else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }
}

/// Reads a POSIX rule from left to right.
private struct RuleScan {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }
    var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func skip(_ expected: Unicode.Scalar) -> Bool {
        guard byte == UInt8(ascii: expected) else { return false }
        position += 1
        return true
    }

    /// Three letters or more, or anything between `<` and `>`.
    mutating func skipName() -> Bool {
        let start = position
        if skip("<") {
            while let byte, byte != UInt8(ascii: ">") { position += 1 }
            return skip(">")
        }
        while let byte, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) { position += 1 }
        return position - start >= 3
    }

    /// At most three digits.
    mutating func readNumber() -> Int? {
        let start = position
        var value = 0
        while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), position - start < 3 {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            position += 1
        }
        return position > start ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func readTime(upTo hours: Int) -> Int32? {
        let negative = skip("-")
        if !negative { _ = skip("+") }
        guard let hour = readNumber(), hour <= hours else { return nil }
        var seconds = hour * 3600
        for unit in [60, 1] where skip(":") {
            guard let part = readNumber(), part < 60 else { return nil }
            seconds += part * unit
        }
        return Int32(negative ? -seconds : seconds)
    }

    /// `,Mm.w.d/time`, `,Jn/time` or `,n/time`; without a time it is 2 o'clock.
    mutating func readChange() -> ZoneRule.Change? {
        guard skip(",") else { return nil }
        let day: ZoneRule.Change.Day
        if skip("M") {
            guard let month = readNumber(), skip("."), let week = readNumber(), skip("."), let weekday = readNumber(), (1...12).contains(month),
                (1...5).contains(week), weekday < 7
            else { return nil }
            day = .weekday(month: month, week: week, weekday: weekday)
        } else if skip("J") {
            guard let number = readNumber(), (1...365).contains(number) else { return nil }
            day = .julian(number)
        } else {
            guard let number = readNumber(), number <= 365 else { return nil }
            day = .dayOfYear(number)
        }
        guard skip("/") else { return ZoneRule.Change(day: day, seconds: 7200) }
        return readTime(upTo: 167).map { ZoneRule.Change(day: day, seconds: $0) }
    }
}
