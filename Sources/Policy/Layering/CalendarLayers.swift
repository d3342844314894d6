import Diagnostics

/// Puts a calendar and those it extends together into one table of days.
struct CalendarLayers {
    let findings: Findings
    private var first: Int32 = 0
    /// By day from the first of January of the first year.
    private var isWorking: [Bool] = []
    /// Where a layer says something of a day.
    private var written: [Int32: Location] = [:]

    private init(findings: Findings) { self.findings = findings }

    /// - Parameters:
    ///   - layers: the most superior first; only that one has a weekend.
    ///   - path: the file of the last, relative to the root of the rules.
    /// - Returns: nil, and reports, where there is no year.
    static func resolve(_ layers: [CivilCalendar], path: String, findings: Findings) -> ResolvedCalendar? {
        var tables = CalendarLayers(findings: findings)
        guard let top = layers.first, let name = layers.last?.name, tables.begin(top) else { return nil }
        for layer in layers { tables.add(layer, isTop: layer == top) }
        return ResolvedCalendar(name: name, path: path, layers: layers, first: tables.first, isWorking: tables.isWorking)
    }

    /// The days of the most superior calendar's years, its weekends off.
    private mutating func begin(_ top: CivilCalendar) -> Bool {
        let years = top.years.sorted { $0.year < $1.year }
        guard let low = years.first, let high = years.last else { return false }
        for (year, next) in zip(years, years.dropFirst()) where next.year > year.year + 1 {
            findings.report(
                .fault(
                    "calendar-years", at: next.location, zh: "\(year.year) 年与 \(next.year) 年之间缺年份",
                    en: "years are missing between \(year.year) and \(next.year)",
                    mend: Phrase(zh: "补上中间的年份，或分成两个日历", en: "add the years between, or make it two calendars")))
        }
        first = low.days.lowerBound
        // 1970-01-01 was a Thursday.
        isWorking = (first...high.days.upperBound).map { day in !top.weekend.contains(Int(((day + 3) % 7 + 7) % 7) + 1) }
        return true
    }

    private mutating func add(_ layer: CivilCalendar, isTop: Bool) {
        written = [:]
        for year in layer.years {
            guard isTop || covers(year) else { continue }
            for holiday in year.holidays {
                for day in holiday.first...holiday.last where claim(day, holiday.location) { isWorking[Int(day - first)] = false }
            }
        }
        for year in layer.years where isTop || contains(year.days) {
            for workday in year.workdays where claim(workday.value, workday.location) {
                let index = Int(workday.value - first)
                if isWorking[index] {
                    findings.report(
                        .fault(
                            "calendar-workday", at: workday.location, zh: "这一天本来就上班", en: "this is a working day anyway",
                            mend: Phrase(zh: "改正日期，或删掉", en: "correct the day, or delete it")))
                }
                isWorking[index] = true
            }
        }
    }

    private func contains(_ days: ClosedRange<Int32>) -> Bool { days.lowerBound >= first && Int(days.upperBound - first) < isWorking.count }

    /// A year of its own would be one without the holidays of the calendar above.
    private func covers(_ year: CivilCalendar.Year) -> Bool {
        if contains(year.days) { return true }
        findings.report(
            .fault(
                "calendar-years", at: year.location, zh: "所扩展的日历没有 \(year.year) 年", en: "the extended calendar doesn't have \(year.year)",
                mend: Phrase(zh: "先在那个日历里补上这一年", en: "add the year there first")))
        return false
    }

    /// Whether nothing else of the layer is about this day; reports it otherwise.
    private mutating func claim(_ day: Int32, _ location: Location) -> Bool {
        if let known = written[day] {
            findings.report(
                .fault(
                    "calendar-day-twice", at: location, zh: "\(CivilDay.text(day)) 写了两次", en: "\(CivilDay.text(day)) is written twice",
                    mend: Phrase(zh: "删掉一处", en: "delete one of them"),
                    notes: [Diagnostic.Note(message: Phrase(zh: "首次写在这里", en: "first written here"), location: known)]))
            return false
        }
        written[day] = location
        return Int(day - first) < isWorking.count && day >= first
    }
}
