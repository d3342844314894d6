import Diagnostics

/// What can be said in a field: its facts, events, states, measures and choices. References between them are indexes.
package struct Vocabulary: Hashable, Sendable {
    package var name: String
    package var title: Phrase
    /// The declared types in order, then the lists written inside facts.
    package var enumerations: [Enumeration]
    /// What numbers are counted in; empty where the vocabulary doesn't say.
    package var units: [NumberUnit]
    /// The first is the default for a record without `kind`.
    package var records: [RecordKind]
    package var events: [EventType]
    package var states: [StateDeclaration]
    package var measures: [MeasureType]
    package var choices: [Choice]
    package var discretion: Discretion?
    package var groups: [Group]
    /// The name shown as addressee where the text names no one.
    package var authority: String?
    package var location: Location

    package init(
        name: String, title: Phrase? = nil, enumerations: [Enumeration] = [], units: [NumberUnit] = [], records: [RecordKind] = [],
        events: [EventType] = [],
        states: [StateDeclaration] = [], measures: [MeasureType] = [], choices: [Choice] = [], discretion: Discretion? = nil,
        groups: [Group] = [], authority: String? = nil, location: Location = .unwritten
    ) {
        self.name = name
        self.title = title ?? Phrase(same: name)
        self.enumerations = enumerations
        self.units = units
        self.records = records
        self.events = events
        self.states = states
        self.measures = measures
        self.choices = choices
        self.discretion = discretion
        self.groups = groups
        self.authority = authority
        self.location = location
    }

    /// The language version this program reads.
    package static let languageVersion = 1

    /// How many slots the facts of all kinds take together: the same name in two kinds is one slot.
    package var factSlotCount: Int {
        (records.flatMap(\.facts).map(\.slot).max() ?? -1) + 1
    }

    /// The index of an event by name or label.
    package func event(named text: String) -> Int? { index(of: text, in: events) { ($0.name, $0.label) } }
    /// The index of a measure by name or label.
    package func measure(named text: String) -> Int? { index(of: text, in: measures) { ($0.name, $0.label) } }
    /// The index of a choice by name or label.
    package func choice(named text: String) -> Int? { index(of: text, in: choices) { ($0.name, $0.label) } }
    /// The index of a kind of record by name or label.
    package func recordKind(named text: String) -> Int? { index(of: text, in: records) { ($0.name, $0.label) } }

    /// The index of a unit by name or label.
    package func unit(named text: String) -> Int? { index(of: text, in: units) { ($0.name, $0.label) } }

    /// A name goes before any label.
    private func index<Element>(of text: String, in elements: [Element], names: (Element) -> (name: String, label: Phrase)) -> Int? {
        elements.firstIndex { names($0).name == text }
            ?? elements.firstIndex { element in
                let label = names(element).label
                return label.zh == text || label.en == text
            }
    }
}
