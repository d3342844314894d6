import Diagnostics
import FEEL

/// When a duty is due.
package struct DutySchedule: Hashable, Sendable {
    package var timing: Timing
    /// Whether the text says so itself.
    package var stated: Bool
    package var location: Location

    package init(_ timing: Timing, stated: Bool = true, location: Location = .unwritten) {
        self.timing = timing
        self.stated = stated
        self.location = location
    }

    /// Days are days since 1970-01-01.
    package enum Timing: Hashable, Sendable {
        /// By a day, itself included.
        case by(Int32)
        /// On the last day of each year, half-year, quarter or month of the calendar that ends within the days given, both included; nil is open.
        case calendar(CalendarPeriod, from: Int32?, until: Int32?)
        /// On the last day of each run of so many months, the first of which begins on a day.
        case months(Int, from: Int32, until: Int32?)
    }

    /// One time that a duty is due.
    package struct Occurrence: Hashable, Sendable {
        /// The first day of the period it is for; nil for a duty that has no period.
        package var from: Int32?
        package var due: Int32

        package init(from: Int32?, due: Int32) {
            self.from = from
            self.due = due
        }
    }

    /// How many months lie between two times; nil where there is only one.
    package var months: Int? {
        switch timing {
        case .by: nil
        case .calendar(let period, _, _): period.months
        case .months(let count, _, _): count
        }
    }

    /// Every time it is due from one day to another, both included, ascending.
    package func occurrences(from first: Int32, to last: Int32) -> [Occurrence] {
        switch timing {
        case .by(let day): day >= first && day <= last ? [Occurrence(from: nil, due: day)] : []
        case .calendar(let period, let from, let until):
            // Periods of the calendar are runs of months from any January on; the one in which `from` lies is the first.
            runs(of: period.months, anchor: Self.january, from: max(first, from ?? first), to: min(last, until ?? last))
        case .months(let count, let from, let until):
            runs(of: count, anchor: Int64(from), from: max(first, from), to: min(last, until ?? last))
        }
    }

    /// 1970-01-01, a first of January.
    private static let january: Int64 = 0

    private func runs(of months: Int, anchor: Int64, from first: Int32, to last: Int32) -> [Occurrence] {
        guard first <= last, months > 0 else { return [] }
        // A run too early: what ends before the first day is passed over.
        var index = CivilDate.months(from: anchor, to: Int64(first)) / Int64(months) - 2
        var found: [Occurrence] = []
        while let start = CivilDate.adding(months: index * Int64(months), to: anchor),
            let next = CivilDate.adding(months: (index + 1) * Int64(months), to: anchor), next - 1 <= Int64(last)
        {
            if next - 1 >= Int64(first) { found.append(Occurrence(from: Int32(clamping: start), due: Int32(clamping: next - 1))) }
            index += 1
        }
        return found
    }
}

/// A period of the calendar.
package enum CalendarPeriod: String, Hashable, Sendable, CaseIterable {
    case year
    case halfYear = "half-year"
    case quarter
    case month

    package var months: Int {
        switch self {
        case .year: 12
        case .halfYear: 6
        case .quarter: 3
        case .month: 1
        }
    }
}
