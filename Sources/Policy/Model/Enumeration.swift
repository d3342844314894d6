import Diagnostics

/// A closed list of values, in order. A value is known by its index.
package struct Enumeration: Hashable, Sendable {
    /// The name under `types:`; nil for a list written inside a fact.
    package var name: String?
    package var values: [EnumerationValue]
    package var location: Location

    package init(name: String?, values: [EnumerationValue], location: Location = .unwritten) {
        self.name = name
        self.values = values
        self.location = location
    }

    /// The index of a value by its name or either label.
    package func index(of text: String) -> Int? {
        values.firstIndex { $0.name == text } ?? values.firstIndex { $0.label.zh == text || $0.label.en == text }
    }
}

/// One value of an ``Enumeration``.
package struct EnumerationValue: Hashable, Sendable {
    package var name: String
    /// The name itself where no label is written.
    package var label: Phrase
    package var location: Location

    package init(name: String, label: Phrase? = nil, location: Location = .unwritten) {
        self.name = name
        self.label = label ?? Phrase(same: name)
        self.location = location
    }
}
