import Diagnostics
import FEEL

/// What the expressions of a rule with `for each` may read beside all others': its event, and the event that answers it.
///
/// The values stand in slots of the frame behind those of the policy's variables.
package struct EventScope: Sendable {
    /// The event's type.
    package let event: Int
    /// Types of event that answer it.
    package let answering: [Int]
    /// The facts of those, those of one name and type together, in order of slots.
    package let answerFacts: [Fact]
    /// How many facts the event has itself.
    package let factCount: Int

    /// Places behind the variables: the event's day, when it was recorded, whether it is answered, and the same days of the answer.
    package static let (on, recorded, answered, answerOn, answerRecorded, facts) = (0, 1, 2, 3, 4, 5)

    package init(_ event: Int, _ vocabulary: Vocabulary) {
        self.event = event
        factCount = vocabulary.events[event].facts.count
        answering = vocabulary.events.indices.filter { vocabulary.events[$0].answers.contains(event) }
        var facts: [Fact] = []
        for fact in answering.flatMap({ vocabulary.events[$0].facts }) where !facts.contains(where: { $0.name == fact.name }) { facts.append(fact) }
        answerFacts = facts
    }

    package var answersStart: Int { EventScope.facts + factCount }
    package var count: Int { answersStart + answerFacts.count }

    /// For the facts of an event that answers, by place: the index of its own fact; nil where it has none such.
    package func sources(_ answer: EventType) -> [Int?] {
        answerFacts.map { fact in answer.facts.firstIndex { $0.name == fact.name && $0.type == fact.type } }
    }

    /// The names, on top of those that every rule may use; the event's own win over them.
    func environment(_ environment: Environment, from base: Int, _ vocabulary: Vocabulary) -> Environment {
        var own = environment
        func declare(_ place: Int, _ type: FEELType, _ names: [String]) {
            let variable = Environment.Variable(name: names[0], slot: base + place, type: type, mayBeUnknown: true)
            own.redeclare(variable)
            own.declare(variable, aliases: Array(names.dropFirst()))
        }
        func declare(_ facts: [Fact], from place: Int, _ zh: String, _ en: String) {
            for (index, fact) in facts.enumerated() {
                let type = Typing.type(fact.type, of: fact.name, vocabulary)
                declare(place + index, type, ["\(en).\(fact.name)", "\(en).\(fact.label.en)", "\(zh).\(fact.label.zh)", "\(zh).\(fact.name)"])
            }
        }
        declare(EventScope.on, .date, ["event.on", "事件.日期"])
        declare(EventScope.recorded, .date, ["event.recorded", "事件.记录于"])
        declare(vocabulary.events[event].facts, from: EventScope.facts, "事件", "event")
        guard !answering.isEmpty else { return own }
        declare(EventScope.answered, .boolean, ["event.answered", "事件.已答复"])
        declare(EventScope.answerOn, .date, ["answer.on", "答复.日期"])
        declare(EventScope.answerRecorded, .date, ["answer.recorded", "答复.记录于"])
        declare(answerFacts, from: answersStart, "答复", "answer")
        return own
    }
}
