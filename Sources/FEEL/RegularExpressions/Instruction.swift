/// One step of a compiled pattern.
struct Instruction: BitwiseCopyable, Sendable {
    var operation: Operation
    /// A character, a class, a target, a slot, a group.
    var first: Int32 = 0
    /// The second choice of a split, the slot of a loop.
    var second: Int32 = 0

    enum Operation: UInt8, Sendable, BitwiseCopyable {
        case scalar
        case characterClass
        /// Goes on at `first`, and if that fails at `second`.
        case split
        case jump
        /// Writes down the position in slot `first`.
        case save
        /// Goes on at `first` unless it is where slot `second` says: a loop that doesn't move on ends.
        case loop
        case textStart
        case textEnd
        case lineStart
        case lineEnd
        case backReference
        case match
    }
}

/// Makes the program of a tree.
struct Assembler {
    private(set) var instructions: [Instruction] = []
    private(set) var slotCount: Int
    /// Loops see whether they move on; the simulation sees that by itself.
    private let marksLoops: Bool
    private let isMultiline: Bool

    init(groups: Int, marksLoops: Bool, isMultiline: Bool) {
        slotCount = 2 * (groups + 1)
        self.marksLoops = marksLoops
        self.isMultiline = isMultiline
    }

    mutating func assemble(_ tree: RegularExpressionNode) throws(RegularExpression.Fault) -> [Instruction] {
        guard Self.size(tree) < RegularExpression.instructionLimit else { throw .tooLarge }
        emit(tree)
        instructions.append(Instruction(operation: .match))
        return instructions
    }

    /// How many instructions a tree takes at most; no more than twice the limit is told apart.
    private static func size(_ tree: RegularExpressionNode) -> Int {
        let bound = 2 * RegularExpression.instructionLimit
        switch tree {
        case .scalar, .characterClass, .start, .end, .backReference: return 1
        case .sequence(let parts): return parts.reduce(0) { min(bound, $0 + size($1)) }
        case .alternatives(let parts): return parts.reduce(0) { min(bound, $0 + size($1) + 2) }
        case .group(let inner, _): return min(bound, size(inner) + 2)
        case .repetition(let inner, let least, let most, _):
            // A group of nothing repeated costs as well.
            let once = max(1, size(inner))
            if let most { return min(bound, once * least + (once + 1) * (most - least)) }
            return min(bound, once * least + once + 3)
        }
    }

    private mutating func emit(_ tree: RegularExpressionNode) {
        switch tree {
        case .scalar(let value): add(.scalar, Int(value))
        case .characterClass(let number): add(.characterClass, number)
        case .start: add(isMultiline ? .lineStart : .textStart)
        case .end: add(isMultiline ? .lineEnd : .textEnd)
        case .backReference(let number): add(.backReference, number)
        case .sequence(let parts): for part in parts { emit(part) }
        case .alternatives(let parts): emit(alternatives: parts)
        case .group(let inner, let number):
            if let number { add(.save, 2 * number) }
            emit(inner)
            if let number { add(.save, 2 * number + 1) }
        case .repetition(let inner, let least, let most, let isGreedy):
            for _ in 0..<least { emit(inner) }
            if let most { emit(inner, atMost: most - least, isGreedy) } else { emit(loop: inner, isGreedy) }
        }
    }

    private mutating func emit(alternatives parts: [RegularExpressionNode]) {
        var jumps: [Int] = []
        for part in parts.dropLast() {
            let split = add(.split, instructions.count + 1)
            emit(part)
            jumps.append(add(.jump))
            instructions[split].second = Int32(instructions.count)
        }
        if let last = parts.last { emit(last) }
        for jump in jumps { instructions[jump].first = Int32(instructions.count) }
    }

    private mutating func emit(_ inner: RegularExpressionNode, atMost count: Int, _ isGreedy: Bool) {
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(add(.split))
            emit(inner)
        }
        for split in splits { choose(at: split, inner: split + 1, beyond: instructions.count, isGreedy) }
    }

    private mutating func emit(loop inner: RegularExpressionNode, _ isGreedy: Bool) {
        let split = add(.split)
        let slot = slotCount
        if marksLoops {
            slotCount += 1
            add(.save, slot)
        }
        emit(inner)
        let back = add(marksLoops ? .loop : .jump, split)
        instructions[back].second = Int32(slot)
        choose(at: split, inner: split + 1, beyond: instructions.count, isGreedy)
    }

    private mutating func choose(at split: Int, inner: Int, beyond: Int, _ isGreedy: Bool) {
        instructions[split].first = Int32(isGreedy ? inner : beyond)
        instructions[split].second = Int32(isGreedy ? beyond : inner)
    }

    @discardableResult
    private mutating func add(_ operation: Instruction.Operation, _ first: Int = 0) -> Int {
        instructions.append(Instruction(operation: operation, first: Int32(truncatingIfNeeded: first)))
        return instructions.count - 1
    }
}
