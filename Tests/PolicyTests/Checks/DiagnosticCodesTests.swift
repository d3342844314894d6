import Foundation
import Testing

/// Every code has its row in the docs, in both languages, and every row its code.
@Suite struct DiagnosticCodesTests {
    private static let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

    /// The rooms that make findings about policies.
    private static let rooms = ["YAMLDocument", "FEEL", "Policy", "Redress"]

    private static func codesInSources() throws -> Set<String> {
        let place = /(?:code: |code = |\w*(?:fault|finding|report|fail|unknownName|notFound|badIdentifier)\(\s*)"([a-z]+(?:-[a-z]+)*)"/
        var codes: Set<String> = []
        for room in rooms {
            let folder = "\(root)/Sources/\(room)"
            let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
            for file in files where file.hasSuffix(".swift") {
                let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
                codes.formUnion(text.matches(of: place).map { String($0.output.1) })
                // A pattern that is written down is found wrong by the reason that its evaluation would give.
                if file.hasSuffix("Reason.swift") {
                    let patterns = /case (?:invalid(?:Pattern|Flags|Replacement)|patternTooLarge|emptyMatch) = "([a-z-]+)"/
                    codes.formUnion(text.matches(of: patterns).map { String($0.output.1) })
                }
            }
        }
        return codes
    }

    private static func rows() throws -> [(code: String, english: Substring, chinese: Substring)] {
        let text = try String(contentsOfFile: "\(root)/docs/diagnostics.md", encoding: .utf8)
        return text.matches(of: /(?m)^\| `([a-z-]+)` \| (.+?) \| (.+?) \|$/).map { (String($0.output.1), $0.output.2, $0.output.3) }
    }

    @Test func everyCodeHasARowAndEveryRowACode() throws {
        let used = try Self.codesInSources()
        let rows = try Self.rows()
        let documented = Set(rows.map(\.code))
        #expect(used.count > 100)
        #expect(used.subtracting(documented).sorted() == [])
        #expect(documented.subtracting(used).sorted() == [])
        #expect(rows.count == documented.count, "a code has two rows")
    }

    @Test func everyRowSaysWhatToDoInBothLanguages() throws {
        for row in try Self.rows() {
            #expect(row.english.contains(":"), "\(row.code)")
            #expect(row.chinese.contains("："), "\(row.code)")
        }
    }
}
