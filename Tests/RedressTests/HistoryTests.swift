import Diagnostics
import Engine
import Policy
import Records
import Redress
import Reports
import Testing
import _TestSupport

/// Records of one subject decided with each other in view: one by one, as a file, in parts, sorted.
@Suite struct HistoryTests {
    private static func load(_ name: String) throws -> PolicyPack {
        let loading = PolicyPack.load(Repository.path("Tests/Corpus/time/\(name)"))
        return try #require(loading.pack, "\(loading.diagnostics.map(\.message.en))")
    }

    private static let packs = ["history-second-within-two-years", "history-relapse", "history-points-lapse", "history-standing", "history-measures"]

    private func record(_ id: String, _ day: String, _ subject: String = "p-1", _ more: String = "") -> String {
        "{\"id\": \"\(id)\", \"reader\": {\"id\": \"\(subject)\", \"kind\": \"adult\"}, \"loan\": {\"ended\": \"\(day)\"}\(more)}"
    }

    /// Records of some subjects, each subject's together; by subject.
    private func groups(_ seed: UInt64, count: Int) -> [[String]] {
        var random = SeededGenerator(seed: seed)
        func day() -> String {
            let (month, day) = (Int.random(in: 1...6, using: &random), Int.random(in: 10...28, using: &random))
            return "2021-0\(month)-\(day)"
        }
        return (0..<count).map { number in
            (0..<Int.random(in: 1...4, using: &random)).map { place in
                var more = Bool.random(using: &random) ? ", \"book\": {\"price\": \(Int.random(in: 1...12, using: &random))}" : ""
                if Bool.random(using: &random) {
                    more += ", \"events\": [{\"type\": \"objected\", \"on\": \"\(day())\"}, {\"type\": \"paid\", \"on\": \"\(day())\"}]"
                }
                return record("r-\(number)-\(place)", day(), "p-\(number)", more)
            }
        }
    }

    private func bytes(_ lines: [String]) -> [UInt8] { Array(lines.joined(separator: "\n").utf8) }

    @Test(arguments: packs) func partsAndThreadsAndSortingChangeNothing(_ name: String) throws {
        let pack = try Self.load(name)
        let groups = groups(5, count: 300)
        let whole = try RunOutcome(bytes(groups.flatMap { $0 }), pack, asOf: "2021-05-01")
        #expect(whole.summary.decided == groups.flatMap { $0 }.count)
        #expect(whole.rejects == [])
        for jobs in [2, 5] { #expect(try RunOutcome(bytes(groups.flatMap { $0 }), pack, asOf: "2021-05-01", jobs: jobs).out == whole.out) }
        // Cut where subjects end, and joined again.
        var joined: [UInt8] = []
        for start in stride(from: 0, to: groups.count, by: 37) {
            joined += try RunOutcome(bytes(groups[start..<min(start + 37, groups.count)].flatMap { $0 }), pack, asOf: "2021-05-01").out
        }
        #expect(joined == whole.out)
        // Shuffled, the records of each subject still in their order, and sorted again.
        var random = SeededGenerator(seed: 9)
        var rest = groups
        var shuffled: [String] = []
        while let pick = rest.indices.filter({ !rest[$0].isEmpty }).randomElement(using: &random) { shuffled.append(rest[pick].removeFirst()) }
        let sorted = try RunOutcome(bytes(shuffled), pack, asOf: "2021-05-01", jobs: 2, order: .bySubject)
        #expect(sorted.rejects == [])
        #expect(sorted.lines.sorted() == whole.lines.sorted())
        let order = (0..<groups.count).sorted { Array("p-\($0)".utf8).lexicographicallyPrecedes(Array("p-\($1)".utf8)) }
        #expect(sorted.out == (try RunOutcome(bytes(order.flatMap { groups[$0] }), pack, asOf: "2021-05-01").out))
    }

    @Test(arguments: packs) func oneRecordWithItsHistoryIsThatRecordInAFile(_ name: String) throws {
        let pack = try Self.load(name)
        let days = try Packs.days("2021-04-20")
        for group in groups(6, count: 40) {
            var decisions: [Decision] = []
            var run = RecordRun(pack: pack, days: days)
            run.format = .values
            var sinks = RecordRun.Sinks(output: { _ in }, reject: { _ in }, note: { _ in })
            sinks.decision = { decisions.append($0) }
            _ = try run.run(.bytes(bytes(group)), sinks)
            // Days differ or the last is meant, so that order among records of a day doesn't come into it.
            let last = try pack.decide(Array(group[group.count - 1].utf8), history: group.dropLast().map { Array($0.utf8) }, days: days).get()
            #expect(last == decisions.last)
            // As `explain` and `timeline` find it.
            for (line, decision) in zip(group, decisions) {
                guard case .found(let found) = try RecordSearch.find(.id(decision.record), in: .bytes(bytes(group)), pack, days) else {
                    Issue.record("\(line) isn't found")
                    continue
                }
                found.with { workspace in
                    workspace.decide()
                    #expect(workspace.decision() == decision)
                }
            }
        }
    }

    @Test func withoutHistoryThereIsNone() throws {
        let pack = try Self.load("history-second-within-two-years")
        let days = try Packs.days("2021-03-01")
        let (first, second) = (Array(record("a", "2020-12-31").utf8), Array(record("b", "2021-03-01").utf8))
        #expect(try pack.decide(second, days: days).get().measures.map(\.rule) == ["first time"])
        #expect(try pack.decide(second, history: [first], days: days).get().measures.map(\.rule) == ["again"])
        // What one call had in view, the next has not.
        #expect(try pack.decide(second, days: days).get().measures.map(\.rule) == ["first time"])
        #expect(String(decoding: try pack.decideJSON(second, days: days).get(), as: UTF8.self).contains("first time"))
    }

    @Test func aHistoryThatCanNotBeReadIsAFailure() throws {
        let pack = try Self.load("history-second-within-two-years")
        let days = try Packs.days("2021-03-01")
        let own = Array(record("b", "2021-03-01").utf8)
        let other = Array(record("a", "2020-12-31", "p-2").utf8)
        func reject(_ history: [[UInt8]]) throws -> Reject {
            guard case .failure(.rejected(let reject)) = pack.decide(own, history: history, days: days) else {
                Issue.record("it is taken")
                return Reject(line: 0, reason: Phrase(same: ""))
            }
            return reject
        }
        let stranger = try reject([own, other])
        #expect(stranger.record == "a")
        #expect(stranger.path == "history[1]")
        #expect(stranger.reason.en == "this record is about another subject")
        #expect(try reject([Array("{}{}".utf8)]).path == "history[0]")
        #expect(try reject([Array(record("a", "2021-02-30").utf8)]).path == "history[0].loan.ended")
    }

    @Test func aSubjectThatComesAgainIsToldAtEachRecord() throws {
        let pack = try Self.load("history-second-within-two-years")
        let lines = [record("a", "2021-03-01"), record("b", "2021-03-01", "p-2"), record("c", "2021-03-02"), record("d", "2021-03-03")]
        let outcome = try RunOutcome(bytes(lines), pack, asOf: "2021-05-01", jobs: 2)
        #expect(outcome.rejects.map(\.record) == ["c", "d"])
        #expect(outcome.rejects.map(\.line) == [3, 4])
        #expect(outcome.rejects.allSatisfy { $0.reason.en.contains("--group-by subject") && $0.reason.zh.contains("--group-by subject") })
        #expect(outcome.lines.count == 2)
        guard case .rejected(let reject) = try RecordSearch.find(.id("d"), in: .bytes(bytes(lines)), pack, try Packs.days("2021-05-01")) else {
            Issue.record("`explain` finds what `run` refuses")
            return
        }
        #expect(reject == outcome.rejects.last)
        let sorted = try RunOutcome(bytes(lines), pack, asOf: "2021-05-01", order: .bySubject)
        #expect(sorted.rejects == [])
        #expect(sorted.lines.count == 4)
        // A pack that looks at no other records doesn't mind.
        let plain = try Packs.county()
        let shared = try Repository.caseLines().prefix(2) + Repository.caseLines().prefix(2)
        #expect(try RunOutcome(bytes(Array(shared)), plain).rejects == [])
    }

    @Test func aRecordThatCanNotBeReadIsMissedByItsSubject() throws {
        let pack = try Self.load("history-second-within-two-years")
        let bad = record("a", "2021-02-30")
        let outcome = try RunOutcome(bytes([bad, record("b", "2021-03-01"), record("c", "2021-03-01", "p-2")]), pack, asOf: "2021-05-01")
        #expect(outcome.rejects.map(\.record) == ["a"])
        #expect(outcome.notes.map(\.record) == ["a"])
        #expect(outcome.notes.map(\.line) == [1])
        #expect(outcome.lines.count == 2)
        // Alone among its kind it is missed by nobody.
        #expect(try RunOutcome(bytes([bad]), pack).notes == [])
    }

    /// An event is tried as if it stood in the record: also where an earlier record sees it.
    @Test func whatIsTriedIsSeenFromTheOthers() throws {
        let pack = try Self.load("history-seen-from-an-earlier-one")
        let lines = [record("a", "2021-03-01"), record("b", "2021-03-05")]
        let days = try Packs.days("2021-03-07")
        guard case .found(let read) = try RecordSearch.find(.id("b"), in: .bytes(bytes(lines)), pack, days) else {
            Issue.record("it isn't found")
            return
        }
        for _ in 0..<2 {
            let outlook = read.with { Outlook($0, days.request) }
            #expect(outlook.decision.measures.isEmpty)
            let objected = try #require(outlook.events.first)
            #expect(pack.plan.policy.vocabulary.events[objected.event].name == "objected")
            guard case .imposed(let measure, let by)? = objected.changes.first else {
                Issue.record("\(objected.changes)")
                return
            }
            #expect([measure.measure, by.rule] == ["ban", "owes"])
        }
    }

    @Test func twoPacksCompareWholeSubjects() throws {
        let (first, second) = (try Self.load("history-second-within-two-years"), try Self.load("history-relapse"))
        let lines = groups(8, count: 60).flatMap { $0 }
        var outcomes: [[String]] = []
        for jobs in [1, 3] {
            var comparison = OutcomeComparison(first, second, days: try Packs.days("2021-04-20"))
            comparison.jobs = jobs
            var found: [String] = []
            let matrix = try comparison.run(.bytes(bytes(lines)), difference: { found.append($0.record) }, reject: { Issue.record("\($0)") })
            #expect(matrix.compared == lines.count)
            outcomes.append(found)
        }
        #expect(outcomes[0] == outcomes[1])
        #expect(!outcomes[0].isEmpty)
    }
}
