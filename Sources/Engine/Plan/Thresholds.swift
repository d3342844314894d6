import FEEL
import Policy

/// A length of time with which an expression compares how long a measure has been served: what it compares comes out otherwise when that is reached.
struct ThresholdPlan: BitwiseCopyable {
    var measure: UInt16
    var length: ProgramRef
}

/// When an expression that looks at the case's own measures may come out otherwise, though nothing happens.
struct Thresholds {
    var lengths: [ThresholdPlan] = []
    /// It counts what was served in a way that can't be followed: any day may matter.
    var isDaily = false

    mutating func add(_ other: Thresholds) {
        lengths += other.lengths
        isDaily = isDaily || other.isDaily
    }
}

extension PlanBuilder {
    /// - Parameter definitions: those of the definitions typed so far, by slot.
    func thresholds(_ whole: CheckedExpression, definitions: [Int: Thresholds]) -> Thresholds {
        var found = Thresholds()
        var rest = [whole.root]
        while let expr = rest.popLast() {
            switch expr.kind {
            case .host(let function, _) where PlanBuilder.counts(function): found.isDaily = true
            case .variable(let variable): if let own = definitions[variable.slot] { found.add(own) }
            case .comparison(_, let a, let b):
                if let measure = served(a), !looksAtMeasures(b, definitions) {
                    found.lengths.append(ThresholdPlan(measure: measure, length: memory.keep(compiler.program(b, of: whole))))
                } else if let measure = served(b), !looksAtMeasures(a, definitions) {
                    found.lengths.append(ThresholdPlan(measure: measure, length: memory.keep(compiler.program(a, of: whole))))
                } else {
                    rest += [a, b]
                }
            default: rest += expr.children
            }
        }
        return found
    }

    private static func counts(_ function: Environment.HostFunction) -> Bool {
        let function = MeasureFunction(rawValue: function.id)
        return function == .served || function == .daysServed
    }

    /// The measure whose service an expression counts, where it does nothing else.
    private func served(_ expr: TypedExpr) -> UInt16? {
        guard case .host(let function, let argument?) = expr.kind, PlanBuilder.counts(function) else { return nil }
        return typed.policy.vocabulary.measures.firstIndex { $0.name == argument }.map { UInt16($0) }
    }

    private func looksAtMeasures(_ expr: TypedExpr, _ definitions: [Int: Thresholds]) -> Bool {
        var found = false
        expr.visit { part in
            switch part.kind {
            case .host(let function, _): if MeasureFunction(rawValue: function.id) != nil { found = true }
            case .variable(let variable): if measureReaders.contains(variable.slot) { found = true }
            // What stands inside reads locals, which a part by itself doesn't have.
            case .local: found = true
            default: break
            }
        }
        return found
    }

    /// By slot of a definition that looks at measures.
    func definitionThresholds() -> [Int: Thresholds] {
        var all: [Int: Thresholds] = [:]
        for index in typed.definitionOrder {
            let slot = typed.policy.definitions[index].slot
            guard measureReaders.contains(slot), let body = typed.definitions[index] else { continue }
            all[slot] = thresholds(body, definitions: all)
        }
        return all
    }
}

extension Workspace {
    /// The next day on which a condition that looks at measures may come out otherwise, though nothing happens; `Int32.max` for none.
    func nextOvernight(_ today: Int32, _ candidates: Candidates) -> Int32 {
        var next = Int32.max
        for number in candidates.rules {
            let rule = plan.rules[Int(number)]
            guard rule.readsMeasures, rule.isForEach || rules[Int(number)].progress != .fired else { continue }
            // What has changed is seen on the day after.
            if pending.pointee.changedOn >= today { return today &+ 1 }
            if pending.pointee.wake != .max { next = min(next, max(today, pending.pointee.wake) &+ 1) }
            for measure in measures.elements where !measure.status.isFinal {
                if rule.isDaily { return today &+ 1 }
                if measure.isStopped { continue }
                for threshold in rule.thresholds where threshold.measure == measure.type {
                    next = min(next, day(threshold, of: measure, after: today))
                }
            }
        }
        return next
    }

    /// The first day after this one on which a measure has been served for a length of time, or for longer.
    private func day(_ threshold: ThresholdPlan, of measure: MeasureState, after today: Int32) -> Int32 {
        let start = Int64(measure.from) + Int64(measure.unserved)
        let length = threshold.length.evaluate(frame.owner.ref)
        var days: [Int64?] = []
        switch length.tag {
        case .yearsMonthsDuration: days = [CivilDate.adding(months: length.bits, to: start), CivilDate.adding(months: length.bits + 1, to: start)]
        case .daysTimeDuration: days = [start + length.bits / 86_400, start + length.bits / 86_400 + 1]
        default: break
        }
        return days.compactMap { $0 }.filter { $0 > Int64(today) }.min().map { Int32(clamping: $0) } ?? .max
    }
}
