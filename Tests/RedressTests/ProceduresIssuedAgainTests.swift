import Diagnostics
import Engine
import Policy
import Records
import Redress
import Reports
import Testing
import _TestSupport

/// Objections, repair, choices and tables that were decided under one law, after both the pack and the record have moved on.
@Suite struct ProceduresIssuedAgainTests {
    private static let sanctions = """
          angler is banned:
            clause: c1
            then: [{impose: [ban, quota], for: term}, {impose: fine, due: catch.on + time to pay}]
        """

    private static let before = """
        pack: river
        vocabulary: angling
        month ends: last day
        in force: {from: 2023-01-01}
        clauses: {c1: {cite: 第1条, class: operative}}
        parameters:
          nobody asks: {value: "1", stated: false}
          time to pay: {value: '@"P30D"', clause: c1}
          time to object: {value: '@"P10D"', clause: c1}
          let off: {value: "0.5", clause: c1}
          minimum: {value: '@"P10D"', clause: c1}
        define:
          not read either: catch.grave
          term: {table: {hit: first, inputs: [catch.grave], rows: [[true, '@"P100D"']], default: '@"P50D"'}}
        rules:
        \(sanctions)
          objection stays what it names:
            clause: c1
            for each: objected
            admit: event.on <= catch.on + time to object
            while: not(event.answered)
            then: [{suspend: sanctions, only: event.measures, clock: stops}]
          upheld:
            clause: c1
            for each: objected
            when: answer.outcome = "upheld"
            then: [{revoke: sanctions, only: event.measures}]
          partly upheld:
            clause: c1
            for each: objected
            when: answer.outcome = "partly"
            then: [{shorten: [ban, quota], by: let off, only: answer.measures}]
          leniency:
            clause: c1
            when: has("restocked") and days served("ban") >= minimum
            then: [{may: waive, measures: [ban, quota]}]
        """

    /// A year on: everything that procedures read has another version, and there are rules, parameters and definitions that only it needs.
    private static let after = """
        pack: river
        vocabulary: angling
        month ends: last day
        in force: {from: 2023-01-01}
        clauses: {c0: {cite: 第0条, class: operative}, c1: {cite: 第1条, class: operative}, c2: {cite: 第2条, class: operative}}
        parameters:
          new term: {value: '@"P200D"', stated: false}
          time to pay: {versions: [{value: '@"P30D"', clause: c1}, {from: 2024-01-01, value: '@"P5D"', clause: c2}]}
          time to object: {versions: [{value: '@"P10D"', clause: c1}, {from: 2024-01-01, value: '@"P1D"', clause: c2}]}
          let off: {versions: [{value: "0.5", clause: c1}, {from: 2024-01-01, value: "0.9", clause: c2}]}
          minimum: {versions: [{value: '@"P10D"', clause: c1}, {from: 2024-01-01, value: '@"P90D"', clause: c2}]}
        define:
          newly read: catch.on > date("2024-01-01")
          term: {table: {hit: first, inputs: [catch.grave], rows: [[true, '@"P100D"']], default: '@"P50D"'}}
        rules:
          warning:
            clause: c0
            in force: {from: 2024-01-01}
            when: newly read
            then: [{impose: apology, due: catch.on + new term}]
        \(sanctions)
          objection stays what it names:
            clause: c1
            for each: objected
            versions:
              - admit: event.on <= catch.on + time to object
                while: not(event.answered)
                then: [{suspend: sanctions, only: event.measures, clock: stops}]
              - from: 2024-01-01
                clause: c2
                admit: event.by = angler.id
                while: not(event.answered)
                then: [{suspend: sanctions, only: event.measures, clock: runs}]
          upheld:
            clause: c1
            for each: objected
            versions:
              - when: answer.outcome = "upheld"
                then: [{revoke: sanctions, only: event.measures}]
              - {from: 2024-01-01, clause: c2, then: []}
          partly upheld:
            clause: c1
            for each: objected
            when: answer.outcome = "partly"
            then: [{shorten: [ban, quota], by: let off, only: answer.measures}]
          leniency:
            clause: c1
            when: has("restocked") and days served("ban") >= minimum
            then: [{may: waive, measures: [ban, quota]}]
          relapse:
            clause: c2
            in force: {from: 2024-01-01}
            for each: relapsed
            then: [{reinstate: [ban, quota], clock: stops}]
        letters:
          notice: {title: {zh: 通知, en: Notice}, sections: [{text: {zh: "参数 {parameter.new term}", en: "{parameter.new term}"}}]}
        """

    private static func load(_ text: String) throws -> PolicyPack {
        var files = MemoryFiles(["river/pack.yaml": text])
        files["angling/vocabulary.yaml"] = String(decoding: try DiskFiles().read("\(TimeCase.root)/angling/vocabulary.yaml"), as: UTF8.self)
        let loading = PolicyPack.load("river", with: PolicyLoader(files: files))
        let faults = loading.diagnostics.filter { $0.severity == .error }
        return try #require(loading.pack, "\(TerminalRenderer(language: .english).render(faults))")
    }

    private static func record(_ events: [String], grave: Bool) -> [UInt8] {
        Array(
            (#"{"id": "c-1", "angler": {"id": "a-1", "kind": "adult"}, "catch": {"on": "2023-01-01", "grave": \#(grave)}, "#
                + #""events": [\#(events.joined(separator: ", "))]}"#).utf8)
    }

    private static func objected(_ on: String) -> String { #"{"type": "objected", "on": "\#(on)", "by": "a-2", "measures": ["ban", "fine"]}"# }

    /// What was on record, and what came to be known and happened afterwards.
    private static let stories: [(then: [String], since: [String])] = [
        (
            [objected("2023-01-05"), #"{"type": "decided", "on": "2023-01-20", "outcome": "upheld"}"#],
            [#"{"type": "found-wrong", "on": "2023-01-10", "recorded": "2024-02-01", "measures": ["quota"]}"#]
        ),
        (
            [objected("2023-01-05"), #"{"type": "decided", "on": "2023-01-20", "outcome": "partly", "measures": ["ban"]}"#],
            [#"{"type": "paid", "on": "2023-01-21", "recorded": "2023-12-01"}"#, objected("2024-03-01")]
        ),
        ([objected("2023-01-14")], [#"{"type": "decided", "on": "2023-01-15", "recorded": "2024-01-02", "outcome": "upheld"}"#]),
        (
            [#"{"type": "restocked", "on": "2023-01-04"}"#, #"{"type": "chosen", "on": "2023-02-01", "choice": "waive"}"#],
            [#"{"type": "relapsed", "on": "2023-05-01"}"#]
        ),
    ]

    private static let days = ["2023-01-01", "2023-01-05", "2023-01-12", "2023-01-20", "2023-02-10", "2023-06-01"]

    private static func day(_ text: String) throws -> Day { try #require(Day(text)) }

    @Test func decisionsAreIssuedAgainByteForByte() throws {
        let (old, new) = (try Self.load(Self.before), try Self.load(Self.after))
        var differsToday = false
        for (index, story) in Self.stories.enumerated() {
            let (then, now) = (Self.record(story.then, grave: index < 2), Self.record(story.then + story.since, grave: index < 2))
            for text in Self.days {
                let asOf = try Self.day(text)
                let days = DecisionDays(asOf: asOf, law: asOf, known: asOf)
                let issued = try old.decideJSON(then, days: DecisionDays(asOf: asOf)).get()
                let again = try new.decideJSON(now, days: days).get()
                #expect(String(decoding: again, as: UTF8.self) == String(decoding: issued, as: UTF8.self), "story \(index), \(text)")
                let today = try new.decideJSON(now, days: DecisionDays(asOf: asOf, law: Self.day("2024-06-01"), known: Self.day("2024-06-01"))).get()
                if today != issued { differsToday = true }
            }
        }
        #expect(differsToday)
    }

    @Test func runsInEveryFormAreTheSame() throws {
        let (old, new) = (try Self.load(Self.before), try Self.load(Self.after))
        func lines(_ pack: PolicyPack, _ days: DecisionDays, _ lean: Bool, _ format: RecordRun.Format, since: Bool) throws -> [UInt8] {
            var input: [UInt8] = []
            for story in Self.stories { input += Self.record(story.then + (since ? story.since : []), grave: true) + [UInt8(ascii: "\n")] }
            var run = RecordRun(pack: pack, days: days)
            (run.jobs, run.isLean, run.format) = (2, lean, format)
            var out: [UInt8] = []
            _ = try run.run(.bytes(input), RecordRun.Sinks(output: { out += $0 }, reject: { _ in }, note: { _ in }))
            return out
        }
        for text in Self.days {
            let asOf = try Self.day(text)
            let days = DecisionDays(asOf: asOf, law: asOf, known: asOf)
            for (lean, format) in [(false, RecordRun.Format.jsonLines), (true, .jsonLines), (false, .json), (false, .csv)] {
                #expect(try lines(new, days, lean, format, since: true) == lines(old, days, lean, format, since: false), "\(text)")
            }
        }
    }

    /// What is told of it is the same, too: what lies ahead, and the letter.
    @Test func lettersAreIssuedAgain() throws {
        let (old, new) = (try Self.load(Self.before), try Self.load(Self.after))
        func letter(_ pack: PolicyPack, _ record: [UInt8], _ days: DecisionDays) throws -> String {
            guard case .found(let read) = try RecordSearch.find(nil, in: .bytes(record), pack, days) else { return "" }
            return read.with { workspace in
                let template = TypedPolicy.plainLetter(workspace.plan.policy).letter
                return DecisionLetter(workspace, workspace.request).markdown(template, .english)
            }
        }
        for (index, story) in Self.stories.enumerated() {
            for text in Self.days {
                let asOf = try Self.day(text)
                let days = DecisionDays(asOf: asOf, law: asOf, known: asOf)
                let issued = try letter(old, Self.record(story.then, grave: true), days)
                #expect(!issued.isEmpty)
                #expect(try letter(new, Self.record(story.then + story.since, grave: true), days) == issued, "story \(index), \(text)")
            }
        }
    }

    /// A case stored under the old pack is taken up by the new one: under the law of then, or that of the day where it follows it.
    @Test func storedCasesAreTakenUp() throws {
        let (old, new) = (try Self.load(Self.before), try Self.load(Self.after))
        let record = Self.record(Self.stories[0].then, grave: true)
        let then = try Self.day("2023-01-12")
        func outlook(_ read: ReadRecord, _ days: DecisionDays) -> String {
            read.with { Outlook($0, $0.request).json(record: read.text, law: days.law, known: days.known) }
        }
        func find(_ pack: PolicyPack, _ days: DecisionDays) throws -> ReadRecord? {
            guard case .found(let read) = try RecordSearch.find(nil, in: .bytes(record), pack, days) else { return nil }
            return read
        }
        for law in [nil, then] {
            let days = DecisionDays(asOf: then, law: law)
            let stored = try Residual(Array(outlook(try #require(try find(old, days)), days).utf8))
            for later in ["2023-01-12", "2023-02-10", "2024-06-01"] {
                let asked = stored.days(asOf: try Self.day(later))
                let fresh = outlook(try #require(try find(new, asked)), asked)
                #expect(outlook(try stored.resumed(by: new, asked), asked) == fresh, "\(later)")
            }
        }
        // Stored under the new pack's later law, the old pack has nothing of the kind.
        let days = DecisionDays(asOf: try Self.day("2024-06-01"))
        let stored = try Residual(Array(outlook(try #require(try find(new, days)), days).utf8))
        #expect(throws: Residual.Fault.self) { _ = try stored.resumed(by: old, days) }
    }

    /// The digest covers what only `admit`, a share or a table reads, and leaves out what nothing does.
    @Test func theDigestCoversWhatProceduresRead() throws {
        let digest = try Self.load(Self.before).digest
        for (old, new) in [
            ("time to object: {value: '@\"P10D\"'", "time to object: {value: '@\"P11D\"'"), ("let off: {value: \"0.5\"", "let off: {value: \"0.6\""),
            ("default: '@\"P50D\"'", "default: '@\"P51D\"'"),
        ] {
            #expect(Self.before.contains(old))
            #expect(try Self.load(Self.before.replacing(old, with: new)).digest != digest)
        }
        #expect(try Self.load(Self.before.replacing("nobody asks: {value: \"1\"", with: "nobody asks: {value: \"2\"")).digest == digest)
        #expect(try Self.load(Self.before.replacing("not read either: catch.grave", with: "still not: not(catch.grave)")).digest == digest)
    }
}
