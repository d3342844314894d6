import Diagnostics

/// A finding that a test expects at a mark of a ``MarkedText``: its code, and words that its message or mend must contain.
public struct ExpectedDiagnostic: Sendable {
    public var code: String
    /// Parts of the English message or mend.
    public var en: [String]
    /// Parts of the Chinese message or mend.
    public var zh: [String]

    public init(_ code: String, en: [String] = [], zh: [String] = []) {
        self.code = code
        self.en = en
        self.zh = zh
    }
}

/// How findings differ from those expected, the first at the text's first mark and so on; empty when they agree. Every finding must be expected
/// and speak both languages. Use as `#expect(mismatches(…) == [])`.
public func mismatches(_ found: [Diagnostic], _ text: MarkedText, _ expected: [ExpectedDiagnostic]) -> [String] {
    var problems: [String] = []
    if expected.count != text.spans.count { problems.append("\(text.spans.count) marks for \(expected.count) findings") }
    for (index, diagnostic) in found.enumerated() {
        let place = diagnostic.location.map { "\($0.span.lower)..<\($0.span.upper)" } ?? "nowhere"
        let described = "`\(diagnostic.code)` at \(place): \(diagnostic.message.en)"
        guard index < expected.count, index < text.spans.count else {
            problems.append("unexpected \(described)")
            continue
        }
        let wanted = expected[index]
        let span = text.spans[index]
        if diagnostic.code != wanted.code { problems.append("expected `\(wanted.code)`, found \(described)") }
        if diagnostic.location?.span != span { problems.append("expected \(span.lower)..<\(span.upper), found \(described)") }
        let english = diagnostic.message.en + " | " + (diagnostic.mend?.en ?? "")
        for part in wanted.en where !english.contains(part) { problems.append("no “\(part)” in “\(english)”") }
        let chinese = diagnostic.message.zh + " | " + (diagnostic.mend?.zh ?? "")
        for part in wanted.zh where !chinese.contains(part) { problems.append("no “\(part)” in “\(chinese)”") }
        if diagnostic.message.zh.isEmpty || diagnostic.message.en.isEmpty { problems.append("a language is missing: \(described)") }
    }
    for wanted in expected.dropFirst(found.count) { problems.append("missing `\(wanted.code)`") }
    return problems
}
