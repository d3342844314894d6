/// A value in the plainest form that tells apart what the language tells apart.
indirect enum ReferenceValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Int)
    /// A number with up to three decimals that isn't whole.
    case thousandths(Int)
    case string(String)
    /// Days since 1970-01-01.
    case date(Int)
    case days(Int)
    case months(Int)
    case list([ReferenceValue])
    /// The names of the facts that would settle it.
    case unknown(Set<String>)

    var isTrue: Bool { self == .boolean(true) }
    var isFalse: Bool { self == .boolean(false) }

    /// The facts it waits for; nil when it is known.
    var missing: Set<String>? {
        if case .unknown(let facts) = self { return facts }
        return nil
    }

    /// What several unknowns make together; nil when all values are known.
    static func unknown(among values: [ReferenceValue]) -> ReferenceValue? {
        let sets = values.compactMap(\.missing)
        return sets.isEmpty ? nil : .unknown(sets.reduce(into: []) { $0.formUnion($1) })
    }

    // MARK: Kleene's logic

    static func and(_ a: ReferenceValue, _ b: ReferenceValue) -> ReferenceValue {
        if a.isFalse || b.isFalse { return .boolean(false) }
        if let unknown = unknown(among: [a, b]) { return unknown }
        return a.isTrue && b.isTrue ? .boolean(true) : .null
    }

    static func or(_ a: ReferenceValue, _ b: ReferenceValue) -> ReferenceValue { not(and(not(a), not(b))) }

    static func not(_ a: ReferenceValue) -> ReferenceValue {
        switch a {
        case .boolean(let value): .boolean(!value)
        case .unknown: a
        default: .null
        }
    }
}
