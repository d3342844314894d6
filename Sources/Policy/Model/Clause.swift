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
    package var responsible: [String]
    /// Why nothing carries it, where nothing needs to.
    package var because: Phrase?
    package var location: Location

    package init(
        id: String, cite: String, part: String? = nil, effect: Effect? = nil, text: Phrase = Phrase(same: ""), responsible: [String] = [],
        because: Phrase? = nil, location: Location = .unwritten
    ) {
        self.id = id
        self.cite = cite
        self.part = part
        self.effect = effect
        self.text = text
        self.responsible = responsible
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
