import Diagnostics

/// How a decision is told to the person concerned: sections in order, with phrases in which places are left for what the decision says.
package struct Letter: Hashable, Sendable {
    package var name: String
    /// The letter's own heading.
    package var title: LetterText?
    /// What the subject is called in it, as a place has it; without it by its id.
    package var shownAs: Written<String>?
    package var sections: [LetterSection]
    package var location: Location

    package init(
        name: String, title: LetterText? = nil, shownAs: Written<String>? = nil, sections: [LetterSection] = [], location: Location = .unwritten
    ) {
        self.name = name
        self.title = title
        self.shownAs = shownAs
        self.sections = sections
        self.location = location
    }
}

/// A part of a letter: a heading and paragraphs, or an item for each thing of a list.
package struct LetterSection: Hashable, Sendable {
    package var title: LetterText?
    /// Conditions that must all hold; without them it is always there.
    package var conditions: [LetterCondition]
    /// It has an item for each thing of this list, and isn't there when the list is empty.
    package var each: Written<LetterList>?
    /// Events that the section is about, where its list is of events.
    package var events: [Written<String>]
    /// Paragraphs; with `each`, the pieces of an item, one behind the other.
    package var text: [LetterLine]
    package var location: Location

    package init(
        title: LetterText? = nil, conditions: [LetterCondition] = [], each: Written<LetterList>? = nil, events: [Written<String>] = [],
        text: [LetterLine] = [], location: Location = .unwritten
    ) {
        self.title = title
        self.conditions = conditions
        self.each = each
        self.events = events
        self.text = text
        self.location = location
    }
}

/// A phrase that stands in a letter under conditions.
package struct LetterLine: Hashable, Sendable {
    package var conditions: [LetterCondition]
    package var text: LetterText

    package init(conditions: [LetterCondition] = [], text: LetterText) {
        self.conditions = conditions
        self.text = text
    }
}

/// A phrase in both languages, with `{measure.until}` where something of the decision belongs.
package struct LetterText: Hashable, Sendable {
    package var zh: WrittenExpression
    package var en: WrittenExpression

    package init(zh: WrittenExpression, en: WrittenExpression) {
        self.zh = zh
        self.en = en
    }

    package subscript(language: Language) -> WrittenExpression { language == .chinese ? zh : en }
}

/// `has measures`, `no measure.until`.
package struct LetterCondition: Hashable, Sendable {
    /// What is or isn't there: a list, or a field that may be absent.
    package var path: Written<String>
    package var isNegated: Bool

    package init(path: Written<String>, isNegated: Bool) {
        self.path = path
        self.isNegated = isNegated
    }
}

/// A letter of a pack or of one above it.
package struct ResolvedLetter: Hashable, Sendable {
    package var letter: Letter
    package var layer: Int

    package init(letter: Letter, layer: Int) {
        self.letter = letter
        self.layer = layer
    }
}
