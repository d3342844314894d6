import Diagnostics
import Engine
import Foundation
import Policy
import Records
import Redress
import Reports
import Testing
import _TestSupport

/// What next, over the corpus of times: the next change against the decisions day by day, and stored cases against runs from the start.
@Suite struct OutlookCorpusTests {
    private static let cases = TimeCorpusTests.cases

    private struct Outcome: Equatable {
        var measures: [Decision.Measure]
        var options: [Decision.Option]
    }

    private struct Setting {
        var name: String
        var expected: TimeCase
        var pack: PolicyPack
        var lines: [[UInt8]]

        init(_ name: String) throws {
            self.name = name
            expected = try TimeCase(name)
            pack = try #require(PolicyPack.load(expected.pack).pack)
            lines = try DiskFiles().read("\(TimeCase.root)/\(name)/records.jsonl").split(separator: UInt8(ascii: "\n")).map(Array.init)
        }

        /// Some days of those that the case is about.
        var days: [Day] { [expected.first, (expected.first + expected.last) / 2, expected.last].map { Day(number: $0) } }

        func asked(_ day: Day) -> DecisionDays { DecisionDays(asOf: day, law: expected.law, known: expected.known) }

        /// The record in a line; where the pack looks at a subject's other records, as it stands in the file.
        func find(_ line: Int, _ days: DecisionDays) throws -> ReadRecord? {
            let whole = pack.looksAtOthers(law: (days.law ?? days.asOf).number)
            let bytes = whole ? Array(lines.joined(separator: [UInt8(ascii: "\n")])) : lines[line]
            guard case .found(let read) = try RecordSearch.find(.place(whole ? line : 0), in: .bytes(bytes), pack, days) else { return nil }
            return read
        }
    }

    @Test(arguments: cases) func nothingChangesBeforeTheNextChange(_ name: String) throws {
        let setting = try Setting(name)
        for line in setting.lines.indices {
            for day in setting.days {
                let asked = setting.asked(day)
                let (law, known) = (asked.law ?? day, asked.known ?? day)
                guard let read = try setting.find(line, asked) else { continue }
                let (next, shown) = read.with { workspace in
                    // With the law that the case goes by.
                    let request = workspace.request
                    let first = Timeline(workspace, request).days.first { $0.day > day.number }
                    return (Outlook(workspace, request).next?.day, first?.day)
                }
                #expect(next == shown, "\(name): as the timeline")
                func outcome(_ number: Int32) throws -> Outcome {
                    let days = DecisionDays(asOf: Day(number: number), law: law, known: known)
                    let decision = try #require(try setting.find(line, days)).with { $0.decision() }
                    return Outcome(measures: decision.measures, options: decision.options)
                }
                // A law to come is tried as if it had always been in force, up to its own day.
                let last = law > day ? law.number - 1 : day.number + 120
                let now = try outcome(day.number)
                for number in stride(from: day.number + 1, through: last, by: 1) {
                    if let next, number >= next { break }
                    #expect(try outcome(number) == now, "\(name): \(day), \(Day(number: number))")
                }
            }
        }
    }

    @Test(arguments: cases) func aStoredCaseComesToWhatARunFromTheStartComesTo(_ name: String) throws {
        let setting = try Setting(name)
        for line in setting.lines.indices {
            for (index, day) in setting.days.enumerated() {
                let asked = setting.asked(day)
                guard let read = try setting.find(line, asked) else { continue }
                func json(_ read: ReadRecord, _ days: DecisionDays) -> String {
                    read.with { Outlook($0, $0.request).json(read.text, law: days.law, known: days.known) }
                }
                let stored = try Residual(Array(json(read, asked).utf8))
                for later in setting.days[index...] {
                    let days = stored.days(asOf: later)
                    #expect(days == setting.asked(later))
                    let resumed = json(try stored.resumed(by: setting.pack, days), days)
                    let fresh = try #require(try setting.find(line, setting.asked(later)))
                    #expect(resumed == json(fresh, setting.asked(later)), "\(name): \(day), \(later)")
                }
            }
        }
    }
}

/// What keeps a stored case from being taken up.
@Suite struct ResidualTests {
    private func stored() throws -> (text: String, pack: PolicyPack) {
        let pack = try Packs.county()
        let days = try Packs.days("2024-06-30")
        let line = try #require(try Repository.caseLines().first { $0.contains("\"id\": \"r-0002\"") })
        guard case .found(let read) = try RecordSearch.find(.place(0), in: .bytes(Array(line.utf8)), pack, days) else {
            throw Residual.Fault.notAResidual("record")
        }
        return (read.with { Outlook($0, days.request).json(read.text, law: nil, known: nil) }, pack)
    }

    private func fault(_ text: String, _ pack: PolicyPack, asOf: String = "2024-08-01") throws -> Residual.Fault? {
        do throws(Residual.Fault) {
            let residual = try Residual(Array(text.utf8))
            _ = try residual.resumed(by: pack, residual.days(asOf: Day(asOf) ?? residual.asOf))
            return nil
        } catch {
            return error
        }
    }

    @Test func itIsTakenUpOnTheSameDayAndLater() throws {
        let (text, pack) = try stored()
        #expect(try fault(text, pack, asOf: "2024-06-30") == nil)
        #expect(try fault(text, pack) == nil)
    }

    @Test func anotherPackOrVersionIsRefused() throws {
        let (text, pack) = try stored()
        guard case .otherPack(let then, _, let given, _)? = try fault(text, try Packs.country()) else {
            Issue.record("another pack is taken")
            return
        }
        #expect([then, given] == [pack.id, "cn.state-council"])
        let older = text.replacing(pack.digest, with: "sha256:0")
        guard case .otherPack(_, "sha256:0", _, pack.digest)? = try fault(older, pack) else {
            Issue.record("another version is taken")
            return
        }
    }

    @Test func anEarlierDayIsRefused() throws {
        let (text, pack) = try stored()
        let (stored, asked) = (try #require(Day("2024-06-30")), try #require(Day("2024-06-29")))
        let found = try fault(text, pack, asOf: "2024-06-29")
        #expect(found == .later(stored: stored, asked: asked))
    }

    @Test func whatWasChangedIsRefused() throws {
        let (text, pack) = try stored()
        // The residual's own measures: its status is the last in the text.
        let place = try #require(text.range(of: "\"status\": \"suspended\"", options: .backwards))
        #expect(try fault(text.replacingCharacters(in: place, with: "\"status\": \"lifted\""), pack) == .altered)
        #expect(try fault(text.replacing("\"loss\": 86000", with: "\"loss\": 99999999"), pack) == .altered)
    }

    @Test(arguments: [
        "", "[]", "{}", "{\"residual\": 1}", "{\"pack\": 1}", "nothing", "{\"pack\": \"a\", \"digest\": \"b\", \"asOf\": \"2024-13-01\"}",
    ])
    func whatIsNoStoredCaseIsRefused(_ text: String) throws {
        guard case .notAResidual? = try fault(text, try Packs.county()) else {
            Issue.record("`\(text)` is taken")
            return
        }
    }

    @Test func theFaultsAreSaidInBothLanguages() throws {
        let day = try #require(Day("2024-06-30"))
        let faults: [Residual.Fault] = [
            .notAResidual("pack"), .otherPack(pack: "a", digest: "b", given: "c", givenDigest: "d"), .later(stored: day, asked: day), .altered,
        ]
        for fault in faults { #expect(!fault.message.zh.isEmpty && fault.message.zh != fault.message.en) }
    }
}
