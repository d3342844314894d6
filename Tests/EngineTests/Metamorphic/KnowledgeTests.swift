import Policy
import Testing
import _TestSupport

/// What isn't known yet changes nothing.
@Suite struct KnowledgeTests {
    @Test func whatIsRecordedLaterChangesNothing() {
        var matters = 0
        let fault = RandomTrials.run("what is recorded later", costs: 5) { trial, generator in
            let engine = EngineUnderTest(TypedPolicy(trial.policy))
            for number in trial.cases.indices {
                var record = trial.cases[number]
                let known = record.known ?? SampleVocabulary.day + generator.number(-5...40)
                record.known = known
                let before = engine.decide(record)
                var later = record
                for _ in 0..<generator.number(1...3) {
                    var event = RandomCase.event(&generator, [known - 3, known, known + 1, record.asOf])
                    // Recorded later, or only happening then.
                    event.recorded = event.on > known && generator.chance(30) ? nil : known + generator.number(1...20)
                    later.events.insert(event, at: generator.number(0...later.events.count))
                }
                let after = engine.decide(later)
                if after != before {
                    return "case \(number), known by \(known)\n\(before.lines.joined(separator: "\n"))\nwith \(later.events)\n"
                        + after.lines.joined(separator: "\n")
                }
                later.known = known + 60
                record.known = known + 60
                if engine.decide(later) != engine.decide(record) { matters += 1 }
            }
            return nil
        }
        #expect(fault == nil, "\(fault ?? "")")
        // Events that would change nothing anyway prove nothing.
        if RandomTrials.isEnough { #expect(matters > 20) }
    }

    @Test func whatIsToComeChangesNothing() {
        var matters = 0
        let fault = RandomTrials.run("what is to come", costs: 5) { trial, generator in
            let engine = EngineUnderTest(TypedPolicy(trial.policy))
            for number in trial.cases.indices {
                var record = trial.cases[number]
                record.law = record.law ?? record.asOf
                let before = engine.decide(record)
                var later = record
                for _ in 0..<generator.number(1...3) {
                    var event = RandomCase.event(&generator, [record.asOf + 1, record.asOf + 5])
                    event.on = max(event.on, record.asOf + 1)
                    if let recorded = event.recorded { event.recorded = max(record.asOf - 5, min(recorded, record.asOf)) }
                    later.events.insert(event, at: generator.number(0...later.events.count))
                }
                let after = engine.decide(later)
                if after != before {
                    return "case \(number)\n\(before.lines.joined(separator: "\n"))\nwith \(later.events)\n" + after.lines.joined(separator: "\n")
                }
                (record.known, later.known) = (record.asOf + 90, record.asOf + 90)
                (record.asOf, later.asOf) = (record.asOf + 60, later.asOf + 60)
                if engine.decide(later) != engine.decide(record) { matters += 1 }
            }
            return nil
        }
        #expect(fault == nil, "\(fault ?? "")")
        if RandomTrials.isEnough { #expect(matters > 20) }
    }
}
