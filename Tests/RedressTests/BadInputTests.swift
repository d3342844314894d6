import Records
import Redress
import Testing
import _TestSupport

/// Files as they come: nothing that can't be read stops a run, and nothing of it goes missing.
@Suite struct BadInputTests {
    private static func good(_ id: String) -> String {
        var record = RecordText()
        record.id = id
        return String(decoding: record.bytes, as: UTF8.self)
    }

    /// A bad record, and what its reject must name.
    struct Bad: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var path: String?
        var says: String

        init(_ name: String, _ text: String, path: String? = nil, says: String) {
            (self.name, bytes, self.path, self.says) = (name, Array(text.utf8), path, says)
        }

        init(_ name: String, bytes: [UInt8], says: String) { (self.name, self.bytes, path, self.says) = (name, bytes, nil, says) }

        var testDescription: String { name }
    }

    static let bad = [
        Bad("truncated", String(good("t").dropLast(20)), path: "events", says: ""),
        Bad("binary", bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x1A, 0x00, 0xFF, 0xFE], says: ""),
        Bad("not UTF-8", bytes: Array(#"{"id": "x"#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8), says: "UTF-8"),
        Bad("duplicate key", #"{"id": "d", "breach": {"loss": 1, "loss": 2}}"#, path: "breach.loss", says: "loss"),
        Bad("no such day", #"{"id": "n", "breach": {"recorded": "2023-02-30"}}"#, path: "breach.recorded", says: "2023-02-30"),
        Bad("unknown value", #"{"id": "e", "breach": {"impact": "enormous"}}"#, path: "breach.impact", says: "enormous"),
        Bad("unknown event", #"{"id": "e", "events": [{"type": "exploded", "on": "2023-01-01"}]}"#, path: "events[0].type", says: "exploded"),
        Bad("negative loss", #"{"id": "l", "breach": {"loss": -1}}"#, path: "breach.loss", says: "-1"),
        Bad("no id", #"{"breach": {"loss": 1}}"#, says: "id"),
        Bad("not an object", "42", says: ""),
        Bad("a list where an object is due", #"{"id": "a", "subject": []}"#, path: "subject", says: "list"),
    ]

    @Test(arguments: bad) func aBadLineIsToldAndTheRestDecided(_ bad: Bad) throws {
        let input = Array((Self.good("g-1") + "\n").utf8) + bad.bytes + Array(("\n\n" + Self.good("g-2") + "\n").utf8)
        for jobs in [1, 3] {
            let outcome = try RunOutcome(input, try Packs.county(), jobs: jobs)
            #expect(outcome.summary.decided == 2)
            #expect(outcome.summary.rejected == 1)
            #expect(outcome.lines.map { $0.prefix(15) } == ["{\"record\":\"g-1\"", "{\"record\":\"g-2\""])
            let reject = try #require(outcome.rejects.first)
            #expect(outcome.rejects.count == 1)
            #expect(reject.line == 2)
            if let path = bad.path { #expect(reject.path?.hasPrefix(path) == true, "\(reject)") }
            #expect(bad.says.isEmpty || reject.reason.en.contains(bad.says), "\(reject)")
            #expect(!reject.reason.en.isEmpty && !reject.reason.zh.isEmpty)
        }
    }

    /// All of them in one file, in every order that a turn gives: the counts add up.
    @Test func countsAddUp() throws {
        for turn in Self.bad.indices {
            var input: [UInt8] = []
            var goods = 0
            for (index, bad) in (Self.bad[turn...] + Self.bad[..<turn]).enumerated() {
                input += bad.bytes + [0x0A]
                if index % 2 == 0 {
                    input += Array((Self.good("g-\(index)") + "\n").utf8)
                    goods += 1
                }
            }
            // A file that begins with `[` or a lone `{` would be something else than lines.
            input = Array((Self.good("first") + "\n").utf8) + input
            let outcome = try RunOutcome(input, try Packs.county(), jobs: 2)
            #expect(outcome.summary.decided == goods + 1)
            #expect(outcome.summary.rejected == Self.bad.count)
            #expect(outcome.rejects.count == Self.bad.count)
            #expect(outcome.lines.count == goods + 1)
            #expect(outcome.rejects.map(\.line) == outcome.rejects.map(\.line).sorted())
        }
    }

    @Test func byteOrderMarksAndWindowsLineEndsAreNoFault() throws {
        let plain = Self.good("a") + "\n" + Self.good("b") + "\n"
        let expected = try RunOutcome(Array(plain.utf8), try Packs.county())
        for other in [
            "\u{FEFF}" + plain, plain.replacing("\n", with: "\r\n"), "\u{FEFF}\r\n" + plain.replacing("\n", with: "\r\n\r\n"),
            String(plain.dropLast()),
            "[" + Self.good("a") + ",\n" + Self.good("b") + "]",
        ] {
            let outcome = try RunOutcome(Array(other.utf8), try Packs.county())
            #expect(outcome.out == expected.out)
            #expect(outcome.rejects == [])
        }
    }

    @Test func anIDThatComesTwiceIsDecidedTwiceAndNoted() throws {
        let input = Array((Self.good("a") + "\n" + Self.good("b") + "\n" + Self.good("a") + "\n").utf8)
        let outcome = try RunOutcome(input, try Packs.county())
        #expect(outcome.summary.decided == 3)
        #expect(outcome.summary.notes == 1)
        let note = try #require(outcome.notes.first)
        #expect(note.line == 3)
        #expect(note.record == "a")
        #expect(note.message.en.contains("line 1"))
    }

    @Test func anEventBeforeTheBreachIsDecidedAndNoted() throws {
        var record = RecordText()
        record.breach["occurred"] = "\"2023-02-01\""
        record.happened("explained", "2023-01-31")
        let outcome = try RunOutcome(record.bytes, try Packs.county())
        #expect(outcome.summary.decided == 1)
        #expect(outcome.notes.map(\.path) == ["events[0].on"])
        #expect(outcome.notes.first?.message.en.contains("breach.occurred") == true)
    }

    @Test func unknownFieldsPassUnlessStrict() throws {
        let input = Array(Self.good("a").replacing("{\"id\"", with: "{\"colour\": {\"deep\": [1]}, \"id\"").utf8)
        #expect(try RunOutcome(input, try Packs.county()).summary.decided == 1)
        let strict = try RunOutcome(input, try Packs.county(), strict: true)
        #expect(strict.summary.rejected == 1)
        #expect(strict.rejects.first?.path == "colour")
    }

    @Test func filesThatAreNoRecordsAtAll() throws {
        let pack = try Packs.county()
        #expect(try RunOutcome([], pack).summary == RecordRun.Summary())
        #expect(try RunOutcome(Array("\n\n \r\n".utf8), pack).summary == RecordRun.Summary())
        for input in [[UInt8](repeating: 0, count: 5000), Array("[".utf8), Array("{\n".utf8), Array("[1,2".utf8), [0xFF, 0xFE, 0x7B, 0x00]] {
            let outcome = try RunOutcome(input, pack)
            #expect(outcome.summary.decided == 0)
            #expect(outcome.summary.rejected >= 1, "\(input.prefix(8))")
            #expect(outcome.rejects.count == outcome.summary.rejected)
        }
    }
}
