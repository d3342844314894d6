import Diagnostics

/// A type of event and its own facts.
package struct EventType: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    /// Numbered from 0 within the event.
    package var facts: [Fact]
    /// Events (indexes into ``Vocabulary/events``) that one of this type answers.
    package var answers: [Int] = []
    /// The fact by which an answer says which event it means.
    package var matching: Matching?
    package var location: Location

    package struct Matching: Hashable, Sendable {
        /// The index of the answer's own fact.
        package var fact: Int
        /// As in ``EventType/answers``: the index of the fact of the event that is answered.
        package var asked: [Int]

        package init(fact: Int, asked: [Int]) {
            self.fact = fact
            self.asked = asked
        }
    }

    package init(name: String, label: Phrase? = nil, facts: [Fact] = [], location: Location = .unwritten) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.facts = facts
        self.location = location
    }
}
