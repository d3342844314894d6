import Diagnostics
import Engine
import Policy

/// A policy's standing duties over a stretch of days: what falls due when, who answers for it, and what has become of it.
package struct Agenda: Sendable {
    package let policy: ResolvedPolicy
    package let window: Window
    /// What falls due in the window, by day, then in the order of the policy's duties.
    package let items: [Item]
    /// Duties for which no date is stated, in the order of the policy.
    package let undated: [Item]

    /// The days asked for, both included, and the day as of which they are looked at: days since 1970-01-01.
    package struct Window: Sendable, Hashable {
        package var from: Int32
        package var to: Int32
        package var asOf: Int32

        /// - Parameter asOf: nil for the window's last day.
        package init(from: Int32, to: Int32, asOf: Int32? = nil) {
            self.from = from
            self.to = to
            self.asOf = asOf ?? to
        }

        /// A longer window is refused: an agenda of everything there could ever be is of no use.
        private static let longest: Int32 = 36_525
        /// Days that a calendar of four digits of year has, and the day after each: 0001-01-01 to 9999-12-30.
        private static let days: ClosedRange<Int32> = -719_162...2_932_895

        package var isTooLong: Bool { Int64(to) - Int64(from) > Int64(Self.longest) }

        package var isInTheCalendar: Bool { [from, to, asOf].allSatisfy(Self.days.contains) }
    }

    /// A duty at one time, or one without a date.
    package struct Item: Sendable, Hashable {
        /// An index into ``ResolvedPolicy/duties``.
        package var duty: Int
        package var occurrence: DutySchedule.Occurrence?
        package var status: Status
        /// What the ledger has about it, done on or before the as-of day: the first that counts; for a duty without a date the last.
        package var entry: DutyLedger.Entry?

        package var due: Int32? { occurrence?.due }

        /// Done after the day on which it was due.
        package var isLate: Bool {
            guard let due, let entry else { return false }
            return entry.on > due
        }
    }

    package typealias Status = DutyStatus

    package init(_ policy: ResolvedPolicy, _ window: Window, ledger: DutyLedger = DutyLedger()) {
        self.policy = policy
        self.window = window
        // What is dated later hasn't happened yet.
        let entries = Dictionary(grouping: ledger.entries.filter { $0.on <= window.asOf }.sorted { $0.on < $1.on }, by: \.duty)
        var items: [Item] = []
        var undated: [Item] = []
        for (index, duty) in policy.duties.enumerated() {
            let entries = entries[index] ?? []
            guard duty.schedule != nil else {
                undated.append(Item(duty: index, occurrence: nil, status: entries.isEmpty ? .open : .done, entry: entries.last))
                continue
            }
            for occurrence in policy.occurrences(ofDuty: index, from: window.from, to: window.to) {
                let entry = entries.first { $0.meets(occurrence) }
                let status: Status = entry != nil ? .done : occurrence.due < window.asOf ? .overdue : .due
                items.append(Item(duty: index, occurrence: occurrence, status: status, entry: entry))
            }
        }
        self.items = items.sorted { ($0.due ?? 0, $0.duty) < ($1.due ?? 0, $1.duty) }
        self.undated = undated
    }
}

extension DutyLedger.Entry {
    /// Whether this is about that time: the one it names, else the one in whose period it lies. A duty that is due once is met whenever it is done.
    fileprivate func meets(_ occurrence: DutySchedule.Occurrence) -> Bool {
        if let due { return due == occurrence.due }
        guard let from = occurrence.from else { return true }
        return from <= on && on <= occurrence.due
    }
}

extension DutyStatus {
    package var label: Phrase { Phrase(zh: chinese, en: rawValue) }
}
