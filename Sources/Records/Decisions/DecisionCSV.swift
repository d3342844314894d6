import Engine

/// Decisions as CSV (RFC 4180): one row a measure, a record without measures one row with only its id; lists joined by `; `.
package enum DecisionCSV {
    package static let columns = [
        "record", "subject", "pack", "asOf", "measure", "kind", "status", "modality", "addressee", "responsible", "from", "until", "due", "adjusted",
        "rule", "clauses",
    ]

    package static func writeHeader(to out: inout OutputBuffer) { write(columns, to: &out) }

    package static func write(_ decision: Decision, to out: inout OutputBuffer) {
        let head = [decision.record, decision.subject ?? "", decision.pack, decision.asOf.description]
        if decision.measures.isEmpty { write(head + [String](repeating: "", count: columns.count - head.count), to: &out) }
        for measure in decision.measures {
            write(
                head + [
                    measure.measure, measure.kind, measure.status, measure.modality, measure.addressee ?? "",
                    measure.responsible.joined(separator: "; "), measure.from?.description ?? "", measure.until?.description ?? "",
                    measure.due?.description ?? "", measure.adjusted.joined(separator: "; "), measure.rule,
                    measure.clauses.joined(separator: "; "),
                ], to: &out)
        }
    }

    /// Digits with a sign before them and a point among them: no formula.
    private static func isNumber(_ field: String) -> Bool {
        let parts = field.utf8.drop(while: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }).split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard field.utf8.count - parts.reduce(parts.count - 1, { $0 + $1.count }) <= 1, parts.count <= 2 else { return false }
        return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }
    }

    /// Writes one row of CSV.
    package static func write(_ fields: [String], to out: inout OutputBuffer) {
        for (index, field) in fields.enumerated() {
            if index > 0 { out.append(byte: UInt8(ascii: ",")) }
            let needsQuotes = field.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
            // A field that a spreadsheet would take for a formula is kept a text.
            let isFormula =
                (field.utf8.first.map { [UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@")].contains($0) } ?? false)
                && !isNumber(field)
            if !needsQuotes, !isFormula {
                out.append(text: field)
            } else {
                out.append(byte: UInt8(ascii: "\""))
                if isFormula { out.append(byte: UInt8(ascii: "'")) }
                for byte in field.utf8 {
                    if byte == UInt8(ascii: "\"") { out.append(byte: byte) }
                    out.append(byte: byte)
                }
                out.append(byte: UInt8(ascii: "\""))
            }
        }
        out.append("\r\n")
    }
}
