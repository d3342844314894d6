import Diagnostics
import Policy
import Testing
import _TestSupport

/// The engine against the reference, on random policies and cases. `REDRESS_TRIALS` says how many, `REDRESS_SEED` from where.
@Suite struct DifferentialTests {
    @Test func engineAgreesWithTheReference() {
        let trials = RandomTrials.number
        let seed = RandomTrials.seed
        print("differential test of the replay: \(trials) trials, seed \(seed)")
        let casesPerPolicy: UInt64 = 10
        var met = Set<String>()
        for number in 0..<(trials + casesPerPolicy - 1) / casesPerPolicy {
            var generator = SeededGenerator(seed: seed &+ number)
            let policy = RandomPolicy.policy(&generator)
            let typed = TypedPolicy(policy)
            #expect(!typed.diagnostics.contains { $0.severity == .error }, "\(typed.diagnostics.map(\.message.en))")
            let engine = EngineUnderTest(typed)
            let lean = EngineUnderTest(typed, keepsReasons: false)
            let reference = ReferencePolicy(policy)
            for _ in 0..<casesPerPolicy {
                let record = RandomCase.record(&generator)
                let expected = ReferenceReplay.decide(reference, record)
                met.formUnion(expected.features)
                if othersGoByOldLaw(policy, record) {
                    var plain = policy
                    plain.runningCases = nil
                    if ReferenceReplay.decide(ReferencePolicy(plain), record) != expected { met.insert("law of others") }
                }
                if engine.decide(record) == expected {
                    if lean.decide(record).withoutReasons == expected.withoutReasons { continue }
                    Issue.record("seed \(seed &+ number): measures are others when reasons aren't kept")
                    return
                }
                var shrinking = Shrinking(policy: policy, record: record)
                shrinking.shrink()
                Issue.record("seed \(seed &+ number)\n\(shrinking.report)")
                return
            }
        }
        // Trials in which nothing happens prove nothing; the rarest of these comes up once in some thousands.
        let wanted = Set(
            MeasureStatus.allCases.map(\.rawValue) + [
                "option", "undetermined", "clock", "null", "calendar", "adjusted", "merged", "event", "inadmissible", "unmatched", "not-offered",
                "out-of-range", "no-option", "history",
            ] + (trials >= 100_000 ? ["law of others"] : []))
        if RandomTrials.isEnough { #expect(wanted.subtracting(met) == []) }
    }

    /// The same frame asked about one day after the other gives what a fresh one gives.
    @Test func oneFrameAnswersForManyDays() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<50 {
            let policy = RandomPolicy.policy(&generator)
            let (kept, fresh) = (EngineUnderTest(TypedPolicy(policy)), EngineUnderTest(TypedPolicy(policy)))
            var record = RandomCase.record(&generator)
            (record.before, record.after) = ([], [])
            _ = kept.decide(record)
            for day in [40, -3, 12, 25, 12] {
                record.asOf = SampleVocabulary.day + day
                let answer = kept.ask(record)
                #expect(answer == fresh.decide(record))
            }
        }
    }

    /// Whether a record that itself goes by the law of the law day looks at some that don't.
    private func othersGoByOldLaw(_ policy: ResolvedPolicy, _ record: ReferenceCase) -> Bool {
        func isOld(_ one: ReferenceCase) -> Bool {
            guard let slot = SampleVocabulary.records[one.kind].day, case .date(let first)? = one.facts[slot] else { return false }
            return first < record.law ?? record.asOf
        }
        return policy.runningCases == .oldLaw && !isOld(record) && record.before.contains(where: isOld)
    }
}

extension ReferenceOutcome {
    /// What is left when nobody asks why.
    fileprivate var withoutReasons: ReferenceOutcome {
        var outcome = self
        for index in outcome.measures.indices {
            outcome.measures[index].citations = []
            outcome.measures[index].history = []
        }
        outcome.undetermined = [:]
        return outcome
    }

    /// What occurs in it.
    fileprivate var features: Set<String> {
        var features = Set(measures.flatMap(\.history).map(\.status)).union(conflicts.map(\.kind)).union(findings.map(\.kind))
        if measures.contains(where: { $0.event != nil }) { features.insert("event") }
        if !options.isEmpty { features.insert("option") }
        if !undetermined.isEmpty { features.insert("undetermined") }
        if measures.contains(where: { !$0.adjusted.isEmpty }) { features.insert("adjusted") }
        if undetermined.values.contains(where: { $0.contains { $0.hasPrefix("records.") } }) { features.insert("history") }
        if measures.contains(where: { Set($0.history.map(\.day)).count < $0.history.count }) { features.insert("merged") }
        return features
    }
}
