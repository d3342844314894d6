import Diagnostics
import FEEL

/// What sort of value an expression has to give where it stands.
enum Expectation {
    case truth
    case text
    case day
    case duration
    case number

    var types: [FEELType] {
        switch self {
        case .truth: [.boolean]
        case .text: [.string]
        case .day: [.date, .dateTime]
        case .duration: [.daysTimeDuration, .yearsMonthsDuration]
        case .number: [.number]
        }
    }

    var name: Phrase {
        switch self {
        case .truth: Phrase(zh: "真假值", en: "a boolean")
        case .text: Phrase(zh: "文本", en: "a text")
        case .day: Phrase(zh: "日期", en: "a date")
        case .duration: Phrase(zh: "时长", en: "a duration")
        case .number: Phrase(zh: "数值", en: "a number")
        }
    }

    /// How to mend what people write most often in its place.
    func mend(for type: FEELType, _ written: String) -> Phrase? {
        switch (self, type) {
        case (.day, .daysTimeDuration), (.day, .yearsMonthsDuration):
            Phrase(zh: "把它加到一个日期上，或写在 `期限` 下", en: "add it to a date, or write it under `for`")
        case (.day, .string) where written.hasPrefix("\""), (.duration, .string) where written.hasPrefix("\""):
            Phrase(zh: "写作 `@\(written)`", en: "write `@\(written)`")
        case (.duration, .date), (.duration, .dateTime): Phrase(zh: "写在 `至` 下", en: "write it under `until`")
        case (.truth, .number), (.truth, .string), (.truth, .date): Phrase(zh: "写明同什么比较", en: "say what it is compared with")
        case (.text, .number), (.text, .date): Phrase(zh: "写在双引号里的文本，或文本类的事实", en: "write a text in double quotes, or a fact that is one")
        default: nil
        }
    }
}
