/// Writes findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts show beside the lines.
public struct SARIFRenderer: Sendable {
    /// The language of the messages: SARIF has room for one.
    public var language: Language
    /// The version of the tool that speaks; none is written when nil.
    public var version: String?

    public init(language: Language, version: String? = nil) {
        self.language = language
        self.version = version
    }

    public func render(_ diagnostics: [Diagnostic]) -> String {
        let found = diagnostics.inOrder()
        let codes = Set(found.map(\.code)).sorted()
        var driver: [(String, JSONDocument.Value)] = [("name", .string("Redress"))]
        if let version { driver.append(("version", .string(version))) }
        driver.append(("rules", .list(codes.map { .object([("id", .string($0))]) })))
        let run: JSONDocument.Value = .object([
            ("tool", .object([("driver", .object(driver))])),
            // Columns are counted as everywhere else in Redress.
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .list(found.map { result($0, rule: codes.firstIndex(of: $0.code) ?? 0) })),
        ])
        return JSONDocument.text(
            of: .object([
                ("$schema", .string("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")),
                ("version", .string("2.1.0")),
                ("runs", .list([run])),
            ]))
    }

    private func result(_ diagnostic: Diagnostic, rule: Int) -> JSONDocument.Value {
        let mend = diagnostic.mend.map { language == .chinese ? "；\($0.zh)" : "; \($0.en)" } ?? ""
        var members: [(String, JSONDocument.Value)] = [
            ("ruleId", .string(diagnostic.code)),
            ("ruleIndex", .number(rule)),
            // SARIF's levels have the names of our severities.
            ("level", .string(diagnostic.severity.rawValue)),
            ("message", .object([("text", .string(diagnostic.message[language] + mend))])),
            ("locations", .list(diagnostic.location.map { [.object([("physicalLocation", physical($0))])] } ?? [])),
        ]
        if !diagnostic.notes.isEmpty {
            members.append(("relatedLocations", .list(diagnostic.notes.enumerated().map { related($1, id: $0 + 1) })))
        }
        return .object(members)
    }

    private func related(_ note: Diagnostic.Note, id: Int) -> JSONDocument.Value {
        var members: [(String, JSONDocument.Value)] = [("id", .number(id))]
        if let location = note.location { members.append(("physicalLocation", physical(location))) }
        members.append(("message", .object([("text", .string(note.message[language]))])))
        return .object(members)
    }

    private func physical(_ location: Location) -> JSONDocument.Value {
        let start = location.source.position(at: location.span.lower)
        let end = location.source.position(at: location.span.upper)
        return .object([
            ("artifactLocation", .object([("uri", .string(Self.uri(location.source.name)))])),
            (
                "region",
                .object([
                    ("startLine", .number(start.line)), ("startColumn", .number(start.column)),
                    ("endLine", .number(end.line)), ("endColumn", .number(end.column)),
                    ("byteOffset", .number(location.span.lower)), ("byteLength", .number(location.span.count)),
                ])
            ),
        ])
    }

    /// A path as a URI reference (RFC 3986): bytes outside the unreserved ones and `/` are escaped; an absolute path gets its scheme.
    private static func uri(_ path: String) -> String {
        var uri = path.hasPrefix("/") ? "file://" : ""
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F: uri.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                uri += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return uri
    }
}
