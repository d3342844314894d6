import Foundation
import Testing
import _TestSupport

@testable import FEEL

/// `grammar/feel.ebnf` hangs together: what it uses it defines, what it defines it uses.
@Suite struct GrammarTests {
    private struct Grammar {
        /// Name → the names that its rule mentions.
        var rules: [String: Set<String>] = [:]
        /// Words in quotes.
        var terminals: Set<String> = []
        var problems: [String] = []
    }

    /// Reads ISO 14977 with names of several words: comments, special sequences and quoted terminals are cut out, then rules end at `;`.
    private func read(_ text: String) -> Grammar {
        var grammar = Grammar()
        var plain = ""
        var rest = text[...]
        while let character = rest.first {
            let closing: String? =
                rest.hasPrefix("(*") ? "*)" : character == "?" ? "?" : character == "\"" ? "\"" : character == "'" ? "'" : nil
            guard let closing else {
                plain.append(character)
                rest = rest.dropFirst()
                continue
            }
            let body = rest.dropFirst(closing.count)
            guard let end = body.firstRange(of: closing) else {
                grammar.problems.append("`\(closing)` is missing behind \(rest.prefix(30))")
                break
            }
            if closing == "\"" || closing == "'" { grammar.terminals.insert(String(body[..<end.lowerBound])) }
            plain.append(closing == "*)" ? " " : " , ")
            rest = body[end.upperBound...]
        }
        for rule in plain.split(separator: ";") where !rule.allSatisfy(\.isWhitespace) {
            let sides = rule.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else {
                grammar.problems.append("no rule: \(rule)")
                continue
            }
            let name = words(sides[0])
            if grammar.rules[name] != nil { grammar.problems.append("`\(name)` is defined twice") }
            // An exception stands between spaces; a hyphen alone is part of a name.
            let symbols = sides[1].replacing(" - ", with: " , ").split { "=,|()[]{}*".contains($0) || $0.isNumber }.map(words).filter { !$0.isEmpty }
            grammar.rules[name] = Set(symbols)
        }
        return grammar
    }

    private func words(_ text: some StringProtocol) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    @Test func everyNameIsDefinedAndUsed() throws {
        let grammar = read(try String(contentsOfFile: Repository.path("grammar/feel.ebnf"), encoding: .utf8))
        #expect(grammar.problems == [])
        #expect(grammar.rules.count > 40)
        let used = grammar.rules.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        #expect(used.subtracting(grammar.rules.keys).sorted() == [], "used, not defined")
        let starts: Set = ["expression", "unary tests", "comment", "white space"]
        #expect(Set(grammar.rules.keys).subtracting(used).subtracting(starts).sorted() == [], "defined, not used")
    }

    /// Every keyword and operator that the parser knows stands in the grammar.
    @Test func everyKeywordIsThere() throws {
        let grammar = read(try String(contentsOfFile: Repository.path("grammar/feel.ebnf"), encoding: .utf8))
        #expect(Keyword.reserved.subtracting(grammar.terminals).sorted() == [])
        #expect(Set(BinaryOperator.allCases.map(\.rawValue)).subtracting(grammar.terminals).sorted() == [])
    }

    @Test func faultsAreFound() {
        #expect(read("a = b , \"c\" ; a = ? d ? ; (* b *)").problems == ["`a` is defined twice"])
        #expect(read("two words = other\n words | 4 * x ;").rules["two words"] == ["other words", "x"])
    }
}
