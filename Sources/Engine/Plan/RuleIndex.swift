import FEEL
import Policy

/// The rules that a record's first moment has to ask, found by the values of one or two of its enumerated facts. The others' conditions are certain to
/// be false, whatever else is known or not; facts don't change, so they would only say so again.
struct RuleIndex: BitwiseCopyable {
    private var first = Key.none
    private var second = Key.none
    /// By the position of the first fact's value and then of the second's.
    private var lists: UnsafeBufferPointer<UnsafeBufferPointer<Int32>>

    /// A fact whose value chooses.
    private struct Key: BitwiseCopyable {
        /// -1 for no fact.
        var slot: Int32
        /// By symbol: 0 where it is no value of the fact, else one more than the value's number.
        var positions: UnsafeBufferPointer<UInt8>
        var count: Int

        static var none: Key { Key(slot: -1, positions: UnsafeBufferPointer(start: nil, count: 0), count: 1) }

        /// 0 while the value isn't known.
        @inline(__always)
        func position(_ slots: UnsafeMutablePointer<Value>) -> Int {
            guard slot >= 0 else { return 0 }
            let value = slots[Int(slot)]
            guard value.tag == .string, Int(value.aux) < positions.count else { return 0 }
            return Int(positions[Int(value.aux)])
        }
    }

    @inline(__always)
    func rules(_ slots: UnsafeMutablePointer<Value>) -> UnsafeBufferPointer<Int32> {
        lists[first.position(slots) * second.count + second.position(slots)]
    }

    /// Fewer rules than this are asked one after the other.
    private static let least = 4

    /// - Parameter possible: by rule, the values of each enumerated fact with which its condition may hold.
    init(_ rules: [Int], _ possible: [PossibleValues], _ facts: [EnumeratedFact], _ memory: PlanMemory) {
        let numbers = rules.map { Int32($0) }
        guard rules.count >= RuleIndex.least, let one = RuleIndex.best(rules, possible, facts) else {
            lists = memory.table([memory.table(numbers)])
            return
        }
        let two = RuleIndex.best(rules, possible, facts, after: one)
        first = RuleIndex.key(one, memory)
        if let two { second = RuleIndex.key(two, memory) }
        let masks = rules.map { rule in (possible[rule].mask(one), two.map { possible[rule].mask($0) } ?? .max) }
        // Bit 0 stands for a value that isn't known, with which every rule has to be asked.
        let (rows, columns) = (first.count, second.count)
        lists = memory.table(
            (0..<rows * columns).map { place in
                let (a, b) = (UInt64(1) << UInt64(place / columns), UInt64(1) << UInt64(place % columns))
                return memory.table(zip(numbers, masks).filter { $1.0 & a != 0 && $1.1 & b != 0 }.map(\.0))
            })
    }

    private static func key(_ fact: EnumeratedFact, _ memory: PlanMemory) -> Key {
        var positions = [UInt8](repeating: 0, count: (fact.symbols.max() ?? 0) + 1)
        for (value, symbol) in fact.symbols.enumerated() { positions[symbol] = UInt8(value + 1) }
        return Key(slot: Int32(fact.slot), positions: memory.table(positions), count: fact.symbols.count + 1)
    }

    /// The fact by which fewest rules are left of those that another one leaves, all values being equally frequent.
    private static func best(
        _ rules: [Int], _ possible: [PossibleValues], _ facts: [EnumeratedFact], after chosen: EnumeratedFact? = nil
    ) -> EnumeratedFact? {
        let shares = rules.map { rule in chosen.map { possible[rule].share($0) } ?? 1 }
        let all = shares.reduce(0, +)
        var best: (fact: EnumeratedFact, left: Double)?
        for fact in facts where fact.slot != chosen?.slot {
            let left = zip(rules, shares).reduce(0) { $0 + $1.1 * possible[$1.0].share(fact) }
            if left < 0.9 * all, left < best?.left ?? .infinity { best = (fact, left) }
        }
        return best?.fact
    }
}

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
    private static let depthLimit = 64

    init(_ facts: [EnumeratedFact], _ typed: TypedPolicy) {
        self.facts = Dictionary(facts.map { ($0.slot, $0) }, uniquingKeysWith: { first, _ in first })
        var definitions: [Int: CheckedExpression] = [:]
        for (definition, checked) in zip(typed.policy.definitions, typed.definitions) {
            if case .expression = definition.body, let checked, !checked.hasErrors { definitions[definition.slot] = checked }
        }
        self.definitions = definitions
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
            return definitions[variable.slot].map { values($0.root, wanted, depth + 1) } ?? .all
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
