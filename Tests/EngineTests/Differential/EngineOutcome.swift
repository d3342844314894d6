import Engine
import FEEL
import Policy

/// The engine's decision in the form it is compared in.
final class EngineUnderTest {
    /// By the day from which its law counts: one for all days where nothing is dated.
    private let editions: [Edition]
    private var current = 0
    private var workspace: Workspace { editions[current].workspace }
    private var plan: Plan { workspace.plan }
    /// Whether each record goes by the law of the day on which it began, where that is before the law day.
    private let isByOldLaw: Bool
    /// What the records of a subject came to.
    private let outcomes = SubjectOutcomes()

    /// What decides by the law of the days from one on.
    private final class Edition {
        let from: Int32
        let workspace: Workspace
        let history: CaseHistory?
        /// Where the records are decided that others look at.
        let others: Workspace

        init(_ from: Int32, _ typed: TypedPolicy, keepsReasons: Bool, _ outcomes: SubjectOutcomes) {
            self.from = from
            let plan = Plan(typed)
            workspace = Workspace(plan, request: DecisionRequest(asOf: 0), keepsReasons: keepsReasons)
            others = Workspace(plan, request: DecisionRequest(asOf: 0), keepsReasons: false)
            history = CaseHistory(plan, outcomes: outcomes)
        }
    }

    init(_ typed: TypedPolicy, keepsReasons: Bool = true) {
        // Through the packs' own choice of version, which the reference doesn't know.
        let policy = typed.policy
        let pack = Pack(
            id: "versions",
            parameters: policy.parameters.map { Parameter(name: $0.name, value: $0.value, versions: $0.versions) })
        let days = [Int32.min] + pack.turningDays.sorted()
        isByOldLaw = policy.runningCases == .oldLaw
        let outcomes = self.outcomes
        editions = days.map { from in
            var edition = policy
            let parameters = pack.edition(on: from).parameters
            for index in parameters.indices { edition.parameters[index].value = parameters[index].value }
            return Edition(from, days.count == 1 ? typed : TypedPolicy(edition), keepsReasons: keepsReasons, outcomes)
        }
    }

    /// The days that a record is decided by, asked about with those of another.
    private func request(_ record: ReferenceCase, _ asked: ReferenceCase) -> DecisionRequest {
        let law = asked.law ?? asked.asOf
        var own = law
        if isByOldLaw, let slot = SampleVocabulary.records[record.kind].day, case .date(let first)? = record.facts[slot] { own = min(first, law) }
        return DecisionRequest(asOf: Int32(asked.asOf), law: Int32(own), known: asked.known.map { Int32($0) })
    }

    private func edition(_ law: Int32) -> Int { editions.lastIndex { $0.from <= law } ?? 0 }

    func decide(_ record: ReferenceCase) -> ReferenceOutcome {
        current = edition(request(record, record).law)
        standAmongOthers(record)
        fill(record, workspace.frame)
        return ask(record)
    }

    /// The subject's records are read before the one that is asked about, and decided as far as it looks at what they came to.
    private func standAmongOthers(_ record: ReferenceCase) {
        workspace.standAlone()
        let all = record.before + [record] + record.after
        outcomes.begin()
        (outcomes.law, outcomes.decide) = (nil, nil)
        guard all.count > 1 else { return }
        for edition in isByOldLaw ? editions : [editions[current]] {
            guard let history = edition.history else { continue }
            history.begin()
            history.refill = { [unowned self] number, frame in fill(all[number], frame) }
            for one in all {
                fill(one, edition.workspace.frame)
                history.append(edition.workspace.frame)
            }
        }
        if isByOldLaw {
            outcomes.law = Int32(record.law ?? record.asOf)
            outcomes.decide = { [unowned self] number, _ in decideOther(number, among: all, record) }
        }
        if let history = editions[current].history { workspace.stand(in: history, at: record.before.count) }
    }

    private func decideOther(_ number: Int, among all: [ReferenceCase], _ asked: ReferenceCase) {
        let request = request(all[number], asked)
        let edition = editions[edition(request.law)]
        fill(all[number], edition.others.frame)
        if let history = edition.history { edition.others.stand(in: history, at: number) }
        edition.others.ask(request)
        outcomes.takeDown(number, edition.others)
        edition.others.standAlone()
    }

    private func fill(_ record: ReferenceCase, _ frame: Frame) {
        frame.begin()
        frame.kind = record.kind
        frame.id = frame.plan.unit.symbol(record.id)
        if let recorded = record.recorded { frame.recorded = Int32(recorded) }
        for (slot, value) in record.facts.enumerated() {
            if let value { frame.set(slot, engineValue(value, frame)) }
        }
        for event in record.events {
            frame.appendEvent(type: event.type, on: Int32(event.on), recorded: event.recorded.map { Int32($0) })
            for (index, value) in event.facts.enumerated() {
                if let value { frame.setEventFact(index, engineValue(value, frame)) }
            }
        }
    }

    /// Decides the record that is in the frame, as of the days of this one.
    func ask(_ record: ReferenceCase) -> ReferenceOutcome {
        let request = request(record, record)
        let before = current
        current = edition(request.law)
        if current != before { fill(record, workspace.frame) }
        workspace.ask(request)
        workspace.decide()
        return outcome()
    }

    /// Decides the record up to a far day, and gives the type and status of the measures that there were on a day by what was traced.
    func traced(_ record: ReferenceCase, upTo horizon: Int) -> (_ day: Int) -> [String] {
        let asked = request(record, record)
        current = edition(asked.law)
        workspace.standAlone()
        fill(record, workspace.frame)
        var trace = TraceObserver()
        let law = isByOldLaw ? asked.law : record.law.map { Int32($0) }
        let request = DecisionRequest(asOf: Int32(horizon), law: law, known: record.known.map { Int32($0) })
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

    private func engineValue(_ value: ReferenceValue, _ frame: Frame) -> Value {
        switch value {
        case .null, .unknown, .context: return .null
        case .boolean(let value): return .boolean(value)
        case .number(let number): return .number(Int64(number))
        case .thousandths(let number): return .number(Int64(number), exponent: -3)
        case .string(let text): return frame.plan.unit.symbol(text)
        case .date(let day): return .date(days: Int64(day))
        case .days(let count): return .daysTime(seconds: Int64(count) * 86_400)
        case .months(let count): return .yearsMonths(Int64(count))
        case .list(let elements):
            let texts = elements.compactMap { element -> Datum? in
                guard case .string(let text) = element else { return nil }
                return .string(text)
            }
            return frame.owner.ref.value(of: .list(texts))
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
        for row in workspace.undeterminedInOrder() { outcome.undetermined[row.rule] = Set(row.missing.map { workspace.factName($0) }) }
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
