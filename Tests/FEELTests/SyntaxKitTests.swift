import Diagnostics
import Foundation
import Testing

@testable import FEEL

/// The expressions of OMG's compatibility kit, when it lies beside the repository or `FEEL_TCK` names its file.
@Suite struct SyntaxKitTests {
    private struct Case: Decodable {
        struct Definition: Decodable {
            var name: String
            var expression: String
        }
        /// Only the keys are of interest here.
        struct Anything: Decodable {
            init(from decoder: any Decoder) {}
        }
        var id: String
        var expression: String
        var context: [String: Anything]
        var definitions: [Definition]?
        var mayError: Bool
    }

    private static let file: URL? = {
        let named = ProcessInfo.processInfo.environment["FEEL_TCK"] ?? "../shared/tck"
        let url = URL(fileURLWithPath: named)
        for candidate in [url, url.appendingPathComponent("feel.jsonl")] {
            var isDirectory: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isDirectory), !isDirectory.boolValue { return candidate }
        }
        return nil
    }()

    @Test(.enabled(if: SyntaxKitTests.file != nil, "set FEEL_TCK to the kit's feel.jsonl to run this"))
    func everyExpressionIsRead() throws {
        let url = try #require(SyntaxKitTests.file)
        var count = 0
        for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
            let test = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
            let definitions = test.definitions ?? []
            let names = NameTable(SyntaxScope.builtins + Array(test.context.keys) + definitions.map(\.name))
            for text in definitions.map(\.expression) + [test.expression] {
                count += 1
                let result = Parser.parseExpression(SourceText(name: test.id, text: text), names: names, members: NameTable())
                if test.mayError {
                    // Only what the kit calls an error may be one, but it needn't be one of syntax.
                    #expect(result.expr != nil || !result.diagnostics.isEmpty)
                } else {
                    #expect(result.diagnostics.map(\.message.en) == [], "\(test.id): \(text)")
                    guard let expr = result.expr else { continue }
                    let printed = Printer.text(of: expr)
                    let again = Parser.parseExpression(SourceText(name: test.id, text: printed), names: names, members: NameTable())
                    let isSame = again.expr == expr
                    #expect(isSame, "\(test.id): \(text)\n\(printed)")
                }
            }
        }
        #expect(count > 1000)
    }
}
