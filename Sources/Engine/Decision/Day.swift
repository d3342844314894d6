import FEEL

/// A calendar day: days since 1970-01-01 in the proleptic Gregorian calendar, without a time zone.
public struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1970-01-01.
    public let number: Int32

    public init(number: Int32) { self.number = number }

    /// Reads `2024-06-30`; nil when it is no such text or the calendar has no such day.
    public init?(_ text: String) {
        var text = text
        guard let days = text.withUTF8({ CivilDate.parse($0) }), let number = Int32(exactly: days) else { return nil }
        self.number = number
    }

    /// `2024-06-30`.
    public var description: String {
        var bytes: [UInt8] = []
        CivilDate.appendText(day: Int64(number), to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    /// The day some days later.
    public func adding(days: Int) -> Day { Day(number: Int32(clamping: Int(number) + days)) }
}
