import Engine
import Policy
import Records
import Redress
import Reports
import Testing
import _TestSupport

/// However a case or a file is taken up, it comes to the same.
@Suite struct StoredAndSplitTests {
    /// A case stored on one day and taken up on a later one comes to what a run from the start comes to.
    @Test func aStoredCaseIsTakenUp() throws {
        var open = 0
        let fault = try RandomTrials.run("stored cases", costs: 100) { trial, generator in
            guard let pack = RandomPack.pack(trial.policy) else { return "no pack" }
            for (number, record) in trial.cases.enumerated() {
                let line = Array(RandomPack.json(record, id: "r-\(number)").utf8)
                func json(_ read: ReadRecord, _ days: DecisionDays) -> (text: String, isOpen: Bool) {
                    read.with { workspace in
                        let outlook = Outlook(workspace, workspace.request)
                        return (outlook.json(read.text, law: days.law, known: days.known), outlook.isOpen)
                    }
                }
                func find(_ days: DecisionDays) throws -> ReadRecord? {
                    guard case .found(let read) = try RecordSearch.find(.place(0), in: .bytes(line), pack, days) else { return nil }
                    return read
                }
                let then = RandomPack.days(record)
                guard let read = try find(then) else { return "case \(number) isn't read: \(String(decoding: line, as: UTF8.self))" }
                let outlook = json(read, then)
                let stored = try Residual(Array(outlook.text.utf8))
                if outlook.isOpen { open += 1 }
                var later = record
                later.asOf += generator.number(0...40)
                let days = RandomPack.days(later)
                guard stored.days(asOf: days.asOf) == days else { return "case \(number): other days" }
                let resumed = json(try stored.resumed(by: pack, days), days).text
                guard let fresh = try find(days).map({ json($0, days).text }) else { return "case \(number) isn't read later" }
                if resumed != fresh { return "case \(number), \(then.asOf) to \(days.asOf)\n\(resumed)\n\(fresh)" }
            }
            return nil
        }
        #expect(fault == nil, "\(fault ?? "")")
        if RandomTrials.isEnough { #expect(open > 20) }
    }

    /// What a record in JSON comes to is what the case itself comes to.
    @Test func recordsInJSONAreTheCases() throws {
        let fault = try RandomTrials.run("records in JSON", costs: 20) { trial, _ in
            guard let pack = RandomPack.pack(trial.policy) else { return "no pack" }
            let engine = EngineUnderTest(TypedPolicy(trial.policy))
            for (number, record) in trial.cases.enumerated() {
                let line = Array(RandomPack.json(record, id: "r-\(number)").utf8)
                let decision = try pack.decide(line, days: RandomPack.days(record)).get()
                let expected = engine.decide(record).measures
                let found = decision.measures.map { "\($0.measure) \($0.status) \($0.until?.number ?? 0) \($0.due?.number ?? 0)" }.sorted()
                let wanted = expected.map { "\(SampleVocabulary.measures[$0.type].name) \($0.status) \($0.until ?? 0) \($0.due ?? 0)" }.sorted()
                if found != wanted { return "case \(number): \(found), not \(wanted)" }
            }
            return nil
        }
        #expect(fault == nil, "\(fault ?? "")")
    }

    private struct Told: Equatable {
        var out: [UInt8] = []
        var rejects: [String] = []
        var decided = 0
        var conflicts = 0

        /// Adds what the next part of a file told.
        mutating func append(_ part: Told) {
            out += part.out
            rejects += part.rejects
            decided += part.decided
            conflicts += part.conflicts
        }
    }

    private func run(_ lines: ArraySlice<String>, _ pack: PolicyPack, _ days: DecisionDays, jobs: Int, isLean: Bool) throws -> Told {
        var run = RecordRun(pack: pack, days: days)
        (run.jobs, run.isLean) = (jobs, isLean)
        var told = Told()
        let summary = try run.run(
            .bytes(Array(lines.map { $0 + "\n" }.joined().utf8)),
            RecordRun.Sinks(output: { told.out += $0 }, reject: { told.rejects.append($0.record ?? "") }, note: { _ in }))
        (told.decided, told.conflicts) = (summary.decided, summary.conflicts)
        return told
    }

    /// A file in parts, one after the other, comes to what the whole comes to.
    @Test func aFileInPartsIsTheFile() throws {
        var decided = 0
        let fault = try RandomTrials.run("a file in parts", costs: 10, casesPerPolicy: 20) { trial, generator in
            guard let pack = RandomPack.pack(trial.policy), let first = trial.cases.first else { return "no pack" }
            // Records of one subject stand together, and in one part: a pack may look from one at the others.
            let cases = trial.cases.map { (subject: RandomPack.subject($0), record: $0) }.sorted { ($0.subject ?? "") < ($1.subject ?? "") }
            var lines = cases.enumerated().map { RandomPack.json($1.record, id: "r-\($0)") }
            // What can't be read is told by whichever part it is in.
            if generator.chance(40) { lines[generator.number(0...(lines.count - 1))] = "{\"id\": \"broken\", \"breach\": {\"loss\": \"much\"}}" }
            let days = RandomPack.days(first)
            let isLean = generator.chance(30)
            let whole = try run(lines[...], pack, days, jobs: generator.number(1...3), isLean: isLean)
            decided += whole.decided
            var joined = Told()
            var start = 0
            while start < lines.count {
                var end = min(lines.count, start + generator.number(1...9))
                while end < lines.count, cases[end].subject == cases[end - 1].subject { end += 1 }
                joined.append(try run(lines[start..<end], pack, days, jobs: generator.number(1...2), isLean: isLean))
                start = end
            }
            if joined != whole {
                return "\(String(decoding: joined.out, as: UTF8.self))\nin parts \(joined.rejects) \(joined.conflicts)\n"
                    + "\(String(decoding: whole.out, as: UTF8.self))\nwhole \(whole.rejects) \(whole.conflicts)"
            }
            return nil
        }
        #expect(fault == nil, "\(fault ?? "")")
        if RandomTrials.isEnough { #expect(decided > 200) }
    }
}
