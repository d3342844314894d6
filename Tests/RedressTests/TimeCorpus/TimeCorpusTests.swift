import Diagnostics
import Engine
import Policy
import Records
import Redress
import Testing

/// Packs, records and what becomes of them day by day, as files (`Tests/Corpus/time/README.md`).
@Suite struct TimeCorpusTests {
    /// The folders that are cases.
    static let cases: [String] = {
        let entries = (try? DiskFiles().list(TimeCase.root)) ?? []
        return entries.filter { entry in
            entry.isFolder && ((try? DiskFiles().read("\(TimeCase.root)/\(entry.name)/expected.txt")) != nil)
        }.map(\.name)
    }()

    @Test func thereAreCases() { #expect(Self.cases.count >= 140) }

    @Test(arguments: cases) func comesToThisDayByDay(_ name: String) throws {
        let expected = try TimeCase(name)
        let loading = PolicyPack.load(expected.pack)
        let faults = loading.diagnostics.filter { $0.severity == .error }
        #expect(faults.isEmpty, "\(TerminalRenderer(language: .english).render(faults))")
        let pack = try #require(loading.pack)
        let lines = try DiskFiles().read("\(TimeCase.root)/\(name)/records.jsonl").split(separator: UInt8(ascii: "\n")).map(Array.init)
        if (expected.first...expected.last).contains(where: { pack.looksAtOthers(law: expected.law?.number ?? $0) }) {
            let seen = try together(pack, lines, expected)
            return compare(seen, with: expected, name)
        }
        var seen: [TimeCase.Record] = []
        for line in lines {
            var record = TimeCase.Record(id: "")
            for number in expected.first...expected.last {
                let day = try #require(Day(CivilDay.text(number)))
                let days = DecisionDays(asOf: day, law: expected.law, known: expected.known)
                let decision = try pack.decide(line, days: days).get()
                #expect(String(decoding: try pack.decideJSON(line, days: days).get(), as: UTF8.self) == decision.json)
                record.id = decision.record
                let text = expected.text(decision)
                if record.lines.last?.text != text { record.lines.append(TimeCase.Line(day: number, text: text)) }
            }
            seen.append(record)
        }
        compare(seen, with: expected, name)
    }

    /// The whole file decided as of each day, as a run does: records of one subject see each other.
    private func together(_ pack: PolicyPack, _ lines: [[UInt8]], _ expected: TimeCase) throws -> [TimeCase.Record] {
        var seen: [TimeCase.Record] = []
        for number in expected.first...expected.last {
            let day = try #require(Day(CivilDay.text(number)))
            var run = RecordRun(pack: pack, days: DecisionDays(asOf: day, law: expected.law, known: expected.known))
            run.format = .values
            var place = 0
            var sinks = RecordRun.Sinks(output: { _ in }, reject: { Issue.record("\($0.text(.english))") }, note: { _ in })
            sinks.decision = { decision in
                if number == expected.first { seen.append(TimeCase.Record(id: decision.record)) }
                let text = expected.text(decision)
                if seen[place].lines.last?.text != text { seen[place].lines.append(TimeCase.Line(day: number, text: text)) }
                place += 1
            }
            _ = try run.run(.bytes(Array(lines.joined(separator: [UInt8(ascii: "\n")]))), sinks)
        }
        return seen
    }

    private func compare(_ seen: [TimeCase.Record], with expected: TimeCase, _ name: String) {
        #expect(seen.map(\.id) == expected.records.map(\.id), "the records in order")
        for (record, expected) in zip(seen, expected.records) {
            let (found, wanted) = (record.lines.map(\.description), expected.lines.map(\.description))
            #expect(found == wanted, "\(name), record \(record.id), comes to\n\(found.joined(separator: "\n"))")
        }
    }
}

/// Every point of the specification about time has its cases, told apart by the first word of their names.
@Suite struct TimeCorpusCoverageTests {
    @Test(arguments: [
        ["objection", "objections", "each"], ["repair", "relapse"], ["leniency", "aggravation", "choice"], ["wrong"], ["law"], ["history"], ["civil"],
        ["next"],
        ["letter"],
    ]) func everyPointHasCases(_ words: [String]) {
        let cases = TimeCorpusTests.cases.filter { name in words.contains { name.hasPrefix("\($0)-") } }
        #expect(cases.count >= 10, "\(words)")
    }
}
