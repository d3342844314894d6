import Diagnostics

/// A rule after layering.
package struct ResolvedRule: Hashable, Sendable {
    package var name: String
    /// What it is called where people read; the name itself where no label is written.
    package var label: Phrase
    /// The pack that wrote it first, or replaced it: its dates in force bind the rule, also where a lower pack refines it.
    package var layer: Int
    /// The days on which it can fire, within those of its pack; nil: all of them.
    package var inForce: InForce?
    /// An index into ``Vocabulary/records``.
    package var kind: Int
    /// Values of the enumeration that the kind's `applies to` fact has, ascending; nil for all.
    package var appliesTo: [Int]?
    package var trigger: Trigger
    /// All must be true; empty means always. More than one where packs refine a rule.
    package var conditions: [LayeredExpression]
    package var actions: [ResolvedAction]
    /// The event (an index into ``Vocabulary/events``) of `for each`.
    package var each: Int?
    package var admission: LayeredExpression?
    package var clauses: [ClauseReference]
    /// How it came to be, first to last.
    package var provenance: [RuleProvenance]
    package var location: Location

    package init(
        name: String, label: Phrase? = nil, layer: Int, kind: Int = 0, appliesTo: [Int]? = nil, trigger: Trigger,
        conditions: [LayeredExpression] = [],
        actions: [ResolvedAction], clauses: [ClauseReference] = [], provenance: [RuleProvenance] = [], location: Location = .unwritten
    ) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.layer = layer
        self.kind = kind
        self.appliesTo = appliesTo
        self.trigger = trigger
        self.conditions = conditions
        self.actions = actions
        self.clauses = clauses
        self.provenance = provenance
        self.location = location
    }

    package enum Trigger: Hashable, Sendable {
        /// Neither `when` nor `while`: acts on the first moment.
        case always
        case when
        case during
    }
}

/// An expression and the pack that wrote it.
package struct LayeredExpression: Hashable, Sendable {
    package var expression: WrittenExpression
    package var layer: Int

    package init(_ expression: WrittenExpression, layer: Int) {
        self.expression = expression
        self.layer = layer
    }
}

/// An action, its names resolved.
package struct ResolvedAction: Hashable, Sendable {
    package var verb: ActionVerb
    /// The pack that wrote it; a refinement's actions belong to the lower pack.
    package var layer: Int
    /// Indexes into ``Vocabulary/measures``, groups expanded, without repeats, in the order written.
    package var measures: [Int]
    /// Indexes into ``Vocabulary/choices``.
    package var choices: [Int]
    package var from: WrittenExpression?
    package var due: WrittenExpression?
    package var duration: WrittenExpression?
    package var until: WrittenExpression?
    /// Nil: each measure's own ``MeasureType/borneBy``.
    package var addressee: Addressee?
    /// The units of `by:`, else those of the rule's clauses, without repeats.
    package var responsible: [String]
    package var modality: Modality
    /// Present for `suspend`.
    package var clock: SuspensionClock?
    /// Events (indexes) that decide an option.
    package var decidedBy: [Int]
    /// Of ``measures``, only those in this list.
    package var only: WrittenExpression?
    /// Only measures that were imposed for the rule's own event.
    package var isOfEvent = false
    /// By how much a term is changed: a share of it, or a duration.
    package var amount: WrittenExpression?
    /// The word that a change of the term leaves on a measure.
    package var word: String?
    /// What an option's new term may be at least and at most.
    package var atLeast: WrittenExpression?
    package var atMost: WrittenExpression?
    package var location: Location

    package init(
        verb: ActionVerb, layer: Int, measures: [Int], choices: [Int] = [], from: WrittenExpression? = nil,
        due: WrittenExpression? = nil, duration: WrittenExpression? = nil, until: WrittenExpression? = nil, addressee: Addressee? = nil,
        responsible: [String] = [], modality: Modality = .must, clock: SuspensionClock? = nil, decidedBy: [Int] = [],
        location: Location = .unwritten
    ) {
        self.verb = verb
        self.layer = layer
        self.measures = measures
        self.choices = choices
        self.from = from
        self.due = due
        self.duration = duration
        self.until = until
        self.addressee = addressee
        self.responsible = responsible
        self.modality = modality
        self.clock = clock
        self.decidedBy = decidedBy
        self.location = location
    }
}

/// A step in the making of a rule.
package struct RuleProvenance: Hashable, Sendable {
    package var layer: Int
    package var step: Step
    package var location: Location

    package init(layer: Int, step: Step, location: Location = .unwritten) {
        self.layer = layer
        self.step = step
        self.location = location
    }

    package enum Step: Hashable, Sendable {
        case written
        case refined
        case replaced(because: String?)
    }
}

/// A superior rule that no longer stands, and why.
package struct SupersededRule: Hashable, Sendable {
    /// As it stood before.
    package var rule: ResolvedRule
    /// The pack that did it.
    package var layer: Int
    package var step: Step
    package var because: String?
    package var location: Location

    package init(rule: ResolvedRule, layer: Int, step: Step, because: String?, location: Location = .unwritten) {
        self.rule = rule
        self.layer = layer
        self.step = step
        self.because = because
        self.location = location
    }

    package enum Step: Hashable, Sendable {
        case replaced
        case dropped
    }
}
