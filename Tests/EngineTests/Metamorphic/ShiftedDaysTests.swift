import Policy
import Testing
import _TestSupport

/// Everything 28 years later comes to the same, 28 years later: weekdays and leap years are those of then.
@Suite struct ShiftedDaysTests {
    private static let years = 10_227

    @Test func theOutcomeShiftsWithTheDays() {
        let measures = Counter()
        let fault = RandomTrials.run("28 years later", costs: 5) { trial, _ in
            let engine = EngineUnderTest(TypedPolicy(trial.policy))
            let decided = trial.cases.map { engine.decide($0) }
            measures.count += decided.reduce(0) { $0 + $1.measures.count }
            return SampleVocabulary.$day.withValue(SampleVocabulary.day + Self.years) {
                let later = RandomTrials.Trial(seed: trial.seed, cases: trial.cases.count)
                let engine = EngineUnderTest(TypedPolicy(later.policy))
                for number in later.cases.indices {
                    let found = engine.decide(later.cases[number])
                    let expected = decided[number].later(by: Self.years)
                    if found != expected {
                        return "case \(number)\n\(expected.lines.joined(separator: "\n"))\nfound\n" + found.lines.joined(separator: "\n")
                    }
                }
                return nil
            }
        }
        #expect(fault == nil, "\(fault ?? "")")
        if RandomTrials.isEnough { #expect(measures.count > 500) }
    }

    private final class Counter {
        var count = 0
    }

    /// The trial itself is another: no day of it stays where it was.
    @Test func theTrialShifts() throws {
        for seed in UInt64(0)..<20 {
            let trial = RandomTrials.Trial(seed: seed, cases: 3)
            let later = SampleVocabulary.$day.withValue(SampleVocabulary.day + Self.years) { RandomTrials.Trial(seed: seed, cases: 3) }
            #expect(later.cases.map(\.asOf) == trial.cases.map { $0.asOf + Self.years })
            #expect(later.cases.map { $0.events.map(\.on) } == trial.cases.map { $0.events.map { $0.on + Self.years } })
            #expect(later.policy.calendar?.first == trial.policy.calendar.map { $0.first + Int32(Self.years) })
            #expect(!"\(later.policy)".contains("2023-0"))
        }
    }
}

extension ReferenceOutcome {
    /// With every day so many days later.
    fileprivate func later(by days: Int) -> ReferenceOutcome {
        var outcome = self
        for index in measures.indices {
            let measure = measures[index]
            outcome.measures[index].from = measure.from.map { $0 + days }
            outcome.measures[index].until = measure.until.map { $0 + days }
            outcome.measures[index].due = measure.due.map { $0 + days }
            outcome.measures[index].event = measure.event.map { $0 + days }
            for place in measure.history.indices { outcome.measures[index].history[place].day += days }
        }
        for index in findings.indices {
            outcome.findings[index].event = findings[index].event.map { $0 + days }
            outcome.findings[index].day += days
        }
        // The order of findings is that of their texts, days included.
        outcome.findings.sort { "\($0)" < "\($1)" }
        outcome.conflicts = Set(
            conflicts.map { conflict in
                var conflict = conflict
                conflict.day += days
                return conflict
            })
        return outcome
    }
}
