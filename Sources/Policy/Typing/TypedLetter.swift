import Diagnostics

/// A letter whose every place is resolved.
package struct TypedLetter: Sendable, Hashable {
    package var name: String
    package var title: TypedLetterText?
    /// What the subject is called in it.
    package var shownAs: LetterPiece?
    package var sections: [Section]

    package struct Section: Sendable, Hashable {
        package var title: TypedLetterText?
        package var conditions: [TypedLetterCondition]
        package var each: LetterList?
        /// Indexes of the events that it is about; empty for all.
        package var events: [Int]
        package var lines: [Line]
    }

    package struct Line: Sendable, Hashable {
        package var conditions: [TypedLetterCondition]
        package var text: TypedLetterText
    }
}

/// A phrase in pieces.
package struct TypedLetterText: Sendable, Hashable {
    package var zh: [LetterPiece]
    package var en: [LetterPiece]

    package subscript(language: Language) -> [LetterPiece] { language == .chinese ? zh : en }
}

package enum LetterPiece: Sendable, Hashable {
    case text(String)
    case field(LetterThing, LetterField)
    /// A fact of the record, by its slot.
    case fact(Int)
    /// A parameter's value, by its index.
    case parameter(Int)
}

package struct TypedLetterCondition: Sendable, Hashable {
    package var subject: Subject
    package var isNegated: Bool

    package enum Subject: Sendable, Hashable {
        case list(LetterList)
        case piece(LetterPiece)
    }
}
