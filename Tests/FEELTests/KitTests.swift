import Diagnostics
import FEEL
import Foundation
import Testing

/// How much of a kit of FEEL cases passes, when one is at hand: a count to look at, no promise.
///
/// `FEEL_TCK` names a file of one JSON object a line: `expression`, `context`, `expected`, perhaps `definitions`.
@Suite struct KitTests {
    private static let path = ProcessInfo.processInfo.environment["FEEL_TCK"] ?? "../shared/tck/feel.jsonl"

    private static func datum(_ json: Any?) -> Datum? {
        guard let object = json as? [String: Any], let type = object["type"] as? String else { return nil }
        let value = object["value"]
        switch type {
        case "null": return .null
        case "boolean": return (value as? Bool).map { .boolean($0) }
        case "number": return (value as? String).flatMap { Number($0) }.map { .number($0) }
        case "string": return (value as? String).map { .string($0) }
        case "list":
            let elements = (value as? [Any])?.map { datum($0) } ?? []
            return elements.contains { $0 == nil } ? nil : .list(elements.compactMap { $0 })
        case "context":
            let members = (value as? [String: Any]) ?? [:]
            return .context(members.sorted { $0.key < $1.key }.compactMap { key, value in datum(value).map { Datum.Member(name: key, value: $0) } })
        default: return (value as? String).flatMap { Datum(temporal: $0) }
        }
    }

    /// Members in one order, numbers within 10⁻⁸.
    private static func same(_ a: Datum, _ b: Datum) -> Bool {
        switch (a, b) {
        case (.number(let x), .number(let y)):
            guard let difference = Decimal128.subtract(x.decimal, y.decimal) else { return false }
            return difference.magnitude <= Decimal128(1, exponent: -8)
        case (.list(let x), .list(let y)): return x.count == y.count && zip(x, y).allSatisfy { same($0, $1) }
        case (.context(let x), .context(let y)):
            return x.count == y.count && x.allSatisfy { member in y.contains { $0.name == member.name && same($0.value, member.value) } }
        default: return a == b
        }
    }

    private static func passes(_ object: [String: Any]) -> Bool {
        guard let text = object["expression"] as? String, let expected = datum(object["expected"]) else { return false }
        let context = (object["context"] as? [String: Any] ?? [:]).map { Datum.Member(name: $0.key, value: datum($0.value) ?? .null) }
        var definitions: [Evaluator.Definition] = []
        for definition in object["definitions"] as? [[String: Any]] ?? [] {
            guard let name = definition["name"] as? String, let text = definition["expression"] as? String else { return false }
            definitions.append(Evaluator.Definition(name: name, expression: text, resultType: definition["resultType"] as? String))
        }
        let result = Evaluator().evaluate(text, context: context, definitions: definitions, resultType: object["resultType"] as? String)
        return same(result.value, expected)
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: path), "no kit at hand: set FEEL_TCK")) func countsTheCasesThatPass() throws {
        let lines = try String(contentsOfFile: Self.path, encoding: .utf8).split(separator: "\n")
        var folders: [String: (passed: Int, all: Int)] = [:]
        var failed: [String] = []
        var notNull = (passed: 0, all: 0)
        for line in lines {
            guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], let id = object["id"] as? String else {
                continue
            }
            let passed = Self.passes(object)
            let folder = String(id.split(separator: "/").first ?? "")
            let before = folders[folder] ?? (0, 0)
            folders[folder] = (before.passed + (passed ? 1 : 0), before.all + 1)
            if (object["expected"] as? [String: Any])?["type"] as? String != "null" { notNull = (notNull.passed + (passed ? 1 : 0), notNull.all + 1) }
            if !passed { failed.append("\(id): \(object["expression"] as? String ?? "")") }
        }
        for (folder, count) in folders.sorted(by: { $0.key < $1.key }) { print("kit \(folder): \(count.passed) of \(count.all)") }
        let passed = folders.values.reduce(0) { $0 + $1.passed }
        print("kit: \(passed) of \(lines.count) pass; of those whose value isn't null \(notNull.passed) of \(notNull.all)")
        if ProcessInfo.processInfo.environment["FEEL_TCK_FAILED"] != nil { for line in failed { print("kit failed \(line)") } }
        #expect(folders.values.reduce(0) { $0 + $1.all } == lines.count)
    }
}
