import Diagnostics

/// String functions that take a pattern (DMN 1.5, table 75): `matches`, `replace` and `tokenize` of XPath.
extension Builtins {
    static let regularExpressions: [Builtin] = [
        Builtin(
            "matches", .string, [.init([string("input"), string("pattern"), string("flags")], required: 2)],
            Phrase(zh: "文本中是否有符合正则表达式的部分", en: "whether a regular expression matches a part of a text"), result: { _ in .boolean },
            pattern: Pattern(flags: 2, mayMatchNothing: true, use: matches)),
        Builtin(
            "replace", .string, [.init([string("input"), string("pattern"), string("replacement"), string("flags")], required: 3)],
            Phrase(zh: "替换符合正则表达式的各部分", en: "a text with what a regular expression matches replaced"), result: { _ in .string },
            pattern: Pattern(replacement: 2, flags: 3, mayMatchNothing: false, use: replace)),
        Builtin(
            "split", .string, [.init([string("string"), string("delimiter")])],
            Phrase(zh: "在符合正则表达式之处分开文本", en: "the parts of a text between what a regular expression matches"), result: { _ in .list(.string) },
            pattern: Pattern(mayMatchNothing: false, use: split)),
    ]

    /// What a function does with its pattern, which is its second argument.
    struct Pattern: Sendable {
        typealias Use = @Sendable (MachineRef, RegularExpression, UnsafePointer<Value>, Int, Site) -> Value
        /// Which argument is put in for a match.
        var replacement: Int?
        /// Which argument is the flags.
        var flags: Int?
        var mayMatchNothing: Bool
        var use: Use

        private func hasFlags(_ count: Int) -> Int? { flags.flatMap { $0 < count ? $0 : nil } }

        /// Compiles the pattern when it is called, unless it did so before.
        var body: Builtin.Body {
            { m, a, count, site in
                let flags = hasFlags(count).map { a[$0] } ?? Value(tag: .string)
                guard a[1].tag == .string, flags.tag == .string || flags.isNull else { return m.refuse(a, count, site) }
                guard a[0].tag == .string else { return m.refuse(a, count, site) }
                switch m.compiled(a[1], flags) {
                case nil: return m.pointee.fail(.budget, site)
                case .failure(let fault): return m.pointee.fail(fault.reason, site)
                case .success(let expression): return apply(m, expression, a, count, site)
                }
            }
        }

        private func apply(_ m: MachineRef, _ expression: RegularExpression, _ a: UnsafePointer<Value>, _ count: Int, _ site: Site) -> Value {
            if expression.matchesEmpty, !mayMatchNothing { return m.pointee.fail(.emptyMatch, site) }
            return use(m, expression, a, count, site)
        }

        /// What is wrong with arguments that are literals (nil stands for the others), and which of them it is.
        func fault(_ literals: [String?]) -> (argument: Int, kind: Reason.Kind)? {
            func literal(_ index: Int?) -> String? { index.flatMap { $0 < literals.count ? literals[$0] : nil } }
            if var letters = literal(flags), letters.withUTF8({ RegularExpression.Flags($0) }) == nil { return flags.map { ($0, .invalidFlags) } }
            // Flags that aren't known leave open what the pattern means.
            guard var pattern = literal(1), var letters = literal(flags) ?? (hasFlags(literals.count) == nil ? "" : nil) else { return nil }
            switch pattern.withUTF8({ bytes in letters.withUTF8 { RegularExpression.compiled(bytes, $0) } }) {
            case .failure(let fault): return (1, fault.reason)
            case .success(let expression):
                if expression.matchesEmpty, !mayMatchNothing { return (1, .emptyMatch) }
                guard let replacement, var text = literal(replacement) else { return nil }
                return text.withUTF8 { ReplacementText($0, for: expression) } == nil ? (replacement, .invalidReplacement) : nil
            }
        }

        /// The body for a pattern that is known now; nil when it isn't.
        func prepared(_ constants: [Value?]) -> Builtin.Body? {
            let flags = hasFlags(constants.count).map { constants[$0] } ?? Value(tag: .string)
            guard constants.count > 1, let pattern = constants[1], pattern.tag == .string, let flags, flags.tag == .string || flags.isNull else {
                return nil
            }
            let compiled = RegularExpression.compiled(pattern.utf8, flags.utf8)
            return { m, a, count, site in
                guard a[0].tag == .string else { return m.refuse(a, count, site) }
                switch compiled {
                case .failure(let fault): return m.pointee.fail(fault.reason, site)
                case .success(let expression): return apply(m, expression, a, count, site)
                }
            }
        }
    }

    private static let matches: Pattern.Use = { m, expression, a, _, site in
        var matcher = RegularExpressionMatcher(expression, a[0].utf8, positions: 0, fuel: m.pointee.steps)
        let outcome = matcher.search(from: 0)
        guard m.pay(for: matcher), outcome != .exhausted else { return m.pointee.fail(.budget, site) }
        return .boolean(outcome == .found)
    }

    private static let replace: Pattern.Use = { m, expression, a, count, site in
        guard a[2].tag == .string else { return m.refuse(a, count, site) }
        let bytes = a[2].utf8
        guard let replacement = ReplacementText(bytes, for: expression) else { return m.pointee.fail(.invalidReplacement, site) }
        let text = a[0].utf8
        var result = ArenaText()
        var isTooLong = false
        let end = m.eachMatch(of: expression, in: text, groups: replacement.lastGroup) { before, matcher in
            isTooLong = !result.append(text, before, m) || !replacement.append(to: &result, bytes, matcher, m)
            return !isTooLong
        }
        if isTooLong { return m.pointee.fail(.memory, site) }
        guard let end else { return m.pointee.fail(.budget, site) }
        if end == 0 { return a[0] }
        return result.append(text, end..<text.count, m) ? result.value : m.pointee.fail(.memory, site)
    }

    private static let split: Pattern.Use = { m, expression, a, _, site in
        let text = a[0].utf8
        var result = ArenaList()
        var failure: Reason.Kind?
        let end = m.eachMatch(of: expression, in: text, groups: 0) { before, _ in
            failure = result.append(a[0].part(before), m)
            return failure == nil
        }
        guard failure == nil, let end else { return m.pointee.fail(failure ?? .budget, site) }
        if text.isEmpty { return result.value }
        if let failure = result.append(a[0].part(end..<text.count), m) { return m.pointee.fail(failure, site) }
        return result.value
    }
}

extension Builtin {
    /// A function whose second argument is a pattern.
    fileprivate init(
        _ name: String, _ group: Group, _ signatures: [Signature], _ summary: Phrase, result: @escaping @Sendable ([FEELType]) -> FEELType,
        pattern: Builtins.Pattern
    ) {
        self.init(name, group, signatures, summary, result: result, body: pattern.body)
        self.pattern = pattern
    }
}

extension MachineRef {
    /// The compiled pattern, or what is wrong with it; nil when the budget is used up.
    fileprivate func compiled(_ pattern: Value, _ flags: Value) -> RegularExpressionCache.Compiled? {
        let cache = pointee.expressions ?? RegularExpressionCache()
        pointee.expressions = cache
        guard pointee.step(1 + Int(pattern.length) / 16) else { return nil }
        let (compiled, isNew) = cache.compiled(pattern.utf8, flags.utf8)
        if isNew {
            let size = (try? compiled.get().count) ?? 0
            guard pointee.step(64 + 4 * Int(pattern.length) + size) else { return nil }
        }
        return compiled
    }

    /// Takes what a search used of the budget.
    fileprivate func pay(for matcher: borrowing RegularExpressionMatcher) -> Bool { pointee.step(max(0, pointee.steps - matcher.fuel)) }

    /// Calls `body` for every match with what stands between it and the one before, until it says no. Gives where the last match ended; nil when
    /// the budget is used up. The expression doesn't match nothing by itself, but may do so beside something: such a match is passed over.
    fileprivate func eachMatch(
        of expression: RegularExpression, in text: UnsafeBufferPointer<UInt8>, groups: Int,
        _ body: (Range<Int>, borrowing RegularExpressionMatcher) -> Bool
    ) -> Int? {
        var matcher = RegularExpressionMatcher(expression, text, positions: 2 * (groups + 1), fuel: 0)
        var start = 0
        var end = 0
        while start <= text.count {
            matcher.fuel = pointee.steps
            let outcome = matcher.search(from: start)
            guard pay(for: matcher), outcome != .exhausted else { return nil }
            guard outcome == .found, let range = matcher.range(of: 0) else { break }
            if range.isEmpty {
                start = range.upperBound + 1
                while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
                continue
            }
            guard body(end..<range.lowerBound, matcher) else { return end }
            end = range.upperBound
            start = end
        }
        return end
    }
}

extension Value {
    /// A part of a string, by bytes, over the same memory.
    func part(_ range: Range<Int>) -> Value {
        guard let start = utf8.baseAddress, !range.isEmpty else { return Value(tag: .string) }
        return .string(start + range.lowerBound, count: range.count)
    }
}

extension RegularExpression.Fault {
    fileprivate var reason: Reason.Kind {
        switch self {
        case .pattern: .invalidPattern
        case .flags: .invalidFlags
        case .tooLarge: .patternTooLarge
        }
    }
}
