import Diagnostics

/// A YAML file as nodes with exact spans, and its comments.
package struct YAMLDocument: Sendable {
    package var source: SourceText
    /// Nil when the file is empty or holds comments only.
    package var root: YAMLNode?
    /// In the order of the file.
    package var comments: [YAMLComment]

    /// Reads one file. Faults are collected; a document comes back whenever there is something to read on with.
    package static func read(_ source: SourceText, limits: YAMLLimits = YAMLLimits()) -> YAMLReading {
        if let fault = TextScreening(source: source, limits: limits).firstFault() {
            return YAMLReading(document: nil, diagnostics: [fault])
        }
        var composer = Composer(source: source, limits: limits)
        composer.run()
        let scan = CommentScanner(source: source, scalars: composer.scalarSpans)
        let isWhole = composer.isWhole
        let document = YAMLDocument(source: source, root: composer.root, comments: isWhole ? scan.comments() : [])
        return YAMLReading(document: isWhole ? document : nil, diagnostics: composer.diagnostics)
    }

    /// The same document with every comment given to the node it is about, for who rewrites it.
    package func attachingComments() -> YAMLDocument {
        var copy = self
        CommentAttachment.attach(&copy)
        return copy
    }

    /// From bytes of a scalar's text to bytes of the file; nil for a collection.
    package func positions(of node: YAMLNode) -> PositionMap? {
        node.scalar.map { ScalarPositions.map(of: $0, span: node.span, in: source) }
    }

    package func location(of node: YAMLNode) -> Location { Location(source: source, span: node.place) }
}

/// What reading a file gave.
package struct YAMLReading: Sendable {
    /// Nil when the file can't be read as YAML at all.
    package var document: YAMLDocument?
    package var diagnostics: [Diagnostic]
}
