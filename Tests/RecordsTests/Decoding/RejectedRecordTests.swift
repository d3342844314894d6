import Diagnostics
import FEEL
import Records
import Testing

@Suite struct RejectedRecordTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var json: String
        var column: Int?
        var record: String?
        var path: String?
        var reason: String
        var strict = false

        var testDescription: String { json }

        init(_ json: String, _ column: Int?, _ record: String?, _ path: String?, _ reason: String, strict: Bool = false) {
            self.json = json
            self.column = column
            self.record = record
            self.path = path
            self.reason = reason
            self.strict = strict
        }
    }

    static let cases: [Case] = [
        // Types.
        Case(#"{"id":"t","note":5}"#, 18, "t", "note", "expected a string, found the number `5`"),
        Case(#"{"id":"t","tree":{"height":"5"}}"#, 28, "t", "tree.height", "expected a number without quotes, found the string `5`"),
        Case(#"{"id":"t","tree":{"wild":"true"}}"#, 26, "t", "tree.wild", "expected `true` or `false`, found the string `true`"),
        Case(#"{"id":"t","tree":{"wild":0}}"#, 26, "t", "tree.wild", "expected `true` or `false`, found the number `0`"),
        Case(#"{"id":"t","tree":{"planted":20230509}}"#, 29, "t", "tree.planted", "expected a string with a date, found the number `20230509`"),
        Case(#"{"id":"t","tree":{"rest":5}}"#, 26, "t", "tree.rest", "expected a string with a duration, found the number `5`"),
        Case(#"{"id":"t","tree":{"species":true}}"#, 29, "t", "tree.species", "expected a string, found `true`"),
        Case(#"{"id":"t","tree":{"grafts":"apple"}}"#, 28, "t", "tree.grafts", "expected an array `[…]`, found the string `apple`"),
        Case(#"{"id":"t","tree":{"grafts":["apple",null]}}"#, 37, "t", "tree.grafts[1]", "expected a string, found `null`"),
        Case(#"{"id":"t","tree":{"yields":[[1],[2,"x"]]}}"#, 36, "t", "tree.yields[1][1]", "expected a number without quotes, found the string `x`"),
        Case(#"{"id":"t","tree":"oak"}"#, 18, "t", "tree", "expected an object `{…}`, found the string `oak`"),
        Case(#"{"id":"t","tree":{"soil":[]}}"#, 26, "t", "tree.soil", "expected an object `{…}`, found an array"),
        Case(#""t""#, 1, nil, nil, "expected an object `{…}`, found the string `t`"),
        // Values.
        Case(#"{"id":"t","tree":{"planted":"2023-02-30"}}"#, 29, "t", "tree.planted", "the calendar has no day `2023-02-30`"),
        Case(#"{"id":"t","tree":{"planted":"2023-5-9"}}"#, 29, "t", "tree.planted", "`2023-5-9` is no date; write it as `2023-05-10`"),
        Case(
            #"{"id":"t","tree":{"planted":"2023-05-09T00:00:00"}}"#, 29, "t", "tree.planted",
            "`2023-05-09T00:00:00` is no date; write it as `2023-05-10`"),
        Case(#"{"id":"t","tree":{"height":-0.5}}"#, 28, "t", "tree.height", "`-0.5` is outside the range `[0..99.5)`"),
        Case(#"{"id":"t","tree":{"height":99.50}}"#, 28, "t", "tree.height", "`99.50` is outside the range `[0..99.5)`"),
        Case(
            #"{"id":"t","tree":{"soil":{"acidity":12345678901234567890123456789012345}}}"#, 37, "t", "tree.soil.acidity",
            "`12345678901234567890123456789012345` can't be kept exactly in 34 digits"),
        Case(#"{"id":"t","tree":{"soil":{"acidity":1e-6177}}}"#, 37, "t", "tree.soil.acidity", "`1e-6177` can't be kept exactly in 34 digits"),
        Case(#"{"id":"t","tree":{"soil":{"acidity":1e99999}}}"#, 37, "t", "tree.soil.acidity", "`1e99999` can't be kept exactly in 34 digits"),
        Case(
            #"{"id":"t","tree":{"rest":"P1M"}}"#, 26, "t", "tree.rest",
            "`P1M` is no duration of days and time; write it as `P30D` or `PT12H`"),
        Case(#"{"id":"t","tree":{"age":"P1D"}}"#, 25, "t", "tree.age", "`P1D` is no duration of years and months; write it as `P1Y` or `P6M`"),
        Case(
            #"{"id":"t","tree":{"species":"quinze"}}"#, 29, "t", "tree.species",
            "`quinze` is not one of the values; did you mean `quince`?"),
        Case(
            #"{"id":"t","tree":{"species":"pear树"}}"#, 29, "t", "tree.species",
            "`pear树` is not one of the values; did you mean `pear`?"),
        Case(#"{"id":"t","tree":{"species":"\u001b[2J"}}"#, 39, "t", "tree.species", "`\\u{1B}[2J` is not one of the values"),
        // Ids and kinds.
        Case(#"{"note":"x"}"#, nil, nil, "id", "the record has no `id`"),
        Case(#"{"id":null}"#, nil, nil, "id", "the record has no `id`"),
        Case(#"{"id":""}"#, 7, nil, "id", "the `id` must not be empty"),
        Case(#"{"id":7}"#, 7, nil, "id", "expected a string, found the number `7`"),
        Case(#"{"id":"t","kind":"tee"}"#, 18, "t", "kind", "`tee` is not a kind of record; did you mean `tree`?"),
        Case(#"{"id":"t","kind":1}"#, 18, "t", "kind", "expected a string, found the number `1`"),
        Case(#"{"id":"t","kind":"basket","tree":{}}"#, 34, "t", "tree", "expected a string, found an object"),
        // The record is named although its id stands behind the fault.
        Case(#"{"note":5,"id":"t"}"#, 9, "t", "note", "expected a string, found the number `5`"),
        // Names.
        Case(#"{"id":"t","note":"a","note":"a"}"#, 22, "t", "note", "the same field twice"),
        Case(#"{"id":"t","note":null,"note":"a"}"#, 23, "t", "note", "the same field twice"),
        Case(#"{"id":"t","x":1,"x":1}"#, 17, "t", "x", "the same field twice"),
        Case(#"{"id":"t","kind":"basket","kind":"tree"}"#, 27, "t", "kind", "the same field twice"),
        Case(
            #"{"id":"t","tree":{"hight":1}}"#, 19, "t", "tree.hight", "`hight` is not a field of the vocabulary; did you mean `height`?",
            strict: true),
        Case(#"{"id":"t","weight":1}"#, 11, "t", "weight", "`weight` is not a field of the vocabulary", strict: true),
        // Events.
        Case(#"{"id":"t","events":{}}"#, 20, "t", "events", "expected an array `[…]`, found an object"),
        Case(#"{"id":"t","events":[null]}"#, 21, "t", "events[0]", "expected an object `{…}`, found `null`"),
        Case(#"{"id":"t","events":[{}]}"#, 21, "t", "events[0].type", "the event has no `type`"),
        Case(#"{"id":"t","events":[{"type":null}]}"#, 21, "t", "events[0].type", "the event has no `type`"),
        Case(
            #"{"id":"t","events":[{"on":"2023-01-01","type":"prunned"}]}"#, 47, "t", "events[0].type",
            "`prunned` is not a type of event; did you mean `pruned`?"),
        Case(#"{"id":"t","events":[{"type":"pruned","on":"2023-01-01"},{"type":"pruned"}]}"#, 57, "t", "events[1].on", "the event has no day `on`"),
        Case(#"{"id":"t","events":[{"type":"pruned","on":null}]}"#, 21, "t", "events[0].on", "the event has no day `on`"),
        Case(#"{"id":"t","events":[{"type":"pruned"}"on":"2023-01-01"}]}"#, 21, "t", "events[0].on", "the event has no day `on`"),
        Case(#"{"id":"t","events":[{"type":"pruned","on":"2023-01-01"]}"#, 55, "t", "events[0]", "expected `,` or `}`, found `]`"),
        Case(#"{"id":"t","events":[{"type":"pruned","on":"2023-13-01"}]}"#, 43, "t", "events[0].on", "the calendar has no day `2023-13-01`"),
        Case(#"{"id":"t","events":[{"type":"pruned","on":"soon"}]}"#, 43, "t", "events[0].on", "`soon` is no date; write it as `2023-05-10`"),
        Case(
            #"{"id":"t","events":[{"type":"pruned","on":"2023-01-01","recorded":5}]}"#, 67, "t", "events[0].recorded",
            "expected a string with a date, found the number `5`"),
        Case(
            #"{"id":"t","events":[{"type":"harvested","on":"2023-01-01","sold":"yes"}]}"#, 66, "t", "events[0].sold",
            "expected `true` or `false`, found the string `yes`"),
        Case(
            #"{"id":"t","events":[{"type":"pruned","type":"pruned","on":"2023-01-01"}]}"#, 38, "t", "events[0].type", "the same field twice"),
        // No JSON.
        Case(#"{"id":"t","note":"x""#, 21, "t", nil, "the record ends before it is complete"),
        Case(#"{"id":"t","tree":{"wild":maybe}}"#, 26, "t", "tree.wild", "expected a value, found `m`"),
        Case(#"{"id":"t","x":[1,}"#, 18, "t", "x", "expected a value, found `}`"),
        Case(#"{"id":"t","note":nil}"#, 19, "t", "note", "expected a value, found `i`"),
        Case(#"{"id":"t"} 5"#, 12, "t", nil, "`5` after the end of the record"),
    ]

    @Test(arguments: cases) func saysWhereAndWhy(given: Case) throws {
        let orchard = Orchard(strict: given.strict)
        guard case .rejected(let reject) = try orchard.read("\n\n" + given.json) else {
            Issue.record("read: \(given.json)")
            return
        }
        #expect(reject.line == 3)
        #expect(reject.column == given.column)
        #expect(reject.record == given.record)
        #expect(reject.path == given.path)
        #expect(reject.reason.en == given.reason)
        #expect(!reject.reason.zh.isEmpty && reject.reason.zh != reject.reason.en)
        // The next record finds a clean desk.
        #expect(try orchard.read(#"{"id":"next"}"#) == .ok)
        #expect(orchard.facts.isEmpty && orchard.events.isEmpty && orchard.id == "next")
    }

    /// What is expected to come next, and how it mostly looks, is no reason to see a fault otherwise.
    @Test(arguments: cases) func saysTheSameWhenItKnowsTheOrder(given: Case) throws {
        let orchard = Orchard(strict: given.strict)
        for _ in 0..<2 {
            let usual =
                #"{"id":"u","note":"x","tree":{"species":"pear","wild":true,"planted":"2001-02-03","height":5,"soil":{"acidity":6.5}},"#
                + #""events":[{"type":"pruned","on":"2023-01-01"},{"type":"harvested","on":"2023-01-02","weight":7,"sold":true,"of":"pear"}]}"#
            #expect(try orchard.read(usual) == .ok)
        }
        guard case .rejected(let reject) = try orchard.read(given.json) else {
            Issue.record("read: \(given.json)")
            return
        }
        #expect(reject.column == given.column && reject.record == given.record && reject.path == given.path && reject.reason.en == given.reason)
    }

    @Test func whatCouldNotBeCutOutIsRejectedToo() throws {
        guard case .rejected(let reject) = try Orchard().read("[,{}]") else {
            Issue.record("read")
            return
        }
        #expect(reject.line == 1 && reject.reason.en == "a record is missing beside a comma")
    }

    @Test func aLongListIsRead() throws {
        let orchard = Orchard()
        let many = Array(repeating: "1", count: 300_000).joined(separator: ",")
        #expect(try orchard.read(#"{"id":"t","tree":{"yields":[["# + many + "]]}}") == .ok)
        #expect(orchard.facts["tree.yields"] == .list([.list(Array(repeating: .number(1), count: 300_000))]))
    }
}
