import Diagnostics
import Redress
import Testing
import _TestSupport

/// What an embedding program does with the library.
@Suite struct FacadeTests {
    /// The example of `PolicyPack`, word for word as far as a test allows.
    @Test func theExampleWorks() throws {
        let loading = PolicyPack.load(Repository.path("rules/cn/shaanxi/zhashui"))
        guard let pack = loading.pack, let day = Day("2024-06-30") else {
            Issue.record("\(loading.diagnostics.map(\.message.en))")
            return
        }
        let recordJSON = Array(try #require(try Repository.caseLines().first).utf8)
        let result = pack.decide(recordJSON, asOf: day)
        let decision = try result.get()
        #expect(decision.record == "r-0001")
        #expect(decision.pack == "cn.shaanxi.zhashui")
        #expect(decision.digest == pack.digest)
        #expect(decision.asOf == day)
        #expect(decision.statuses("joint-sanction") == ["expired"])
        #expect(pack.digest.wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil)
        #expect(pack.title.zh.contains("柞水县"))
    }

    @Test func manyTasksDecideAlike() async throws {
        let pack = try Packs.county()
        let lines = try Repository.caseLines().map { Array($0.utf8) }
        // Tasks ask about different days at once, so that what is kept between calls changes hands and days.
        let days = try (0..<6).map { try Packs.days("2023-0\($0 + 4)-15") }
        var expected: [[[UInt8]]] = []
        for day in days { expected.append(try lines.map { try pack.decideJSON($0, days: day).get() }) }
        #expect(Set(expected).count == days.count)
        let all = expected
        let wrong = await withTaskGroup(of: Int.self) { group in
            for task in 0..<12 {
                group.addTask {
                    var wrong = 0
                    for round in 0..<4 {
                        for (index, line) in lines.enumerated() {
                            let day = (task + round + index) % days.count
                            if (try? pack.decideJSON(line, days: days[day]).get()) != all[day][index] { wrong += 1 }
                        }
                        await Task.yield()
                    }
                    return wrong
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    /// More days than writers are kept for.
    @Test func anyNumberOfDays() throws {
        let pack = try Packs.county()
        let record = RecordText().bytes
        let first = try #require(Day("2023-05-01"))
        for step in (0..<100).flatMap({ [$0, $0 / 2] }) {
            let day = first.adding(days: step)
            let json = String(decoding: try pack.decideJSON(record, days: DecisionDays(asOf: day)).get(), as: UTF8.self)
            #expect(json.contains("\"asOf\":\"\(day)\""))
        }
    }

    @Test func theDayOfTheLawAndOfKnowledge() throws {
        let pack = try Packs.county()
        var record = RecordText()
        record.happened("repair-effective", "2023-11-02")
        let day = try #require(Day("2023-12-01"))
        func status(_ days: DecisionDays) throws -> [String] { try pack.decide(record.bytes, days: days).get().statuses("joint-sanction") }
        #expect(try status(DecisionDays(asOf: day)) == ["lifted"])
        #expect(try status(DecisionDays(asOf: day, law: Day("2020-06-01"))) == [])
    }

    @Test func faultsAreValues() throws {
        let pack = try Packs.county()
        let day = try #require(Day("2024-06-30"))
        func failure(_ text: String) -> PolicyPack.Failure? {
            guard case .failure(let failure) = pack.decide(Array(text.utf8), asOf: day) else { return nil }
            let json = pack.decideJSON(Array(text.utf8), days: DecisionDays(asOf: day))
            #expect(json == .failure(failure))
            return failure
        }
        let good = String(decoding: RecordText().bytes, as: UTF8.self)
        #expect(failure("") == .notOneRecord(found: 0))
        #expect(failure(" \n \n") == .notOneRecord(found: 0))
        #expect(failure(good + "\n" + good) == .notOneRecord(found: 2))
        #expect(failure("[\(good), \(good), \(good)]") == .notOneRecord(found: 3))
        #expect(failure("[\(good)]") == nil)
        #expect(failure("\u{FEFF}" + good + "\r\n") == nil)
        guard case .rejected(let reject)? = failure(good.replacing("700000", with: "\"much\"")) else {
            Issue.record("a loss that is no number was taken")
            return
        }
        #expect(reject.path == "breach.loss")
        #expect(reject.record == "r-1")
        for text in ["{", "null", "{}", "\0", good + "x", String(repeating: "[", count: 10_000), "{\"id\":\"\\uD800\"}"] {
            guard failure(text) != nil else {
                Issue.record("`\(text.prefix(40))` was decided")
                continue
            }
        }
        // A long record before a second one is told as two, not taken for one.
        let long = good.replacing("\"r-1\"", with: "\"" + String(repeating: "r", count: 1 << 20) + "\"")
        #expect(failure(long) == nil)
        #expect(failure(long + "\n" + good) == .notOneRecord(found: 2))
        // The desk that met all that goes on as before.
        #expect(try pack.decide(Array(good.utf8), asOf: day).get().record == "r-1")
    }

    @Test func faultyPacksAreValues() {
        let missing = PolicyPack.load(Repository.path("rules/cn/nowhere"))
        #expect(missing.pack == nil)
        #expect(missing.diagnostics.contains { $0.severity == .error })
        #expect(PolicyPack.load("").pack == nil)
        #expect(PolicyPack.load(Repository.cases).pack == nil)
    }

    @Test func theShippedPacksAreWithoutFault() throws {
        #expect(Packs.zhashui.diagnostics.map(\.code) == [])
        #expect(Packs.stateCouncil.diagnostics.map(\.code) == [])
        #expect(try Packs.county().digest != Packs.country().digest)
    }
}
