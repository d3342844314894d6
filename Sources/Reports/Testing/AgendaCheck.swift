import Diagnostics
import Engine
import Policy

/// Compares a pack's duties over some days with what a test expects of them.
struct AgendaCheck {
    private let agenda: Agenda
    private let expectation: AgendaExpectation

    init(_ policy: ResolvedPolicy, _ expectation: AgendaExpectation) {
        self.expectation = expectation
        let entries = expectation.done.compactMap { done in
            policy.duty(named: done.duty.value).map { DutyLedger.Entry(duty: $0, on: done.on, due: done.due) }
        }
        let window = Agenda.Window(from: expectation.from, to: expectation.until, asOf: expectation.asOf)
        agenda = Agenda(policy, window, ledger: DutyLedger(entries: entries))
    }

    var failures: [TestReport.Failure] {
        guard !agenda.window.isTooLong, agenda.window.isInTheCalendar else {
            return [
                TestReport.Failure(
                    pack: nil, day: nil, measure: nil, expected: Phrase(zh: "至多一百年的日程", en: "an agenda of at most a hundred years"),
                    found: Phrase(same: "\(CivilDay.text(expectation.from)) – \(CivilDay.text(expectation.until))"), location: expectation.location)
            ]
        }
        return expectation.duties.flatMap(check)
    }

    private func check(_ expected: DutyExpectation) -> [TestReport.Failure] {
        let name = expected.duty.value
        func failure(_ wanted: Phrase, _ found: Phrase, _ location: Location) -> TestReport.Failure {
            TestReport.Failure(pack: nil, day: nil, measure: name, expected: wanted, found: found, location: location)
        }
        let none = Phrase(zh: "无", en: "none")
        guard let index = agenda.policy.duty(named: name) else { return [failure(Phrase(same: name), none, expected.duty.location)] }
        let duty = agenda.policy.duties[index]
        let items = (agenda.items + agenda.undated).filter { $0.duty == index }
        if expected.isAbsent {
            return items.isEmpty ? [] : [failure(none, Phrase(same: AgendaCheck.days(items.compactMap(\.due))), expected.duty.location)]
        }
        var failures: [TestReport.Failure] = []
        func compare(_ key: PolicyKey, _ wanted: String, _ found: String, _ location: Location) {
            guard wanted != found else { return }
            failures.append(
                failure(
                    Phrase(zh: "\(key.chinese) \(wanted)", en: "\(key.english) \(wanted)"),
                    Phrase(zh: "\(key.chinese) \(found)", en: "\(key.english) \(found)"), location))
        }
        if let due = expected.due { compare(.due, AgendaCheck.days(due.value), AgendaCheck.days(items.compactMap(\.due)), due.location) }
        if let status = expected.status {
            let found = Set(items.map(\.status.rawValue)).sorted().joined(separator: ", ")
            compare(.status, status.value.rawValue, found.isEmpty ? "none" : found, status.location)
        }
        if let owner = expected.owner { compare(.owner, AgendaCheck.list(owner.value), AgendaCheck.list(duty.owner), owner.location) }
        if let units = expected.cooperating {
            compare(.cooperating, AgendaCheck.list(units.value), AgendaCheck.list(duty.cooperating), units.location)
        }
        if let results = expected.deliverables, ![duty.deliverables.map(\.zh), duty.deliverables.map(\.en)].contains(results.value) {
            compare(.deliverable, AgendaCheck.list(results.value), AgendaCheck.list(duty.deliverables.map(\.zh)), results.location)
        }
        return failures
    }

    private static func list(_ texts: [String]) -> String { "[\(texts.joined(separator: ", "))]" }
    private static func days(_ days: [Int32]) -> String { list(days.map { CivilDay.text($0) }) }
}
