import Diagnostics

/// A name for several measures, or for several values of an enumeration, as written.
package struct Group: Hashable, Sendable {
    package var name: String
    package var label: Phrase
    package var members: [Written<String>]
    package var location: Location

    package init(name: String, label: Phrase? = nil, members: [Written<String>], location: Location = .unwritten) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.members = members
        self.location = location
    }
}
