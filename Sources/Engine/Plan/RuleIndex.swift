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
