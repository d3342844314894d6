import Diagnostics

/// What numbers are counted in, as it is written behind one.
package struct NumberUnit: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    /// What English writes behind a single one; nil where that is the label.
    package var one: String?
    package var location: Location

    package init(name: String, label: Phrase? = nil, one: String? = nil, location: Location = .unwritten) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.one = one
        self.location = location
    }
}
