import Diagnostics

/// Where each byte of a scalar's text stands in the file.
///
/// libyaml hands over the text with quotes, escapes and folds gone and no way back, so the raw bytes are read a second time, here.
enum ScalarPositions {
    static func map(of scalar: YAMLScalar, span: Span, in source: SourceText) -> PositionMap {
        let reread = read(scalar.style, span: span, in: source, expecting: scalar.text)
        if reread.text.elementsEqual(scalar.text.utf8) { return reread.map }
        // Should the two readings ever differ, the whole scalar is still the right place to point at.
        var whole = PositionMap(file: span)
        whole.append(count: scalar.text.utf8.count, file: span, verbatim: false)
        return whole
    }

    /// Text and map from the raw bytes alone; `text` helps only where a block scalar's indentation can't be known from its own lines.
    static func read(_ style: YAMLScalar.Style, span: Span, in source: SourceText, expecting text: String) -> ScalarText {
        switch style {
        case .plain: FlowScalar.plain(span, in: source.bytes)
        case .singleQuoted: FlowScalar.singleQuoted(span, in: source.bytes)
        case .doubleQuoted: FlowScalar.doubleQuoted(span, in: source.bytes)
        case .literal, .folded: BlockScalar.read(span, folded: style == .folded, in: source.bytes, expecting: text)
        }
    }
}

/// A scalar's text as it is put together again, and where each byte came from.
struct ScalarText {
    private(set) var text: [UInt8] = []
    private(set) var map: PositionMap

    init(file: Span) {
        map = PositionMap(file: file)
    }

    /// Bytes that stand in the file as they are.
    mutating func take(_ span: Span, of bytes: [UInt8]) {
        text += bytes[span.lower..<span.upper]
        map.append(count: span.count, file: span, verbatim: true)
    }

    /// Bytes that something else in the file stands for.
    mutating func put(_ replacement: some Collection<UInt8>, for span: Span) {
        text += replacement
        map.append(count: replacement.count, file: span, verbatim: false)
    }
}

extension [UInt8] {
    func isBlank(at index: Int, before end: Int) -> Bool { index < end && (self[index] == 0x20 || self[index] == 0x09) }

    func isBreak(at index: Int, before end: Int) -> Bool { index < end && (self[index] == 0x0A || self[index] == 0x0D) }

    /// The index after the line break at `index`; CRLF is one break.
    func afterBreak(at index: Int, before end: Int) -> Int {
        self[index] == 0x0D && index + 1 < end && self[index + 1] == 0x0A ? index + 2 : index + 1
    }
}
