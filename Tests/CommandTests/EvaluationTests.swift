import Foundation
import Testing
import _TestSupport

/// `redress eval`, for people and line by line.
@Suite struct EvaluationTests {
    @Test(arguments: [
        (#"date("2024-01-31") + duration("P1M")"#, "2024-02-29"), ("0.1 + 0.2", "0.3"), ("[1, 2][item > 1]", "[2]"), ("null", "null"),
    ]) func printsTheValue(expression: String, contains: String) throws {
        let outcome = try redress.run(["eval", expression])
        #expect(outcome.status == 0)
        #expect(outcome.text.contains(contains))
    }

    @Test func readsAContext() throws {
        let folder = try TemporaryFolder()
        let context = try folder.write(#"{"loss": 12.50, "kind": "town"}"#, "context.json")
        let outcome = try redress.run(["eval", #"if kind = "town" then loss * 2 else 0"#, "--context", context])
        #expect(outcome.status == 0)
        #expect(outcome.text == "25.00\n" || outcome.text == "25\n" || outcome.text == "25.0\n", "\(outcome.text)")
    }

    @Test func oneAnswerALine() throws {
        let requests = [
            #"{"id": "a", "expression": "1 + x", "context": {"x": {"type": "number", "value": "0.1"}}}"#,
            "",
            #"{"id": "b", "expression": "1 +"}"#,
            "not JSON",
            #"{"id": "c"}"#,
            #"{"id": "d", "expression": "b + 4", "definitions": [{"name": "a", "expression": "2"}, {"name": "b", "expression": "a * 2"}]}"#,
            #"{"id": "e", "expression": "[date(\"2024-02-29\"), null, true, \"文\"]"}"#,
            #"{"id": "f", "expression": "x", "context": {"x": {"type": "nonsense", "value": 1}}}"#,
            #"{"id": "g", "expression": "{a: duration(\"P1Y\")}"}"#,
        ]
        let outcome = try redress.run(["eval", "--jsonl"], input: Array((requests.joined(separator: "\n") + "\n").utf8))
        #expect(outcome.status == 0)
        #expect(outcome.error == "")
        let answers = try outcome.lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
        try #require(answers.count == 8, "\(outcome.text)")
        #expect(answers.map { $0["id"] as? String } == ["a", "b", nil, "c", "d", "e", "f", "g"])
        #expect(answers.map { $0["error"] != nil } == [false, true, true, true, false, false, true, false])
        #expect(answers.map { $0["value"] != nil } == [true, false, false, false, true, true, false, true])
        #expect(outcome.lines[0] == #"{"id":"a","value":{"type":"number","value":"1.1"}}"#)
        #expect(outcome.lines[4] == #"{"id":"d","value":{"type":"number","value":"8"}}"#)
        #expect(outcome.lines[5].contains(#"{"type":"date","value":"2024-02-29"}"#))
        #expect(outcome.lines[5].contains(#"{"type":"boolean","value":true}"#))
        #expect(outcome.lines[7].contains(#""type":"context""#))
        #expect(outcome.lines[7].contains(#"{"type":"years and months duration","value":"P1Y"}"#))
    }

    /// A type that nobody defined has no instances; one that the request defines is what it says.
    @Test(arguments: [
        (#"[1, "2"] instance of everything"#, #"[{"name": "everything", "type": "list<Any>"}]"#, "true"),
        (#"[1, "2"] instance of everything"#, "[]", "false"),
        (#"{a: "x", b: "y", c: 1} instance of pair"#, #"[{"name": "pair", "type": "context<a: string, b: string>"}]"#, "true"),
        (#"{a: "x"} instance of pair"#, #"[{"name": "pair", "type": "context<a: string, b: string>"}]"#, "false"),
        (
            #"[{a: 1}] instance of list<row>"#,
            #"[{"name": "size", "type": "number"}, {"name": "row", "type": "context<a: size>"}]"#, "true"
        ),
        ("1 instance of number", #"[{"name": "number", "type": "string"}]"#, "true"),
    ])
    func namedTypes(_ expression: String, _ types: String, _ value: String) throws {
        let text = expression.replacing("\"", with: "\\\"")
        let outcome = try redress.run(
            ["eval", "--jsonl"], input: Array("{\"id\": \"t\", \"expression\": \"\(text)\", \"types\": \(types)}\n".utf8))
        #expect(outcome.text == "{\"id\":\"t\",\"value\":{\"type\":\"boolean\",\"value\":\(value)}}\n")
    }
}
