import Diagnostics

/// Something read from a file, and where it was written.
package struct Written<Value: Sendable>: Sendable {
    package var value: Value
    package var location: Location

    package init(_ value: Value, at location: Location = .unwritten) {
        self.value = value
        self.location = location
    }
}

extension Written: Equatable where Value: Equatable {}
extension Written: Hashable where Value: Hashable {}

/// A FEEL expression as it stands in a file.
package struct WrittenExpression: Hashable, Sendable {
    /// The expression: the scalar's value, its YAML quotes and line folding resolved.
    package var text: String
    package var location: Location
    /// From bytes of ``text`` to bytes of the file.
    package var positions: PositionMap

    package init(text: String, location: Location, positions: PositionMap) {
        self.text = text
        self.location = location
        self.positions = positions
    }

    /// An expression that stands in no file, for tests and for what is made up by the reader.
    package init(_ text: String) {
        let source = SourceText(name: "<expression>", text: text)
        let span = Span(0, text.utf8.count)
        self.init(text: text, location: Location(source: source, span: span), positions: PositionMap(verbatim: span))
    }

    /// Where a span of ``text`` stands in the file.
    package func location(of span: Span) -> Location {
        Location(source: location.source, span: positions.fileSpan(of: span))
    }
}

extension Location {
    /// The place of what nobody wrote.
    package static let unwritten = Location(source: SourceText(name: "<none>", bytes: []), span: .at(0))
}
