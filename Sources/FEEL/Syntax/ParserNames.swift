import Diagnostics

/// Names: which tokens make one, as the scope knows it.
extension ExpressionParser {
    /// A known name and how many tokens it takes.
    struct NameMatch {
        var name: String
        var count: Int
    }

    /// The longest name of a table that begins at a token and ends with one.
    func match(in table: NameTable, at start: Int) -> NameMatch? {
        var parts: [String] = []
        // How many parts the first one, two, … tokens have.
        var boundaries: [Int] = []
        var limit = Int.max
        while limit > 0 {
            let found = table.longestMatch(from: 0) { position in
                guard position < limit else { return nil }
                while position >= parts.count {
                    let next = start + boundaries.count
                    guard next < tokens.count - 1 else { return nil }
                    parts += nameParts(of: tokens[next])
                    boundaries.append(parts.count)
                }
                return parts[position]
            }
            guard let found else { return nil }
            if let last = boundaries.firstIndex(of: found.count) { return NameMatch(name: found.name, count: last + 1) }
            limit = found.count - 1
        }
        return nil
    }

    /// A token as ``NameTable`` cuts it.
    private func nameParts(of token: Token) -> [String] {
        if token.kind == .word, token.meant == nil { return [token.text] }
        let parts = NameTable.tokens(of: source.text(of: token.span))
        // A token always has a part, so that reading on ends.
        return parts.isEmpty ? [token.text] : parts
    }

    /// The longest name that the scope knows here. A local variable before a dot is that variable, whatever dotted names there are.
    func knownName() -> NameMatch? {
        var local: NameMatch?
        for table in locals.reversed() {
            if let found = match(in: table, at: index), found.count > local?.count ?? 0 { local = found }
        }
        if let local, kind(at: local.count) == .dot { return local }
        var best = local
        let tables = filters > 0 ? [names, members, seenMembers] : [names]
        for table in tables {
            if let found = match(in: table, at: index), found.count > best?.count ?? 0 { best = found }
        }
        return best
    }

    /// Whether the token some places on is a keyword, and so ends a run of words.
    func isKeyword(at distance: Int = 0) -> Bool {
        let token = peek(distance)
        guard token.kind == .word, Keyword.reserved.contains(token.text) else { return false }
        return token.text != "instance" || isWord("of", at: distance + 1)
    }

    /// Takes a known name or, where there is none, a run of words. Words that follow a known name directly belong to it: nothing else could be
    /// meant, and the whole is then reported as the unknown name that it is.
    mutating func takeName(_ known: NameMatch?) -> String {
        var text: String
        if let known {
            text = known.name
            index += known.count
        } else {
            text = advance().text
        }
        while kind == .word || (kind == .number && current.meant == nil), current.meant == nil, !isKeyword() {
            text += " " + advance().text
        }
        return text
    }

    /// What follows a dot.
    mutating func memberName() throws(ParseFailure) -> Expr.Member {
        let start = place
        var known: NameMatch?
        for table in [members, seenMembers] {
            if let found = match(in: table, at: index), found.count > known?.count ?? 0 { known = found }
        }
        guard known != nil || kind == .word, kind != .end else { throw unexpected(.memberName) }
        let name = takeName(known)
        return Expr.Member(name: name, span: Span(start, lastEnd))
    }

    /// A name that is being declared or stands before a colon: words, numbers and name symbols up to whatever else follows (or the word `stop`).
    mutating func declaredName(_ expected: Expectation = .name, stop: String? = nil) throws(ParseFailure) -> Expr.Member {
        let first = current
        guard first.kind == .word, first.meant == nil, first.text != stop else { throw unexpected(expected) }
        var text = ""
        while isPartOfDeclaredName(current, stop: stop) {
            if !text.isEmpty, place > lastEnd { text += " " }
            text += source.text(of: current.span)
            advance()
        }
        return Expr.Member(name: text, span: Span(first.span.lower, lastEnd))
    }

    func isPartOfDeclaredName(_ token: Token, stop: String? = nil) -> Bool {
        guard token.meant == nil else { return false }
        switch token.kind {
        case .word: return token.text != stop
        case .number, .malformedNumber: return true
        default: return token.isNameSymbol
        }
    }
}
