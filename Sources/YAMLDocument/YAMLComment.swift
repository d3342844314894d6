import Diagnostics

/// A comment and the node it belongs to.
package struct YAMLComment: Hashable, Sendable {
    /// From the `#` to the end of the line.
    package var span: Span
    /// Whether nothing but white space stands before it on its line.
    package var isOwnLine: Bool
    /// Nil in a file without nodes, and until ``YAMLDocument/attachingComments()``.
    package var owner: Owner?

    package struct Owner: Hashable, Sendable {
        /// A ``YAMLNode/id``. Comments about an entry of a mapping belong to its key.
        package var node: Int
        package var position: Position
    }

    package enum Position: Hashable, Sendable {
        /// On lines of its own before the node.
        case before
        /// Behind it on the same line.
        case behind
        /// On lines of its own after a collection's last child.
        case after
    }
}
