import Diagnostics

/// A value that the text gives or leaves open.
package struct Parameter: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    /// A constant expression.
    package var value: WrittenExpression
    /// What it is counted in; said by who declares it.
    package var unit: Written<String>?
    /// Whether the text says it.
    package var stated: Bool
    /// Where it says it.
    package var clauses: [Written<String>]
    /// Which way its value is sharper on who must act or bear it; said by who declares it.
    package var sharper: Written<Sharper>?
    /// What packs below may do with it; nil where nothing is said, and then they may do anything.
    package var competence: Competence?
    /// The day from which this value counts; nil: from the beginning.
    package var since: Int32?
    /// The values it has had, each from its day on, ascending; empty where there is one for all days. Then `value` is that of the first.
    package var versions: [Version]
    package var location: Location

    /// A value that counts from some day on.
    package struct Version: Hashable, Sendable {
        /// Days since 1970-01-01; nil: from the beginning.
        package var from: Int32?
        package var value: WrittenExpression
        package var stated: Bool
        package var clauses: [Written<String>]

        package init(from: Int32?, value: WrittenExpression, stated: Bool = true, clauses: [Written<String>] = []) {
            self.from = from
            self.value = value
            self.stated = stated
            self.clauses = clauses
        }
    }

    package init(
        name: String, label: Phrase? = nil, value: WrittenExpression, unit: Written<String>? = nil, stated: Bool = true,
        clauses: [Written<String>] = [], sharper: Written<Sharper>? = nil, competence: Competence? = nil, versions: [Version] = [],
        location: Location = .unwritten
    ) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.value = value
        self.unit = unit
        self.stated = stated
        self.clauses = clauses
        self.sharper = sharper
        self.competence = competence
        self.versions = versions
        self.location = location
    }
}
