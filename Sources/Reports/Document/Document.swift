import Diagnostics

/// A page for people.
struct Document: Sendable {
    var language: Language
    var title: String
    /// The page's own heading and what stands before the table of contents.
    var opening: [Block]
    var body: [Block]
    /// The same page in the other language, and what to call it.
    var translation: (file: String, language: Language)?
    /// Said at the foot of the page.
    var closing: [Inline] = []

    init(_ language: Language, title: String, opening: [Block], body: [Block] = []) {
        self.language = language
        self.title = title
        self.opening = opening
        self.body = body
    }

    /// The headings of the second and third level that have an anchor.
    var contents: [(level: Int, id: String, text: [Inline])] {
        body.compactMap { block in
            guard case .heading(let level, let id?, let text) = block, level <= 3 else { return nil }
            return (level, id, text)
        }
    }
}
