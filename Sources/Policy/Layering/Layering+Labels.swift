import Diagnostics

extension Layering {
    /// A label that another thing of the same sort has as its name or label: who writes it gets the other.
    func checkLabels() {
        let facts = vocabulary.records.flatMap(\.facts)
        var seen: Set<String> = []
        // A fact that two kinds of record share is one fact.
        let ownFacts = facts.filter { seen.insert($0.name).inserted }
        let parameters = layers.flatMap(\.parameters)
        let definitions = layers.flatMap(\.definitions)
        checkLabels(
            ownFacts.map { Labelled($0.name, $0.label, $0.location) } + vocabulary.states.map { Labelled($0.name, $0.label, $0.location) }
                + definitions.map { Labelled($0.name, $0.label ?? Phrase(same: $0.name), $0.location) }
                + parameters.map { Labelled($0.name, $0.label, $0.location) })
        checkLabels(vocabulary.events.map { Labelled($0.name, $0.label, $0.location) })
        checkLabels(vocabulary.measures.map { Labelled($0.name, $0.label, $0.location) })
        checkLabels(vocabulary.choices.map { Labelled($0.name, $0.label, $0.location) })
        checkLabels(vocabulary.records.map { Labelled($0.name, $0.label, $0.location) })
        for enumeration in vocabulary.enumerations {
            checkLabels(enumeration.values.map { Labelled($0.name, $0.label, $0.location) })
        }
    }

    private struct Labelled {
        var name: String
        var label: Phrase
        var location: Location

        init(_ name: String, _ label: Phrase, _ location: Location) {
            self.name = name
            self.label = label
            self.location = location
        }
    }

    private func checkLabels(_ things: [Labelled]) {
        // Names are spelled by their bytes in records and expressions too.
        var owners: [Spelling: Int] = [:]
        for (index, thing) in things.enumerated() where owners[Spelling(thing.name)] == nil { owners[Spelling(thing.name)] = index }
        for (index, thing) in things.enumerated() {
            for label in thing.label.zh == thing.label.en ? [thing.label.zh] : [thing.label.zh, thing.label.en] where label != thing.name {
                guard let known = owners[Spelling(label)] else {
                    owners[Spelling(label)] = index
                    continue
                }
                let owner = things[known]
                guard owner.name != thing.name else { continue }
                report(
                    .fault(
                        "ambiguous-label", .warning, at: thing.location, zh: "`\(thing.name)` 的名称 `\(label)` 指的是 `\(owner.name)`",
                        en: "the label `\(label)` of `\(thing.name)` means `\(owner.name)`",
                        mend: Phrase(zh: "换一个名称", en: "choose another label"),
                        notes: [Diagnostic.Note(message: Phrase(zh: "另一个在这里", en: "the other is here"), location: owner.location)]))
            }
        }
    }
}
