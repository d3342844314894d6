import FEEL
import Policy

/// What a rule with `for each` binds for its expressions: the values of its event and of the one that answers it, in slots of their own.
struct ScopePlan: BitwiseCopyable {
    /// The event's type.
    var event: Int
    /// The first of its slots.
    var slot: Int
    var factCount: Int
    /// Where the answer's facts begin, behind ``slot``, and how many there are.
    var answersStart: Int
    var answerCount: Int
    var sources: UnsafeBufferPointer<AnswerSource>
}

/// Which facts an answering event gives.
struct AnswerSource: BitwiseCopyable {
    var event: Int
    /// By place: the index of its own fact; -1 where it has none such.
    var facts: UnsafeBufferPointer<Int32>
}

/// A type of event that another one answers.
struct AnswerPlan: BitwiseCopyable {
    var asked: Int
    /// The facts that have to be the same; -1 where any event will do.
    var ownFact: Int
    var askedFact: Int
}

/// How changes of terms combine.
struct CombinationPlan: BitwiseCopyable {
    var layer: Int
    var measures: UnsafeBufferPointer<UInt16>
    /// Which goes first; nil in the order in which they come.
    var first: TermChange.Kind?
    var isOfBase: Bool
    var atLeast: ProgramRef?
    var atMost: ProgramRef?
}

extension PlanBuilder {
    func scope(_ rule: ResolvedRule) -> ScopePlan? {
        guard let each = rule.each else { return nil }
        let vocabulary = typed.policy.vocabulary
        let scope = EventScope(each, vocabulary)
        let sources = scope.answering.map { event in
            AnswerSource(event: event, facts: memory.table(scope.sources(vocabulary.events[event]).map { Int32($0 ?? -1) }))
        }
        return ScopePlan(
            event: each, slot: typed.policy.variables.count, factCount: scope.factCount, answersStart: scope.answersStart,
            answerCount: scope.answerFacts.count, sources: memory.table(sources))
    }

    /// Events that a rule with `for each` depends on beside those that its expressions read.
    func reads(_ scope: ScopePlan) -> UInt64 { scope.sources.reduce(PlanBuilder.mask(scope.event)) { $0 | PlanBuilder.mask($1.event) } }

    /// By type of event: what it answers.
    func answers() -> [UnsafeBufferPointer<AnswerPlan>] {
        typed.policy.vocabulary.events.map { event in
            memory.table(
                event.answers.enumerated().map { place, asked in
                    AnswerPlan(
                        asked: asked, ownFact: event.matching?.fact ?? -1,
                        askedFact: event.matching.flatMap { $0.asked.indices.contains(place) ? $0.asked[place] : nil } ?? -1)
                })
        }
    }

    func combinations() -> [CombinationPlan] {
        zip(typed.policy.combinations, typed.combinations).map { resolved, checked in
            CombinationPlan(
                layer: resolved.layer, measures: memory.table(resolved.measures.map { UInt16($0) }),
                first: resolved.combination.order.first.map { $0 == .extend ? .extend : .shorten }, isOfBase: resolved.combination.base == .base,
                atLeast: compiled(checked.atLeast), atMost: compiled(checked.atMost))
        }
    }

    /// Whether an expression looks at the case's own measures, whose state time alone can change.
    static func readsMeasures(_ expression: CheckedExpression) -> Bool {
        expression.hostCalls.contains { MeasureFunction(rawValue: $0.function.id) != nil }
    }
}
