/// The names a parser knows, so that names with spaces and operators in them can be told from expressions (DMN 1.5, 10.3.1.2).
///
/// A name is stored as its tokens: runs of letters and digits, and single symbols. The parser asks for the longest one that matches.
package struct NameTable: Sendable {
    private final class Node: @unchecked Sendable {
        // Changed by `insert` only, and only by who holds it alone (copy on write, node by node).
        var children: [String: Node] = [:]
        var name: String?

        init() {}

        /// With the same children.
        init(_ other: Node) {
            children = other.children
            name = other.name
        }
    }

    /// Longer names are not kept: nobody writes them, and the tree of tokens must not grow deeper than a small stack can free.
    package static let maximumTokens = 100

    private var root = Node()

    package init() {}

    package init(_ names: some Sequence<String>) {
        for name in names { insert(name) }
    }

    /// Adds a name. The same name twice is one; one without tokens or with more than ``maximumTokens`` is none.
    package mutating func insert(_ name: String) {
        let tokens = NameTable.tokens(of: name)
        guard !tokens.isEmpty, tokens.count <= NameTable.maximumTokens else { return }
        NameTable.insert(name, tokens[...], into: &root)
    }

    /// No deeper than ``maximumTokens``.
    private static func insert(_ name: String, _ tokens: ArraySlice<String>, into node: inout Node) {
        if !isKnownUniquelyReferenced(&node) { node = Node(node) }
        guard let token = tokens.first else {
            node.name = name
            return
        }
        insert(name, tokens.dropFirst(), into: &node.children[token, default: Node()])
    }

    /// The longest known name that begins at `start` in a sequence of tokens, and how many tokens it takes.
    package func longestMatch(from start: Int, token: (Int) -> String?) -> (name: String, count: Int)? {
        var node = root
        var found: (name: String, count: Int)?
        var index = start
        while let text = token(index), let child = node.children[text] {
            node = child
            index += 1
            if let name = node.name { found = (name, index - start) }
        }
        return found
    }

    /// Whether exactly this name is known.
    package func contains(_ name: String) -> Bool {
        let parts = NameTable.tokens(of: name)
        guard let match = longestMatch(from: 0, token: { $0 < parts.count ? parts[$0] : nil }) else { return false }
        return match.count == parts.count
    }

    /// Runs of name characters, and every other visible character alone; white space only separates.
    package static func tokens(of name: String) -> [String] {
        var tokens: [String] = []
        let scalars = name.unicodeScalars
        var start = scalars.startIndex
        var place = start
        /// The run that ends here.
        func close() { if start < place { tokens.append(String(scalars[start..<place])) } }
        while place < scalars.endIndex {
            let scalar = scalars[place]
            if FEELCharacter.isNamePart(scalar) {
                scalars.formIndex(after: &place)
                continue
            }
            close()
            if !FEELCharacter.isWhiteSpace(scalar) { tokens.append(String(scalar)) }
            scalars.formIndex(after: &place)
            start = place
        }
        close()
        return tokens
    }
}
