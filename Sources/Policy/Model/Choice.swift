import Diagnostics

/// Something an authority may choose, and what it does to a measure.
package struct Choice: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    package var effect: Effect
    package var location: Location

    package init(name: String, label: Phrase? = nil, effect: Effect, location: Location = .unwritten) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.effect = effect
        self.location = location
    }

    package enum Effect: Hashable, Sendable {
        /// Adds a word to the measure's `adjusted`.
        case adjust(String)
        /// Ends it as exempted.
        case exempt
        case none
    }
}

/// The event that says what an authority chose.
package struct Discretion: Hashable, Sendable {
    /// An index into ``Vocabulary/events``.
    package var event: Int
    /// The index of the event's fact that names the choice.
    package var choice: Int
    /// The index of the event's fact that gives a new term.
    package var term: Int?
    /// The index of the event's fact that lists the measures which the choice is about.
    package var measures: Int?
    package var location: Location

    package init(event: Int, choice: Int, location: Location = .unwritten) {
        self.event = event
        self.choice = choice
        self.location = location
    }
}
