import FEEL
import Policy

/// Working days gone through one by one, and what was asked of days that the calendar doesn't have.
final class ReferenceCalendar {
    let calendar: ResolvedCalendar?
    /// Whether a day was asked about that the calendar lacks, since somebody looked.
    var lacks = false
    /// The last day of the period that was reckoned last, before it was moved.
    var periodEnd: Int?

    init(_ calendar: ResolvedCalendar?) { self.calendar = calendar }

    static let functions = Builtins.workingDayNames

    private func works(_ day: Int) -> Bool? {
        guard let calendar, calendar.isWorking.indices.contains(day - Int(calendar.first)) else {
            lacks = true
            return nil
        }
        return calendar.isWorking[day - Int(calendar.first)]
    }

    /// The n-th working day in a direction; for none the day itself or the next.
    func walk(_ day: Int, _ number: Int, _ step: Int) -> ReferenceValue {
        guard number >= 0 else { return .null }
        var (day, left) = (number == 0 ? day - step : day, max(1, number))
        while left > 0 {
            day += step
            guard let works = works(day) else { return .null }
            if works { left -= 1 }
        }
        return .date(day)
    }

    private func between(_ from: Int, _ to: Int) -> ReferenceValue {
        var number = 0
        for day in min(from, to)..<max(from, to) {
            guard let works = works(day + 1) else { return .null }
            if works { number += from < to ? 1 : -1 }
        }
        return .number(number)
    }

    func call(_ name: String, _ arguments: [ReferenceValue]) -> ReferenceValue {
        if let unknown = ReferenceValue.unknown(among: arguments) { return unknown }
        switch (name, arguments.first, arguments.dropFirst().first) {
        case ("working days after", .date(let day)?, .number(let number)?): return walk(day, number, 1)
        case ("working days before", .date(let day)?, .number(let number)?): return walk(day, number, -1)
        case ("working days between", .date(let from)?, .date(let to)?): return between(from, to)
        case ("is working day", .date(let day)?, nil): return works(day).map { .boolean($0) } ?? .null
        case ("next working day", .date(let day)?, nil): return walk(day, 1, 1)
        case ("previous working day", .date(let day)?, nil): return walk(day, 1, -1)
        default: return .null
        }
    }

    /// The last day of a period, where the sum comes to this day.
    func end(_ day: Int, _ deadlines: Deadlines) -> ReferenceValue {
        let last = deadlines.firstDay == .included ? day - 1 : day
        periodEnd = last
        return moved(last, deadlines)
    }

    /// A last day off a holiday.
    func moved(_ last: Int, _ deadlines: Deadlines) -> ReferenceValue {
        switch deadlines.onHoliday {
        case .nextWorkingDay: return walk(last, 0, 1)
        case .previousWorkingDay: return walk(last, 0, -1)
        case .stays, nil: return .date(last)
        }
    }
}
