import Diagnostics
import Reports

extension PolicyPack {
    /// The pack as a handbook for people: the files to write, by name, in order.
    package func handbook(languages: [Language], formats: [HandbookFormat]) -> [(name: String, text: String)] {
        languages.flatMap { language in
            let handbook = Handbook(plan.typed, language)
            return formats.map { format in
                func name(_ language: Language) -> String { "handbook.\(language.rawValue).\(format.rawValue)" }
                let translation = languages.first { $0 != language }.map { (file: name($0), language: $0) }
                switch format {
                case .html: return (name(language), handbook.html(translation: translation))
                case .markdown: return (name(language), handbook.markdown(translation: translation))
                }
            }
        }
    }
}

/// What a handbook is written as; the raw value is the ending of its files.
package enum HandbookFormat: String, Sendable, CaseIterable {
    case html
    case markdown = "md"
}
