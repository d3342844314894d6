import FEEL
import Policy

/// Says what records contribute to assessments. One per thread, like the workspace it decides them in.
package final class Assessor {
    package let workspace: Workspace
    private let scope: AssessmentScope
    private let standings: UnsafeMutablePointer<MeasureStanding>
    private let isLookingBack: Bool
    private var plan: Plan { workspace.plan }

    package init(_ plan: Plan, _ scope: AssessmentScope) {
        self.scope = scope
        workspace = Workspace(plan, request: DecisionRequest(asOf: scope.period.upperBound, law: scope.law, known: scope.known))
        standings = .allocate(capacity: max(1, plan.measures.count))
        standings.initialize(repeating: MeasureStanding(), count: max(1, plan.measures.count))
        workspace.ledger.pointee.standings = standings
        isLookingBack = scope.asOf != scope.period.upperBound || scope.previous != nil
    }

    deinit { standings.deallocate() }

    /// What the record in the workspace's frame comes to; nil where no assessment scores whom it is about.
    /// - Parameter isSubject: it only says who there is, and counts nowhere.
    package func assess(isSubject: Bool = false) -> AssessedRecord? {
        let frame = workspace.frame
        let kind = plan.kinds[frame.kind]
        workspace.reset()
        var concerned: [(place: Int, doubt: Value)] = []
        for (place, number) in scope.assessments.enumerated() {
            if let doubt = doubt(plan.assessments[number].kinds[frame.kind], kind) { concerned.append((place, doubt)) }
        }
        guard !concerned.isEmpty else { return nil }
        let subject = kind.subjectSlot >= 0 ? frame[Int(kind.subjectSlot)] : .null
        var result = AssessedRecord(record: text(frame.id) ?? "", subject: text(subject), missing: names(subject), entries: [])
        result.entries = concerned.map { place, _ in
            let name = plan.assessments[scope.assessments[place]].shownAs?.evaluate(frame.owner.ref)
            return AssessedRecord.Entry(assessment: place, name: name.flatMap(text), contributions: [])
        }
        guard !isSubject else { return result }
        var doubts = concerned.map(\.doubt)
        let periods = [(scope.period, false)] + (scope.previous.map { [($0, true)] } ?? [])
        let inQuestion = periods.filter { period, _ in concerned.contains { mayCount($0.place, kind, in: period) } }
        guard !inQuestion.isEmpty else { return result }
        if isLookingBack { doubt(&doubts, concerned.map(\.place), asOf: scope.asOf) }
        for (period, isPrevious) in inQuestion {
            decide(asOf: period.upperBound, period)
            if !isLookingBack { join(&doubts, concerned.map(\.place)) }
            for index in concerned.indices where !doubts[index].isFalse {
                let indicators = plan.assessments[scope.assessments[concerned[index].place]].kinds[frame.kind].indicators
                for indicator in indicators {
                    if let contribution = contribution(indicator, kind, period, isPrevious, doubts[index]) {
                        result.entries[index].contributions.append(contribution)
                    }
                }
            }
        }
        return result
    }

    // MARK: Who and whether

    /// True where the assessment scores the subject, unknown where it may, nil where it doesn't.
    private func doubt(_ assessed: AssessmentPlan.Kind, _ kind: KindPlan) -> Value? {
        guard assessed.isScored else { return nil }
        guard let symbols = assessed.symbols else { return .true }
        let value = kind.appliesSlot >= 0 ? workspace.frame[Int(kind.appliesSlot)] : .null
        if value.isUnknown { return value }
        return value.tag == .string && symbols.contains(value.aux) ? .true : nil
    }

    /// Whether an indicator may count the record in a period, without deciding it.
    private func mayCount(_ place: Int, _ kind: KindPlan, in period: ClosedRange<Int32>) -> Bool {
        let indicators = plan.assessments[scope.assessments[place]].kinds[workspace.frame.kind].indicators
        guard !indicators.isEmpty else { return false }
        if kind.daySlot < 0 || indicators.contains(where: { $0.day != nil }) { return true }
        let day = workspace.frame[Int(kind.daySlot)]
        return day.tag != .date || period.contains(Int32(clamping: day.bits))
    }

    private func decide(asOf: Int32, _ period: ClosedRange<Int32>) {
        workspace.ask(DecisionRequest(asOf: asOf, law: scope.law, known: scope.known))
        workspace.ledger.pointee.periodStart = period.lowerBound
        workspace.ledger.pointee.periodEnd = period.upperBound
        workspace.decide()
        workspace.gatherStandings(into: standings, statuses: plan.statuses)
    }

    /// What `except` says on the day looked from. Values made by deciding once last until the frame begins anew.
    private func doubt(_ doubts: inout [Value], _ places: [Int], asOf: Int32) {
        guard places.contains(where: { plan.assessments[scope.assessments[$0]].except != nil }) else { return }
        decide(asOf: asOf, scope.period)
        join(&doubts, places)
    }

    private func join(_ doubts: inout [Value], _ places: [Int]) {
        let machine = workspace.frame.owner.ref
        for (index, place) in places.enumerated() {
            guard let except = plan.assessments[scope.assessments[place]].except?.evaluate(machine) else { continue }
            if except.isTrue { doubts[index] = .false } else if except.isUnknown { doubts[index] = machine.pointee.unknown(doubts[index], except) }
        }
    }

    // MARK: One indicator

    private func contribution(
        _ indicator: AssessmentPlan.Indicator, _ kind: KindPlan, _ period: ClosedRange<Int32>, _ isPrevious: Bool, _ doubt: Value
    ) -> Contribution? {
        let machine = workspace.frame.owner.ref
        let placed = indicator.day?.evaluate(machine) ?? (kind.daySlot >= 0 ? workspace.frame[Int(kind.daySlot)] : .null)
        var certainty = doubt
        let day = day(placed)
        if let day {
            guard period.contains(day) else { return nil }
        } else {
            guard placed.isUnknown else { return nil }
            certainty = machine.pointee.unknown(certainty, placed)
        }
        if let condition = indicator.condition?.evaluate(machine) {
            if condition.isUnknown { certainty = machine.pointee.unknown(certainty, condition) } else if !condition.isTrue { return nil }
        }
        let points = indicator.points?.evaluate(machine) ?? .number(0)
        var contribution = Contribution(
            indicator: indicator.number, isPrevious: isPrevious, day: day, isCertain: !certainty.isUnknown, points: nil, missing: names(certainty))
        if points.tag == .number || points.tag == .bigNumber {
            contribution.points = points.decimal
        } else {
            contribution.missing = names(points.isUnknown ? machine.pointee.unknown(certainty, points) : certainty)
        }
        return contribution
    }

    private func day(_ value: Value) -> Int32? {
        switch value.tag {
        case .date: Int32(clamping: value.bits)
        case .dateTime: Int32(clamping: value.bits >= 0 ? value.bits / 86_400 : (value.bits - 86_399) / 86_400)
        default: nil
        }
    }

    private func text(_ value: Value) -> String? { value.tag == .string ? String(decoding: value.utf8, as: UTF8.self) : nil }

    private func names(_ value: Value) -> [String] {
        let names = plan.factNames
        return Machine.facts(of: value).map { names.indices.contains($0) ? names[$0] : "?" }
    }
}
