import FEEL
import Policy

/// A fact of the frame with a closed list of values, of at most 63.
struct EnumeratedFact {
    var slot: Int
    /// By value, in order.
    var symbols: [Int]
    var names: [String]
}

/// By slot of an enumerated fact, bits of the values with which a condition may come out as wanted. With any other value that is known it is certain
/// to come out the other way.
struct PossibleValues {
    private(set) var masks: [Int: UInt64] = [:]

    /// Bit 0 for a value that isn't known, then one for each value of a fact.
    func mask(_ fact: EnumeratedFact) -> UInt64 { (masks[fact.slot] ?? .max) << 1 | 1 }

    /// Stands for a fact's slot: what has happened so far is nothing (bit 0), or something (bit 1).
    private static let happenings = -1
    /// It needs an event.
    static let afterEvents = PossibleValues(happenings, 2)

    /// Whether it may come out so before the first event.
    var includesRest: Bool { (masks[PossibleValues.happenings] ?? .max) & 1 != 0 }

    /// The part of a fact's values with which it may come out so.
    func share(_ fact: EnumeratedFact) -> Double {
        guard let mask = masks[fact.slot] else { return 1 }
        let count = fact.names.count
        return Double((mask & (1 << UInt64(count) - 1)).nonzeroBitCount) / Double(count)
    }

    static let all = PossibleValues()

    init() {}
    init(_ slot: Int, _ mask: UInt64) { masks = [slot: mask] }

    /// Both have to come out so.
    func and(_ other: PossibleValues) -> PossibleValues {
        var result = self
        result.masks.merge(other.masks) { $0 & $1 }
        return result
    }

    /// One of them has to.
    func or(_ other: PossibleValues) -> PossibleValues {
        var result = PossibleValues()
        for (slot, mask) in masks { if let second = other.masks[slot] { result.masks[slot] = mask | second } }
        return result
    }
}

/// Reads conditions for the values that they ask for.
struct PossibleValueAnalysis {
    private let facts: [Int: EnumeratedFact]
    private let definitions: [Int: CheckedExpression]
    /// Slots that are false before the first event: states, and definitions that list events.
    private let happenings: Set<Int>
    private static let depthLimit = 64

    init(_ facts: [EnumeratedFact], _ typed: TypedPolicy) {
        self.facts = Dictionary(facts.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
        var definitions: [Int: CheckedExpression] = [:]
        for (definition, checked) in zip(typed.policy.definitions, typed.definitions) {
            if case .expression = definition.body, let checked, !checked.hasErrors { definitions[definition.slot] = checked }
        }
        self.definitions = definitions
        let lists = typed.policy.definitions.filter { definition in
            switch definition.body {
            case .anyOf(let events), .allOf(let events): !events.isEmpty
            case .expression, .table: false
            }
        }
        happenings = Set(lists.map(\.slot) + typed.policy.vocabulary.states.map(\.slot))
    }

    func values(_ conditions: [CheckedExpression]) -> PossibleValues {
        conditions.reduce(.all) { $1.hasErrors ? $0 : $0.and(values($1.root, true, 0)) }
    }

    /// - Parameter wanted: whether it should come out true or false.
    private func values(_ expr: TypedExpr, _ wanted: Bool, _ depth: Int) -> PossibleValues {
        guard depth < PossibleValueAnalysis.depthLimit else { return .all }
        switch expr.kind {
        case .and(let a, let b), .or(let a, let b):
            let (left, right) = (values(a, wanted, depth + 1), values(b, wanted, depth + 1))
            if case .and = expr.kind { return wanted ? left.and(right) : left.or(right) }
            return wanted ? left.or(right) : left.and(right)
        case .builtin(let builtin, let arguments, _) where builtin.name == "not" && arguments.count == 1:
            return values(arguments[0], !wanted, depth + 1)
        case .variable(let variable):
            if happenings.contains(variable.slot) { return wanted ? .afterEvents : .all }
            return definitions[variable.slot].map { values($0.root, wanted, depth + 1) } ?? .all
        case .host(let function, argument: .some) where wanted && EventFunction(rawValue: function.id) == .has: return .afterEvents
        case .comparison(let op, let a, let b) where op == .equal || op == .notEqual:
            guard let (fact, mask) = fact(a, equals: b) ?? fact(b, equals: a) else { return .all }
            return among(fact, mask, (op == .equal) == wanted)
        case .within(let value, let tests, let negated, _):
            guard case .variable(let variable) = value.kind, variable.constant == nil, let fact = facts[variable.slot] else { return .all }
            var mask: UInt64 = 0
            for test in tests {
                switch test {
                case .expression(let element, isCondition: false), .compare(.equal, let element):
                    guard let bit = bit(element, of: fact) else { return .all }
                    mask |= bit
                default: return .all
                }
            }
            return among(fact, mask, wanted != negated)
        default: return .all
        }
    }

    private func among(_ fact: EnumeratedFact, _ mask: UInt64, _ isIn: Bool) -> PossibleValues {
        PossibleValues(fact.slot, isIn ? mask : ~mask)
    }

    private func fact(_ expr: TypedExpr, equals other: TypedExpr) -> (EnumeratedFact, UInt64)? {
        guard case .variable(let variable) = expr.kind, variable.constant == nil, let fact = facts[variable.slot], let bit = bit(other, of: fact)
        else { return nil }
        return (fact, bit)
    }

    /// The bit of a constant; none for a text that is no value of the fact; nil for anything else.
    private func bit(_ expr: TypedExpr, of fact: EnumeratedFact) -> UInt64? {
        let constant: Datum
        switch expr.kind {
        case .constant(let datum): constant = datum
        case .variable(let variable):
            guard let known = variable.constant else { return nil }
            constant = known
        default: return nil
        }
        guard case .string(let text) = constant else { return nil }
        return fact.names.firstIndex(of: text).map { 1 << UInt64($0) } ?? 0
    }
}
