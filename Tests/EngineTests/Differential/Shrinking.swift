import Policy

/// Makes a failing trial smaller by leaving out what isn't needed for it to fail.
struct Shrinking {
    var policy: ResolvedPolicy
    var record: ReferenceCase

    /// Whether the two interpreters still disagree.
    static func disagree(_ policy: ResolvedPolicy, _ record: ReferenceCase) -> Bool {
        EngineUnderTest(TypedPolicy(policy)).decide(record) != ReferenceReplay.decide(ReferencePolicy(policy), record)
    }

    mutating func shrink() {
        for _ in 0..<3 {
            for index in policy.rules.indices.reversed() { attempt { trial, _ in trial.rules.remove(at: index) } }
            for rule in policy.rules.indices {
                for index in policy.rules[rule].actions.indices.reversed() where policy.rules[rule].actions.count > 1 {
                    attempt { trial, _ in trial.rules[rule].actions.remove(at: index) }
                }
                attempt { trial, _ in trial.rules[rule].appliesTo = nil }
                for index in policy.rules[rule].actions.indices {
                    for measure in policy.rules[rule].actions[index].measures where policy.rules[rule].actions[index].measures.count > 1 {
                        attempt { trial, _ in trial.rules[rule].actions[index].measures.removeAll { $0 == measure } }
                    }
                    attempt { trial, _ in trial.rules[rule].actions[index].from = nil }
                    attempt { trial, _ in trial.rules[rule].actions[index].due = nil }
                    attempt { trial, _ in trial.rules[rule].actions[index].until = nil }
                    attempt { trial, _ in trial.rules[rule].actions[index].duration = nil }
                    attempt { trial, _ in trial.rules[rule].actions[index].only = nil }
                    attempt { trial, _ in trial.rules[rule].actions[index].isOfEvent = false }
                    attempt { trial, _ in trial.rules[rule].actions[index].atLeast = nil }
                    attempt { trial, _ in trial.rules[rule].actions[index].atMost = nil }
                }
            }
            attempt { trial, _ in trial.runningCases = nil }
            for index in record.before.indices.reversed() { attempt { _, trial in trial.before.remove(at: index) } }
            for index in record.after.indices.reversed() { attempt { _, trial in trial.after.remove(at: index) } }
            for place in record.before.indices {
                for index in record.before[place].events.indices.reversed() { attempt { _, trial in trial.before[place].events.remove(at: index) } }
            }
            for place in record.after.indices {
                for index in record.after[place].events.indices.reversed() { attempt { _, trial in trial.after[place].events.remove(at: index) } }
            }
            for index in record.events.indices.reversed() { attempt { _, trial in trial.events.remove(at: index) } }
            for index in policy.layers.indices { attempt { trial, _ in trial.layers[index].inForce = InForce() } }
            attempt { trial, _ in trial.combinations = [] }
            for rule in policy.rules.indices { attempt { trial, _ in trial.rules[rule].admission = nil } }
            attempt { _, trial in trial.law = nil }
            attempt { _, trial in trial.known = nil }
        }
    }

    private mutating func attempt(_ change: (inout ResolvedPolicy, inout ReferenceCase) -> Void) {
        var (policy, record) = (self.policy, self.record)
        change(&policy, &record)
        if Shrinking.disagree(policy, record) { (self.policy, self.record) = (policy, record) }
    }

    /// The pack, the case and both outcomes, for reading.
    var report: String {
        let reference = ReferenceReplay.decide(ReferencePolicy(policy), record)
        let engine = EngineUnderTest(TypedPolicy(policy)).decide(record)
        return ([describe(policy), describe(record), "reference:"] + reference.lines + ["engine:"] + engine.lines).joined(separator: "\n")
    }

    private func date(_ day: Int?) -> String { day.map { CivilDay.text(Int32($0)) } ?? "–" }

    private func describe(_ policy: ResolvedPolicy) -> String {
        var lines: [String] = []
        for layer in policy.layers {
            lines.append("pack \(layer.id) \(date(layer.inForce.from.map { Int($0) }))…\(date(layer.inForce.until.map { Int($0) }))")
        }
        for definition in policy.definitions {
            if let table = definition.table?.table {
                lines.append("define \(definition.name): \(table.lines.joined(separator: "; "))")
            } else if case .expression(let written) = definition.body {
                lines.append("define \(definition.name): \(written.text)")
            } else {
                lines.append("define \(definition.name): \(definition.body)")
            }
        }
        if let running = policy.runningCases { lines.append("running cases \(running.rawValue)") }
        for parameter in policy.parameters {
            let versions = parameter.versions.map { "\($0.value.text) from \(date($0.from.map { Int($0) }))" }
            lines.append("parameter \(parameter.name): \(parameter.value.text) \(versions)")
        }
        for combination in policy.combinations { lines.append("combine \(combination)") }
        for (number, rule) in policy.rules.enumerated() {
            let conditions = rule.conditions.map(\.expression.text).joined(separator: " AND ")
            if let each = rule.each { lines.append("for each \(SampleVocabulary.events[each].name) admit \(rule.admission?.expression.text ?? "-")") }
            lines.append("\(number) (layer \(rule.layer), kind \(rule.kind), to \(rule.appliesTo ?? [])) \(rule.trigger) \(conditions)")
            for action in rule.actions {
                let keys = [
                    ("only", action.only), ("by", action.amount), ("least", action.atLeast), ("most", action.atMost), ("from", action.from),
                    ("due", action.due), ("for", action.duration), ("until", action.until),
                ]
                let dates = keys.compactMap { key, written in written.map { "\(key) \($0.text)" } }.joined(separator: " ")
                lines.append(
                    "   \(action.verb) \(action.measures) \(dates) \(action.clock?.rawValue ?? "") choices \(action.choices) by \(action.decidedBy) layer \(action.layer)\(action.isOfEvent ? " of event" : "")"
                )
            }
        }
        return lines.joined(separator: "\n")
    }

    private func describe(_ record: ReferenceCase) -> String {
        var lines = ["as of \(date(record.asOf)), law \(date(record.law)), known \(date(record.known)), kind \(record.kind)"]
        for (name, value) in zip(SampleVocabulary.factNames, record.facts) {
            if case .date(let day)? = value { lines.append("  \(name): \(date(day))") } else if let value { lines.append("  \(name): \(value)") }
        }
        for event in record.events {
            let facts = event.facts.map { $0.map { "\($0)" } ?? "?" }
            lines.append("  \(date(event.on)) (\(date(event.recorded))) \(SampleVocabulary.events[event.type].name) \(facts)")
        }
        for other in record.before { lines.append("before \(other.id), recorded \(date(other.recorded)): \(describe(other))") }
        for other in record.after { lines.append("after \(other.id), recorded \(date(other.recorded)): \(describe(other))") }
        return lines.joined(separator: "\n")
    }
}

extension ReferenceOutcome {
    var lines: [String] {
        func date(_ day: Int?) -> String { day.map { CivilDay.text(Int32($0)) } ?? "–" }
        var lines = measures.map { measure in
            let history = measure.history.map { "\(date($0.day)) \($0.status) r\($0.rule)" }.joined(separator: ", ")
            return "  \(measure.type) \(measure.addressee ?? "–") \(measure.status) \(measure.modality) \(date(measure.from))…\(date(measure.until)) "
                + "due \(date(measure.due)) \(measure.adjusted) r\(measure.rule) cites \(measure.citations) for \(date(measure.event)) [\(history)]"
        }
        lines += options.map { "  option r\($0.rule) \($0.rules.sorted()) choices \($0.choices) measures \($0.measures)" }.sorted()
        lines += undetermined.sorted { $0.key < $1.key }.map { "  undetermined r\($0.key): \($0.value.sorted())" }
        lines += findings.map { "  finding \($0.kind) \($0.rules) event \(date($0.event)) \($0.measure.map { "\($0)" } ?? "") \(date($0.day))" }
            .sorted()
        lines += conflicts.map { "  conflict \($0.kind) \($0.rules) \($0.measure.map { "\($0)" } ?? "") \(date($0.day))" }.sorted()
        return lines
    }
}
