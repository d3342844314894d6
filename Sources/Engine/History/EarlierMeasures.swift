import FEEL
import Policy

/// Takes down what becomes of a record's measures, day by day, for the records that look back at it.
struct EarlierMeasures: ReplayObserver {
    private let outcomes: SubjectOutcomes
    private let number: Int
    private let first: Int
    private let firstOpen: Int
    private let workspace: Workspace

    init(_ outcomes: SubjectOutcomes, _ number: Int, _ workspace: Workspace) {
        self.outcomes = outcomes
        self.workspace = workspace
        self.number = number
        first = outcomes.measures.count
        firstOpen = outcomes.open.count
    }

    private func kept(_ value: Value) -> Value { outcomes.kept(value, of: number, workspace.plan) }

    func changed(measure: Int, on day: Int32, to status: Status, rule: Int) {
        var row = row(measure, day)
        row.status = status
        outcomes.measures.append(row)
    }

    func settled(_ day: Int32) {
        for index in 0..<workspace.measures.count {
            let row = row(index, day)
            if let last = last(index), last.status == row.status, same(last.from, row.from), same(last.until, row.until) { continue }
            outcomes.measures.append(row)
        }
        noteOpen(day)
    }

    private func row(_ index: Int, _ day: Int32) -> CaseHistory.EarlierMeasure {
        let measure = workspace.measures[index]
        let missing = kept(workspace.unknown(ofMeasure: index))
        func date(_ shown: Int32?, _ which: MeasureState.DateSet) -> Value {
            if measure.unknownDates.contains(which) { return missing }
            return shown.map { .date(days: Int64($0)) } ?? .null
        }
        return CaseHistory.EarlierMeasure(
            on: day, number: Int32(index), type: measure.type, status: measure.status, from: date(measure.shownFrom, .from),
            until: date(measure.shownUntil, .until))
    }

    private func last(_ index: Int) -> CaseHistory.EarlierMeasure? {
        var place = outcomes.measures.count - 1
        while place >= first {
            if outcomes.measures[place].number == Int32(index) { return outcomes.measures[place] }
            place -= 1
        }
        return nil
    }

    private func same(_ a: Value, _ b: Value) -> Bool {
        a.tag == b.tag && (a.isUnknown ? Machine.facts(of: a) == Machine.facts(of: b) : a.bits == b.bits)
    }

    /// A rule that isn't settled might have acted on its measures, and so might a choice that isn't known.
    private func noteOpen(_ day: Int32) {
        let plan = workspace.plan
        let open = openRules()
        for type in 0..<plan.measures.count {
            var missing = Value.null
            func note(_ rule: Int, _ value: Value) {
                guard plan.rules[rule].actions.contains(where: { workspace.binds($0.layer) && $0.measures.contains(UInt16(type)) }) else { return }
                missing = workspace.join(missing, value)
            }
            for (rule, value) in open { note(rule, value) }
            missing = kept(missing)
            if same(missing, lastOpen(UInt16(type))) { continue }
            outcomes.open.append(CaseHistory.OpenMeasure(on: day, type: UInt16(type), missing: missing))
        }
    }

    /// Rules that met an unknown and haven't acted since, and choices that aren't known; with what each waits for.
    private func openRules() -> [(rule: Int, missing: Value)] {
        let plan = workspace.plan
        let candidates = workspace.candidates(plan.kinds[workspace.frame.kind])
        var open: [(rule: Int, missing: Value)] = []
        for number in candidates.rules {
            if plan.rules[Int(number)].isForEach {
                open += workspace.openInstances(number).map { (Int(number), $0) }
            } else if workspace.rules[Int(number)].isOpen {
                open.append((Int(number), workspace.missing[Int(number)]))
            }
        }
        for state in workspace.undetermined.elements { open.append((Int(state.rule), state.missing)) }
        return open
    }

    private func lastOpen(_ type: UInt16) -> Value {
        var place = outcomes.open.count - 1
        while place >= firstOpen {
            if outcomes.open[place].type == type { return outcomes.open[place].missing }
            place -= 1
        }
        return .null
    }
}
