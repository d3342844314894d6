import Diagnostics

/// What the composer objects to in a file that libyaml could parse.
enum Faults {
    private static func fault(
        _ code: String, _ source: SourceText, _ span: Span, _ message: Phrase, mend: Phrase? = nil, notes: [Diagnostic.Note] = []
    ) -> Diagnostic {
        Diagnostic(code: code, message: message, location: Location(source: source, span: span), notes: notes, mend: mend)
    }

    static func duplicateKey(_ source: SourceText, _ span: Span, _ key: String, first: Span) -> Diagnostic {
        fault(
            "yaml-duplicate-key", source, span, Phrase(zh: "键 `\(key)` 重复", en: "duplicate key `\(key)`"),
            mend: Phrase(zh: "合并两处，或改掉一个键名", en: "merge the two, or rename one"),
            notes: [
                Diagnostic.Note(
                    message: Phrase(zh: "首次出现在这里", en: "first written here"), location: Location(source: source, span: first))
            ])
    }

    static func complexKey(_ source: SourceText, _ span: Span) -> Diagnostic {
        fault(
            "yaml-complex-key", source, span, Phrase(zh: "键必须是文本", en: "a key must be a text"),
            mend: Phrase(zh: "若本意是文本，请加引号", en: "put it in quotes if it is meant as a text"))
    }

    static func mergeKey(_ source: SourceText, _ span: Span) -> Diagnostic {
        fault(
            "yaml-merge-key", source, span, Phrase(zh: "不支持合并键 `<<`", en: "merge keys (`<<`) are not supported"),
            mend: Phrase(zh: "把各项逐一写出", en: "write the entries out"))
    }

    static func unknownTag(_ source: SourceText, _ span: Span, _ tag: String) -> Diagnostic {
        fault(
            "yaml-tag", source, span, Phrase(zh: "未知标签 `\(tag)`", en: "unknown tag `\(tag)`"),
            mend: Phrase(zh: "删掉标签；以 `!` 开头的文本请加引号", en: "delete the tag, or quote a text that begins with `!`"))
    }

    static func unknownAlias(_ source: SourceText, _ span: Span, _ name: String, nearest: String?) -> Diagnostic {
        fault(
            "yaml-unknown-alias", source, span,
            Phrase(zh: "没有锚点 `&\(name)` 可供 `*\(name)` 引用", en: "no anchor `&\(name)` stands before `*\(name)`"),
            mend: nearest.map { Phrase(zh: "是否想写 `*\($0)`", en: "did you mean `*\($0)`") }
                ?? Phrase(zh: "以 `*` 开头的文本请加引号", en: "quote a text that begins with `*`"))
    }

    static func aliasCycle(_ source: SourceText, _ span: Span, _ name: String) -> Diagnostic {
        fault(
            "yaml-alias-cycle", source, span,
            Phrase(zh: "`*\(name)` 引用了包含它自己的节点", en: "`*\(name)` refers to the node that contains it"))
    }

    static func aliasExpansion(_ source: SourceText, _ span: Span, _ limit: Int) -> Diagnostic {
        fault(
            "yaml-alias-expansion", source, span,
            Phrase(zh: "展开别名后超过 \(limit) 个节点", en: "aliases expand to more than \(limit) nodes"))
    }

    static func tooDeep(_ source: SourceText, _ span: Span, _ limit: Int) -> Diagnostic {
        fault("yaml-too-deep", source, span, Phrase(zh: "嵌套超过 \(limit) 层", en: "nested more than \(limit) levels deep"))
    }

    static func tooManyNodes(_ source: SourceText, _ span: Span, _ limit: Int) -> Diagnostic {
        fault(
            "yaml-too-large", source, span, Phrase(zh: "文件的节点超过 \(limit) 个", en: "the file has more than \(limit) nodes"),
            mend: Phrase(zh: "把它拆成几个文件", en: "split it into several files"))
    }

    static func severalDocuments(_ source: SourceText, _ span: Span) -> Diagnostic {
        fault(
            "yaml-several-documents", source, span,
            Phrase(zh: "一个文件只能有一个 YAML 文档，这里开始了第二个", en: "a file holds one YAML document, and a second begins here"),
            mend: Phrase(zh: "删掉 `---`，或拆成两个文件", en: "delete the `---`, or make it two files"))
    }

    static func outOfMemory(_ source: SourceText) -> Diagnostic {
        fault("yaml-syntax", source, .at(0), Phrase(zh: "内存不足，无法读取", en: "not enough memory to read it"))
    }
}
