import Diagnostics

/// What kind of value a fact holds.
package indirect enum FactType: Hashable, Sendable {
    case string
    case number
    case boolean
    case date
    /// Days and time (`duration`).
    case daysTimeDuration
    /// Years and months (`period`).
    case yearsMonthsDuration
    /// An index into ``Vocabulary/enumerations``.
    case enumeration(Int)
    case list(FactType)
}

/// A declared fact of a kind of record, or of an event.
package struct Fact: Hashable, Sendable {
    /// The dotted path, which is also the path in the record's JSON; a single name for an event's fact.
    package var name: String
    package var type: FactType
    /// The name itself where no label is written.
    package var label: Phrase
    /// By its name, where the vocabulary has it.
    package var unit: String?
    /// Of an id: the slot of the fact that says what who has it is called.
    package var shownAs: Int?
    package var range: FactRange?
    /// The index of its variable (``VariableTable``), which is its slot in a frame; within the event, for an event's fact.
    package var slot: Int
    package var location: Location

    package init(
        name: String, type: FactType, label: Phrase? = nil, unit: String? = nil, range: FactRange? = nil, slot: Int,
        location: Location = .unwritten
    ) {
        self.name = name
        self.type = type
        self.label = label ?? Phrase(same: name)
        self.unit = unit
        self.range = range
        self.slot = slot
        self.location = location
    }

    /// The parts of the path.
    package var path: [Substring] { name.split(separator: ".", omittingEmptySubsequences: false) }
}

/// The values that a number may have, such as `[0..)`. Bounds are decimal text, so that nothing is rounded.
package struct FactRange: Hashable, Sendable {
    package var low: String?
    package var lowClosed: Bool
    package var high: String?
    package var highClosed: Bool
    package var location: Location

    package init(low: String?, lowClosed: Bool, high: String?, highClosed: Bool, location: Location = .unwritten) {
        self.low = low
        self.lowClosed = lowClosed
        self.high = high
        self.highClosed = highClosed
        self.location = location
    }
}
