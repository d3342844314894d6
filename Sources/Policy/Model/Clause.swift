import Diagnostics

/// A clause of an instrument, in own words.
package struct Clause: Hashable, Sendable {
    package var id: String
    /// Shown in decisions after the instrument's number.
    package var cite: String
    /// Which part of that sentence.
    package var part: String?
    package var effect: Effect?
    /// What it says, in each language in which that was written.
    package var text: Phrase
    /// Who answers for it: named by the clause, or by those that cover it.
    package var responsible: [String]
    /// Ids or cites of the clauses for which this one says who answers.
    package var covers: [Written<String>]
    /// Indexes of the clauses of its pack that ``responsible`` is from, where the clause names no one itself.
    package var answeredBy: [Int]
    /// Why nothing carries it, where nothing needs to.
    package var because: Phrase?
    package var location: Location

    package init(
        id: String, cite: String, part: String? = nil, effect: Effect? = nil, text: Phrase = Phrase(same: ""), responsible: [String] = [],
        covers: [Written<String>] = [], answeredBy: [Int] = [], because: Phrase? = nil, location: Location = .unwritten
    ) {
        self.id = id
        self.cite = cite
        self.part = part
        self.effect = effect
        self.text = text
        self.responsible = responsible
        self.covers = covers
        self.answeredBy = answeredBy
        self.because = because
        self.location = location
    }

    /// The clause's `class`.
    package enum Effect: String, Hashable, Sendable, CaseIterable {
        /// Something follows from it for a record.
        case operative
        /// Work for authorities to do, from which nothing follows for a record.
        case programmatic
        case declaratory
    }
}
