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
    package var location: Location

    package init(
        name: String, label: Phrase? = nil, value: WrittenExpression, stated: Bool = true, clauses: [Written<String>] = [],
        location: Location = .unwritten
    ) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.value = value
        self.stated = stated
        self.clauses = clauses
        self.location = location
    }
}
