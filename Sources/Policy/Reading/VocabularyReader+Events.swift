import Diagnostics
import YAMLDocument

extension VocabularyReader {
    mutating func event(_ name: Written<String>, _ node: YAMLNode) {
        guard let fields = reader.fields(node, keys: [.label, .facts, .answers], at: name.location) else { return }
        var facts: [Fact] = []
        var names = NameRegister()
        let declared = fields[.facts].map { reader.named($0) } ?? []
        for (factName, node) in declared where names.claim(factName, findings: reader.findings) {
            if factName.value.contains(".") || ["type", "on", "recorded", "answered"].contains(factName.value) {
                reader.report(
                    .fault(
                        "fact-path", at: factName.location, zh: "`\(factName.value)` 不能作事件的事实名",
                        en: "`\(factName.value)` can't name a fact of an event",
                        mend: Phrase(
                            zh: "写一个不带点的名字，且不是 `type`、`on`、`recorded`、`answered`",
                            en: "write one name without dots other than `type`, `on`, `recorded` and `answered`")))
            }
            guard var fact = fact(factName, node, ofEvent: true) else { continue }
            fact.slot = facts.count
            facts.append(fact)
        }
        if let node = fields[.answers] { answers.append((vocabulary.events.count, node)) }
        vocabulary.events.append(EventType(name: name.value, label: reader.label(fields), facts: facts, location: name.location))
    }

    mutating func state(_ name: Written<String>, _ node: YAMLNode) {
        guard let fields = reader.fields(node, keys: [.from, .until, .label], at: name.location) else { return }
        let from = fields.required(.from).map(triggers) ?? []
        let until = fields[.until].map(triggers) ?? []
        // Facts come first in the table of variables, states next.
        let slot = slots.count + vocabulary.states.count
        vocabulary.states.append(
            StateDeclaration(name: name.value, label: reader.label(fields), from: from, until: until, slot: slot, location: name.location))
    }

    private func triggers(_ node: YAMLNode) -> [StateDeclaration.Trigger] { reader.oneOrList(node).compactMap(trigger) }

    /// An event, or `{event, where}`.
    private func trigger(_ node: YAMLNode) -> StateDeclaration.Trigger? {
        guard node.entries != nil else {
            return reader.written(node).flatMap { name in
                eventIndex(name).map { StateDeclaration.Trigger(event: $0, location: name.location) }
            }
        }
        guard let fields = reader.fields(node, keys: [.event, .where]) else { return nil }
        let condition = fields[.where].flatMap(reader.expression)
        guard let name = fields.required(.event).flatMap(reader.written), let event = eventIndex(name) else { return nil }
        return StateDeclaration.Trigger(event: event, where: condition, location: name.location)
    }
}
