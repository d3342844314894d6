import Diagnostics
import YAMLDocument

extension VocabularyReader {
    /// Which events an event answers: one, a list, or `{event, matched by}`. Read when every event is known.
    mutating func readAnswers() {
        for (index, node) in answers {
            var matched: Written<String>?
            var names: [Written<String>]
            if node.entries == nil {
                names = reader.texts(node)
            } else {
                guard let fields = reader.fields(node, keys: [.event, .matchedBy]) else { continue }
                names = fields.required(.event).map(reader.texts) ?? []
                matched = fields[.matchedBy].flatMap(reader.written)
            }
            let found = names.compactMap { name in eventIndex(name).map { (event: $0, name: name) } }
            vocabulary.events[index].answers = found.map(\.event).withoutRepeats()
            if let matched { vocabulary.events[index].matching = matching(matched, index, vocabulary.events[index].answers) }
        }
    }

    /// The fact that an answer and what it answers have in common.
    private func matching(_ name: Written<String>, _ index: Int, _ asked: [Int]) -> EventType.Matching? {
        func place(_ event: EventType) -> Int? {
            event.facts.firstIndex { [$0.name, $0.label.zh, $0.label.en].contains(name.value) }
        }
        let event = vocabulary.events[index]
        guard let own = place(event) else {
            reader.report(
                .unknownName("unknown-fact", name, zh: "事实", en: "fact of `\(event.name)`", known: event.facts.spellings(\.name, \.label)))
            return nil
        }
        var places: [Int] = []
        for number in asked {
            let other = vocabulary.events[number]
            guard let place = place(other), other.facts[place].type == event.facts[own].type else {
                reader.report(
                    .fault(
                        "answer-fact", at: name.location, zh: "事件 `\(other.name)` 没有同一类型的事实 `\(name.value)`",
                        en: "the event `\(other.name)` has no fact `\(name.value)` of that type",
                        mend: Phrase(zh: "给两个事件写同名同类型的事实", en: "declare it for both events with one type"),
                        notes: [Diagnostic.Note(message: Phrase(zh: "事件声明在这里", en: "the event is declared here"), location: other.location)]))
                return nil
            }
            places.append(place)
        }
        return EventType.Matching(fact: own, asked: places)
    }
}
