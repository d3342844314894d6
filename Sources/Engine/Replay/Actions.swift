import Diagnostics
import FEEL
import Policy

/// What actions do to measures.
extension Workspace {
    // MARK: Impose

    /// The dates with which an action imposes.
    struct ImposedDates: BitwiseCopyable {
        var from: Int32
        var until = MeasureState.never
        var due = MeasureState.never
        var periodEnd = MeasureState.never
        /// Which of them came to unknown or null.
        var unknown: MeasureState.DateSet = []
        /// For want of what.
        var missing = Value.null
    }

    func impose(_ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32) {
        machine.pointee.missingYear = Machine.noYear
        var dates = ImposedDates(from: today)
        if action.pointee.isDated { reckon(&dates, action, rule, today) }
        guard let types = plan.measures.baseAddress, var imposed = UnsafePointer(action.pointee.imposed.baseAddress) else { return }
        let pending = pending
        pending.pointee.isTouched = true
        let end = imposed + action.pointee.imposed.count
        while imposed < end {
            let type = imposed.pointee.type
            let plan = types + Int(type)
            let addressee = addressee(action, action.pointee.addressee ?? plan.pointee.addressee)
            if action.pointee.asksCalendar { _ = lacksYear(rule, today) }
            let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: type)
            let standing = pending.pointee.types & bit == 0 ? nil : standing(type, addressee, pending.pointee.event)
            if dates.missing.isUnknown || addressee.isUnknown {
                let facts = addressee.isUnknown ? join(dates.missing, addressee) : dates.missing
                imprecisions.append(Imprecision(measure: Int32(standing ?? measures.count), rule: Int32(rule), missing: facts))
            }
            if let standing {
                merge(standing, dates, rule, today)
            } else {
                pending.pointee.types |= bit
                pending.pointee.fulfilMask |= plan.pointee.fulfilMask
                let cited = Int32(truncatingIfNeeded: citations.count)
                citations.append(Citation(rule: Int32(truncatingIfNeeded: rule), next: -1, imposes: true))
                let measure = measures.append(copying: imposed)
                measure.pointee.addressee = addressee
                measure.pointee.from = dates.from
                measure.pointee.until = dates.until
                measure.pointee.due = dates.due
                measure.pointee.periodEnd = dates.periodEnd
                measure.pointee.unknownDates = dates.unknown
                measure.pointee.seen = today
                measure.pointee.firstCitation = cited
                measure.pointee.lastCitation = cited
                measure.pointee.event = pending.pointee.event
            }
            imposed += 1
        }
    }

    /// Evaluates the dates of an action.
    @inline(never)
    private func reckon(_ dates: inout ImposedDates, _ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32) {
        if let program = action.pointee.from, let day = day(program, .from, rule, today, &dates.unknown, &dates.missing) { dates.from = day }
        if let program = action.pointee.duration {
            let duration = program.evaluate(machine)
            if lacksYear(rule, today) {
                dates.unknown.insert(.until)
            } else if duration.isUnknown {
                dates.unknown.insert(.until)
                dates.missing = join(dates.missing, duration)
            } else {
                // A start that came to nothing has been noted; the end that hangs on it is null with it.
                let end = end(dates.from, duration, machine)
                if end.tag != .date { note(.null, -1, rule, rule, today) }
                if end.tag == .date, !dates.unknown.contains(.from) {
                    dates.until = Int32(clamping: end.bits)
                } else {
                    dates.unknown.insert(.until)
                }
            }
        } else if let program = action.pointee.until, let day = day(program, .until, rule, today, &dates.unknown, &dates.missing) {
            dates.until = day
        }
        if let program = action.pointee.due {
            machine.pointee.periodEnd = Machine.noDay
            if let day = day(program, .due, rule, today, &dates.unknown, &dates.missing) {
                dates.due = day
                if machine.pointee.periodEnd != Machine.noDay { dates.periodEnd = Int32(clamping: machine.pointee.periodEnd) }
            }
        }
    }

    /// The day on which what lasts so long ends.
    private func end(_ from: Int32, _ duration: Value, _ machine: MachineRef) -> Value {
        if duration.tag == .yearsMonthsDuration, let day = CivilDate.adding(months: duration.bits, to: Int64(from)) { return .date(days: day) }
        return Arithmetic.add(.date(days: Int64(from)), duration, machine, Site(span: .at(0), subject: "for"))
    }

    /// Notes the rule behind a change of a measure at the present moment.
    @inline(__always)
    func touch(_ measure: UnsafeMutablePointer<MeasureState>, _ rule: Int) {
        measure.pointee.cause = Int32(rule)
        pending.pointee.isTouched = true
    }

    /// A date that an action's expression gives; nil and noted when it is unknown or null.
    private func day(
        _ program: ProgramRef, _ which: MeasureState.DateSet, _ rule: Int, _ today: Int32, _ dates: inout MeasureState.DateSet,
        _ missing: inout Value
    ) -> Int32? {
        let value = program.evaluate(machine)
        if lacksYear(rule, today) {
            dates.insert(which)
            return nil
        }
        switch value.tag {
        case .date: return Int32(clamping: value.bits)
        case .dateTime: return Int32(clamping: (value.bits - (value.bits % 86_400 + 86_400) % 86_400) / 86_400)
        case .unknown:
            dates.insert(which)
            missing = join(missing, value)
            return nil
        default:
            dates.insert(which)
            note(.null, -1, rule, rule, today)
            return nil
        }
    }

    /// Whether what was evaluated last asked about a year that the calendar lacks: it is null then, whatever it made of that, and the rule's.
    @inline(__always)
    func lacksYear(_ rule: Int, _ today: Int32, measure: Int32 = -1) -> Bool {
        if machine.pointee.missingYear == Machine.noYear { return false }
        let year = machine.pointee.missingYear
        machine.pointee.missingYear = Machine.noYear
        note(.calendar, measure, rule, rule, today, year: Int32(clamping: year))
        return true
    }

    /// What an action's expression comes to; nil where it asks about a year that the calendar lacks, which is noted.
    func value(_ program: ProgramRef, _ rule: Int, _ today: Int32) -> Value? {
        machine.pointee.missingYear = Machine.noYear
        let value = program.evaluate(machine)
        return lacksYear(rule, today) ? nil : value
    }

    func join(_ a: Value, _ b: Value) -> Value { a.isUnknown ? machine.pointee.unknown(a, b) : b }

    private func addressee(_ action: UnsafePointer<ActionPlan>, _ plan: AddresseePlan) -> Value {
        switch plan {
        case .authority: return action.pointee.authority
        case .subject: return pending.pointee.subject
        case .expression(let program):
            let value = program.evaluate(machine)
            return value.tag == .string || value.isUnknown ? value : .null
        }
    }

    /// A measure of this type that stands for the addressee.
    func standing(_ type: UInt16, _ addressee: Value, _ event: Int32) -> Int? {
        let first = measures.start
        for index in 0..<measures.count {
            let measure = first + index
            guard measure.pointee.type == type, measure.pointee.stands, measure.pointee.event == event else { continue }
            let other = measure.pointee.addressee
            if addressee.tag == .string, other.tag == .string {
                if Comparison.sameText(addressee, other) { return index }
            } else if addressee.tag != .string, other.tag != .string {
                return index
            }
        }
        return nil
    }

    /// Two rules impose one measure: the earlier start, the earlier due, the later end, both cited.
    private func merge(_ index: Int, _ dates: ImposedDates, _ rule: Int, _ today: Int32) {
        let (unknown, until) = (dates.unknown, dates.until)
        let measure = measures.at(index)
        measure.pointee.isMerged = true
        // What is new hasn't been suspended so far: only what stood moves by the days until now.
        if measure.pointee.isStopped, measure.pointee.stoppedSince < today {
            restartClock(measure, today)
            measure.pointee.stoppedSince = today
        }
        unchange(measure)
        let (end, dueDay) = (measure.pointee.until, measure.pointee.due)
        measure.pointee.from = min(measure.pointee.from, dates.from)
        if unknown.contains(.from) { measure.pointee.unknownDates.insert(.from) }
        if dates.due < measure.pointee.due { (measure.pointee.due, measure.pointee.periodEnd) = (dates.due, dates.periodEnd) }
        if unknown.contains(.due) { measure.pointee.unknownDates.insert(.due) }
        // Without an end wins over any end, known or not.
        let endless =
            (measure.pointee.until == MeasureState.never && !measure.pointee.unknownDates.contains(.until))
            || (until == MeasureState.never && !unknown.contains(.until))
        if endless {
            measure.pointee.until = MeasureState.never
            measure.pointee.unknownDates.remove(.until)
        } else {
            if unknown.contains(.until) { measure.pointee.unknownDates.insert(.until) }
            measure.pointee.until = measure.pointee.unknownDates.contains(.until) ? MeasureState.never : max(measure.pointee.until, until)
        }
        // Days moved are those of the end that goes on.
        if measure.pointee.until != end { measure.pointee.untilMoved = 0 }
        if measure.pointee.due != dueDay { measure.pointee.dueMoved = 0 }
        rechange(index, today)
        if !imposes(index, rule) {
            cite(index, rule, imposes: true)
            further.append(Citation(rule: Int32(rule), next: Int32(index)))
        }
    }

    // MARK: End

    func lift(_ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32) {
        var day = today
        if let program = action.pointee.from {
            var dates = MeasureState.DateSet()
            var missing = Value.null
            machine.pointee.missingYear = Machine.noYear
            guard let named = self.day(program, .from, rule, today, &dates, &missing) else {
                if missing.isUnknown { undetermined.append(UndeterminedState(rule: Int32(rule), missing: missing)) }
                return
            }
            day = max(today, named)
        }
        let reach = reach(action, rule, today)
        for index in 0..<measures.count where measures[index].stands && reaches(action, reach, measures.at(index)) {
            if day > today {
                announce(index, rule, on: day)
                continue
            }
            measures[index].liftedOn = today
            touch(measures.at(index), rule)
        }
    }

    /// A `while` that imposed has ceased to hold: what it imposed ends, unless another rule that imposed it is still behind it.
    func release(_ rule: Int, _ event: Int32, _ today: Int32) {
        guard plan.rules[rule].acts(in: .impose) else { return }
        for index in 0..<measures.count
        where measures[index].stands && measures[index].event == event && imposes(index, rule) && !isUpheld(index) {
            measures[index].liftedOn = today
            touch(measures.at(index), rule)
        }
    }

    private func isUpheld(_ index: Int) -> Bool {
        var place = measures[index].firstCitation
        while place >= 0 {
            let citation = citations[Int(place)]
            let rule = Int(citation.rule)
            if citation.imposes, plan.rules[rule].trigger != .during || upholds(rule, measures[index].event) { return true }
            place = citation.next
        }
        return false
    }

    func revoke(_ action: UnsafePointer<ActionPlan>, _ rule: Int, _ today: Int32) {
        let reach = reach(action, rule, today)
        for index in 0..<measures.count
        where measures[index].revokedOn == MeasureState.never && reaches(action, reach, measures.at(index)) {
            measures[index].revokedOn = today
            touch(measures.at(index), rule)
        }
    }

    // MARK: Conflicts

    func note(_ kind: ConflictState.Kind, _ measure: Int32, _ rule: Int, _ other: Int, _ today: Int32, year: Int32 = 0) {
        for known in conflicts.elements
        where known.kind == kind && known.measure == measure && known.rule == Int32(rule) && known.other == Int32(other) && known.year == year {
            return
        }
        conflicts.append(ConflictState(kind: kind, measure: measure, rule: Int32(rule), other: Int32(other), on: today, year: year))
    }

    /// Takes down the decision tables whose hit policy was violated since it was asked last, each with the first rule in question that reads it.
    func noteViolations(_ today: Int32, _ candidates: Candidates) {
        for violation in machine.pointee.violations where !conflicts.elements.contains(where: { $0.rows == violation }) {
            let readers = plan.tableReaders[Int(violation.table)] ?? []
            guard let rule = candidates.rules.first(where: { readers.contains($0) }) ?? readers.first else { continue }
            conflicts.append(ConflictState(kind: .table, measure: -1, rule: rule, other: rule, on: today, rows: violation))
        }
        machine.pointee.violations.removeAll(keepingCapacity: true)
    }
}
