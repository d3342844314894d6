#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Engine
import FEEL

/// Days as JSON texts, rendered once: a decision holds a dozen of them, and most records speak of the same few decades.
///
/// Immutable once made; 16 bytes a day.
final class DayTexts: @unchecked Sendable {
    // Sendable: the texts stand in memory that only the initializer writes.
    private let first: Int32
    private let count: UInt32
    private let texts: UnsafeMutablePointer<UInt8>

    private static let stride = 16
    /// `"2017-12-04"`.
    private static let length = 12

    /// 40 years before a day and 15 after it.
    init(around day: Day) {
        first = day.number &- 40 * 366
        count = 55 * 366
        let stride = Self.stride
        texts = .allocate(capacity: Int(count) * stride)
        texts.initialize(repeating: 0, count: Int(count) * stride)
        let end = Int(first) + Int(count)
        var day = Int(first)
        while day < end {
            // Month by month: only the last two digits change within one.
            let date = CivilDate.components(ofDay: Int64(day))
            let last = min(end, day + CivilDate.daysInMonth(year: date.year, month: date.month) - date.day + 1)
            let start = texts + (day - Int(first)) * stride
            // Empty where the year hasn't four digits; `append` writes those in full.
            if CivilDate.write10(day: Int64(day), to: start + 1) {
                start[0] = UInt8(ascii: "\"")
                start[Self.length - 1] = UInt8(ascii: "\"")
                for number in 1..<max(1, last - day) {
                    let text = start + number * stride
                    memcpy(text, start, Self.length)
                    text[9] = UInt8(ascii: "0") + UInt8((date.day + number) / 10)
                    text[10] = UInt8(ascii: "0") + UInt8((date.day + number) % 10)
                }
            }
            day = last
        }
    }

    deinit { texts.deallocate() }

    /// Appends the day in quotes.
    @inline(__always)
    func append(_ day: Int32, to out: inout OutputBuffer) {
        let index = UInt32(bitPattern: day &- first)
        if index < count {
            let text = texts + Int(index) * Self.stride
            if text.pointee != 0 {
                out.reserve(Self.stride)
                memcpy(out.base + out.used, text, 16)
                out.used += Self.length
                return
            }
        }
        out.appendJSONString(Day(number: day).description)
    }

    /// Bytes that a day takes at most, in quotes: a sign, ten digits of a year, month and day.
    static let room = 32

    /// Writes the day in quotes, or null, where there is room for ``room`` bytes.
    @inline(__always)
    func put(_ day: Int32?, _ place: inout UnsafeMutablePointer<UInt8>) {
        guard let day else {
            memcpy(place, Self.null, 4)
            place += 4
            return
        }
        let index = UInt32(bitPattern: day &- first)
        if index < count {
            let text = texts + Int(index) * Self.stride
            if text.pointee != 0 {
                memcpy(place, text, 16)
                place += Self.length
                return
            }
        }
        putInFull(day, &place)
    }

    private static var null: UnsafePointer<UInt8> { ("null" as StaticString).utf8Start }

    @inline(never)
    private func putInFull(_ day: Int32, _ place: inout UnsafeMutablePointer<UInt8>) {
        for byte in "\"\(Day(number: day).description)\"".utf8.prefix(Self.room) {
            place.pointee = byte
            place += 1
        }
    }
}
