import Diagnostics

/// A rule as one pack wrote it: of its own, a refinement, or a replacement of a superior pack's.
package struct Rule: Hashable, Sendable {
    package var name: String
    package var role: Role
    /// What it is called where people read; nil for its name.
    package var label: Phrase?
    /// Clause ids or cites.
    package var clauses: [Written<String>]
    /// The kind of record; nil for the vocabulary's first.
    package var kind: Written<String>?
    /// Values or groups of values of the record's `applies to` fact; nil for all.
    package var appliesTo: [Written<String>]?
    package var condition: Condition
    package var actions: [Action]
    package var location: Location

    package init(
        name: String, role: Role = .own, label: Phrase? = nil, clauses: [Written<String>] = [], kind: Written<String>? = nil,
        appliesTo: [Written<String>]? = nil, condition: Condition = .always, actions: [Action], location: Location = .unwritten
    ) {
        self.name = name
        self.role = role
        self.label = label
        self.clauses = clauses
        self.kind = kind
        self.appliesTo = appliesTo
        self.condition = condition
        self.actions = actions
        self.location = location
    }

    package enum Role: Hashable, Sendable {
        case own
        case refinement
        /// With the reason given under `because:`.
        case replacement(because: String?)
    }

    package enum Condition: Hashable, Sendable {
        case always
        case when(WrittenExpression)
        case during(WrittenExpression)
    }
}

/// A superior pack's rule or duty that a pack does without.
package struct DroppedRule: Hashable, Sendable {
    package var name: String
    package var because: String?
    package var location: Location

    package init(name: String, because: String?, location: Location = .unwritten) {
        self.name = name
        self.because = because
        self.location = location
    }
}
