import Diagnostics
import Foundation
import Testing
import _TestSupport

@testable import FEEL

/// What `docs/feel.md` shows is so, in both languages, and the reference of functions is what the table says.
@Suite struct DocumentationTests {
    private struct Example: Equatable {
        var line: Int
        var expression: String
        var result: String
    }

    /// The lines of the fenced `feel` blocks: `expression → result`, or `name = expression`, which has no result.
    private func examples(_ path: String) throws -> [Example] {
        var isInside = false
        var found: [Example] = []
        let lines = try String(contentsOfFile: Repository.path(path), encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("```") {
                isInside = line == "```feel"
            } else if isInside, !line.isEmpty {
                let parts = line.components(separatedBy: " → ")
                let result = parts.count > 1 ? parts[parts.count - 1] : ""
                let expression = parts.count > 1 ? parts.dropLast().joined(separator: " → ") : parts[0]
                found.append(Example(line: index + 1, expression: expression, result: result))
            }
        }
        return found
    }

    @Test(arguments: ["docs/feel.md", "docs/feel.zh.md"]) func examplesAreSo(path: String) throws {
        var context: [Datum.Member] = []
        let examples = try examples(path)
        #expect(examples.count > 50)
        for example in examples {
            let place = "\(path):\(example.line): \(example.expression)"
            if example.result.isEmpty {
                let draft = ExpressionDraft(SourceText(name: path, text: example.expression))
                guard let (name, body) = draft.definition else {
                    Issue.record("\(place) has no result and defines nothing")
                    continue
                }
                let text = String(decoding: draft.source.bytes.dropFirst(body), as: UTF8.self)
                context.append(.init(name: name, value: Evaluator().evaluate(text, context: context).value))
            } else {
                let result = Evaluator().evaluate(example.expression, context: context)
                #expect(result.isReadable && result.value.description == example.result, "\(place)")
            }
        }
    }

    /// The examples of `FEEL.docc` and of ``Evaluator``.
    @Test func theArticleIsSo() {
        let price = Evaluator().evaluate("price * 1.06", context: [.init(name: "price", value: .number(100))])
        #expect(price.value.description == "106" && price.diagnostics.isEmpty)
        let rest = Evaluator().evaluate("1 / (count - 2)", context: [.init(name: "count", value: .number(2))])
        #expect(rest.value == .null && rest.diagnostics.map(\.message.en) == ["division by zero"])
    }

    @Test func bothLanguagesShowTheSame() throws {
        let (english, chinese) = (try examples("docs/feel.md"), try examples("docs/feel.zh.md"))
        #expect(english.map(\.expression) == chinese.map(\.expression))
        #expect(english.map(\.result) == chinese.map(\.result))
    }

    /// `FEEL_REFERENCE=write` makes the files anew.
    @Test(arguments: [Language.english, .chinese]) func theReferenceIsTheTable(language: Language) throws {
        let (file, text) = (FunctionReference.file(language), FunctionReference.text(language))
        if ProcessInfo.processInfo.environment["FEEL_REFERENCE"] == "write" { return try Data(text.utf8).write(to: URL(fileURLWithPath: file)) }
        let isCurrent = try? String(contentsOfFile: file, encoding: .utf8) == text
        #expect(isCurrent == true, "\(file) is stale: FEEL_REFERENCE=write swift test --filter Documentation makes it anew")
    }

    /// Every function has words in both languages, under a name that the parser reads as one.
    @Test func everyFunctionIsDescribed() {
        for function in Builtins.all {
            #expect(!function.summary.en.isEmpty && !function.summary.zh.isEmpty && !function.signatures.isEmpty, "\(function.name)")
            #expect(Environment().names.contains(function.name), "\(function.name)")
        }
        #expect(Set(Builtins.all.map(\.name)).count == Builtins.all.count)
    }
}
