/// Following all ways to match at once, the preferred ones first.
extension RegularExpressionMatcher {
    mutating func simulate(from start: Int) -> Outcome {
        var (current, next) = (scratch.current, scratch.next)
        var (currentPositions, nextPositions) = (scratch.currentPositions, scratch.nextPositions)
        var count = 0
        var position = start
        var isFound = false
        advanceGeneration()
        while true {
            if !isFound {
                if count == 0 {
                    guard let candidate = candidate(from: position) else { return .notFound }
                    position = candidate
                }
                if !expression.isAnchored || position == 0 {
                    for index in 0..<positionCount { scratch.own[index] = -1 }
                    if positionCount > 0 { scratch.own[0] = Int32(position) }
                    count = follow(0, at: position, current, currentPositions, count)
                }
            }
            if count == 0, isFound || position >= text.count { break }
            fuel -= 1 + count / 4
            if fuel < 0 { return .exhausted }

            advanceGeneration()
            let atEnd = position >= text.count
            let (scalar, length) = atEnd ? (UInt32.max, 0) : scalar(at: position)
            var nextCount = 0
            for thread in 0..<count {
                let place = Int(current[thread])
                let instruction = expression.instructions[place]
                let own = currentPositions + thread * positionCount
                if instruction.operation == .match {
                    isFound = true
                    if positionCount == 0 { return .found }
                    for index in 0..<positionCount { found[index] = own[index] }
                    found[1] = Int32(position)
                    // Whatever comes after is less preferred.
                    break
                }
                guard !atEnd, takes(instruction, scalar) else { continue }
                for index in 0..<positionCount { scratch.own[index] = own[index] }
                nextCount = follow(place + 1, at: position + length, next, nextPositions, nextCount)
            }
            if atEnd { break }
            swap(&current, &next)
            swap(&currentPositions, &nextPositions)
            count = nextCount
            position += length
        }
        return isFound ? .found : .notFound
    }

    @inline(__always)
    func takes(_ instruction: Instruction, _ scalar: UInt32) -> Bool {
        instruction.operation == .scalar
            ? UInt32(bitPattern: instruction.first) == scalar : expression.classes.contains(Int(instruction.first), scalar)
    }

    private mutating func advanceGeneration() {
        if generation == .max {
            scratch.seen.update(repeating: -1, count: expression.count)
            generation = -1
        }
        generation += 1
    }

    /// Adds to a list the threads that an instruction leads to without taking a character, in order of preference; gives how many there are then.
    private func follow(
        _ start: Int, at position: Int, _ list: UnsafeMutablePointer<Int32>, _ positions: UnsafeMutablePointer<Int32>, _ count: Int
    ) -> Int {
        let (open, seen, own) = (scratch.open, scratch.seen, scratch.own)
        var count = count
        open[0] = Int32(start)
        var height = 1
        while height > 0 {
            height -= 1
            var place = Int(open[height])
            if place < 0 {
                // A slot gets back what it held before the branch that is done.
                height -= 1
                own[-place - 1] = open[height]
                continue
            }
            while seen[place] != generation {
                seen[place] = generation
                let instruction = expression.instructions[place]
                switch instruction.operation {
                case .jump, .loop: place = Int(instruction.first)
                case .split:
                    open[height] = instruction.second
                    height += 1
                    place = Int(instruction.first)
                case .save:
                    let slot = Int(instruction.first)
                    if slot < positionCount {
                        open[height] = own[slot]
                        open[height + 1] = Int32(-slot - 1)
                        height += 2
                        own[slot] = Int32(position)
                    }
                    place += 1
                case .textStart, .textEnd, .lineStart, .lineEnd:
                    if holds(instruction.operation, at: position) { place += 1 }
                default:
                    list[count] = Int32(place)
                    for index in 0..<positionCount { positions[count * positionCount + index] = own[index] }
                    count += 1
                }
            }
        }
        return count
    }
}
