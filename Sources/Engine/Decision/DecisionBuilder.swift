import FEEL
import Policy

/// Makes a ``Decision`` of the outcome in a workspace.
extension Workspace {
    package func decision() -> Decision {
        let policy = plan.policy
        let vocabulary = policy.vocabulary
        func text(_ value: Value) -> String? { value.tag == .string ? String(decoding: value.utf8, as: UTF8.self) : nil }
        func day(_ number: Int32?) -> Day? { number.map { Day(number: $0) } }
        let measures = measuresInOrder().map { index in
            let measure = measureElements[Int(index)]
            let rule = policy.rules[Int(measure.rule)]
            var changes: [Decision.Change] = []
            var place = measure.firstEntry
            while place >= 0 {
                let entry = historyElements[Int(place)]
                changes.append(
                    Decision.Change(on: Day(number: entry.on), status: entry.status.word, rule: policy.rules[Int(entry.rule)].name))
                place = entry.next
            }
            return Decision.Measure(
                measure: vocabulary.measures[Int(measure.type)].name, kind: vocabulary.measures[Int(measure.type)].kind.rawValue,
                status: measure.status.word,
                modality: rule.actions[Int(measure.action)].modality.rawValue, addressee: text(measure.addressee),
                responsible: rule.actions[Int(measure.action)].responsible, from: day(measure.shownFrom), until: day(measure.shownUntil),
                due: day(measure.shownDue), adjusted: plan.words(measure.adjusted), rule: rule.name,
                clauses: plan.cites(citedRules(measure)), history: changes, event: reference(measure.event))
        }
        return Decision(
            record: text(frame.id) ?? "", subject: text(subject), pack: policy.id, digest: policy.digest, asOf: Day(number: request.asOf),
            measures: measures,
            options: optionsInOrder().map { option in
                Decision.Option(
                    rule: option.rules.last.map { policy.rules[$0].name } ?? "", clauses: plan.cites(option.rules),
                    choices: option.choices.map { vocabulary.choices[$0].name }, measures: option.measures.map { vocabulary.measures[$0].name })
            },
            undetermined: undeterminedInOrder().map { row in
                Decision.Undetermined(rule: policy.rules[row.rule].name, missing: row.missing.map { plan.factName($0) })
            },
            conflicts: conflictElements.map { conflict in
                let rules = conflict.rules
                return Decision.Conflict(
                    kind: conflict.kind.word, measure: conflict.measure >= 0 ? vocabulary.measures[Int(conflict.measure)].name : nil,
                    rules: rules.map { policy.rules[$0].name }, clauses: plan.cites(rules), on: Day(number: conflict.on),
                    table: conflict.rows.map { plan.policy.variables[Int($0.table)].name },
                    rows: conflict.rows.map { [Int($0.first) + 1, Int($0.second) + 1] } ?? [],
                    calendar: policy.calendar.flatMap { calendar in
                        conflict.kind == .calendar ? Decision.MissingYear(file: calendar.path, year: Int(conflict.year)) : nil
                    },
                    event: reference(conflict.event))
            }, law: tellsLaw ? Day(number: request.law) : nil)
    }

    /// An event of the case by its number in the frame; nil for -1.
    private func reference(_ event: Int32) -> Decision.EventReference? {
        guard event >= 0, Int(event) < frame.events.count else { return nil }
        let event = frame.events[Int(event)]
        return Decision.EventReference(type: plan.policy.vocabulary.events[Int(event.type)].name, on: Day(number: event.on))
    }
}

extension Plan {
    /// The clauses of some rules as decisions cite them, without repeats.
    package func cites(_ rules: [Int]) -> [String] {
        var seen: Set<String> = []
        return rules.flatMap { policy.rules[$0].clauses }.map { policy.cite($0) }.filter { seen.insert($0).inserted }
    }

    /// The responsible units of an action as the one text that addresses them; good as long as the plan.
    package func authority(ofRule rule: Int, action: Int) -> Value { rules[rule].actions[action].authority }

    /// The words that choices left on a measure, in order of the choices.
    package func words(_ adjusted: UInt64) -> [String] {
        if adjusted == 0 { return [] }
        return adjustedWords.enumerated().compactMap { index, word in adjusted & (1 << UInt64(index % 64)) != 0 ? word : nil }
    }

    /// The name of something that can be unknown.
    package func factName(_ number: Int) -> String { number >= 0 && number < factNames.count ? factNames[number] : "?" }
}

extension ConflictState.Kind {
    package var word: String {
        switch self {
        case .clock: "clock"
        case .null: "null"
        case .calendar: "calendar"
        case .table: "table"
        case .inadmissible: "inadmissible"
        case .unmatched: "unmatched"
        case .notOffered: "not-offered"
        case .outOfRange: "out-of-range"
        case .noOption: "no-option"
        }
    }
}
