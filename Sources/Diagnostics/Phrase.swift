/// The languages that messages and reports are written in.
public enum Language: String, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"
}

/// A text in both languages. Chinese and English are equals: there is no default to fall back on.
public struct Phrase: Hashable, Sendable {
    public var zh: String
    public var en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// The same words in both, for names that aren't translated.
    public init(same text: String) {
        self.init(zh: text, en: text)
    }

    /// The text in one language.
    public subscript(language: Language) -> String {
        switch language {
        case .chinese: zh
        case .english: en
        }
    }
}
