import Diagnostics

/// A state between events, which expressions read as a boolean.
package struct StateDeclaration: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    /// True from the day of any of these.
    package var from: [Trigger]
    /// False from the day of any of these.
    package var until: [Trigger]
    /// The index of its variable.
    package var slot: Int
    package var location: Location

    package init(
        name: String, label: Phrase? = nil, from: [Trigger], until: [Trigger] = [], slot: Int, location: Location = .unwritten
    ) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.from = from
        self.until = until
        self.slot = slot
        self.location = location
    }

    /// An event that begins or ends a state.
    package struct Trigger: Hashable, Sendable {
        /// An index into ``Vocabulary/events``.
        package var event: Int
        /// A condition over the event's own facts.
        package var condition: WrittenExpression?
        package var location: Location

        package init(event: Int, where condition: WrittenExpression? = nil, location: Location = .unwritten) {
            self.event = event
            self.condition = condition
            self.location = location
        }
    }
}
