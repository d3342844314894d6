import Diagnostics
import Engine
import FEEL
import Policy

/// A case decided as of a day, with everything that led there: values only, good beyond the workspace.
struct CaseEvidence: Sendable {
    var decision: Decision
    var request: DecisionRequest
    /// The day on which the record begins to count.
    var firstDay: Int32?
    /// Number of the kind of record.
    var kind: Int
    /// The value of the fact that `applies to` looks at.
    var appliesTo: Datum?
    var firings: [Firing]
    var cessations: [(rule: Int, on: Int32)]
    /// In the order of the decision.
    var measures: [MeasureEvidence]
    /// By rule: how it stands on the as-of day.
    var standing: [RuleStanding]
    var undetermined: [(rule: Int, missing: [Int])]

    /// A rule fired, with its condition and the expressions of its actions at that moment.
    struct Firing: Sendable {
        var rule: Int
        var on: Int32
        /// The event it fired for, by its number in the record; -1 for none.
        var event: Int32
        var conditions: [Evidence]
        /// By action.
        var actions: [ActionEvidence]
    }

    struct ActionEvidence: Sendable {
        var from: Evidence?
        var due: Evidence?
        var duration: Evidence?
        var until: Evidence?
        var addressee: Evidence?
    }

    struct MeasureEvidence: Sendable {
        /// Its number in the vocabulary.
        var type: Int
        /// As in ``Decision/measures``.
        var shown: Decision.Measure
        var rule: Int
        var action: Int
        /// The event it was imposed for, by its number in the record; -1 for none.
        var event: Int32
        /// The moment it was imposed at.
        var imposedOn: Int32
        var isStopped: Bool
        var isSettled: Bool
        /// Rules behind it, in order of citing.
        var rules: [Int]
        /// Unknown facts that its dates and addressee wait for.
        var missing: [String]
        /// Its end as `for` gives it, before anything moved it.
        var writtenUntil: Int32?
        /// The last day of the period that its due day ends, before it was moved off a holiday.
        var periodEnd: Int32?
    }

    struct RuleStanding: Sendable {
        /// Whether its pack's rules apply on the as-of day.
        var isInForce: Bool
        /// Whether it applies to the record's `applies to` value; nil where that isn't known.
        var applies: Bool?
        var conditions: [Evidence]
    }

    /// Decides the case in a workspace anew and takes everything down.
    init(_ workspace: Workspace, _ request: DecisionRequest) {
        var observer = EvidenceObserver(EvidenceReader(workspace))
        workspace.decideAnew(request, observer: &observer)
        let plan = workspace.plan
        let decision = workspace.decision()
        self.decision = decision
        self.request = request
        firstDay = workspace.firstDay
        kind = workspace.frame.kind
        firings = observer.firings
        cessations = observer.cessations
        let reader = EvidenceReader(workspace)
        let order = workspace.measuresInOrder().map { Int($0) }
        measures = zip(order, decision.measures).map { index, shown in
            let state = workspace.measureElements[index]
            let action = observer.firings.last {
                $0.rule == Int(state.rule) && $0.event == state.event && $0.on <= shown.history.first?.on.number ?? request.asOf
            }?.actions
            let duration = action.flatMap { $0.indices.contains(Int(state.action)) ? $0[Int(state.action)].duration : nil }
            return MeasureEvidence(
                type: Int(state.type), shown: shown, rule: Int(state.rule), action: Int(state.action), event: state.event,
                imposedOn: shown.history.first?.on.number ?? request.asOf, isStopped: state.isStopped,
                isSettled: state.status.isFinal, rules: workspace.citedRules(state),
                missing: workspace.missing(ofMeasure: index).map { workspace.factName($0) },
                writtenUntil: duration.flatMap { duration in shown.from.flatMap { CaseEvidence.day($0, plus: duration.value, workspace) } },
                periodEnd: workspace.periodEnd(ofMeasure: index))
        }
        let value = plan.policy.vocabulary.records[workspace.frame.kind].appliesTo.map { workspace.value(inSlot: $0) }
        appliesTo = value
        standing = plan.policy.rules.enumerated().map { number, rule in
            RuleStanding(
                isInForce: workspace.isInForce(rule: number, on: request.asOf),
                applies: CaseEvidence.applies(rule, value, plan.policy),
                conditions: plan.typed.rules[number].conditions.map { reader.evidence($0) })
        }
        undetermined = workspace.undeterminedInOrder()
    }

    private static func day(_ day: Day, plus duration: Datum, _ workspace: Workspace) -> Int32? {
        let machine = workspace.frame.owner.ref
        let end = Arithmetic.add(.date(days: Int64(day.number)), machine.value(of: duration), machine, Site(span: .at(0), subject: "for"))
        return end.tag == .date ? Int32(clamping: end.bits) : nil
    }

    private static func applies(_ rule: ResolvedRule, _ value: Datum?, _ policy: ResolvedPolicy) -> Bool? {
        guard let members = rule.appliesTo, let value else { return true }
        if case .unknown = value { return nil }
        guard let slot = policy.vocabulary.records[rule.kind].appliesTo, case .enumeration(let index)? = policy.variables[slot].type,
            case .string(let name) = value
        else { return false }
        return members.contains { policy.vocabulary.enumerations[index].values[$0].name == name }
    }
}

/// Takes down what conditions and actions read at the moment a rule fires.
struct EvidenceObserver: ReplayObserver {
    private let reader: EvidenceReader
    private(set) var firings: [CaseEvidence.Firing] = []
    private(set) var cessations: [(rule: Int, on: Int32)] = []

    init(_ reader: EvidenceReader) { self.reader = reader }

    mutating func fired(rule: Int, on day: Int32) {
        let typed = reader.workspace.plan.typed.rules[rule]
        let actions = typed.actions.map { action in
            CaseEvidence.ActionEvidence(
                from: action.from.map { reader.evidence($0) }, due: action.due.map { reader.evidence($0) },
                duration: action.duration.map { reader.evidence($0) }, until: action.until.map { reader.evidence($0) },
                addressee: action.addressee.map { reader.evidence($0) })
        }
        let conditions = ([typed.admission].compactMap { $0 } + typed.conditions).map { reader.evidence($0) }
        let event = reader.workspace.plan.policy.rules[rule].each == nil ? -1 : reader.workspace.boundEvent
        firings.append(CaseEvidence.Firing(rule: rule, on: day, event: event, conditions: conditions, actions: actions))
    }

    mutating func ceased(rule: Int, on day: Int32) { cessations.append((rule, day)) }
}
