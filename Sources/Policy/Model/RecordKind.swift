import Diagnostics

/// A kind of record: its facts, and which of them the engine itself looks at.
package struct RecordKind: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    /// Slot of the date on which a record begins to count.
    package var day: Int?
    /// Slot of the fact that names whom the record is about.
    package var subject: Int?
    /// Slot of the enumeration that `applies to` of a rule looks at.
    package var appliesTo: Int?
    /// Slot of the date before which an event is worth a warning.
    package var notBefore: Int?
    /// The state (an index) in which a record of this kind doesn't count among the subject's others.
    package var voidWhile: Int?
    package var facts: [Fact]
    package var location: Location

    package init(
        name: String, label: Phrase? = nil, day: Int? = nil, subject: Int? = nil, appliesTo: Int? = nil, notBefore: Int? = nil,
        voidWhile: Int? = nil, facts: [Fact], location: Location = .unwritten
    ) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.day = day
        self.subject = subject
        self.appliesTo = appliesTo
        self.notBefore = notBefore
        self.voidWhile = voidWhile
        self.facts = facts
        self.location = location
    }

    /// The fact in a slot, where this kind has one.
    package func fact(inSlot slot: Int) -> Fact? { facts.first { $0.slot == slot } }
}
