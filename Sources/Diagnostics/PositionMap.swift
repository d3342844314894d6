/// Where each byte of an embedded text (an expression in a YAML scalar) stands in the file around it.
///
/// The text is cut into pieces. A verbatim piece has the same bytes in both; any other piece (an escape, a folded line break) maps as a whole.
public struct PositionMap: Hashable, Sendable {
    /// A stretch of the text and the stretch of the file that produced it.
    public struct Piece: Hashable, Sendable {
        public var text: Span
        public var file: Span
        public var verbatim: Bool

        public init(text: Span, file: Span, verbatim: Bool) {
            self.text = text
            self.file = file
            self.verbatim = verbatim
        }
    }

    /// In the order of the text, without gaps.
    public private(set) var pieces: [Piece] = []
    /// Where the text begins and ends in the file; where it is empty, where it would stand.
    public var file: Span

    public init(file: Span) {
        self.file = file
    }

    /// A text that stands in the file exactly as it is.
    public init(verbatim file: Span) {
        self.file = file
        append(count: file.count, file: file, verbatim: true)
    }

    /// Adds the next `count` bytes of the text. Neighbouring verbatim pieces become one.
    public mutating func append(count: Int, file span: Span, verbatim: Bool) {
        guard count > 0 else { return }
        let start = pieces.last?.text.upper ?? 0
        if verbatim, let last = pieces.last, last.verbatim, last.file.upper == span.lower {
            pieces[pieces.count - 1].text.upper += count
            pieces[pieces.count - 1].file.upper = span.upper
        } else {
            pieces.append(Piece(text: Span(start, start + count), file: span, verbatim: verbatim))
        }
    }

    /// The file's span of a span of the text. Spans outside the text are clamped to its ends.
    public func fileSpan(of span: Span) -> Span {
        guard let first = pieces.first, let last = pieces.last else { return file }
        if span.lower >= last.text.upper { return .at(last.file.upper) }
        let lower = max(first.text.lower, span.lower)
        let start = pieces[index(of: lower)]
        let from = start.verbatim ? start.file.lower + (lower - start.text.lower) : start.file.lower
        if span.isEmpty { return .at(from) }
        let upper = min(span.upper, last.text.upper)
        guard upper > lower else { return .at(from) }
        let end = pieces[index(of: upper - 1)]
        let to = end.verbatim ? end.file.lower + (upper - end.text.lower) : end.file.upper
        return Span(from, to)
    }

    /// The piece that holds this byte of the text.
    private func index(of offset: Int) -> Int {
        var low = 0
        var high = pieces.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pieces[middle].text.lower <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
