import Diagnostics
import Engine
import FEEL
import Policy
import Records
import Testing

@Suite struct RecordDecoderTests {
    private let day = Int64(19_397)  // 2023-02-09

    @Test func everyTypeGoesToItsSlot() throws {
        let orchard = Orchard()
        let outcome = try orchard.read(
            #"""
            {
             "id": "t-1", "grower": {"id": "柞\u6c34 \"7\""}, "note": "", "tree": {"species": "pear", "planted": "2023-02-09", "height": 12.50,
             "wild": true, "rest": "P1DT2H", "age": "-P1Y2M", "grafts": ["apple", "black walnut"], "yields": [[1, 2.5], [], [-0]],
             "soil": {"acidity": 1234567890123456789012345678901234e-5}}}
            """#)
        #expect(outcome == .ok)
        #expect(orchard.id == "t-1" && orchard.decoder.id.string == "t-1")
        #expect(orchard.frame.kind == 0)
        #expect(orchard.events.isEmpty && orchard.decoder.notes.isEmpty)
        #expect(
            orchard.facts == [
                "grower.id": .string("柞水 \"7\""), "note": .string(""), "tree.species": .string("pear"), "tree.planted": .date(days: day),
                "tree.height": .number(try #require(Number("12.5"))), "tree.wild": .boolean(true),
                "tree.rest": .daysTimeDuration(seconds: 93_600, nanoseconds: 0), "tree.age": .yearsMonthsDuration(months: -14),
                "tree.grafts": .list([.string("apple"), .string("black walnut")]),
                "tree.yields": .list([.list([.number(1), .number(try #require(Number("2.5")))]), .list([]), .list([.number(0)])]),
                "tree.soil.acidity": .number(try #require(Number("12345678901234567890123456789.01234"))),
            ])
    }

    @Test func enumerationsAreTheSymbolsOfThePlan() throws {
        let orchard = Orchard()
        #expect(try orchard.read(#"{"id": "t", "tree": {"species": "quince"}}"#) == .ok)
        let value = orchard.frame[Orchard.slot("tree.species")]
        #expect(value.aux != 0 && value.aux == Orchard.plan.unit.symbol("quince").aux)
    }

    @Test func nullAndAbsentAreUnknown() throws {
        let orchard = Orchard()
        #expect(
            try orchard.read(#"{"id": "t-1", "note": "full", "tree": {"wild": false}, "events": [{"type": "pruned", "on": "2023-02-09"}]}"#) == .ok)
        #expect(orchard.facts.count == 2 && orchard.events.count == 1)
        #expect(
            try orchard.read(#"{"id": "t-2", "note": null, "tree": {"wild": null, "soil": null}, "grower": null, "events": null, "kind": null}"#)
                == .ok)
        #expect(orchard.facts.isEmpty && orchard.events.isEmpty && orchard.id == "t-2")
    }

    @Test func eventsKeepTheirOrder() throws {
        let orchard = Orchard()
        #expect(
            try orchard.read(
                #"""
                {
                 "events": [{"type": "harvested", "on": "2023-02-09", "weight": 7, "sold": false},
                 {"sold": true, "extra": {"type": "pruned"}, "recorded": "2023-02-11", "t\u0079pe": "harves\u0074ed", "on": "2023-02-09", "weight": null, "of": "apple"},
                 {"on": "2023-02-08", "type": "pruned", "recorded": null}], "id": "t"}
                """#) == .ok)
        #expect(
            orchard.events == [
                Orchard.Event(type: "harvested", on: 19_397, recorded: 19_397, facts: [.number(7), .boolean(false), .unknown(["?"])]),
                Orchard.Event(type: "harvested", on: 19_397, recorded: 19_399, facts: [.unknown(["?"]), .boolean(true), .string("apple")]),
                Orchard.Event(type: "pruned", on: 19_396, recorded: 19_396, facts: []),
            ])
    }

    @Test(arguments: [
        #"{"kind": "basket", "id": "b", "tree": "old pear", "weight": 3}"#, #"{"id": "b", "weight": 3, "kind": "basket", "tree": "old pear"}"#,
        // What the first kind has as an object is a string here; the kind is known only behind it.
        #"{"id": "b", "tree": "old pear", "weight": 3, "ki\u006ed": "bas\u006bet"}"#,
    ]) func theKindMayStandAnywhere(record: String) throws {
        for strict in [false, true] {
            let orchard = Orchard(strict: strict)
            #expect(try orchard.read(record) == .ok)
            #expect(orchard.frame.kind == 1 && orchard.id == "b")
            #expect(orchard.facts == ["tree": .string("old pear"), "weight": .number(3)])
        }
    }

    @Test func theKindMayBeTheFirst() throws {
        let orchard = Orchard()
        #expect(try orchard.read(#"{"id": "t", "note": "n", "kind": "tree"}"#) == .ok)
        #expect(orchard.frame.kind == 0 && orchard.facts == ["note": .string("n")])
    }

    @Test func unknownFieldsArePassedOver() throws {
        let orchard = Orchard()
        #expect(try orchard.read(#"{"x": [{"a": 1, "a": 2}], "id": "t", "tree": {"y": {}, "wild": true}, "weight": "of no kind"}"#) == .ok)
        #expect(orchard.facts == ["tree.wild": .boolean(true)])
    }

    @Test(arguments: [
        ("0", "0"), ("-0.00e7", "0"), ("0e999999999999999999999", "0"), ("123456789012345678", "123456789012345678"),
        ("1e127", "1" + String(repeating: "0", count: 127)), ("1234567890123456789", "1234567890123456789"), ("1e-128", nil), ("5e-300", nil),
        ("1000000000000000000000000000000000000000000000000000", "1" + String(repeating: "0", count: 51)),
        ("1.0000000000000000000000000000000000000000000000", "1"), ("1e6111", nil), ("1.0e-6176", nil),
        ("0.0000000000000000000000000000000000000001234", "0.0000000000000000000000000000000000000001234"),
    ]) func numbersAreExact(written: String, plain: String?) throws {
        let orchard = Orchard()
        #expect(try orchard.read(#"{"id": "t", "tree": {"soil": {"acidity": \#(written)}}}"#) == .ok)
        let value = try #require(orchard.facts["tree.soil.acidity"])
        #expect(value == .number(try #require(Number(written))))
        if let plain { #expect(value == .number(try #require(Number(plain)))) }
    }

    @Test func earlyEventsAreNoted() throws {
        let orchard = Orchard()
        let outcome = try orchard.read(
            #"""
            {
             "id": "t-9",
             "events": [{"type": "pruned", "on": "2023-02-09"},
               {"type": "pruned", "on": "2023-02-08"}],
             "tree": {"planted": "2023-02-09"}}
            """#)
        #expect(outcome == .ok && orchard.events.count == 2)
        let note = try #require(orchard.decoder.notes.first)
        #expect(orchard.decoder.notes.count == 1)
        #expect(note.line == 4 && note.record == "t-9" && note.path == "events[1].on")
        #expect(note.message.en == "the event's day `2023-02-08` is before `tree.planted` (`2023-02-09`)")
        #expect(note.message.zh == "事件日期 `2023-02-08` 早于 `tree.planted`（`2023-02-09`）")
        // No day to be before: nothing to note; and the last record's notes are gone.
        #expect(try orchard.read(#"{"id": "t", "events": [{"type": "pruned", "on": "0001-01-01"}]}"#) == .ok)
        #expect(orchard.decoder.notes.isEmpty)
    }

    /// Members are marked by bits as far as a word goes, and by their names beyond.
    @Test func everyoneOfManyMembersComesOnce() throws {
        let names = (0..<80).map { "fact-\($0)" }
        var variables = VariableTable()
        for name in names { variables.append(Variable(name: name, origin: .fact, type: nil)) }
        let facts = names.enumerated().map { Fact(name: $0.element, type: .number, slot: $0.offset) }
        let kind = RecordKind(name: "wide", label: Phrase(same: "wide"), facts: facts)
        let plan = Plan(
            TypedPolicy(ResolvedPolicy(vocabulary: Vocabulary(name: "wide", records: [kind]), layers: [], variables: variables)))
        let (frame, decoder, chunk) = (Frame(plan), RecordDecoder(RecordSchema(plan)), RecordChunk())
        for twice in [nil, 0, 40, 60, 61, 62, 63, 79] as [Int?] {
            let members = names.enumerated().map { "\"\($0.element)\":\($0.offset)" } + (twice.map { ["\"fact-\($0)\":1"] } ?? [])
            chunk.hold(Array("{\"id\":\"w\",\(members.joined(separator: ","))}".utf8))
            let outcome = decoder.decode(chunk, try #require(chunk.slices.first), into: frame)
            guard let twice else {
                #expect(outcome == .ok && names.indices.allSatisfy { frame[$0].bits == Int64($0) })
                continue
            }
            guard case .rejected(let reject) = outcome else {
                Issue.record("fact-\(twice) came twice")
                continue
            }
            #expect(reject.path == "fact-\(twice)" && reject.reason.en == "the same field twice")
        }
    }
}
