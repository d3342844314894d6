import Diagnostics

/// Why a text isn't the JSON it should be, and at which byte of the record.
///
/// Two words and no reference, so that throwing one costs no allocation.
package struct JSONFault: Error, Hashable, Sendable {
    package var kind: Kind
    /// The Unicode scalar met where something else was expected; 0 when that says nothing.
    package var found: UInt32
    /// Bytes from the record's first.
    package var offset: Int

    @usableFromInline
    package init(_ kind: Kind, found: UInt32 = 0, at offset: Int) {
        self.kind = kind
        self.found = found
        self.offset = offset
    }

    package enum Kind: UInt8, Sendable, CaseIterable {
        case expectedValue
        case expectedObject
        case expectedArray
        case expectedString
        case expectedNumber
        case expectedBoolean
        case expectedNull
        case expectedName
        case expectedColon
        case expectedCommaOrBrace
        case expectedCommaOrBracket
        /// The text ends inside a value.
        case truncated
        case badUTF8
        case badEscape
        case loneSurrogate
        case badNumber
        case controlCharacter
        case tooDeep
        case trailingText
        case duplicateName
        /// JSON, but not what the field takes; whoever read the field knows why.
        case refused
    }

    /// What went wrong, in words.
    package var phrase: Phrase {
        switch kind {
        case .expectedValue: unexpected(zh: "一个值", en: "a value")
        case .expectedObject: unexpected(zh: "一个对象 `{…}`", en: "an object `{…}`")
        case .expectedArray: unexpected(zh: "一个数组 `[…]`", en: "an array `[…]`")
        case .expectedString: unexpected(zh: "一个字符串", en: "a string")
        case .expectedNumber: unexpected(zh: "一个数字", en: "a number")
        case .expectedBoolean: unexpected(zh: " `true` 或 `false`", en: "`true` or `false`")
        case .expectedNull: unexpected(zh: " `null`", en: "`null`")
        case .expectedName: unexpected(zh: "带引号的字段名", en: "a field's name in quotes")
        case .expectedColon: unexpected(zh: " `:`", en: "`:`")
        case .expectedCommaOrBrace: unexpected(zh: " `,` 或 `}`", en: "`,` or `}`")
        case .expectedCommaOrBracket: unexpected(zh: " `,` 或 `]`", en: "`,` or `]`")
        case .truncated: Phrase(zh: "记录没有写完就结束了", en: "the record ends before it is complete")
        case .badUTF8: Phrase(zh: "不是有效的 UTF-8 编码", en: "not valid UTF-8")
        case .badEscape: Phrase(zh: "`\\\(shown)` 不是 JSON 的转义写法", en: "`\\\(shown)` is no escape of JSON")
        case .loneSurrogate: Phrase(zh: "`\\u` 代理项没有成对", en: "half of a `\\u` surrogate pair")
        case .badNumber: Phrase(zh: "数字的写法不符合 JSON", en: "not a number as JSON writes it")
        case .controlCharacter:
            Phrase(zh: "字符串里有未转义的控制字符 `\(shown)`", en: "an unescaped control character `\(shown)` in a string")
        case .tooDeep:
            Phrase(
                zh: "嵌套超过 \(JSONScanner.depthLimit) 层", en: "nested deeper than \(JSONScanner.depthLimit) levels")
        case .trailingText: Phrase(zh: "记录之后还有 `\(shown)`", en: "`\(shown)` after the end of the record")
        case .duplicateName: Phrase(zh: "同一个字段名出现了两次", en: "the same field twice")
        case .refused: Phrase(zh: "不是这个字段能有的值", en: "not a value that the field can have")
        }
    }

    private func unexpected(zh: String, en: String) -> Phrase {
        Phrase(zh: "此处应为\(zh)，却是 `\(shown)`", en: "expected \(en), found `\(shown)`")
    }

    /// The scalar found, or its number where it can't be shown.
    private var shown: String {
        guard found > 0x20, found != 0x7F, !(0x80...0x9F).contains(found), let scalar = Unicode.Scalar(found) else {
            let digits = String(found, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
        return String(Character(scalar))
    }
}
