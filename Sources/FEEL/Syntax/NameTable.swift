/// The names a parser knows, so that names with spaces and operators in them can be told from expressions (DMN 1.5, 10.3.1.2).
///
/// A name is stored as its tokens: runs of letters and digits, and single symbols. The parser asks for the longest one that matches.
package struct NameTable: Sendable {
    private final class Node: @unchecked Sendable {
        // Built by `insert` on a table that nobody else holds (copy on write), read-only afterwards.
        var children: [String: Node] = [:]
        var name: String?

        func copy() -> Node {
            let node = Node()
            node.name = name
            node.children = children.mapValues { $0.copy() }
            return node
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
        if !isKnownUniquelyReferenced(&root) { root = root.copy() }
        var node = root
        for token in tokens {
            if let child = node.children[token] {
                node = child
            } else {
                let child = Node()
                node.children[token] = child
                node = child
            }
        }
        node.name = name
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
        var run = ""
        for scalar in name.unicodeScalars {
            if FEELCharacter.isWhiteSpace(scalar) {
                if !run.isEmpty { tokens.append(run) }
                run = ""
            } else if FEELCharacter.isNamePart(scalar) {
                run.unicodeScalars.append(scalar)
            } else {
                if !run.isEmpty { tokens.append(run) }
                run = ""
                tokens.append(String(scalar))
            }
        }
        if !run.isEmpty { tokens.append(run) }
        return tokens
    }
}
