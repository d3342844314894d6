import FEEL

/// Which measures an action reaches of those whose types it names.
struct Reach: BitwiseCopyable {
    /// Only types in a list: ``count`` of them in the workspace's buffer from ``first`` on.
    var isLimited = false
    var first: Int32 = 0
    var count: Int32 = 0
    /// Only what was imposed for this event; -1 for whatever.
    var event: Int32 = -1
}

extension Workspace {
    /// What an action reaches at the present moment; nothing where `only` is unknown or null, which is noted.
    @inline(__always)
    func reach(_ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32) -> Reach {
        if action.pointee.only == nil, !action.pointee.isOfEvent { return Reach() }
        return limitedReach(action, rule, today)
    }

    @inline(never)
    private func limitedReach(_ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32) -> Reach {
        var reach = Reach()
        if action.pointee.isOfEvent { reach.event = pending.pointee.event }
        guard let program = action.pointee.only else { return reach }
        reach.isLimited = true
        reach.first = Int32(reached.count)
        guard let value = value(program, rule, today) else { return reach }
        if value.isUnknown {
            undetermined.append(UndeterminedState(rule: Int32(rule), missing: value))
        } else if value.tag == .string {
            add(value)
        } else if value.tag == .list {
            for element in value.elements { add(element) }
        } else {
            note(.null, -1, rule, rule, today)
        }
        reach.count = Int32(reached.count) - reach.first
        return reach
    }

    private func add(_ name: Value) {
        guard name.tag == .string, let type = plan.measureSymbols.firstIndex(where: { Comparison.sameText($0, name) }) else { return }
        reached.append(UInt16(type))
    }

    @inline(__always)
    func reaches(_ reach: Reach, _ type: UInt16, _ event: Int32) -> Bool {
        if reach.event >= 0, reach.event != event { return false }
        return !reach.isLimited || types(reach).contains(type)
    }

    /// Whether an action reaches a measure: its type is named, and its reach allows it.
    @inline(__always)
    func reaches(_ action: UnsafePointer<ActionPlan>, _ reach: Reach, _ measure: UnsafeMutablePointer<MeasureState>) -> Bool {
        action.pointee.measures.contains(measure.pointee.type) && reaches(reach, measure.pointee.type, measure.pointee.event)
    }

    func types(_ reach: Reach) -> UnsafeBufferPointer<UInt16> {
        UnsafeBufferPointer(start: reached.start + Int(reach.first), count: Int(reach.count))
    }

    /// Whether two reaches are the same measures.
    func isSame(_ a: Reach, _ b: Reach) -> Bool {
        guard a.event == b.event, a.isLimited == b.isLimited else { return false }
        return types(a).allSatisfy { types(b).contains($0) } && types(b).allSatisfy { types(a).contains($0) }
    }

    /// The types that an option's action names and its reach allows.
    package func types(of option: OptionState) -> [Int] {
        plan.rules[Int(option.rule)].actions[Int(option.action)].measures.filter { !option.reach.isLimited || types(option.reach).contains($0) }.map {
            Int($0)
        }
    }
}
