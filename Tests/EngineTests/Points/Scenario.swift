import Diagnostics
import Policy
import Testing

/// A small policy over the sample vocabulary and a record of it, asked on days that are counted from the record's own, which is 0.
struct Scenario {
    var layers = [Pack(id: "upper")]
    var rules: [ResolvedRule]
    /// By name; nil is unknown. What isn't named keeps its value.
    var facts: [String: ReferenceValue?] = [:]
    var events: [ReferenceCase.Event] = []
    /// The subject's other records, those that stand before it in a file and those behind it.
    var before: [ReferenceCase] = []
    var after: [ReferenceCase] = []

    init(_ rules: ResolvedRule..., facts: [String: ReferenceValue?] = [:], events: [ReferenceCase.Event] = [], layers: [Pack]? = nil) {
        self.rules = rules
        self.facts = facts
        self.events = events
        if let layers { self.layers = layers }
    }

    static let usual: [String: ReferenceValue?] = [
        "breach.recorded": .date(SampleVocabulary.day), "subject.id": .string("s-1"), "subject.kind": .string("unit"), "breach.loss": .number(100),
        "breach.serious": .boolean(false), "breach.impact": .string("major"), "breach.occurred": .date(SampleVocabulary.day - 10),
        "breach.grace": .days(5), "breach.term": .months(1), "breach.areas": .list([]),
    ]

    /// What the engine says on a day; the reference must say the same.
    func on(_ day: Int, law: Int? = nil, known: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation) -> Answer {
        let policy = SampleVocabulary.policy(layers: layers, parameters: [("grace", "@\"P3D\""), ("threshold", "100")], rules: rules)
        let all = Scenario.usual.merging(facts) { $1 }
        var record = ReferenceCase(
            facts: SampleVocabulary.factNames.map { all[$0] ?? nil }, events: events, asOf: SampleVocabulary.day + day,
            law: law.map { SampleVocabulary.day + $0 }, known: known.map { SampleVocabulary.day + $0 })
        (record.before, record.after) = (before, after)
        let typed = TypedPolicy(policy)
        #expect(typed.diagnostics.map(\.message.en) == [], sourceLocation: sourceLocation)
        let outcome = EngineUnderTest(typed).decide(record)
        let expected = ReferenceReplay.decide(ReferencePolicy(policy), record)
        #expect(outcome.lines == expected.lines, sourceLocation: sourceLocation)
        return Answer(outcome: outcome, rules: rules.map(\.name))
    }

    struct Answer {
        let outcome: ReferenceOutcome
        let rules: [String]

        /// All measures of a type in the order of showing.
        subscript(all name: String) -> [ReferenceOutcome.Measure] {
            outcome.measures.filter { SampleVocabulary.measures[$0.type].name == name }
        }

        subscript(name: String) -> ReferenceOutcome.Measure? { self[all: name].first }

        func status(_ name: String) -> String? { self[name]?.status }

        /// Days counted from the record's own.
        func until(_ name: String) -> Int? { self[name]?.until.map { $0 - SampleVocabulary.day } }
        func due(_ name: String) -> Int? { self[name]?.due.map { $0 - SampleVocabulary.day } }
        func from(_ name: String) -> Int? { self[name]?.from.map { $0 - SampleVocabulary.day } }

        /// `0 in-force r`, one text a change.
        func history(_ name: String) -> [String] {
            self[name]?.history.map { "\($0.day - SampleVocabulary.day) \($0.status) \(rules[$0.rule])" } ?? []
        }

        func citations(_ name: String) -> [String] { self[name]?.citations.map { rules[$0] } ?? [] }

        var undetermined: [String: Set<String>] {
            Dictionary(uniqueKeysWithValues: outcome.undetermined.map { (rules[$0.key], $0.value) })
        }

        /// `r: lighten exempt of ban`, one text an option.
        var options: [String] {
            outcome.options.map { option in
                let choices = option.choices.map { SampleVocabulary.choices[$0].name }.joined(separator: " ")
                let measures = option.measures.map { SampleVocabulary.measures[$0].name }.joined(separator: " ")
                return "\(rules[option.rule]): \(choices) of \(measures)"
            }.sorted()
        }

        /// `clock r1 r2 0`, one text a conflict.
        var conflicts: [String] {
            outcome.conflicts.map { "\($0.kind) \($0.rules.map { rules[$0] }.joined(separator: " ")) \($0.day - SampleVocabulary.day)" }.sorted()
        }
    }
}

// MARK: Words to write scenarios with

private func rule(
    _ name: String, _ trigger: ResolvedRule.Trigger, _ condition: String?, to values: [Int]?, layer: Int, _ actions: [ResolvedAction]
) -> ResolvedRule {
    ResolvedRule(
        name: name, layer: layer, appliesTo: values, trigger: trigger,
        conditions: condition.map { [LayeredExpression(WrittenExpression($0), layer: layer)] } ?? [],
        actions: actions.map { action in
            var action = action
            action.layer = max(action.layer, layer)
            return action
        })
}

func always(_ name: String, to values: [Int]? = nil, layer: Int = 0, _ actions: ResolvedAction...) -> ResolvedRule {
    rule(name, .always, nil, to: values, layer: layer, actions)
}

func when(_ name: String, _ condition: String, to values: [Int]? = nil, layer: Int = 0, _ actions: ResolvedAction...) -> ResolvedRule {
    rule(name, .when, condition, to: values, layer: layer, actions)
}

func during(_ name: String, _ condition: String, to values: [Int]? = nil, layer: Int = 0, _ actions: ResolvedAction...) -> ResolvedRule {
    rule(name, .during, condition, to: values, layer: layer, actions)
}

private func numbers(_ measures: [String]) -> [Int] { measures.compactMap { SampleVocabulary.vocabulary.measure(named: $0) } }

func impose(
    _ measures: String..., from: String? = nil, due: String? = nil, for duration: String? = nil, until: String? = nil, to: Addressee? = nil
) -> ResolvedAction {
    ResolvedAction(
        verb: .impose, layer: 0, measures: numbers(measures), from: from.map { WrittenExpression($0) }, due: due.map { WrittenExpression($0) },
        duration: duration.map { WrittenExpression($0) }, until: until.map { WrittenExpression($0) }, addressee: to)
}

func lift(_ measures: String...) -> ResolvedAction { ResolvedAction(verb: .lift, layer: 0, measures: numbers(measures)) }

func revoke(_ measures: String...) -> ResolvedAction { ResolvedAction(verb: .revoke, layer: 0, measures: numbers(measures)) }

func withhold(_ measures: String...) -> ResolvedAction { ResolvedAction(verb: .withhold, layer: 0, measures: numbers(measures)) }

func suspend(_ measures: String..., clock: SuspensionClock, layer: Int = 0) -> ResolvedAction {
    ResolvedAction(verb: .suspend, layer: layer, measures: numbers(measures), clock: clock)
}

func may(_ choices: [String], _ measures: String..., decidedBy: [String] = ["discretion-exercised"]) -> ResolvedAction {
    ResolvedAction(
        verb: .may, layer: 0, measures: numbers(measures), choices: choices.compactMap { SampleVocabulary.vocabulary.choice(named: $0) },
        decidedBy: decidedBy.compactMap { SampleVocabulary.vocabulary.event(named: $0) })
}

/// An event on a day counted from the record's own.
func event(_ name: String, _ day: Int, recorded: Int? = nil, _ facts: ReferenceValue?...) -> ReferenceCase.Event {
    let type = SampleVocabulary.vocabulary.event(named: name) ?? 0
    let missing = [ReferenceValue?](repeating: nil, count: max(0, SampleVocabulary.events[type].facts.count - facts.count))
    return ReferenceCase.Event(
        type: type, on: SampleVocabulary.day + day, recorded: recorded.map { SampleVocabulary.day + $0 }, facts: facts + missing)
}
