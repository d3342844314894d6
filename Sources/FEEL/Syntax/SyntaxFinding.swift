import Diagnostics

/// What the parser can have expected at a place, in words.
enum Expectation {
    case value
    case operatorOrEnd
    case name
    case memberName
    case typeName
    case unaryTest
    case contextKey
    /// A symbol or keyword.
    case symbol(String)
    /// A comma or a closing bracket.
    case commaOr(String)

    var phrase: Phrase {
        switch self {
        case .value: Phrase(zh: "一个值", en: "a value")
        case .operatorOrEnd: Phrase(zh: "运算符或表达式结尾", en: "an operator or the end of the expression")
        case .name: Phrase(zh: "一个名称", en: "a name")
        case .memberName: Phrase(zh: "成员名称", en: "the name of a member")
        case .typeName: Phrase(zh: "类型名称", en: "a type")
        case .unaryTest: Phrase(zh: "一个条件", en: "a test")
        case .contextKey: Phrase(zh: "键名（名称或字符串）", en: "a key (a name or a string)")
        case .symbol(let text): Phrase(zh: " `\(text)`", en: "`\(text)`")
        case .commaOr(let text): Phrase(zh: " `,` 或 `\(text)`", en: "`,` or `\(text)`")
        }
    }
}

/// The findings of lexer and parser, each with its code and words.
enum SyntaxFinding {
    /// No expression is given more findings than this: the rest would not help anybody.
    static let maximum = 20

    private static func finding(
        _ code: String, in source: SourceText, _ span: Span, zh: String, en: String, mend: Phrase? = nil, notes: [Diagnostic.Note] = []
    ) -> Diagnostic {
        Diagnostic(code: code, message: Phrase(zh: zh, en: en), location: Location(source: source, span: span), notes: notes, mend: mend)
    }

    // MARK: The lexer's

    static func unclosedComment(in source: SourceText, _ span: Span) -> Diagnostic {
        finding(
            "unclosed-comment", in: source, span, zh: "注释从 `/*` 开始，没有结束", en: "the comment that begins with `/*` never ends",
            mend: Phrase(zh: "在注释末尾加上 `*/`", en: "put `*/` where the comment ends"))
    }

    static func unclosedString(in source: SourceText, _ span: Span) -> Diagnostic {
        finding(
            "unclosed-string", in: source, span, zh: "字符串没有在本行结束", en: "the string doesn't end on its line",
            mend: Phrase(zh: "在字符串末尾加上 `\"`；字符串里的换行写作 `\\n`", en: "put `\"` where the string ends; write a line break inside it as `\\n`"))
    }

    static func badEscape(in source: SourceText, _ span: Span) -> Diagnostic {
        let text = source.text(of: span)
        return finding(
            "bad-escape", in: source, span, zh: "`\(text)` 不是一个字符", en: "`\(text)` is no character",
            mend: Phrase(
                zh: "写作 `\\u` 加四位、或 `\\U` 加六位十六进制数字；反斜杠本身写作 `\\\\`",
                en: "write `\\u` with four or `\\U` with six hexadecimal digits; a backslash itself is `\\\\`"))
    }

    static func invalidEncoding(in source: SourceText, _ span: Span) -> Diagnostic {
        finding(
            "bad-encoding", in: source, span, zh: "这 \(span.count) 个字节不是 UTF-8", en: "these bytes (\(span.count)) are not UTF-8",
            mend: Phrase(zh: "把文件存为 UTF-8", en: "save the file as UTF-8"))
    }

    // MARK: The parser's

    static func unexpected(_ token: Token, expected: Expectation, in source: SourceText, mend: Phrase? = nil) -> Diagnostic {
        let wanted = expected.phrase
        let written = source.text(of: token.span)
        switch token.kind {
        case .end:
            return finding(
                "syntax", in: source, token.span, zh: "表达式到此为止，此处应有\(wanted.zh)",
                en: "the expression ends where \(wanted.en) was expected", mend: mend)
        case .malformedNumber:
            return finding(
                "bad-number", in: source, token.span, zh: "`\(written)` 既不是数，也不是名称", en: "`\(written)` is neither a number nor a name",
                mend: mend)
        default:
            return finding(
                "syntax", in: source, token.span, zh: "此处应有\(wanted.zh)，却是 `\(written)`",
                en: "found `\(written)` where \(wanted.en) was expected", mend: mend)
        }
    }

    static func slip(_ token: Token, meant: String, in source: SourceText) -> Diagnostic {
        foreignSpelling(token.span, meant: meant, in: source)
    }

    static func foreignSpelling(_ span: Span, meant: String, in source: SourceText) -> Diagnostic {
        finding(
            "syntax", in: source, span, zh: "`\(source.text(of: span))` 不是 FEEL 的写法", en: "`\(source.text(of: span))` is not how FEEL spells it",
            mend: Phrase(zh: "写成 `\(meant)`", en: "write `\(meant)`"))
    }

    static func unclosedBracket(_ opener: Token, closers: String, found: Token, in source: SourceText) -> Diagnostic {
        let there: Phrase =
            if found.kind == .end {
                Phrase(zh: "表达式到此为止", en: "the expression ends here")
            } else {
                Phrase(zh: "此处是 `\(source.text(of: found.span))`", en: "here stands `\(source.text(of: found.span))`")
            }
        let written = source.text(of: opener.span)
        return finding(
            "unclosed-bracket", in: source, opener.span, zh: "`\(written)` 没有对应的 `\(closers)`",
            en: "`\(written)` has no `\(closers)` that closes it", mend: Phrase(zh: "补上 `\(closers)`", en: "add `\(closers)`"),
            notes: [Diagnostic.Note(message: there, location: Location(source: source, span: found.span))])
    }

    static func strayCloser(_ token: Token, in source: SourceText) -> Diagnostic {
        let written = source.text(of: token.span)
        return finding(
            "syntax", in: source, token.span, zh: "`\(written)` 前面没有与它对应的括号", en: "`\(written)` closes nothing",
            mend: Phrase(zh: "删去它，或在前面补上左括号", en: "remove it, or open the bracket before it"))
    }

    static func tooDeep(_ span: Span, in source: SourceText, levels: Int) -> Diagnostic {
        finding(
            "too-deep", in: source, span, zh: "表达式嵌套超过 \(levels) 层", en: "the expression is nested deeper than \(levels) levels",
            mend: Phrase(zh: "把它拆成几个定义", en: "split it into several definitions"))
    }

    static func empty(in source: SourceText, _ span: Span) -> Diagnostic {
        finding("empty-expression", in: source, span, zh: "这里没有表达式", en: "there is no expression here")
    }

    static func chainedComparison(_ token: Token, in source: SourceText) -> Diagnostic {
        finding(
            "chained-comparison", in: source, token.span, zh: "比较不能连写", en: "a comparison can't follow a comparison",
            mend: Phrase(
                zh: "用 `and` 连接两个比较，用 `x in [a..b]` 表示区间，或加括号",
                en: "join two comparisons with `and`, write an interval as `x in [a..b]`, or use brackets"))
    }

    static func mixedArguments(_ span: Span, in source: SourceText) -> Diagnostic {
        finding(
            "mixed-arguments", in: source, span, zh: "参数要么都写名称，要么都不写", en: "either all arguments have names or none has",
            mend: Phrase(zh: "给每个参数写上 `名称: 值`，或都去掉名称", en: "give every argument a name, or none"))
    }
}
