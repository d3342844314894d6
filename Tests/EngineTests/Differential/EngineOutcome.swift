import Engine
import FEEL
import Policy

/// The engine's decision in the form it is compared in.
final class EngineUnderTest {
    /// By the day from which its law counts: one for all days where nothing is dated.
    private let editions: [(from: Int32, workspace: Workspace)]
    private var current = 0
    private var workspace: Workspace { editions[current].workspace }
    private var plan: Plan { workspace.plan }

    init(_ typed: TypedPolicy, keepsReasons: Bool = true) {
        // Through the packs' own choice of version, which the reference doesn't know.
        let policy = typed.policy
        let pack = Pack(
            id: "versions",
            parameters: policy.parameters.map { Parameter(name: $0.name, value: $0.value, versions: $0.versions) })
        let days = [Int32.min] + pack.turningDays.sorted()
        editions = days.map { from in
            var edition = policy
            let parameters = pack.edition(on: from).parameters
            for index in parameters.indices { edition.parameters[index].value = parameters[index].value }
            let plan = Plan(days.count == 1 ? typed : TypedPolicy(edition))
            return (from, Workspace(plan, request: DecisionRequest(asOf: 0), keepsReasons: keepsReasons))
        }
    }

    /// Turns to the law of the record's days; whether it is another than before.
    private func turn(_ record: ReferenceCase) -> Bool {
        let law = Int32(record.law ?? record.asOf)
        let before = current
        current = editions.lastIndex { $0.from <= law } ?? 0
        return current != before
    }

    func decide(_ record: ReferenceCase) -> ReferenceOutcome {
        _ = turn(record)
        fill(record)
        return ask(record)
    }

    private func fill(_ record: ReferenceCase) {
        let frame = workspace.frame
        frame.begin()
        frame.kind = record.kind
        for (slot, value) in record.facts.enumerated() {
            if let value { frame.set(slot, engineValue(value)) }
        }
        for event in record.events {
            frame.appendEvent(type: event.type, on: Int32(event.on), recorded: event.recorded.map { Int32($0) })
            for (index, value) in event.facts.enumerated() {
                if let value { frame.setEventFact(index, engineValue(value)) }
            }
        }
    }

    /// Decides the record that is in the frame, as of the days of this one.
    func ask(_ record: ReferenceCase) -> ReferenceOutcome {
        if turn(record) { fill(record) }
        workspace.ask(DecisionRequest(asOf: Int32(record.asOf), law: record.law.map { Int32($0) }, known: record.known.map { Int32($0) }))
        workspace.decide()
        return outcome()
    }

    /// Decides the record up to a far day, and gives the type and status of the measures that there were on a day by what was traced.
    func traced(_ record: ReferenceCase, upTo horizon: Int) -> (_ day: Int) -> [String] {
        _ = turn(record)
        fill(record)
        var trace = TraceObserver()
        let request = DecisionRequest(asOf: Int32(horizon), law: record.law.map { Int32($0) }, known: record.known.map { Int32($0) })
        workspace.decideAnew(request, observer: &trace)
        let types = workspace.measureElements.map { Int($0.type) }
        let entries = trace.entries
        return { day in
            var statuses: [Int: String] = [:]
            for case .changed(let measure, let on, let to, _) in entries where Int(on) <= day { statuses[measure] = to.word }
            return statuses.map { "\(types[$0.key]) \($0.value)" }.sorted()
        }
    }

    /// Names of tables and their rows, from 1, that were hit together against their hit policy; the rule; the day counted from the sample's.
    var violations: [String] {
        workspace.conflicts.elements.compactMap { conflict in
            conflict.rows.map { rows in
                let (name, rule) = (plan.policy.variables[Int(rows.table)].name, plan.policy.rules[Int(conflict.rule)].name)
                return "\(name) \(rows.first + 1) \(rows.second + 1) \(rule) \(Int(conflict.on) - SampleVocabulary.day)"
            }
        }
    }

    private func engineValue(_ value: ReferenceValue) -> Value {
        switch value {
        case .null, .unknown: return .null
        case .boolean(let value): return .boolean(value)
        case .number(let number): return .number(Int64(number))
        case .thousandths(let number): return .number(Int64(number), exponent: -3)
        case .string(let text): return plan.unit.symbol(text)
        case .date(let day): return .date(days: Int64(day))
        case .days(let count): return .daysTime(seconds: Int64(count) * 86_400)
        case .months(let count): return .yearsMonths(Int64(count))
        case .list(let elements):
            let texts = elements.compactMap { element -> Datum? in
                guard case .string(let text) = element else { return nil }
                return .string(text)
            }
            return workspace.frame.owner.ref.value(of: .list(texts))
        }
    }

    private func outcome() -> ReferenceOutcome {
        var outcome = ReferenceOutcome()
        outcome.measures = workspace.measuresInOrder().map { measure(workspace.measures[Int($0)]) }
        for option in workspace.optionsInOrder() {
            outcome.options.insert(
                ReferenceOutcome.Option(
                    rule: option.rules.last ?? -1, rules: Set(option.rules), choices: option.choices, measures: option.measures))
        }
        for row in workspace.undeterminedInOrder() { outcome.undetermined[row.rule] = Set(row.missing.map { plan.factName($0) }) }
        let findings: Set<ConflictState.Kind> = [.inadmissible, .unmatched, .notOffered, .outOfRange, .noOption]
        // Which tables are violated depends on which are read, and the engine doesn't read what can't matter.
        for conflict in workspace.conflicts.elements where conflict.kind != .table {
            if findings.contains(conflict.kind) {
                outcome.findings.append(
                    ReferenceOutcome.Finding(
                        kind: conflict.kind.word, rules: conflict.rules, event: day(ofEvent: conflict.event),
                        measure: conflict.measure < 0 ? nil : Int(conflict.measure), day: Int(conflict.on)))
                continue
            }
            outcome.conflicts.insert(
                ReferenceOutcome.Conflict(
                    kind: conflict.kind.word,
                    rules: conflict.rules,
                    measure: conflict.measure < 0 ? nil : Int(conflict.measure), day: Int(conflict.on)))
        }
        outcome.findings.sort { "\($0)" < "\($1)" }
        return outcome
    }

    private func measure(_ measure: MeasureState) -> ReferenceOutcome.Measure {
        var entries: [ReferenceOutcome.Entry] = []
        var place = measure.firstEntry
        while place >= 0 {
            let entry = workspace.history[Int(place)]
            entries.append(ReferenceOutcome.Entry(day: Int(entry.on), status: entry.status.word, rule: Int(entry.rule)))
            place = entry.next
        }
        let action = plan.policy.rules[Int(measure.rule)].actions[Int(measure.action)]
        return ReferenceOutcome.Measure(
            type: Int(measure.type),
            addressee: measure.addressee.tag == .string ? String(decoding: measure.addressee.utf8, as: UTF8.self) : nil,
            status: measure.status.word, modality: action.modality.rawValue, from: measure.shownFrom.map { Int($0) },
            until: measure.shownUntil.map { Int($0) }, due: measure.shownDue.map { Int($0) },
            adjusted: plan.words(measure.adjusted), rule: Int(measure.rule), citations: workspace.citedRules(measure), history: entries,
            event: day(ofEvent: measure.event))
    }

    private func day(ofEvent number: Int32) -> Int? { number < 0 ? nil : Int(workspace.frame.events[Int(number)].on) }
}
