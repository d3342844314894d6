import Diagnostics

/// libyaml's complaints in words that a person can act on.
enum SyntaxFaults {
    static func diagnostic(for problem: LibYAMLParser.Problem, in source: SourceText) -> Diagnostic {
        let offset = min(problem.offset, source.bytes.count)
        let byte = offset < source.bytes.count ? source.bytes[offset] : nil
        let span = byte == nil ? Span.at(offset) : Span(offset, endOfCharacter(at: offset, in: source.bytes))
        var words = wording(for: problem, byte: byte)
        if let colon = fullWidthColon(near: problem, in: source) {
            words = Words(
                code: "yaml-full-width-colon",
                message: Phrase(zh: "键后面用了全角冒号 `：`", en: "a full-width colon `：` stands after a key"),
                mend: Phrase(zh: "改用半角冒号加空格 `: `", en: "use a plain colon and a space, `: `"))
            return Diagnostic(code: words.code, message: words.message, location: Location(source: source, span: colon), mend: words.mend)
        }
        var notes: [Diagnostic.Note] = []
        if let context = problem.context, let start = problem.contextOffset, start != offset, let phrase = contexts[context] {
            notes = [Diagnostic.Note(message: phrase, location: Location(source: source, span: .at(start)))]
        }
        return Diagnostic(
            code: words.code, message: words.message, location: Location(source: source, span: span), notes: notes, mend: words.mend)
    }

    private struct Words {
        var code = "yaml-syntax"
        var message: Phrase
        var mend: Phrase?
    }

    private static func wording(for problem: LibYAMLParser.Problem, byte: UInt8?) -> Words {
        switch problem.message {
        case _ where byte == 0x09 && problem.message.contains("tab"), "found character that cannot start any token" where byte == 0x09:
            return Words(
                code: "yaml-tab", message: Phrase(zh: "缩进里有制表符", en: "a tab stands where indentation is expected"),
                mend: Phrase(zh: "用空格缩进", en: "indent with spaces"))
        case "found character that cannot start any token":
            return Words(
                message: Phrase(zh: "值不能以这个字符开头", en: "a value can't begin with this character"),
                mend: Phrase(zh: "给整个值加引号", en: "put the whole value in quotes"))
        case "mapping values are not allowed in this context":
            return Words(
                code: "yaml-unquoted-colon", message: Phrase(zh: "这里不能出现 `: `", en: "a `: ` can't stand here"),
                mend: Phrase(
                    zh: "若冒号属于文本，请给整个值加引号；若是键，请另起一行并对齐缩进",
                    en: "put the whole value in quotes if the colon belongs to it; if it is a key, give it a line of its own at the right indentation"
                ))
        default:
            return Words(message: messages[problem.message] ?? Phrase(same: problem.message), mend: mends[problem.message])
        }
    }

    /// A line between where the trouble began and where it showed that has a full-width colon and no plain one.
    private static func fullWidthColon(near problem: LibYAMLParser.Problem, in source: SourceText) -> Span? {
        guard
            ["could not find expected ':'", "did not find expected key", "mapping values are not allowed in this context"].contains(problem.message)
        else { return nil }
        let last = source.position(at: problem.offset).line
        let first = max(problem.contextOffset.map { source.position(at: $0).line } ?? last, last - 20) - 1
        for number in max(1, first)...max(1, last) {
            let line = source.line(number)
            guard !line.contains(0x3A), let index = line.indices.first(where: { line[$0...].starts(with: [0xEF, 0xBC, 0x9A]) }) else { continue }
            return Span(index, index + 3)
        }
        return nil
    }

    private static func endOfCharacter(at offset: Int, in bytes: [UInt8]) -> Int {
        var end = offset + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    private static let messages: [String: Phrase] = [
        "block sequence entries are not allowed in this context": Phrase(zh: "这里不能出现列表项 `- `", en: "a list item `- ` can't stand here"),
        "could not find expected ':'": Phrase(zh: "键后面缺少 `:`", en: "a key lacks its `:`"),
        "did not find expected ',' or ']'": Phrase(zh: "列表缺少 `,` 或 `]`", en: "a `,` or `]` is missing in a list"),
        "did not find expected ',' or '}'": Phrase(zh: "映射缺少 `,` 或 `}`", en: "a `,` or `}` is missing in a mapping"),
        "did not find expected '-' indicator": Phrase(zh: "应为列表项 `- `", en: "a list item `- ` is expected here"),
        "did not find expected <document start>": Phrase(zh: "文档结束后还有内容", en: "something stands after the end of the document"),
        "did not find expected alphabetic or numeric character": Phrase(
            zh: "`&` 或 `*` 后面缺少名称", en: "a name is missing after `&` or `*`"),
        "did not find expected comment or line break": Phrase(zh: "应在这里换行", en: "a line break is expected here"),
        "did not find expected hexdecimal number": Phrase(zh: "转义序列缺少十六进制数字", en: "an escape lacks its hexadecimal digits"),
        "did not find expected key": Phrase(zh: "缩进不对齐，或缺少键", en: "a key is missing, or the indentation is off"),
        "did not find expected node content": Phrase(zh: "这里缺少值", en: "a value is missing here"),
        "did not find expected whitespace or line break": Phrase(zh: "应为空格或换行", en: "a space or line break is expected here"),
        "found a tab character that violates indentation": Phrase(zh: "缩进里有制表符", en: "a tab stands where indentation is expected"),
        "found a tab character where an indentation space is expected": Phrase(
            zh: "缩进里有制表符", en: "a tab stands where indentation is expected"),
        "found an indentation indicator equal to 0": Phrase(zh: "缩进指示不能为 0", en: "an indentation indicator can't be 0"),
        "found incompatible YAML document": Phrase(zh: "只支持 YAML 1.2", en: "only YAML 1.2 is read"),
        "found invalid Unicode character escape code": Phrase(zh: "转义的字符不存在", en: "the escape names no character"),
        "found undefined tag handle": Phrase(zh: "未知标签", en: "unknown tag"),
        "found unexpected ':'": Phrase(zh: "多余的 `:`", en: "unexpected `:`"),
        "found unexpected document indicator": Phrase(zh: "引号没有闭合", en: "a quote isn't closed"),
        "found unexpected end of stream": Phrase(zh: "引号没有闭合", en: "a quote isn't closed"),
        "found unknown directive name": Phrase(zh: "未知指令", en: "unknown directive"),
        "found unknown escape character": Phrase(zh: "未知转义字符", en: "unknown escape character"),
        "mapping keys are not allowed in this context": Phrase(zh: "这里不能出现键", en: "a key can't stand here"),
    ]

    private static let mends: [String: Phrase] = [
        "could not find expected ':'": Phrase(zh: "在键后写 `: `", en: "write `: ` after the key"),
        "did not find expected key": Phrase(
            zh: "与同级的键对齐；以引号开头的值要整个加引号",
            en: "align it with the keys beside it; a value that begins with a quote must be quoted to its end"),
        "found unexpected end of stream": Phrase(zh: "补上右引号", en: "add the closing quote"),
        "found unexpected document indicator": Phrase(zh: "补上右引号", en: "add the closing quote"),
        "found unknown escape character": Phrase(zh: "改用单引号，或写 `\\\\`", en: "use single quotes, or write `\\\\`"),
        "found unknown directive name": Phrase(zh: "以 `%` 开头的文本请加引号", en: "quote a text that begins with `%`"),
    ]

    private static let contexts: [String: Phrase] = [
        "while parsing a block collection": Phrase(zh: "列表从这里开始", en: "the list begins here"),
        "while parsing a block mapping": Phrase(zh: "映射从这里开始", en: "the mapping begins here"),
        "while parsing a flow mapping": Phrase(zh: "`{` 在这里", en: "the `{` stands here"),
        "while parsing a flow sequence": Phrase(zh: "`[` 在这里", en: "the `[` stands here"),
        "while scanning a quoted scalar": Phrase(zh: "引号从这里开始", en: "the quote opens here"),
        "while scanning a simple key": Phrase(zh: "键从这里开始", en: "the key begins here"),
    ]
}
