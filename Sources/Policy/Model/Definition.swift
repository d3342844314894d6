import Diagnostics

/// A named expression.
package struct Definition: Hashable, Sendable {
    package var name: String
    /// What it is called where people read; nil for its name.
    package var label: Phrase?
    package var body: Body
    package var location: Location

    package init(name: String, label: Phrase? = nil, body: Body, location: Location = .unwritten) {
        self.name = name
        self.label = label
        self.body = body
        self.location = location
    }

    package enum Body: Hashable, Sendable {
        case expression(WrittenExpression)
        /// Has an event of any of these types.
        case anyOf([Written<String>])
        /// Has an event of each of these types.
        case allOf([Written<String>])
        case table(DecisionTable)
    }
}
