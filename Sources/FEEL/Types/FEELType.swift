/// A FEEL type (DMN 1.5, 10.3.2.9), with enumerations as strings of a closed list.
package indirect enum FEELType: Sendable, Equatable {
    /// Nothing is known: anything may come.
    case any
    case null
    case boolean
    case number
    case string
    /// A string out of a closed list that a host declares.
    case enumeration(Enumeration)
    case date
    case time
    case dateTime
    case daysTimeDuration
    case yearsMonthsDuration
    case list(FEELType)
    /// Members that are known; nil when nothing is known about them.
    case context([Member]?)
    case range(FEELType)
    /// Parameters, nil when nothing is known about them, and the result.
    case function([FEELType]?, FEELType)

    package struct Member: Sendable, Equatable {
        package var name: String
        package var type: FEELType
        /// The key under which values keep it, where that is another: this name is a label of that member.
        package var storedAs: String?

        package init(name: String, type: FEELType, storedAs: String? = nil) {
            self.name = name
            self.type = type
            self.storedAs = storedAs
        }

        var key: String { storedAs ?? name }
    }

    package struct Enumeration: Sendable, Equatable {
        package var name: String
        package var values: [String]
        /// Other spellings of a value (its labels), for constants in expressions: label → value.
        package var labels: [String: String]
        package init(name: String, values: [String], labels: [String: String] = [:]) {
            self.name = name
            self.values = values
            self.labels = labels
        }
    }

    /// The type as FEEL writes it.
    package var name: String {
        switch self {
        case .any: "Any"
        case .null: "Null"
        case .boolean: "boolean"
        case .number: "number"
        case .string: "string"
        case .enumeration(let enumeration): enumeration.name.isEmpty ? "string" : enumeration.name
        case .date: "date"
        case .time: "time"
        case .dateTime: "date and time"
        case .daysTimeDuration: "days and time duration"
        case .yearsMonthsDuration: "years and months duration"
        case .list(let element): "list<\(element.name)>"
        case .context(nil): "context"
        // One that a host declares with all its labels would fill a page.
        case .context(let members?) where members.count > 12: "context"
        case .context(let members?): "context<\(members.map { "\($0.name): \($0.type.name)" }.joined(separator: ", "))>"
        case .range(let element): "range<\(element.name)>"
        case .function(nil, _): "function"
        case .function(let parameters?, let result): "function<\(parameters.map(\.name).joined(separator: ", "))> -> \(result.name)"
        }
    }

    /// The type without what only a host knows: an enumeration is a string.
    package var kind: FEELType {
        if case .enumeration = self { return .string }
        return self
    }

    /// Whether a value of this type could be one of `other`: false only when it surely can't. Null fits everything.
    package func mayBe(_ other: FEELType) -> Bool {
        switch (kind, other.kind) {
        case (.any, _), (_, .any), (.null, _), (_, .null): true
        case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a.mayBe(b)
        // DMN's implicit conversions: a list of one and its element.
        case (.list(let a), let b): a.mayBe(b)
        case (let a, .list(let b)): a.mayBe(b)
        case (.context, .context), (.function, .function): true
        case (let a, let b): a == b
        }
    }

    /// Whether every value of this type is one of `other` (DMN 1.5, 10.3.2.9.2).
    package func conforms(to other: FEELType) -> Bool {
        switch (kind, other.kind) {
        case (_, .any), (.null, _): true
        case (.list(let a), .list(let b)), (.range(let a), .range(let b)): a.conforms(to: b)
        case (.context, .context(nil)), (.function, .function(nil, _)): true
        case (.context(let a?), .context(let b?)):
            b.allSatisfy { member in a.contains { $0.name == member.name && $0.type.conforms(to: member.type) } }
        case (.function(let a?, let result), .function(let b?, let wanted)):
            a.count == b.count && zip(b, a).allSatisfy { $0.conforms(to: $1) } && result.conforms(to: wanted)
        case (let a, let b): a == b
        }
    }

    /// The type of a value that is one or the other.
    package func joined(with other: FEELType) -> FEELType {
        if self == other { return self }
        switch (self, other) {
        case (.null, let type), (let type, .null): return type
        case (.list(let a), .list(let b)): return .list(a.joined(with: b))
        default: return kind == other.kind ? kind : .any
        }
    }

    /// Whether `<` and its like are defined on it.
    package var isOrdered: Bool {
        switch kind {
        case .any, .null, .number, .string, .date, .time, .dateTime, .daysTimeDuration, .yearsMonthsDuration: true
        default: false
        }
    }
}
