import Policy
import Testing
import _TestSupport

/// What a case was on a day is what its history says of that day later on, and what a timeline shows.
@Suite struct DayByDayTests {
    private static let days = (SampleVocabulary.day - 6)...(SampleVocabulary.day + 62)

    /// The law and the knowledge of one day, whatever day is asked about.
    private func steady(_ record: ReferenceCase, _ generator: inout SeededGenerator) -> ReferenceCase {
        var record = record
        // The law of a day that is past throughout, or of one to come.
        record.law = generator.chance(70) ? Self.days.lowerBound - generator.number(0...15) : Self.days.upperBound + generator.number(1...10)
        record.known = SampleVocabulary.day + generator.number(0...90)
        return record
    }

    @Test func eachDayIsAsTheHistoryOfTheLastOneHasIt() {
        var entries = 0
        let fault = RandomTrials.run("day by day", costs: 40) { trial, generator in
            let engine = EngineUnderTest(TypedPolicy(trial.policy))
            for number in trial.cases.indices {
                var record = steady(trial.cases[number], &generator)
                record.asOf = Self.days.upperBound
                let last = engine.decide(record).measures
                entries += last.reduce(0) { $0 + $1.history.count }
                for day in Self.days {
                    record.asOf = day
                    let found = engine.ask(record).measures
                    if found.contains(where: { $0.status != $0.history.last?.status }) { return "case \(number): a status without its entry" }
                    // What is found on a day has nothing of later ones.
                    let (seen, told) = (found.map { text($0, upTo: .max) }.sorted(), last.map { text($0, upTo: day) }.filter { !$0.isEmpty }.sorted())
                    if seen != told {
                        return "case \(number), \(CivilDay.text(Int32(day)))\n\(seen.joined(separator: "\n"))\nby the history of the last day\n"
                            + told.joined(separator: "\n")
                    }
                }
            }
            return nil
        }
        #expect(fault == nil, "\(fault ?? "")")
        if RandomTrials.isEnough { #expect(entries > 100) }
    }

    @Test func eachDayIsAsTheTimelineHasIt() {
        var changes = 0
        let fault = RandomTrials.run("the timeline", costs: 40) { trial, generator in
            let engine = EngineUnderTest(TypedPolicy(trial.policy))
            for number in trial.cases.indices {
                var record = steady(trial.cases[number], &generator)
                let timeline = engine.traced(record, upTo: Self.days.upperBound)
                record.asOf = Self.days.lowerBound
                _ = engine.decide(record)
                var before: [String] = []
                for day in Self.days {
                    record.asOf = day
                    let seen = engine.ask(record).measures.map { "\($0.type) \($0.status)" }.sorted()
                    if seen != before { changes += 1 }
                    before = seen
                    let told = timeline(day)
                    if seen != told { return "case \(number), \(CivilDay.text(Int32(day))): \(seen), by the timeline \(told)" }
                }
            }
            return nil
        }
        #expect(fault == nil, "\(fault ?? "")")
        if RandomTrials.isEnough { #expect(changes > 50) }
    }

    /// A measure as far as a day; nothing where it wasn't there yet.
    private func text(_ measure: ReferenceOutcome.Measure, upTo day: Int) -> String {
        let history = measure.history.filter { $0.day <= day }
        if history.isEmpty { return "" }
        let entries = history.map { "\(CivilDay.text(Int32($0.day))) \($0.status) r\($0.rule)" }
        return "\(measure.type) \(measure.addressee ?? "–") r\(measure.rule) for \(measure.event ?? 0): \(entries.joined(separator: ", "))"
    }
}
