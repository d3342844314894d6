import Diagnostics
import Engine
import Policy
import Redress
import Sample
import YAMLDocument

/// The bytes as a YAML file, as a pack's file of rules, and, when that makes a whole policy, as rules that decide records.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzYAML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let source = SourceText(name: SamplePolicy.fuzzedFile, bytes: bytes)
    let reading = YAMLDocument.read(source)
    show(reading.diagnostics)
    guard let document = reading.document?.attachingComments() else {
        demand(!reading.diagnostics.isEmpty, "a file that can't be read has a finding")
        return 0
    }
    if let root = document.root { check(root, of: document) }
    // All that loading says of it is what a file of rules begins with.
    if document.root?.entries == nil, count % 8 != 0 { return 0 }

    let files = SamplePolicy.files(SamplePolicy.fuzzedFile, bytes: bytes)
    let loading = PolicyPack.load(SamplePolicy.folder, with: PolicyLoader(files: files))
    show(loading.diagnostics)
    if let pack = loading.pack {
        for record in records {
            for asOf in days { _ = pack.decideJSON(record, days: DecisionDays(asOf: asOf)) }
        }
    }
    return 0
}

private let days = ["2021-02-01", "2024-02-29"].compactMap { Day($0) }

private let records: [[UInt8]] = [
    """
    {"id": "1", "reader": {"id": "r", "kind": "adult"}, "loan": {"begun": "2020-12-31", "ended": "2021-01-31", "grace": "P3D", "term": "P1M"},
     "book": {"price": 120.5, "lent": true, "topics": ["a", "b"], "parts": [1, 2, 3, 4]},
     "events": [{"type": "objected", "on": "2021-02-01"}, {"type": "decided", "on": "2021-03-01", "upheld": false},
                {"type": "returned", "on": "2021-04-01"}]}
    """,
    #"{"id": "2", "reader": {"kind": "child"}, "loan": {"ended": "2021-01-31"}, "events": [{"type": "chosen", "on": "2021-02-01", "choice": "waive"}]}"#,
    #"{"id": "3", "kind": "gift", "reader": {"kind": "student"}, "gift": {"given": "2022-12-31"}}"#,
].map { Array($0.utf8) }

/// Every node lies in the file, every piece of its text in its node (the empty lines that `+` keeps may come after it), in order, and the pieces
/// that are said to be verbatim are.
private func check(_ root: YAMLNode, of document: YAMLDocument) {
    let bytes = document.source.bytes
    var open = [root]
    var visited = 0
    while let node = open.popLast(), visited < 20_000 {
        visited += 1
        demand(lies(node.span, within: Span(0, bytes.count)), "a node lies at \(node.span) of \(bytes.count) bytes")
        if let scalar = node.scalar, let positions = document.positions(of: node) {
            let text = Array(scalar.text.utf8)
            let isBlock = scalar.style == .literal || scalar.style == .folded
            let outer = isBlock ? Span(node.span.lower, bytes.count) : node.span
            var last = (text: 0, file: node.span.lower)
            for piece in positions.pieces {
                demand(piece.text.lower == last.text && piece.text.upper <= text.count, "a piece of text at \(piece.text) after \(last.text)")
                demand(
                    piece.file.lower >= last.file && lies(piece.file, within: outer), "a piece at \(piece.file) of \(outer), after \(last.file)")
                last = (piece.text.upper, piece.file.upper)
                if piece.verbatim {
                    demand(
                        text[piece.text.lower..<piece.text.upper] == bytes[piece.file.lower..<piece.file.upper],
                        "\(piece) isn't verbatim")
                }
            }
            demand(last.text == text.count, "the pieces end at \(last.text) of \(text.count) bytes")
        }
        open += node.items ?? []
        for entry in node.entries ?? [] { open += [entry.key, entry.value] }
    }
}

private func lies(_ span: Span, within outer: Span) -> Bool {
    span.lower >= outer.lower && span.lower <= span.upper && span.upper <= outer.upper
}
