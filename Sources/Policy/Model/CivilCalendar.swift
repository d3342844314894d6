import Diagnostics

/// Public holidays and working weekends as a calendar's file gives them.
package struct CivilCalendar: Hashable, Sendable {
    package var name: String
    package var title: Phrase
    /// The calendar whose days it takes over.
    package var extends: Written<String>?
    /// Days of the week without work, 1 for Monday; empty where it extends another.
    package var weekend: Set<Int>
    /// Where the days were taken from, in words.
    package var source: Phrase?
    /// When they were, in days since 1970-01-01.
    package var taken: Int32?
    package var holidays: [HolidayName]
    /// In the order of the file.
    package var years: [Year]
    package var location: Location

    package init(
        name: String, title: Phrase? = nil, extends: Written<String>? = nil, weekend: Set<Int> = [], source: Phrase? = nil, taken: Int32? = nil,
        holidays: [HolidayName] = [], years: [Year] = [], location: Location = .unwritten
    ) {
        self.name = name
        self.title = title ?? Phrase(same: name)
        self.extends = extends
        self.weekend = weekend
        self.source = source
        self.taken = taken
        self.holidays = holidays
        self.years = years
        self.location = location
    }

    /// A holiday, whatever days it has in a year.
    package struct HolidayName: Hashable, Sendable {
        package var name: String
        package var label: Phrase
        package var location: Location

        package init(name: String, label: Phrase, location: Location = .unwritten) {
            self.name = name
            self.label = label
            self.location = location
        }
    }

    package struct Year: Hashable, Sendable {
        package var year: Int
        /// The orders that set its days.
        package var notices: [Notice]
        package var holidays: [Days]
        /// Days of work on what would be a day off.
        package var workdays: [Written<Int32>]
        package var location: Location

        package init(
            year: Int, notices: [Notice] = [], holidays: [Days] = [], workdays: [Written<Int32>] = [], location: Location = .unwritten
        ) {
            self.year = year
            self.notices = notices
            self.holidays = holidays
            self.workdays = workdays
            self.location = location
        }

        /// The first and the last day of all, in days since 1970-01-01.
        package var days: ClosedRange<Int32> { CivilDay.days(ofYear: year) }
    }

    /// Days in a row that a holiday has.
    package struct Days: Hashable, Sendable {
        /// Its name; see ``CivilCalendar/holidays``.
        package var holiday: Written<String>
        package var first: Int32
        package var last: Int32
        package var location: Location

        package init(holiday: Written<String>, first: Int32, last: Int32, location: Location = .unwritten) {
            self.holiday = holiday
            self.first = first
            self.last = last
            self.location = location
        }
    }

    /// An order by its number and day.
    package struct Notice: Hashable, Sendable {
        package var number: String
        package var on: Int32?

        package init(number: String, on: Int32? = nil) {
            self.number = number
            self.on = on
        }
    }
}

/// A calendar with those it extends, as a table of days.
package struct ResolvedCalendar: Hashable, Sendable {
    package var name: String
    /// Its file, relative to the root of the rules.
    package var path: String
    /// The most superior first.
    package var layers: [CivilCalendar]
    /// The first of January of the first year, in days since 1970-01-01.
    package var first: Int32
    /// By day, up to the last of December of the last year.
    package var isWorking: [Bool]

    package init(name: String, path: String, layers: [CivilCalendar] = [], first: Int32, isWorking: [Bool]) {
        self.name = name
        self.path = path
        self.layers = layers
        self.first = first
        self.isWorking = isWorking
    }
}

/// How periods are reckoned. A part that is nil is as the pack above has it; where none has, the day that a period begins with doesn't count, and
/// a last day is what it is.
package struct Deadlines: Hashable, Sendable {
    package var firstDay: FirstDay?
    package var onHoliday: OnHoliday?
    /// Where ``onHoliday`` stands.
    package var location: Location

    package init(firstDay: FirstDay? = nil, onHoliday: OnHoliday? = nil, location: Location = .unwritten) {
        self.firstDay = firstDay
        self.onHoliday = onHoliday
        self.location = location
    }

    /// Whether the day that a period begins with counts.
    package enum FirstDay: String, Hashable, Sendable, CaseIterable {
        case excluded
        case included
    }

    /// What becomes of a last day on which nobody works.
    package enum OnHoliday: String, Hashable, Sendable, CaseIterable {
        case nextWorkingDay = "next working day"
        case previousWorkingDay = "previous working day"
        case stays
    }
}
