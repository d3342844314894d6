import FEEL

/// How the outcome in a workspace is ordered and joined for showing: the one place for it, read by everything that writes decisions.
extension Workspace {
    /// The measures, in the order of showing: by start, then by rule, then as in the vocabulary.
    package var measureElements: UnsafeBufferPointer<MeasureState> { measures.elements }
    package var historyElements: UnsafeBufferPointer<HistoryEntry> { history.elements }
    package var citationElements: UnsafeBufferPointer<Citation> { citations.elements }
    package var conflictElements: UnsafeBufferPointer<ConflictState> { conflicts.elements }

    /// Numbers of the measures in the order of showing; good until the next case.
    package func measuresInOrder() -> UnsafeBufferPointer<Int32> {
        showing.removeAll()
        // Places in the order are those of measures, and of entries made by then.
        let first = measures.start
        for index in 0..<measures.count {
            showing.append(Int32(truncatingIfNeeded: index))
            let order = showing.start
            var place = index
            while place > 0, precedes(first + index, first + Int(order[place &- 1])) {
                order[place] = order[place &- 1]
                place &-= 1
            }
            order[place] = Int32(truncatingIfNeeded: index)
        }
        return showing.elements
    }

    @inline(__always)
    private func precedes(_ a: UnsafePointer<MeasureState>, _ b: UnsafePointer<MeasureState>) -> Bool {
        // Mostly what was imposed later also begins later.
        if a.pointee.from > b.pointee.from { return false }
        if a.pointee.from < b.pointee.from { return true }
        if a.pointee.rule != b.pointee.rule { return a.pointee.rule < b.pointee.rule }
        return a.pointee.type < b.pointee.type
    }

    /// Rules that met unknown facts, each once, in order of rules, with the numbers of the facts.
    package func undeterminedInOrder() -> [(rule: Int, missing: [Int])] {
        if undetermined.count == 0 { return [] }
        var rows: [Int: Set<Int>] = [:]
        for entry in undetermined.elements { rows[Int(entry.rule), default: []].formUnion(Machine.facts(of: entry.missing)) }
        return rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
    }

    /// Open options, those that say the same joined. `rules` are in order of rules; the last one is of the pack furthest down.
    package func optionsInOrder() -> [(rules: [Int], choices: [Int], measures: [Int])] {
        if options.count == 0 { return [] }
        var rows: [(rules: [Int], choices: [Int], measures: [Int], option: OptionState)] = []
        for option in options.elements where option.closedOn == MeasureState.never {
            let action = plan.rules[Int(option.rule)].actions[Int(option.action)]
            let standing = Set(
                measures.elements.filter { $0.stands && action.measures.contains($0.type) && reaches(option.reach, $0.type, $0.event) }.map {
                    Int($0.type)
                })
            if standing.isEmpty { continue }
            let rule = Int(option.rule)
            if let same = rows.firstIndex(where: { isOne($0.option, option) }) {
                if !rows[same].rules.contains(rule) { rows[same].rules.append(rule) }
            } else {
                rows.append(([rule], Array(action.choices), standing.sorted(), option))
            }
        }
        return rows.map { row in
            let rules = row.rules.sorted { (plan.rules[$0].layer, $0) < (plan.rules[$1].layer, $1) }
            return (rules, row.choices, row.measures)
        }.sorted { ($0.rules.first ?? 0) < ($1.rules.first ?? 0) }
    }

    /// The rules cited for a measure, in order of citing.
    package func citedRules(_ measure: MeasureState) -> [Int] {
        var rules: [Int] = []
        var place = measure.firstCitation
        while place >= 0 {
            rules.append(Int(citations[Int(place)].rule))
            place = citations[Int(place)].next
        }
        return rules
    }

    /// Whom the record is about, null when that isn't known.
    package var subject: Value {
        let slot = plan.kinds[frame.kind].subjectSlot
        let value = slot >= 0 ? frame[Int(slot)] : .null
        return value.tag == .string ? value : .null
    }
}

extension MeasureState {
    /// The dates as they are shown; nil where there is none, or it isn't known.
    @inlinable package var shownFrom: Int32? { unknownDates.contains(.from) ? nil : from }

    @inlinable package var shownUntil: Int32? {
        until == MeasureState.never || unknownDates.contains(.until) || (isStopped && !status.isFinal) ? nil : until
    }

    @inlinable package var shownDue: Int32? {
        due == MeasureState.never || unknownDates.contains(.due) || (isStopped && !status.isFinal) ? nil : due
    }
}
