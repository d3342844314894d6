import Diagnostics

/// What an instrument wants done whatever the records say, as one pack wrote it: of its own, a refinement, or a replacement of a superior pack's.
package struct Duty: Hashable, Sendable {
    package var name: String
    package var role: Rule.Role
    package var label: Phrase?
    /// Who answers for it; empty for the responsible units of its clauses.
    package var owner: [String]
    package var cooperating: [String]
    /// What is to be there when it is done.
    package var deliverables: [Phrase]
    /// Nil where no date is stated.
    package var schedule: DutySchedule?
    /// Clause ids or cites.
    package var clauses: [Written<String>]
    package var location: Location

    package init(
        name: String, role: Rule.Role = .own, label: Phrase? = nil, owner: [String] = [], cooperating: [String] = [],
        deliverables: [Phrase] = [], schedule: DutySchedule? = nil, clauses: [Written<String>] = [], location: Location = .unwritten
    ) {
        self.name = name
        self.role = role
        self.label = label
        self.owner = owner
        self.cooperating = cooperating
        self.deliverables = deliverables
        self.schedule = schedule
        self.clauses = clauses
        self.location = location
    }
}

/// A duty after layering.
package struct ResolvedDuty: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    /// The pack that wrote it first, or replaced it: its dates in force bind a recurring duty, also where a lower pack refines it.
    package var layer: Int
    package var owner: [String]
    package var cooperating: [String]
    package var deliverables: [Phrase]
    package var schedule: DutySchedule?
    package var clauses: [ClauseReference]
    /// How it came to be, first to last.
    package var provenance: [RuleProvenance]
    package var location: Location

    package init(
        name: String, label: Phrase? = nil, layer: Int, owner: [String] = [], cooperating: [String] = [], deliverables: [Phrase] = [],
        schedule: DutySchedule? = nil, clauses: [ClauseReference] = [], provenance: [RuleProvenance] = [], location: Location = .unwritten
    ) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.layer = layer
        self.owner = owner
        self.cooperating = cooperating
        self.deliverables = deliverables
        self.schedule = schedule
        self.clauses = clauses
        self.provenance = provenance
        self.location = location
    }
}

/// A superior duty that no longer stands, and why.
package struct SupersededDuty: Hashable, Sendable {
    /// As it stood before.
    package var duty: ResolvedDuty
    /// The pack that did it.
    package var layer: Int
    package var step: SupersededRule.Step
    package var because: String?
    package var location: Location

    package init(duty: ResolvedDuty, layer: Int, step: SupersededRule.Step, because: String?, location: Location = .unwritten) {
        self.duty = duty
        self.layer = layer
        self.step = step
        self.because = because
        self.location = location
    }
}
