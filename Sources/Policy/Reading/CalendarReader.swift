import Diagnostics
import YAMLDocument

/// Reads the file of a calendar. What days fall together with others is looked at where calendars are put together (``CalendarLayers``).
struct CalendarReader {
    private let reader: NodeReader

    static let keys: [PolicyKey] = [.calendar, .title, .extends, .weekend, .source, .taken, .holidays, .years]

    /// The calendar; nil, and reported, where it has no name.
    static func read(_ document: YAMLDocument, findings: Findings) -> CivilCalendar? {
        CalendarReader(reader: NodeReader(document: document, findings: findings)).calendar()
    }

    private func calendar() -> CivilCalendar? {
        guard let root = reader.document.root else {
            reader.reportEmptyFile()
            return nil
        }
        let place = Location(source: reader.document.source, span: .at(root.span.lower))
        guard let fields = reader.fields(root, keys: Self.keys, at: place) else { return nil }
        let name = fields.required(.calendar).flatMap(reader.written)
        var calendar = CivilCalendar(name: name?.value ?? "", location: name?.location ?? place)
        calendar.title = fields[.title].flatMap(reader.phrase) ?? Phrase(same: calendar.name)
        calendar.extends = fields[.extends].flatMap(reader.written)
        fields.exclude(.extends, .weekend)
        if !fields.has(.extends), let node = fields.required(.weekend) {
            calendar.weekend = Set(reader.oneOrList(node).compactMap { reader.word(Weekday.self, $0)?.number })
        }
        calendar.source = fields[.source].flatMap(reader.phrase)
        calendar.taken = fields[.taken].flatMap(reader.day)
        if let node = fields[.holidays] { calendar.holidays = names(node) }
        if let node = fields.required(.years) { calendar.years = years(node, calendar.holidays) }
        return name == nil ? nil : calendar
    }

    private func names(_ node: YAMLNode) -> [CivilCalendar.HolidayName] {
        var register = NameRegister()
        return reader.named(node).compactMap { name, node in
            guard register.claim(name, findings: reader.findings), let label = reader.phrase(node) else { return nil }
            return CivilCalendar.HolidayName(name: name.value, label: label, location: name.location)
        }
    }

    private func years(_ node: YAMLNode, _ holidays: [CivilCalendar.HolidayName]) -> [CivilCalendar.Year] {
        reader.named(node).compactMap { name, node in
            guard name.value.utf8.count == 4, let number = Int(name.value), number >= 1000 else {
                reader.report(
                    .fault(
                        "wrong-value", at: name.location, zh: "`\(name.value)` 不是年份", en: "`\(name.value)` is no year",
                        mend: Phrase(zh: "年份写作 `2021`", en: "a year is written `2021`")))
                return nil
            }
            guard let fields = reader.fields(node, keys: [.notice, .holidays, .workdays], at: name.location) else { return nil }
            var year = CivilCalendar.Year(year: number, location: name.location)
            if let node = fields[.notice] { year.notices = reader.oneOrList(node).compactMap(notice) }
            if let node = fields[.holidays] {
                for (name, node) in reader.named(node) {
                    guard let name = holiday(name, holidays) else { continue }
                    for node in reader.oneOrList(node) {
                        guard let (first, last) = days(node), isInside(first...last, year, node) else { continue }
                        year.holidays.append(
                            CivilCalendar.Days(holiday: name, first: first, last: last, location: reader.location(of: node)))
                    }
                }
            }
            if let node = fields[.workdays] {
                for node in reader.oneOrList(node) {
                    guard let day = reader.day(node), isInside(day...day, year, node) else { continue }
                    year.workdays.append(Written(day, at: reader.location(of: node)))
                }
            }
            return year
        }
    }

    private func notice(_ node: YAMLNode) -> CivilCalendar.Notice? {
        guard let fields = reader.fields(node, keys: [.number, .on]), let number = fields.required(.number).flatMap(reader.text) else { return nil }
        return CivilCalendar.Notice(number: number, on: fields[.on].flatMap(reader.day))
    }

    private func holiday(_ name: Written<String>, _ holidays: [CivilCalendar.HolidayName]) -> Written<String>? {
        let found = holidays.first { $0.name == name.value } ?? holidays.first { $0.label.zh == name.value || $0.label.en == name.value }
        if let found { return Written(found.name, at: name.location) }
        reader.report(.unknownName("unknown-holiday", name, zh: "节假日", en: "holiday", known: holidays.spellings(\.name, \.label)))
        return nil
    }

    /// A day, or the first and the last of several: `2021-10-01..2021-10-07`.
    private func days(_ node: YAMLNode) -> (Int32, Int32)? {
        guard let text = reader.written(node) else { return nil }
        let parts = text.value.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return reader.day(node).map { ($0, $0) } }
        guard let first = CivilDay.parse(parts[0]), let last = CivilDay.parse(parts[1]), first < last else {
            reader.report(
                .fault(
                    "wrong-value", at: text.location, zh: "`\(text.value)` 不是一段日期", en: "`\(text.value)` is no row of days",
                    mend: Phrase(zh: "写作 `2021-10-01..2021-10-07`，首日在前", en: "write it as `2021-10-01..2021-10-07`, the first day first")))
            return nil
        }
        return (first, last)
    }

    private func isInside(_ days: ClosedRange<Int32>, _ year: CivilCalendar.Year, _ node: YAMLNode) -> Bool {
        let all = year.days
        if all.contains(days.lowerBound), all.contains(days.upperBound) { return true }
        reader.report(
            .fault(
                "calendar-day-outside", at: reader.location(of: node), zh: "这一天不在 \(year.year) 年", en: "this isn't a day of \(year.year)",
                mend: Phrase(zh: "写在它所在的年份下", en: "write it under its own year")))
        return false
    }
}

/// A day of the week in a calendar.
package enum Weekday: String, CaseIterable, PolicyWord {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// 1 for Monday, 7 for Sunday (ISO 8601).
    package var number: Int {
        switch self {
        case .monday: 1
        case .tuesday: 2
        case .wednesday: 3
        case .thursday: 4
        case .friday: 5
        case .saturday: 6
        case .sunday: 7
        }
    }

    package var chinese: String {
        switch self {
        case .monday: "星期一"
        case .tuesday: "星期二"
        case .wednesday: "星期三"
        case .thursday: "星期四"
        case .friday: "星期五"
        case .saturday: "星期六"
        case .sunday: "星期日"
        }
    }
}
