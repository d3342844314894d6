import Diagnostics
import Engine
import Policy
import Records
import Redress
import Testing
import _TestSupport

/// Texts of packs over the vocabulary that the corpus of time shares.
private struct PackText {
    var header = ["pack: late", "vocabulary: library", "in force: {from: 2021-01-01}"]
    var clauses = ["c1: {cite: 第1条, class: operative}"]
    var parameters: [String] = []
    var define: [String] = []
    var rules: [String] = []

    var text: String {
        func block(_ key: String, _ entries: [String]) -> String {
            entries.isEmpty ? "" : key + ":\n" + entries.map { "  " + $0.replacing("\n", with: "\n  ") + "\n" }.joined()
        }
        return header.joined(separator: "\n") + "\n" + block("clauses", clauses) + block("parameters", parameters) + block("define", define)
            + block("rules", rules)
    }

    func load() throws -> PolicyPack {
        var files = MemoryFiles(["late/pack.yaml": text])
        files["library/vocabulary.yaml"] = String(decoding: try DiskFiles().read("\(TimeCase.root)/library/vocabulary.yaml"), as: UTF8.self)
        let loading = PolicyPack.load("late", with: PolicyLoader(files: files))
        let faults = loading.diagnostics.filter { $0.severity == .error }
        return try #require(loading.pack, "\(TerminalRenderer(language: .english).render(faults))\n\(text)")
    }
}

private func loan(_ ended: String, events: String = "") -> [UInt8] {
    Array(#"{"id": "l-1", "reader": {"id": "p-1", "kind": "adult"}, "loan": {"ended": "\#(ended)"}, "events": [\#(events)]}"#.utf8)
}

private func day(_ text: String) throws -> Day { try #require(Day(text)) }

/// A decision that was made under one law is made again when both the law and the record have moved on.
@Suite struct IssuedAgainTests {
    private static let before = PackText(
        parameters: [#"grace: {value: '@"P10D"', clause: c1}"#], define: ["late: loan.ended >= date(\"2021-01-01\")"],
        rules: ["reader pays:\n  clause: c1\n  when: late\n  then: [{impose: fine, due: loan.ended + grace}]"])

    /// Two years on: another value, another text of the rule, a rule that is new, and what they need.
    private static var after: PackText {
        var text = before
        text.header.append("running cases: [{value: new law}, {from: 2023-01-01, value: milder}]")
        text.clauses.append("c2: {cite: 第2条, class: operative}")
        text.parameters = [
            #"bar: {value: '@"P60D"', stated: false}"#,
            #"grace: {versions: [{value: '@"P10D"', clause: c1}, {from: 2022-01-01, value: '@"P20D"', clause: c2}]}"#,
        ]
        text.define.append("dear: book.price > 100")
        text.rules = [
            """
            reader pays:
              versions:
                - {clause: c1, when: late, then: [{impose: fine, due: loan.ended + grace}]}
                - {from: 2023-01-01, clause: c2, when: late and not(dear), then: [{impose: fine, due: loan.ended + grace}]}
            """,
            "reader is barred:\n  clause: c2\n  in force: {from: 2023-01-01}\n  then: [{impose: ban, for: bar}]",
        ]
        return text
    }

    @Test func byteForByte() throws {
        // `running cases` says nothing new of the first law: without it in the first text the decision would lack what it tells now.
        var first = Self.before
        first.header.append("running cases: new law")
        let (old, new) = (try first.load(), try Self.after.load())
        let paid = #"{"type": "paid", "on": "2021-06-03"}"#
        let objected = #", {"type": "objected", "on": "2021-06-02", "recorded": "2021-09-01"}, {"type": "returned", "on": "2022-03-01"}"#
        for asOf in ["2021-05-28", "2021-06-02", "2021-06-05", "2021-07-01"] {
            let days = DecisionDays(asOf: try day(asOf))
            let issued = try old.decideJSON(loan("2021-05-28", events: paid), days: days).get()
            let again = try new.decideJSON(
                loan("2021-05-28", events: paid + objected), days: DecisionDays(asOf: try day(asOf), law: try day(asOf), known: try day(asOf))
            ).get()
            #expect(String(decoding: again, as: UTF8.self) == String(decoding: issued, as: UTF8.self))
            var run = RecordRun(pack: new, days: days)
            run.jobs = 2
            var out: [UInt8] = []
            _ = try run.run(
                .bytes(loan("2021-05-28", events: paid + objected)),
                RecordRun.Sinks(output: { out += $0 }, reject: { _ in }, note: { _ in }))
            #expect(out == issued + [UInt8(ascii: "\n")])
        }
    }

    @Test func theDigestIsThatOfTheLawOfTheDay() throws {
        let (old, new) = (try Self.before.load(), try Self.after.load())
        var silent = Self.after
        silent.header.removeLast()
        let digests = try ["2021-06-01", "2022-06-01", "2023-06-01"].map { try silent.load().under(law: try day($0).number).digest }
        #expect(digests.first == old.digest)
        #expect(Set(digests).count == 3)
        #expect(new.digest != digests.last)
    }

    @Test func theLawIsToldWhereThePackChooses() throws {
        let new = try Self.after.load()
        let decision = try new.decide(loan("2022-12-28"), asOf: try day("2023-02-01")).get()
        // The new law bars the reader as well, and so isn't milder.
        #expect(decision.law == (try day("2022-12-28")))
        #expect(decision.measures.map(\.measure) == ["fine"])
        let json = String(decoding: try new.decideJSON(loan("2022-12-28"), days: DecisionDays(asOf: try day("2023-02-01"))).get(), as: UTF8.self)
        #expect(json.hasSuffix(#""conflicts":[],"law":"2022-12-28"}"#), "\(json)")
        #expect(try Self.before.load().decide(loan("2022-12-28"), asOf: try day("2023-02-01")).get().law == nil)
    }
}

/// A dated pack under the law of a day against the pack without dates that somebody would have written on that day.
@Suite struct DatedLawDifferentialTests {
    private static let first = 18_700

    private struct RandomPack {
        /// Days on which something changes, ascending.
        var days: [Int] = []
        /// By parameter: versions with their days; the first has none.
        var parameters: [[Version]] = []
        var rules: [[Version]] = []

        struct Version {
            var from: Int?
            var text: String

            var head: String { from.map { "from: \(CivilDay.text(Int32($0))), " } ?? "" }
        }

        init(_ generator: inout SeededGenerator) {
            let days = (0..<generator.number(1...3)).map { _ in DatedLawDifferentialTests.first + generator.number(0...30) }
            self.days = Array(Set(days)).sorted()
            parameters = (0..<3).map { _ in versions(&generator) { "'@\"P\($0.number(1...20))D\"'" } }
            rules = (0..<generator.number(2...5)).map { _ in versions(&generator) { Self.rule(&$0) } }
        }

        private func versions(_ generator: inout SeededGenerator, _ make: (inout SeededGenerator) -> String) -> [Version] {
            var result = [Version(from: nil, text: make(&generator))]
            for day in days where generator.chance(50) { result.append(Version(from: day, text: make(&generator))) }
            return result
        }

        private static func rule(_ generator: inout SeededGenerator) -> String {
            if generator.chance(15) { return "then: []" }
            let condition = generator.pick(["", "when: book.price > 50, ", "while: objection pending, ", "when: has(\"returned\"), "])
            let measure = generator.pick(["fine", "ban", "fine", "entry"])
            let parameter = "p\(generator.number(0...2))"
            let term = measure == "fine" ? ", due: loan.ended + \(parameter)" : measure == "ban" ? ", for: \(parameter)" : ""
            return "clause: c1, \(condition)then: [{impose: \(measure)\(term)}]"
        }

        /// All versions in one text; a law, the text of that law alone.
        func text(_ law: Int?) -> PackText {
            func chosen(_ versions: [Version]) -> String {
                var found = ""
                for version in versions where version.from ?? .min <= law ?? 0 { found = version.text }
                return found
            }
            var text = PackText()
            for (number, versions) in parameters.enumerated() {
                let dated = versions.map { "{\($0.head)value: \($0.text)}" }.joined(separator: ", ")
                text.parameters.append("p\(number): " + (law == nil ? "{versions: [\(dated)]}" : "{value: \(chosen(versions))}"))
            }
            for (number, versions) in rules.enumerated() {
                if law == nil {
                    let dated = versions.map { "{\($0.head)\($0.text)}" }
                    text.rules.append("r\(number): {versions: [\(dated.joined(separator: ", "))]}")
                } else {
                    let body = chosen(versions)
                    if body != "then: []" { text.rules.append("r\(number): {\(body)}") }
                }
            }
            return text
        }
    }

    /// Bytes without the digest: what nothing reads counts in one and not in the other.
    private func plain(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).replacing(/"digest":"[^"]*"/, with: "")
    }

    @Test func aDatedPackIsThePackOfTheLawDay() throws {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<40 {
            let random = RandomPack(&generator)
            let dated = try random.text(nil).load()
            for _ in 0..<6 {
                let law = Self.first + generator.number(-3...34)
                let asOf = Self.first + generator.number(-3...60)
                let undated = try random.text(law).load()
                let record = Self.record(&generator)
                let days = DecisionDays(asOf: try day(CivilDay.text(Int32(asOf))), law: try day(CivilDay.text(Int32(law))))
                let (found, wanted) = (try dated.decideJSON(record, days: days).get(), try undated.decideJSON(record, days: days).get())
                #expect(plain(found) == plain(wanted), "law \(CivilDay.text(Int32(law)))\n\(random.text(nil).text)")
            }
        }
    }

    /// `running cases` against the plain choice between two packs without dates.
    @Test func runningCasesChooseBetweenTwoPacks() throws {
        var generator = SeededGenerator(seed: 12)
        var chosen: Set<String> = []
        for _ in 0..<60 {
            let random = RandomPack(&generator)
            let word = generator.pick(["old law", "new law", "milder", "milder"])
            var text = random.text(nil)
            text.header.append("running cases: \(word)")
            let dated = try text.load()
            let asOf = Self.first + generator.number(0...50)
            let ended = Self.first + generator.number(-5...30)
            let record = Self.record(&generator, ended: ended)
            func decision(_ law: Int) throws -> Decision {
                try random.text(law).load().decide(
                    record, days: DecisionDays(asOf: try day(CivilDay.text(Int32(asOf))), law: try day(CivilDay.text(Int32(law))))
                ).get()
            }
            let (old, new) = (try decision(min(ended, asOf)), try decision(asOf))
            let takesOld = word == "old law" || (word == "milder" && !(Self.isNowhereHeavier(new, old) && !Self.isNowhereHeavier(old, new)))
            var wanted = takesOld ? old : new
            var found = try dated.decide(record, asOf: try day(CivilDay.text(Int32(asOf)))).get()
            #expect(found.law?.number == Int32(takesOld && ended < asOf ? ended : asOf))
            (found.law, wanted.law, found.digest, wanted.digest) = (nil, nil, "", "")
            #expect(found == wanted, "\(word) as of \(CivilDay.text(Int32(asOf)))\n\(text.text)")
            if old.measures != new.measures { chosen.insert("\(word) \(takesOld)") }
        }
        #expect(chosen.isSuperset(of: ["old law true", "new law false", "milder true", "milder false"]), "\(chosen)")
    }

    /// The definition in the language's description, plainly.
    private static func isNowhereHeavier(_ a: Decision, _ b: Decision) -> Bool {
        func counted(_ decision: Decision) -> [Decision.Measure] { decision.measures.filter { $0.status != "revoked" } }
        func isOver(_ measure: Decision.Measure) -> Bool { ["fulfilled", "expired", "lifted", "exempted"].contains(measure.status) }
        func end(_ measure: Decision.Measure) -> Int32 {
            guard isOver(measure) else { return measure.until?.number ?? .max }
            return measure.history.last { $0.status == measure.status }?.on.number ?? .max
        }
        func due(_ measure: Decision.Measure) -> Int32 { measure.due?.number ?? .max }
        for measure in counted(a) {
            let here = counted(a).filter { $0.measure == measure.measure && $0.addressee == measure.addressee }
            let there = counted(b).filter { $0.measure == measure.measure && $0.addressee == measure.addressee }
            if here.count > there.count { return false }
            let isCovered = there.contains { end(measure) <= end($0) && due($0) <= due(measure) }
            if !isCovered { return false }
        }
        return true
    }

    private static func record(_ generator: inout SeededGenerator, ended: Int? = nil) -> [UInt8] {
        let ended = ended ?? first + generator.number(-10...30)
        var events: [String] = []
        for _ in 0..<generator.number(0...4) {
            let type = generator.pick(["returned", "paid", "objected", "decided"])
            let on = ended + generator.number(-3...30)
            let recorded = generator.chance(30) ? ", \"recorded\": \"\(CivilDay.text(Int32(on + generator.number(0...20))))\"" : ""
            events.append(#"{"type": "\#(type)", "on": "\#(CivilDay.text(Int32(on)))"\#(recorded)}"#)
        }
        let price = generator.chance(70) ? #", "price": \#(generator.pick([20, 80]))"# : ""
        return Array(
            (#"{"id": "l-1", "reader": {"id": "p-1", "kind": "adult"}, "loan": {"ended": "\#(CivilDay.text(Int32(ended)))"}, "#
                + #""book": {"lent": true\#(price)}, "events": [\#(events.joined(separator: ", "))]}"#).utf8)
    }
}

extension SeededGenerator {
    /// True `percent` times in a hundred.
    fileprivate mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    fileprivate mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int.random(in: 0..<elements.count, using: &self)] }

    fileprivate mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}
