/// Which days of some years in a row are working days: what a host hands in for the functions of a civil calendar. FEEL has no calendar of its own.
///
/// Every question is answered from two tables, made once, without allocating.
package final class WorkingDays: Sendable {
    /// What the years stand in, for who has to add one.
    package let source: String
    /// Days since 1970-01-01.
    package let first: Int64
    /// By day: the number of working days before it, and behind the last day the number of all.
    private let before: [Int32]
    /// The working days, counted from the first day of all.
    private let working: [Int32]

    /// - Parameters:
    ///   - source: the name of the file or thing that lists the days.
    ///   - first: the first of January of the first year, in days since 1970-01-01.
    ///   - isWorking: by day, up to the last of December of the last year.
    package init(source: String, first: Int64, isWorking: [Bool]) {
        self.source = source
        self.first = first
        var before: [Int32] = [0]
        var working: [Int32] = []
        before.reserveCapacity(isWorking.count + 1)
        for (day, works) in isWorking.enumerated() {
            if works { working.append(Int32(day)) }
            before.append(Int32(working.count))
        }
        self.before = before
        self.working = working
    }

    /// What a question comes to: a day or a number, or the first year it met that isn't in the calendar.
    package enum Answer: Equatable, Sendable {
        case value(Int64)
        case lacks(year: Int)
    }

    /// How many days the calendar has.
    private var count: Int64 { Int64(before.count - 1) }

    private func year(ofDay day: Int64) -> Answer { .lacks(year: CivilDate.components(ofDay: day).year) }

    /// Whether a day is a working day: 1 or 0.
    package func isWorking(_ day: Int64) -> Answer {
        let offset = day - first
        guard offset >= 0, offset < count else { return year(ofDay: day) }
        return .value(Int64(before[Int(offset) + 1] - before[Int(offset)]))
    }

    /// The n-th working day after a day; for 0 the day itself where it is one, else the next.
    package func after(_ day: Int64, _ number: Int64) -> Answer {
        let start = number == 0 ? day : day + 1
        let offset = start - first
        guard offset >= 0, offset < count else { return year(ofDay: start) }
        let index = Int64(before[Int(offset)]) + min(max(0, number - 1), count)
        guard index < working.count else { return year(ofDay: first + count) }
        return .value(first + Int64(working[Int(index)]))
    }

    /// The n-th working day before a day; for 0 the day itself where it is one, else the one before.
    package func before(_ day: Int64, _ number: Int64) -> Answer {
        let start = number == 0 ? day : day - 1
        let offset = start - first
        guard offset >= 0, offset < count else { return year(ofDay: start) }
        let index = Int64(before[Int(offset) + 1]) - 1 - min(max(0, number - 1), count)
        guard index >= 0 else { return year(ofDay: first - 1) }
        return .value(first + Int64(working[Int(index)]))
    }

    /// How many working days there are after one day up to another, that one included; negative when it is the earlier.
    package func between(_ from: Int64, _ to: Int64) -> Answer {
        if from == to { return .value(0) }
        let (low, high) = (min(from, to) + 1 - first, max(from, to) - first)
        guard low >= 0, low < count else { return year(ofDay: first + low) }
        guard high < count else { return year(ofDay: first + count) }
        let number = Int64(before[Int(high) + 1] - before[Int(low)])
        return .value(from < to ? number : -number)
    }
}
