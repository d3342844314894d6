import Diagnostics
import Engine
import FEEL
import Policy
import Records
import Testing

@Suite struct RecordTreeWriterTests {
    private func scalar(_ text: String, quoted: Bool = false) -> RecordTree { RecordTree(.scalar(text, quoted: quoted), at: place(text)) }

    private func object(_ members: KeyValuePairs<String, RecordTree>) -> RecordTree {
        RecordTree(.object(members.map { RecordTree.Member(key: Written($0.key), value: $0.value) }))
    }

    /// A place that can be told from others.
    private func place(_ text: String) -> Location { Location(source: Self.source, span: Span(text.utf8.count, text.utf8.count + 1)) }

    private static let source = SourceText(name: "tests.yaml", text: "x")

    private func json(_ tree: RecordTree) -> String { String(decoding: Orchard.writer.write(tree, id: "case 1").bytes, as: UTF8.self) }

    private func read(_ tree: RecordTree, _ orchard: Orchard) throws -> RecordOutcome {
        orchard.chunk.hold(Orchard.writer.write(tree, id: "case 1").bytes)
        return orchard.decoder.decode(orchard.chunk, try #require(orchard.chunk.slices.first), into: orchard.frame)
    }

    private func rejection(of tree: RecordTree, _ orchard: Orchard) throws -> Reject? {
        if case .rejected(let reject) = try read(tree, orchard) { reject } else { nil }
    }

    @Test func typesDecideHowValuesAreWritten() {
        let tree = object([
            "note": scalar("17"),
            "tree": object([
                "height": scalar("+007.5"), "wild": scalar("True"), "planted": scalar("2023-02-09"), "age": scalar("P1Y"),
                "grafts": RecordTree(.list([scalar("apple"), scalar("pear tree")])), "soil": object(["acidity": scalar(".5e1")]),
                "species": scalar("null"),
            ]), "extra": RecordTree(.list([scalar("1"), scalar("1", quoted: true), scalar("true"), scalar("no"), scalar("~")])),
        ])
        #expect(
            json(tree)
                == #"{"id":"case 1","note":"17","tree":{"height":7.5,"wild":true,"planted":"2023-02-09","age":"P1Y","grafts":["apple","pear"],"#
                + #""soil":{"acidity":0.5e1},"species":null},"extra":[1,"1",true,"no",null]}"#)
    }

    @Test func whatDoesNotFitIsLeftToTheReader() throws {
        let orchard = Orchard()
        let wrong = object(["tree": object(["height": scalar("1_0")])])
        let reject = try #require(try rejection(of: wrong, orchard))
        #expect(reject.path == "tree.height" && reject.reason.en == "expected a number without quotes, found the string `1_0`")
        #expect(Orchard.writer.write(wrong, id: "x").location(ofPath: reject.path) == place("1_0"))
        let quoted = object(["tree": object(["wild": scalar("true", quoted: true)])])
        let second = try #require(try rejection(of: quoted, orchard))
        #expect(second.path == "tree.wild")
    }

    @Test func labelsBecomeNames() throws {
        let orchard = Orchard()
        let tree = object([
            "果农": object(["编号": scalar("12")]), "species": scalar("quince树"), "树": object(["栽种日": scalar("2023-02-09")]), "kind": scalar("果树"),
            "id": scalar("7"),
            "events": RecordTree(
                .list([
                    object(["type": scalar("采收"), "on": scalar("2023-02-09"), "重量": scalar("3"), "of": scalar("apple tree")]),
                    object(["type": scalar("was pruned"), "on": scalar("2023-02-10"), "recorded": scalar("2023-02-11")]),
                ])),
        ])
        #expect(try read(tree, orchard) == .ok)
        #expect(orchard.id == "7")
        #expect(orchard.facts == ["grower.id": .string("12"), "tree.species": .string("quince"), "tree.planted": .date(days: 19_397)])
        #expect(
            orchard.events == [
                Orchard.Event(type: "harvested", on: 19_397, recorded: 19_397, facts: [.number(3), .unknown(["?"]), .string("apple")]),
                Orchard.Event(type: "pruned", on: 19_398, recorded: 19_399, facts: []),
            ])
    }

    @Test func factsOfAnotherKind() throws {
        let orchard = Orchard()
        #expect(try read(object(["tree": scalar("12"), "weight": scalar("12"), "kind": scalar("basket")]), orchard) == .ok)
        #expect(orchard.facts == ["tree": .string("12"), "weight": .number(12)])
        #expect(orchard.frame.kind == 1)
    }

    @Test func aFactByTwoNamesIsRefused() throws {
        let tree = object(["note": scalar("a"), "备注": scalar("b")])
        let reject = try #require(try rejection(of: tree, Orchard()))
        #expect(reject.path == "note" && reject.reason.en == "the same field twice")
    }

    @Test func faultsHaveTheirPlaceInTheTest() throws {
        let tree = object([
            "events": RecordTree(.list([object(["type": scalar("prund"), "on": scalar("2023-02-09")])])), "note": scalar("n"),
        ])
        let reject = try #require(try rejection(of: tree, Orchard()))
        let written = Orchard.writer.write(tree, id: "x")
        #expect(reject.path == "events[0].type")
        #expect(written.location(ofPath: reject.path) == place("prund"))
        #expect(written.location(ofPath: "note.inner[3]") == place("n"))
        #expect(written.location(ofPath: "nowhere") == tree.location)
    }
}
