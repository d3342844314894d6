import Diagnostics

/// What an action does.
package enum ActionVerb: String, Hashable, Sendable, CaseIterable {
    case impose
    case suspend
    case lift
    case revoke
    case reinstate
    case shorten
    case extend
    case withhold
    case may
}

/// What a suspension does to the end of a measure.
package enum SuspensionClock: String, Hashable, Sendable, CaseIterable {
    /// Nothing: it may end meanwhile.
    case runs
    /// The end moves by the days suspended.
    case stops
    /// The end stays, and takes effect when the suspension is over if its day is past by then.
    case waits
}

/// Whether the text requires a measure.
package enum Modality: String, Hashable, Sendable, CaseIterable {
    case must
    case may
}

/// One entry under `then:`, as written.
package struct Action: Hashable, Sendable {
    package var verb: ActionVerb
    /// Measures or groups of measures.
    package var targets: [Written<String>]
    /// The choices of `may`.
    package var choices: [Written<String>]
    package var from: WrittenExpression?
    package var due: WrittenExpression?
    /// The duration of `for:`.
    package var duration: WrittenExpression?
    package var until: WrittenExpression?
    package var addressee: Addressee?
    /// The responsible units of `by:`; nil when it isn't written.
    package var by: [String]?
    package var modality: Modality
    package var clock: Written<SuspensionClock>?
    /// Events that decide an option; empty stands for the vocabulary's discretion.
    package var decidedBy: [Written<String>]
    /// Of the measures named, only those in this list.
    package var only: WrittenExpression?
    /// Only measures that were imposed for the rule's own event.
    package var isOfEvent = false
    /// By how much `shorten` and `extend` change a term: a share of it, or a duration.
    package var amount: WrittenExpression?
    /// The word that `shorten` and `extend` leave on a measure; nil for the verb's own.
    package var word: String?
    /// What an option's new term may be at least and at most.
    package var atLeast: WrittenExpression?
    package var atMost: WrittenExpression?
    package var location: Location

    package init(
        verb: ActionVerb, targets: [Written<String>], choices: [Written<String>] = [], from: WrittenExpression? = nil,
        due: WrittenExpression? = nil, duration: WrittenExpression? = nil, until: WrittenExpression? = nil, addressee: Addressee? = nil,
        by: [String]? = nil, modality: Modality = .must, clock: Written<SuspensionClock>? = nil, decidedBy: [Written<String>] = [],
        location: Location = .unwritten
    ) {
        self.verb = verb
        self.targets = targets
        self.choices = choices
        self.from = from
        self.due = due
        self.duration = duration
        self.until = until
        self.addressee = addressee
        self.by = by
        self.modality = modality
        self.clock = clock
        self.decidedBy = decidedBy
        self.location = location
    }
}
