import Diagnostics

/// A value that the text gives or leaves open.
package struct Parameter: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    /// A constant expression.
    package var value: WrittenExpression
    /// Whether the text says it.
    package var stated: Bool
    /// Where it says it.
    package var clauses: [Written<String>]
    /// Which way its value is sharper on who must act or bear it; said by who declares it.
    package var sharper: Written<Sharper>?
    /// What packs below may do with it; nil where nothing is said, and then they may do anything.
    package var competence: Competence?
    package var location: Location

    package init(
        name: String, label: Phrase? = nil, value: WrittenExpression, stated: Bool = true, clauses: [Written<String>] = [],
        sharper: Written<Sharper>? = nil, competence: Competence? = nil, location: Location = .unwritten
    ) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.value = value
        self.stated = stated
        self.clauses = clauses
        self.sharper = sharper
        self.competence = competence
        self.location = location
    }
}
