import FEEL
import Policy

/// What has become of one type of measure in the case being decided, as an assessment's functions tell it.
struct MeasureStanding: BitwiseCopyable {
    /// Whether one stands; unknown where a rule that could bring it about, or end it, is undetermined.
    var stands = Value.false
    /// Whether one was imposed and not revoked.
    var imposed = Value.false
    /// The status that weighs most; null where there is none.
    var status = Value.null
    /// How little that status weighs.
    var order = UInt8.max

    /// What is overdue weighs most, then what stands in one way or another, then what is over.
    static func order(_ status: Status) -> UInt8 {
        switch status {
        case .overdue: 0
        case .due: 1
        case .inForce: 2
        case .suspended: 3
        case .withheld: 4
        case .new, .pending: 5
        case .fulfilled: 6
        case .expired: 7
        case .lifted: 8
        case .exempted: 9
        case .revoked: 10
        }
    }
}

extension Workspace {
    /// Writes down how each type of measure stands in the case decided last.
    func gatherStandings(into table: UnsafeMutablePointer<MeasureStanding>, statuses: [Value]) {
        let machine = frame.owner.ref
        table.update(repeating: MeasureStanding(), count: plan.measures.count)
        for (index, measure) in measures.elements.enumerated() {
            let place = table + Int(measure.type)
            if measure.status != .revoked { place.pointee.imposed = .true }
            // Without its end or its due day it can't be told whether it is over, or late.
            let isOpenEnded = measure.unknownDates.contains(.until)
            let isOpen = !measure.status.isFinal && (isOpenEnded || measure.unknownDates.contains(.due))
            let missing = isOpen ? missing(at: index) : .null
            if !measure.status.isFinal, !place.pointee.stands.isTrue {
                place.pointee.stands = isOpenEnded ? machine.pointee.unknown(place.pointee.stands, missing) : .true
            }
            let order = isOpen ? 0 : MeasureStanding.order(measure.status)
            if isOpen, place.pointee.order > 0 || place.pointee.status.isUnknown {
                place.pointee.status = machine.pointee.unknown(place.pointee.status, missing)
                place.pointee.order = 0
            } else if !isOpen, order < place.pointee.order || (order == 0 && place.pointee.status.isUnknown) {
                place.pointee.status = statuses[Int(measure.status.rawValue)]
                place.pointee.order = order
            }
        }
        for state in undetermined.elements { leaveOpen(state, table) }
    }

    /// The unknowns that a measure's dates wait for.
    private func missing(at measure: Int) -> Value {
        var missing = Value.unknownInGeneral
        for imprecision in imprecisions.elements where Int(imprecision.measure) == measure {
            missing = missing.length == 0 ? imprecision.missing : frame.owner.ref.pointee.unknown(missing, imprecision.missing)
        }
        return missing
    }

    /// What a rule does that may or may not hold.
    private func leaveOpen(_ state: UndeterminedState, _ table: UnsafeMutablePointer<MeasureStanding>) {
        let progress = rules[Int(state.rule)].progress
        guard progress != .fired, progress != .holding else { return }
        let machine = frame.owner.ref
        func join(_ value: inout Value) { value = machine.pointee.unknown(value, state.missing) }
        for action in plan.policy.rules[Int(state.rule)].actions {
            for measure in action.measures {
                let place = table + measure
                switch action.verb {
                case .impose:
                    if !place.pointee.stands.isTrue { join(&place.pointee.stands) }
                    if !place.pointee.imposed.isTrue { join(&place.pointee.imposed) }
                    if place.pointee.order > 0 || place.pointee.status.isUnknown { join(&place.pointee.status) }
                case .lift, .revoke:
                    if action.verb == .revoke, !place.pointee.imposed.isFalse { join(&place.pointee.imposed) }
                    guard !place.pointee.stands.isFalse else { continue }
                    join(&place.pointee.stands)
                    join(&place.pointee.status)
                case .suspend, .withhold:
                    if !place.pointee.stands.isFalse { join(&place.pointee.status) }
                case .may: break
                }
            }
        }
    }
}

extension MeasureFunction {
    /// The code of a call with its literal argument resolved.
    /// - Parameter measures: those that the argument names.
    func code(measures: [Int]) -> Code {
        switch self {
        case .stands: return MeasureFunction.any(of: measures) { $0.stands }
        case .imposed: return MeasureFunction.any(of: measures) { $0.imposed }
        case .statusOf:
            return { m in
                guard let table = EventLedger.of(m)?.pointee.standings else { return .null }
                var (unknown, worst, order) = (Value.null, Value.null, UInt8.max)
                for measure in measures {
                    let standing = table[measure]
                    if standing.status.isUnknown {
                        unknown = m.pointee.unknown(unknown, standing.status)
                    } else if standing.order < order {
                        (worst, order) = (standing.status, standing.order)
                    }
                }
                // Nothing weighs more than what is overdue.
                return unknown.isUnknown && order > 0 ? unknown : worst
            }
        case .periodStart: return { m in EventLedger.of(m).map { .date(days: Int64($0.pointee.periodStart)) } ?? .null }
        case .periodEnd: return { m in EventLedger.of(m).map { .date(days: Int64($0.pointee.periodEnd)) } ?? .null }
        }
    }

    private static func any(of measures: [Int], _ value: @escaping @Sendable (MeasureStanding) -> Value) -> Code {
        { m in
            guard let table = EventLedger.of(m)?.pointee.standings else { return .false }
            var unknown = Value.false
            for measure in measures {
                let one = value(table[measure])
                if one.isTrue { return .true }
                if one.isUnknown { unknown = m.pointee.unknown(unknown, one) }
            }
            return unknown
        }
    }
}
