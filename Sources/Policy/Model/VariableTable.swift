/// Every name that an expression of a policy may use, numbered.
///
/// A variable's index is its slot in a frame: the facts of all kinds of record first, in order of declaration (one name in two kinds is one
/// slot), then states, then definitions, then parameters.
package struct VariableTable: Hashable, Sendable {
    package private(set) var variables: [Variable] = []
    private var indexes: [String: Int] = [:]

    package init() {}

    /// Adds the next variable. Its name wins over other variables' labels; the first to claim a label keeps it.
    package mutating func append(_ variable: Variable) {
        let index = variables.count
        variables.append(variable)
        if let claimed = indexes[variable.name], variables[claimed].name == variable.name {
            return
        }
        indexes[variable.name] = index
        for alias in variable.aliases where indexes[alias] == nil { indexes[alias] = index }
    }

    /// The index of a name or a label in either language.
    package func index(of name: String) -> Int? { indexes[name] }

    package subscript(index: Int) -> Variable { variables[index] }

    package var count: Int { variables.count }

    /// Every spelling that ``index(of:)`` knows with its variable, sorted.
    package var spellings: [(name: String, index: Int)] {
        indexes.map { (name: $0.key, index: $0.value) }.sorted { $0.name < $1.name }
    }
}

/// One variable.
package struct Variable: Hashable, Sendable {
    package var name: String
    /// Its labels, where they differ from the name.
    package var aliases: [String]
    package var origin: Origin
    /// The declared type; nil for a definition or parameter, whose expression gives it.
    package var type: FactType?

    package init(name: String, aliases: [String] = [], origin: Origin, type: FactType?) {
        self.name = name
        self.aliases = aliases.filter { $0 != name }
        self.origin = origin
        self.type = type
    }

    /// What it stands for, and its number there.
    package enum Origin: Hashable, Sendable {
        /// A fact of the record.
        case fact
        /// An index into ``Vocabulary/states``.
        case state(Int)
        /// An index into ``ResolvedPolicy/definitions``.
        case definition(Int)
        /// An index into ``ResolvedPolicy/parameters``.
        case parameter(Int)
    }
}
