import FEEL
import Testing

/// Patterns, one by one: what matches, what doesn't, what is no pattern.
@Suite struct RegularExpressionTests {
    /// The ranges of the first match, by characters: the whole match, then each group; nil when there is none.
    private static func match(_ pattern: String, _ text: String, _ flags: RegularExpression.Flags) throws -> [String?]? {
        let expression = try RegularExpression(pattern.unicodeScalars, flags: flags)
        return Array(text.utf8).withUnsafeBufferPointer { bytes in
            var matcher = RegularExpressionMatcher(expression, bytes, positions: 2 * (expression.groupCount + 1), fuel: 1_000_000)
            guard matcher.search(from: 0) == .found else { return nil }
            var groups: [String?] = []
            for group in 0...expression.groupCount { groups.append(matcher.range(of: group).map { String(decoding: bytes[$0], as: UTF8.self) }) }
            return groups
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var pattern: String
        var text: String
        var flags: RegularExpression.Flags = []
        /// The match and its groups joined by `|`, `-` for a group that took no part; nil for no match.
        var match: String?
        var testDescription: String { "\(pattern) on \(text)" }

        init(_ pattern: String, _ text: String, _ match: String?, _ flags: RegularExpression.Flags = []) {
            self.pattern = pattern
            self.text = text
            self.match = match
            self.flags = flags
        }
    }

    static let cases: [Case] = [
        // Concatenation, alternatives, the leftmost match, the first alternative.
        Case("oo", "foot", "oo"), Case("x|oo|f", "foot", "f"), Case("fo|foo", "foo", "fo"), Case("", "abc", ""), Case("a||b", "b", ""),
        Case("z", "abc", nil),
        // Quantifiers.
        Case("ba*", "caab", "b"), Case("ba*", "cbaa", "baa"), Case("ba*?", "cbaa", "b"), Case("ba+?a", "cbaaa", "baa"), Case("a?b", "aab", "ab"),
        Case("a{2}", "aaaaa", "aa"), Case("a{2,}", "baaaa", "aaaa"), Case("a{2,3}", "aaaaa", "aaa"), Case("a{2,3}?", "aaaaa", "aa"),
        Case("a{0}b", "ab", "b"),
        Case("a{3,}", "aa", nil), Case("(ab){2}", "abababa", "abab|ab"),
        // Groups, those that aren't captured, and groups that took no part.
        Case("(a)(b)?", "ac", "a|a|-"), Case("(?:a)(b)", "ab", "ab|b"), Case("(a|(b))+", "ab", "ab|b|b"),
        Case("((a)(b(c)))", "abc", "abc|abc|a|bc|c"),
        Case("(a*)(a)", "aaa", "aaa|aa|a"), Case("(a*?)(a*)", "aaa", "aaa||aaa"), Case("()", "x", "|"),
        // Anchors.
        Case("^b", "ab", nil), Case("a$", "ab", nil), Case("^ab$", "ab", "ab"), Case("b$", "ab\n", nil), Case("^b", "a\nb", nil),
        Case("a^*b", "ab", "ab"),
        Case("^b", "a\nb", "b", .multiline), Case("a$", "a\nb", "a", .multiline), Case("^$", "a\n", nil, .multiline),
        Case("^$", "a\n\nb", "", .multiline),
        Case("\\n^", "\n", nil, .multiline),
        // Dots and line ends.
        Case("a.b", "a\nb", nil), Case("a.b", "a\rb", nil), Case("a.b", "a\nb", "a\nb", .dotAll), Case(".", "\u{1F600}", "\u{1F600}"),
        Case("^.$", "é", "é"),
        // Classes.
        Case("[abc]+", "xbcax", "bca"), Case("[^abc]+", "abxyc", "xy"), Case("[a-c]+", "zabcd", "abc"), Case("[-a]+", "a-b", "a-"),
        Case("[a-]+", "a-b", "a-"),
        Case("[a^]+", "^a", "^a"), Case("[a-z-[aeiou]]+", "seven", "s"), Case("[\\w-[\\d]]+", "12ab", "ab"), Case("[^a-[b]]+", "abc", "c"),
        Case("[a-z-[d-w-[m]]]+", "klmn", "m"), Case("[.]", "a.b", "."), Case("[\\]\\[]+", "a[]", "[]"), Case("[\\n\\t]+", "a\n\tb", "\n\t"),
        Case("[一-龥]+", "x县长y", "县长"), Case("[\u{1F600}-\u{1F64F}]", "a\u{1F610}", "\u{1F610}"), Case("[*+?(){}|$]+", "a$(b", "$("),
        // Escapes for many characters.
        Case("\\d+", "ab٣4", "٣4"), Case("\\D+", "12ab", "ab"), Case("\\s+", "a \t\r\nb", " \t\r\n"), Case("\\s", "\u{A0}", nil),
        Case("\\S+", "  ab ", "ab"),
        Case("\\w+", "«né_»", "né"), Case("\\W+", "ab, c", ", "), Case("\\w", "+", "+"), Case("\\w", "_", nil),
        Case("\\i\\c*", "1a-b.c:d", "a-b.c:d"),
        Case("\\I", "a1", "1"), Case("\\C", "a b", " "),
        // Categories and blocks.
        Case("\\p{Lu}+", "abCDe", "CD"), Case("\\P{L}+", "ab12c", "12"), Case("\\p{N}+", "x½Ⅷ9", "½Ⅷ9"), Case("\\p{Sc}", "5€", "€"),
        Case("[\\p{L}\\d]+", "-a1-", "a1"),
        Case("[^\\p{L}]+", "ab12", "12"), Case("\\p{IsGreek}+", "abγδ", "γδ"), Case("\\p{IsCJKUnifiedIdeographs}+", "a规则", "规则"),
        Case("\\P{IsBasicLatin}", "aé", "é"), Case("\\p{IsLatin-1Supplement}", "aé", "é"), Case("\\p{Zs}", "a\u{3000}", "\u{3000}"),
        // Single escapes.
        Case("\\.\\*\\?\\+\\(\\)\\{\\}\\[\\]\\|\\^\\$\\-\\\\", ".*?+(){}[]|^$-\\", ".*?+(){}[]|^$-\\"),
        // Back-references.
        Case("(a+)b\\1", "aabaa", "aabaa|aa"), Case("(a+)b\\1", "aaba", "aba|a"), Case("(.)(.)\\2\\1", "xabbay", "abba|a|b"),
        Case("(a)|b\\1", "b", "b|-"),
        Case("(a)\\10", "aa0", "aa0|a"), Case("(规.)\\1", "规则规则", "规则规则|规则"), Case("(a*)*\\1", "aa", "aa|"), Case("(x|y)\\1", "xyyx", "yy|y"),
        // Case.
        Case("straße", "STRAßE", "STRAßE", .ignoringCase), Case("[a-c]+", "ABCD", "ABC", .ignoringCase), Case("σ", "ς", "ς", .ignoringCase),
        Case("\\p{Lu}", "a", nil, .ignoringCase), Case("[^a]", "A", nil, .ignoringCase), Case("[a-z-[r]]", "R", nil, .ignoringCase),
        Case("(r)\\1", "Rr", "Rr|R", .ignoringCase), Case("É", "é", "é", .ignoringCase), Case("a", "A", nil),
        // White space and literal patterns.
        Case(" a b\tc\n", "abc", "abc", .spaced), Case("a[ ]b", "a b", "a b", .spaced), Case("\\p{ L }", "x", "x", .spaced),
        Case("a [b c]+", "ab c", "ab c", .spaced),
        Case("a.c", "abc", nil, .literal), Case("a.c|(", "xa.c|(", "a.c|(", .literal), Case("A.", "a.", "a.", [.literal, .ignoringCase]),
        Case("a b", "a b", "a b", [.literal, .spaced]),
    ]

    @Test(arguments: cases) func matches(one: Case) throws {
        let found = try Self.match(one.pattern, one.text, one.flags)
        #expect(found.map { $0.map { $0 ?? "-" }.joined(separator: "|") } == one.match)
    }

    @Test(arguments: [
        "(", ")", "a)", "(a", "[", "[]", "[^]", "[a", "]", "{", "}", "a{", "a{1", "a{2,1}", "a{,3}", "a{x}", "*", "+a", "?", "a**", "a+*", "a???",
        "a{1,2}{2}", "a|*", "(*a)", "\\",
        "\\y", "\\_", "\\0", "\\1", "(a)\\2", "(a\\1)", "\\1(a)", "[(a)\\1]", "\\p", "\\pL", "\\p{}", "\\p{Xx}", "\\p{IsNowhere}", "\\p{L", "[b-a]",
        "[a-\\d]", "[\\d-a]",
        "[a-c-e]", "[a--]", "[-[a]]", "[a-[b]c]", "[a[b]]", "(?a)", "(?=a)", "(?i)a", "\\b", "\\x41", "\\u0041", "\\p{Is}", "(?:a",
    ])
    func isNoPattern(pattern: String) {
        #expect(throws: RegularExpression.Fault.pattern) { try RegularExpression(pattern.unicodeScalars) }
    }

    @Test(arguments: [
        "(a{1000}){1000}", "((((a{99}){99}){99}){99}){99}", "a{99999999999999999999}", "(){100000}", String(repeating: "(", count: 5000),
        String(repeating: "[a-", count: 5000), String(repeating: "a", count: 50_000), String(repeating: "(a)", count: 3000),
    ])
    func isTooLarge(pattern: String) {
        #expect(throws: RegularExpression.Fault.tooLarge) { try RegularExpression(pattern.unicodeScalars) }
    }

    /// What takes a backtracking matcher an eternity takes no time, or, where a back-reference asks for backtracking, ends with the fuel.
    @Test(arguments: [
        "(a+)+$", "^(a|aa)*$", "(a*)*b", "(.*)(.*)(.*)(.*)(.*)[b]", "(a?){60}a{60}b", "((a+)+)+\\1b", "(a|a)*\\1b", "(.*)(.*)(.*)(.*)(.*)\\1\\2\\3b",
    ])
    func endsInTime(pattern: String) throws {
        let expression = try RegularExpression(pattern.unicodeScalars)
        let text = Array((String(repeating: "a", count: 5000) + "c").utf8)
        text.withUnsafeBufferPointer { bytes in
            var matcher = RegularExpressionMatcher(expression, bytes, positions: 0, fuel: 2_000_000)
            let outcome = matcher.search(from: 0)
            #expect(outcome == (pattern.contains("\\") ? .exhausted : .notFound))
        }
    }

    @Test func everyCategoryHoldsItsCharacters() throws {
        let samples: [(String, Unicode.Scalar)] = [
            ("Lu", "A"), ("Ll", "a"), ("Lt", "ǅ"), ("Lm", "ʰ"), ("Lo", "字"), ("Mn", "\u{301}"), ("Mc", "\u{903}"), ("Me", "\u{20DD}"), ("Nd", "7"),
            ("Nl", "Ⅷ"), ("No", "½"),
            ("Pc", "_"), ("Pd", "-"), ("Ps", "("), ("Pe", ")"), ("Pi", "«"), ("Pf", "»"), ("Po", "!"), ("Sm", "+"), ("Sc", "$"), ("Sk", "^"),
            ("So", "©"), ("Zs", " "),
            ("Zl", "\u{2028}"), ("Zp", "\u{2029}"), ("Cc", "\u{1}"), ("Cf", "\u{AD}"), ("Co", "\u{E000}"), ("Cn", "\u{378}"),
        ]
        for (name, _) in samples {
            for (other, scalar) in samples {
                let text = String(Character(scalar))
                #expect((try Self.match("\\p{\(name)}", text, []) != nil) == (name == other), "\(name) on \(other)")
                #expect((try Self.match("\\P{\(name)}", text, []) != nil) == (name != other), "not \(name) on \(other)")
                #expect((try Self.match("[\\p{\(name.prefix(1))}]", text, []) != nil) == (name.prefix(1) == other.prefix(1)), "\(name) on \(other)")
            }
        }
    }
}
