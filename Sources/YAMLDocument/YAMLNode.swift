import Diagnostics

/// A node of a YAML file with its exact place. Aliases stand resolved: the node is the anchor's, and knows where the alias was written.
///
/// Nodes are handed from reader to reader: a copy counts one reference.
package struct YAMLNode: Sendable {
    private var written: Written
    /// Where the alias stands, when the node came by one.
    package var alias: Span?

    /// What was written, shared by the node's copies and aliases.
    private final class Written: Sendable {
        let id: Int
        let kind: Kind
        let span: Span
        let tag: String?
        let anchor: String?

        init(id: Int, kind: Kind, span: Span, tag: String?, anchor: String?) {
            (self.id, self.kind, self.span, self.tag, self.anchor) = (id, kind, span, tag, anchor)
        }
    }

    package init(id: Int, kind: Kind, span: Span, tag: String? = nil, anchor: String? = nil) {
        written = Written(id: id, kind: kind, span: span, tag: tag, anchor: anchor)
    }

    /// Numbers the written nodes of a document from 0; an alias has the number of its anchor's node.
    package var id: Int { written.id }
    /// The node itself, without anchor and tag: from the first byte of a block collection's first child to the end of its last; with the quotes of
    /// a quoted scalar; from the `|` or `>` to the end of the last line of a block scalar.
    package var span: Span { written.span }
    /// As written, such as `!!str`; nil when there is none.
    package var tag: String? { written.tag }
    package var anchor: String? { written.anchor }

    /// The same node with something else in it.
    package func replacing(_ kind: Kind) -> YAMLNode {
        var copy = self
        copy.written = Written(id: id, kind: kind, span: span, tag: tag, anchor: anchor)
        return copy
    }

    package var kind: Kind { written.kind }

    package enum Kind: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode], flow: Bool)
        case mapping([YAMLEntry], flow: Bool)
    }

    /// The place in the text where this node was put: the alias, or the node itself.
    package var place: Span { alias ?? span }

    package var scalar: YAMLScalar? {
        if case .scalar(let scalar) = kind { scalar } else { nil }
    }

    /// The items of a sequence; nil for anything else.
    package var items: [YAMLNode]? {
        if case .sequence(let items, _) = kind { items } else { nil }
    }

    /// The entries of a mapping in order, each key once; nil for anything else.
    package var entries: [YAMLEntry]? {
        if case .mapping(let entries, _) = kind { entries } else { nil }
    }

    /// The value of a key of a mapping.
    package subscript(key: String) -> YAMLNode? {
        entries?.first { $0.key.scalar?.text == key }?.value
    }

    /// Whether nothing was written, or a null.
    package var isNull: Bool {
        if case .scalar(let scalar) = kind { scalar.coreType == .null } else { false }
    }
}

/// A key and its value.
package struct YAMLEntry: Sendable {
    /// Always a scalar.
    package var key: YAMLNode
    package var value: YAMLNode

    package init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}

/// A scalar: its text after quotes, escapes and folding.
package struct YAMLScalar: Sendable {
    package var text: String
    package var style: Style
    /// Whether a tag (`!!str` or `!`) makes it a string whatever it looks like.
    package var isTaggedString: Bool

    package enum Style: Sendable {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
    }

    /// What the core schema takes it for. Only a plain scalar can be anything but a string.
    package var coreType: CoreSchema.Kind {
        style == .plain && !isTaggedString ? CoreSchema.kind(of: text) : .string
    }
}
