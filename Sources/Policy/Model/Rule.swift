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
    /// The event of `for each`: the rule stands for one rule per event of this type.
    package var each: Written<String>?
    /// What an event must be like for the rule to admit it; one that isn't is reported.
    package var admission: WrittenExpression?
    /// The days on which it can fire, within those of its pack; nil: all of them.
    package var inForce: InForce?
    /// What it has said, each from its day on, ascending; empty where it says one thing on all days.
    package var versions: [Version] = []
    package var location: Location

    /// What a rule says from some day on.
    package struct Version: Hashable, Sendable {
        /// Days since 1970-01-01; nil: from the beginning.
        package var from: Int32?
        /// Nil: those of the rule.
        package var clauses: [Written<String>]?
        /// Nil: that of the rule.
        package var appliesTo: [Written<String>]?
        /// Nil: that of the rule.
        package var admission: WrittenExpression?
        package var condition: Condition
        /// Empty: from this day on there is no such rule.
        package var actions: [Action]
        package var location: Location
    }

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
    /// The law days on which it does without it; nil: all of them.
    package var inForce: InForce?
    package var location: Location

    package init(name: String, because: String?, inForce: InForce? = nil, location: Location = .unwritten) {
        self.name = name
        self.because = because
        self.inForce = inForce
        self.location = location
    }
}
