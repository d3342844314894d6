/// Finds matches of one expression in one text, byte by byte where the text lies.
///
/// Without back-references all ways to match are followed side by side (``simulate(from:)``): the time is the text's length times the pattern's.
/// With them there is only trying one way after the other (``backtrack(from:)``). Both stop when the fuel is used up.
package struct RegularExpressionMatcher: ~Copyable {
    package enum Outcome: Sendable {
        case found
        case notFound
        /// Out of fuel or memory.
        case exhausted
    }

    let expression: RegularExpression
    let text: UnsafeBufferPointer<UInt8>
    /// Steps left.
    package var fuel: Int
    /// How many positions of the match the caller wants to know: none, the two of the whole match, or those of groups as well.
    let positionCount: Int
    /// The positions of the last match, -1 where a group took no part.
    let found: UnsafeMutablePointer<Int32>
    let scratch: Scratch
    var generation: Int32 = 0
    /// What backtracking goes back to.
    var trail: [Trail] = []

    struct Trail {
        /// An instruction to go on at, or less than zero: a slot to restore.
        var place: Int32
        var position: Int32
    }

    /// The memory of a simulation: two lists of threads, the instructions seen at a position, and those still to be looked at.
    struct Scratch {
        var current: UnsafeMutablePointer<Int32>
        var next: UnsafeMutablePointer<Int32>
        var currentPositions: UnsafeMutablePointer<Int32>
        var nextPositions: UnsafeMutablePointer<Int32>
        var seen: UnsafeMutablePointer<Int32>
        var open: UnsafeMutablePointer<Int32>
        /// The positions of the thread, or of the attempt, being followed.
        var own: UnsafeMutablePointer<Int32>
    }

    private let memory: UnsafeMutablePointer<Int32>

    package init(_ expression: RegularExpression, _ text: UnsafeBufferPointer<UInt8>, positions: Int, fuel: Int) {
        self.expression = expression
        self.text = text
        self.fuel = fuel
        positionCount = min(positions, 2 * (expression.groupCount + 1))
        let slots = expression.slotCount
        let threads = expression.hasBackReferences ? 0 : expression.count
        let kept = threads * positionCount
        // Each instruction is opened at most twice and each slot restored once: two numbers an entry.
        let sizes = [threads, threads, kept, kept, threads, 6 * threads + 16, slots]
        memory = .allocate(capacity: sizes.reduce(positionCount, +) + 1)
        memory.initialize(repeating: -1, count: sizes.reduce(positionCount, +) + 1)
        found = memory
        var parts: [UnsafeMutablePointer<Int32>] = []
        var start = memory + positionCount
        for size in sizes {
            parts.append(start)
            start += size
        }
        scratch = Scratch(
            current: parts[0], next: parts[1], currentPositions: parts[2], nextPositions: parts[3], seen: parts[4], open: parts[5], own: parts[6])
    }

    deinit { memory.deallocate() }

    /// Looks for the first match that begins at `start` or behind it.
    package mutating func search(from start: Int) -> Outcome {
        guard text.count < Int(Int32.max) else { return .exhausted }
        return expression.hasBackReferences ? backtrack(from: start) : simulate(from: start)
    }

    /// Where a part of the last match begins and ends: group 0 is all of it. Nil when the group took no part.
    package func range(of group: Int) -> Range<Int>? {
        guard 2 * group + 1 < positionCount else { return nil }
        let (low, high) = (Int(found[2 * group]), Int(found[2 * group + 1]))
        return low >= 0 && high >= low ? low..<high : nil
    }

    /// The character at a byte and its length there.
    @inline(__always)
    func scalar(at position: Int) -> (value: UInt32, length: Int) {
        let first = text[position]
        if first < 0x80 { return (UInt32(first), 1) }
        let length = first < 0xE0 ? 2 : (first < 0xF0 ? 3 : 4)
        guard position + length <= text.count else { return (0xFFFD, 1) }
        var value = UInt32(first & (0x7F >> UInt8(length)))
        for index in 1..<length { value = value << 6 | UInt32(text[position + index] & 0x3F) }
        return (value, length)
    }

    /// Whether an anchor holds. The last line end of a text begins no line.
    @inline(__always)
    func holds(_ operation: Instruction.Operation, at position: Int) -> Bool {
        switch operation {
        case .textStart: position == 0
        case .textEnd: position == text.count
        case .lineStart: position == 0 || (position < text.count && text[position - 1] == 0x0A)
        default: position == text.count || text[position] == 0x0A
        }
    }

    /// The next place where a match can begin; nil when there is none.
    mutating func candidate(from start: Int) -> Int? {
        if expression.isAnchored { return start == 0 ? 0 : nil }
        guard let bytes = expression.firstBytes else { return start }
        var position = start
        while position < text.count, !bytes.contains(text[position]) || text[position] & 0xC0 == 0x80 { position += 1 }
        fuel -= (position - start) / 64
        return position < text.count ? position : nil
    }
}
