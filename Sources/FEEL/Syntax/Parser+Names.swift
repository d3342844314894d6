import Diagnostics

extension Parser {
    /// Words that end a run of words nobody knows.
    static let keywords: Set<String> = [
        "and", "or", "in", "between", "then", "else", "return", "satisfies", "instance", "if", "for", "some", "every", "true", "false", "null",
        "function",
    ]

    /// The longest known name that begins here.
    func knownName() -> (name: String, count: Int)? {
        func text(_ place: Int) -> String? {
            guard place < tokens.count, tokens[place].kind != .end, tokens[place].kind != .string, tokens[place].kind != .temporal else { return nil }
            return tokens[place].text
        }
        var best = names.longestMatch(from: index, token: text)
        for local in locals.reversed() where local.tokens.count > (best?.count ?? 0) {
            if local.tokens.indices.allSatisfy({ text(index + $0) == local.tokens[$0] }) { best = (local.name, local.tokens.count) }
        }
        return best
    }

    mutating func bind(_ name: String) { locals.append((name, NameTable.tokens(of: name))) }

    /// Tokens as a name: one space where white space stood.
    func joined(_ range: Range<Int>) -> String {
        var text = ""
        var end: Int?
        for token in tokens[range] {
            if let end, token.span.lower > end { text += " " }
            text += source.text(of: token.span)
            end = token.span.upper
        }
        return text
    }

    /// A name, `true`, `false` or `null`.
    mutating func name() -> Expr {
        let token = current
        let start = token.span.lower
        let known = knownName()
        if known?.count ?? 0 <= 1 {
            switch token.text {
            case "true", "false":
                advance()
                return Expr(.boolean(token.text == "true"), token.span)
            case "null":
                advance()
                return Expr(.null, token.span)
            case "and", "or", "then", "else", "in", "between", "satisfies", "return":
                expected("值 / expression")
                return failed(start)
            default: break
            }
        }
        if let known {
            index = min(index + known.count, tokens.count - 1)
            return Expr(.name(known.name), span(from: start))
        }
        // A run of words that nobody knows is one name: there is no other way to read words side by side.
        let first = index
        advance()
        while current.kind == .word, !Parser.keywords.contains(current.text), knownName() == nil { advance() }
        return Expr(.name(joined(first..<index)), span(from: start))
    }

    /// A member's name after a dot.
    mutating func memberName() -> Expr.Member {
        let first = current
        if first.kind == .string {
            advance()
            return Expr.Member(name: first.text, span: first.span)
        }
        let start = index
        if let known = members.longestMatch(from: index, token: { $0 < tokens.count && tokens[$0].kind != .end ? tokens[$0].text : nil }) {
            index = min(index + known.count, tokens.count - 1)
            return Expr.Member(name: known.name, span: span(from: first.span.lower))
        }
        advance()
        while current.kind == .word, !Parser.keywords.contains(current.text) { advance() }
        return Expr.Member(name: joined(start..<index), span: span(from: first.span.lower))
    }

    // MARK: Iteration and functions

    private mutating func iterators() -> [Expr.Iterator] {
        var all: [Expr.Iterator] = []
        repeat {
            guard current.kind == .word else {
                expected("名称 / name")
                break
            }
            let first = index
            while current.kind == .word, !current.isWord("in") { advance() }
            let variable = Expr.Member(name: joined(first..<index), span: Span(tokens[first].span.lower, lastEnd))
            expectWord("in")
            let low = expression()
            if take("..") {
                all.append(Expr.Iterator(variable: variable, source: .span(from: low, to: expression())))
            } else {
                all.append(Expr.Iterator(variable: variable, source: .list(low)))
            }
            bind(variable.name)
        } while !hasFailed && take(",")
        return all
    }

    mutating func loop() -> Expr {
        let start = current.span.lower
        let outer = locals.count
        advance()
        let all = iterators()
        expectWord("return")
        bind("partial")
        let result = expression()
        locals.removeLast(locals.count - outer)
        return Expr(.loop(all, result: result), span(from: start))
    }

    mutating func quantified() -> Expr {
        let start = current.span.lower
        let outer = locals.count
        let quantifier: Expr.Quantifier = current.text == "some" ? .some : .every
        advance()
        let all = iterators()
        expectWord("satisfies")
        let condition = expression()
        locals.removeLast(locals.count - outer)
        return Expr(.quantified(quantifier, all, satisfies: condition), span(from: start))
    }

    mutating func functionDefinition() -> Expr {
        let start = current.span.lower
        let outer = locals.count
        advance()
        let opener = current.span
        advance()
        var parameters: [Expr.Parameter] = []
        if !current.isSymbol(")") {
            repeat {
                let first = index
                while current.kind == .word { advance() }
                guard index > first else {
                    expected("名称 / name")
                    break
                }
                let name = Expr.Member(name: joined(first..<index), span: Span(tokens[first].span.lower, lastEnd))
                let type = take(":") ? typeExpression() : nil
                parameters.append(Expr.Parameter(name: name, type: type))
                bind(name.name)
            } while !hasFailed && take(",")
        }
        expect(")", openedBy: opener)
        let external = takeWord("external")
        let body = expression()
        locals.removeLast(locals.count - outer)
        return Expr(.function(parameters, body: body, external: external), span(from: start))
    }

    // MARK: Types

    mutating func typeExpression() -> TypeExpr {
        let start = current.span.lower
        if depth >= Limit.depth {
            fail("too-deep", current.span, Phrase(zh: "类型嵌套过深", en: "the type is nested too deeply"))
            return TypeExpr(.named("Any"), .at(start))
        }
        depth += 1
        defer { depth -= 1 }
        guard current.kind == .word else {
            expected("类型 / type")
            return TypeExpr(.named("Any"), .at(start))
        }
        if peek().isSymbol("<") {
            switch current.text {
            case "list", "range":
                let isList = current.text == "list"
                advance()
                advance()
                let element = typeExpression()
                expect(">")
                return TypeExpr(isList ? .list(element) : .range(element), span(from: start))
            case "context":
                advance()
                advance()
                var members: [(name: String, type: TypeExpr)] = []
                repeat {
                    guard let name = key(until: ":") else { break }
                    expect(":")
                    members.append((name.name, typeExpression()))
                } while !hasFailed && take(",")
                expect(">")
                return TypeExpr(.context(members), span(from: start))
            case "function":
                advance()
                advance()
                var parameters: [TypeExpr] = []
                if !current.isSymbol(">") {
                    repeat { parameters.append(typeExpression()) } while !hasFailed && take(",")
                }
                expect(">")
                expect("->")
                let result = typeExpression()
                return TypeExpr(.function(parameters, result: result), span(from: start))
            default: break
            }
        }
        let known = NameTable(FEELType.named.keys)
        if let match = known.longestMatch(from: index, token: { $0 < tokens.count && tokens[$0].kind == .word ? tokens[$0].text : nil }) {
            index = min(index + match.count, tokens.count - 1)
            return TypeExpr(.named(match.name), span(from: start))
        }
        let first = index
        advance()
        while current.kind == .word, !Parser.keywords.contains(current.text) { advance() }
        return TypeExpr(.named(joined(first..<index)), span(from: start))
    }
}
