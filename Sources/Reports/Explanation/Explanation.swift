import Diagnostics
import Engine
import Policy

/// Why a case's measures are as they are on a day, for the people who answer for it: rules, clauses, and every fact that was read.
package struct Explanation: Sendable {
    private let evidence: CaseEvidence
    private let policy: ResolvedPolicy

    /// Takes the case in a workspace's frame and decides it anew.
    package init(_ workspace: Workspace, _ request: DecisionRequest) {
        evidence = CaseEvidence(workspace, request)
        policy = workspace.plan.policy
    }

    package var decision: Decision { evidence.decision }

    /// Why each measure stands as it does, or the one named. A measure that isn't there is answered by ``whyNot(_:in:)``.
    /// - Parameter measure: a measure's name or label; nil for all.
    package func why(_ measure: String? = nil, in language: Language) -> String {
        let writer = ExplanationWriter(evidence, Labels(policy, language))
        guard let measure else { return writer.everything() }
        guard let index = policy.vocabulary.measure(named: measure) else { return writer.noSuchMeasure(measure) }
        return evidence.measures.contains { $0.type == index } ? writer.measure(index) : writer.whyNot(index)
    }

    /// Why a measure doesn't stand: for each rule that could impose it, what kept it from doing so. One that stands or stood is explained.
    package func whyNot(_ measure: String, in language: Language) -> String {
        let writer = ExplanationWriter(evidence, Labels(policy, language))
        guard let index = policy.vocabulary.measure(named: measure) else { return writer.noSuchMeasure(measure) }
        return writer.whyNot(index)
    }
}
