import Diagnostics
import Policy

/// Why a record that is JSON isn't one of its schema. Texts lie in the record: it is put into words before the next one is read.
enum FieldProblem {
    /// What an object, array or other value was met instead of.
    case wrongType(Expected, found: JSONScanner.Kind, JSONText)
    case notADate(JSONText)
    /// Written like a date, but no day of the calendar.
    case noSuchDay(JSONText)
    case notADaysTimeDuration(JSONText)
    case notAYearsMonthsDuration(JSONText)
    /// The index is the enumeration's.
    case unknownValue(JSONText, Int)
    /// The index is the range's.
    case outOfRange(JSONText, Int)
    /// Not to be kept in 34 digits.
    case inexact(JSONText)
    case unknownField(JSONText, UnsafePointer<ObjectSchema>)
    case missingID
    case emptyID
    case unknownKind(JSONText)
    /// A kind of record that wasn't expected: its number. No fault; the record is read again.
    case otherKind(Int)
    case unknownEvent(JSONText)
    case missingEventType
    case missingEventDay
    /// The values of one record take more memory than a case may have.
    case tooLarge

    /// What a field takes.
    enum Expected: UInt8 {
        case object, list, string, number, boolean, date, duration, period
    }
}

extension FieldProblem {
    /// The problem in words.
    func phrase(_ schema: RecordSchema) -> Phrase {
        switch self {
        case .wrongType(let expected, let found, let text):
            let found = Self.found(found, text)
            return Phrase(zh: "应为\(expected.phrase.zh)，却是\(found.zh)", en: "expected \(expected.phrase.en), found \(found.en)")
        case .notADate(let text):
            return Phrase(
                zh: "`\(text.shown)` 不是日期，应写作 `2023-05-10`", en: "`\(text.shown)` is no date; write it as `2023-05-10`")
        case .noSuchDay(let text):
            return Phrase(zh: "历法中没有 `\(text.shown)` 这一天", en: "the calendar has no day `\(text.shown)`")
        case .notADaysTimeDuration(let text):
            return Phrase(
                zh: "`\(text.shown)` 不是时长，应写作 `P30D` 或 `PT12H`",
                en: "`\(text.shown)` is no duration of days and time; write it as `P30D` or `PT12H`")
        case .notAYearsMonthsDuration(let text):
            return Phrase(
                zh: "`\(text.shown)` 不是年月时长，应写作 `P1Y` 或 `P6M`",
                en: "`\(text.shown)` is no duration of years and months; write it as `P1Y` or `P6M`")
        case .unknownValue(let text, let index):
            let all = schema.vocabulary.enumerations
            guard all.indices.contains(index) else { return Self.unknown(text, zh: "可选值", en: "one of the values", meant: nil) }
            let values = all[index].values
            // A label says which value is meant, but only names are read.
            let meant = all[index].index(of: text.string).map { values[$0].name } ?? nearestName(to: text.string, among: values.map(\.name))
            return Self.unknown(text, zh: "可选值", en: "one of the values", meant: meant)
        case .outOfRange(let text, let index):
            let range = schema.rangeTexts.indices.contains(index) ? schema.rangeTexts[index] : ""
            return Phrase(zh: "`\(text.shown)` 不在范围 `\(range)` 之内", en: "`\(text.shown)` is outside the range `\(range)`")
        case .inexact(let text):
            return Phrase(
                zh: "`\(text.shown)` 不能用 34 位有效数字精确保存", en: "`\(text.shown)` can't be kept exactly in 34 digits")
        case .unknownField(let name, let object):
            let meant = schema.nearestMember(to: name.string, in: object)
            return Self.unknown(name, zh: "词汇表里的字段", en: "a field of the vocabulary", meant: meant)
        case .missingID: return Phrase(zh: "记录没有 `id`", en: "the record has no `id`")
        case .emptyID: return Phrase(zh: "`id` 不能为空", en: "the `id` must not be empty")
        case .unknownKind(let text):
            let kinds = schema.vocabulary.records
            let meant = schema.vocabulary.recordKind(named: text.string).map { kinds[$0].name }
            return Self.unknown(
                text, zh: "记录的种类", en: "a kind of record", meant: meant ?? nearestName(to: text.string, among: kinds.map(\.name)))
        case .otherKind: return Phrase(zh: "记录的种类前后不一", en: "the record has two kinds")
        case .unknownEvent(let text):
            let events = schema.vocabulary.events
            let meant = schema.vocabulary.event(named: text.string).map { events[$0].name }
            return Self.unknown(
                text, zh: "事件类型", en: "a type of event", meant: meant ?? nearestName(to: text.string, among: events.map(\.name)))
        case .missingEventType: return Phrase(zh: "事件没有 `type`", en: "the event has no `type`")
        case .missingEventDay: return Phrase(zh: "事件没有日期 `on`", en: "the event has no day `on`")
        case .tooLarge: return Phrase(zh: "记录的数据过多", en: "the record holds too much data")
        }
    }

    private static func unknown(_ text: JSONText, zh: String, en: String, meant: String?) -> Phrase {
        let phrase = Phrase(zh: "`\(text.shown)` 不是\(zh)", en: "`\(text.shown)` is not \(en)")
        guard let meant else { return phrase }
        return Phrase(zh: phrase.zh + "；是否想写 `\(meant)`？", en: phrase.en + "; did you mean `\(meant)`?")
    }

    private static func found(_ kind: JSONScanner.Kind, _ text: JSONText) -> Phrase {
        switch kind {
        case .object: Phrase(zh: "对象", en: "an object")
        case .array: Phrase(zh: "数组", en: "an array")
        case .string: Phrase(zh: "字符串 `\(text.shown)`", en: "the string `\(text.shown)`")
        case .number: Phrase(zh: "数字 `\(text.shown)`", en: "the number `\(text.shown)`")
        case .true, .false, .null: Phrase(zh: " `\(text.shown)`", en: "`\(text.shown)`")
        }
    }
}

extension FieldProblem.Expected {
    var phrase: Phrase {
        switch self {
        case .object: Phrase(zh: "对象 `{…}`", en: "an object `{…}`")
        case .list: Phrase(zh: "数组 `[…]`", en: "an array `[…]`")
        case .string: Phrase(zh: "字符串", en: "a string")
        case .number: Phrase(zh: "不带引号的数字", en: "a number without quotes")
        case .boolean: Phrase(zh: " `true` 或 `false`", en: "`true` or `false`")
        case .date: Phrase(zh: "日期字符串", en: "a string with a date")
        case .duration, .period: Phrase(zh: "时长字符串", en: "a string with a duration")
        }
    }
}

extension JSONText {
    /// The text for a message: its first forty scalars, control characters by their numbers, so that it can't act on a terminal.
    var shown: String {
        var text = ""
        for (index, scalar) in string.unicodeScalars.prefix(41).enumerated() {
            if index == 40 { return text + "…" }
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
                text += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
