import Diagnostics

/// A type of event and its own facts.
package struct EventType: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    /// Numbered from 0 within the event.
    package var facts: [Fact]
    package var location: Location

    package init(name: String, label: Phrase? = nil, facts: [Fact] = [], location: Location = .unwritten) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.facts = facts
        self.location = location
    }
}
