/// Writes findings as a JSON array for other programs: every message in both languages, lines and columns from 1, columns in Unicode scalars, offsets
/// in bytes.
public struct JSONRenderer: Sendable {
    public init() {}

    public func render(_ diagnostics: [Diagnostic]) -> String {
        JSONDocument.text(of: .list(diagnostics.inOrder().map(value)))
    }

    private func value(_ diagnostic: Diagnostic) -> JSONDocument.Value {
        .object([
            ("code", .string(diagnostic.code)),
            ("severity", .string(diagnostic.severity.rawValue)),
            ("message", value(diagnostic.message)),
            ("location", value(diagnostic.location)),
            ("mend", diagnostic.mend.map(value) ?? .null),
            ("notes", .list(diagnostic.notes.map { .object([("message", value($0.message)), ("location", value($0.location))]) })),
        ])
    }

    private func value(_ phrase: Phrase) -> JSONDocument.Value { .object([("zh", .string(phrase.zh)), ("en", .string(phrase.en))]) }

    private func value(_ location: Location?) -> JSONDocument.Value {
        guard let location else { return .null }
        return .object([
            ("file", .string(location.source.name)),
            ("start", place(location.span.lower, in: location.source)),
            ("end", place(location.span.upper, in: location.source)),
        ])
    }

    private func place(_ offset: Int, in source: SourceText) -> JSONDocument.Value {
        let position = source.position(at: offset)
        return .object([("line", .number(position.line)), ("column", .number(position.column)), ("offset", .number(offset))])
    }
}
