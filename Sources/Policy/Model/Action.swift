import Diagnostics

/// What an action does.
package enum ActionVerb: String, Hashable, Sendable, CaseIterable {
    case impose
    case suspend
    case lift
    case revoke
    case withhold
    case may
}

/// Whether the end of a measure moves while it is suspended.
package enum SuspensionClock: String, Hashable, Sendable, CaseIterable {
    case runs
    case stops
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
