/// Trying one way to match after the other, as back-references ask for.
extension RegularExpressionMatcher {
    /// How far back it can go: 8 MiB.
    private static let trailLimit = 1 << 20

    mutating func backtrack(from start: Int) -> Outcome {
        var position = start
        while let candidate = candidate(from: position) {
            let outcome = attempt(at: candidate)
            if outcome != .notFound { return outcome }
            if candidate >= text.count { break }
            position = candidate + scalar(at: candidate).length
        }
        return .notFound
    }

    private mutating func attempt(at start: Int) -> Outcome {
        let own = scratch.own
        for index in 0..<expression.slotCount { own[index] = -1 }
        trail.removeAll(keepingCapacity: true)
        trail.append(Trail(place: 0, position: Int32(start)))
        while let last = trail.popLast() {
            if last.place < 0 {
                own[Int(-last.place) - 1] = last.position
                continue
            }
            guard let end = run(from: Int(last.place), at: Int(last.position)) else {
                if fuel < 0 { return .exhausted }
                continue
            }
            own[0] = Int32(start)
            own[1] = Int32(end)
            for index in 0..<positionCount { found[index] = own[index] }
            return .found
        }
        return .notFound
    }

    /// Goes on until it matches, and then gives the end, or until it fails or has no fuel.
    private mutating func run(from start: Int, at beginning: Int) -> Int? {
        let own = scratch.own
        var place = start
        var position = beginning
        while true {
            fuel -= 1
            guard fuel >= 0 else { return nil }
            let instruction = expression.instructions[place]
            switch instruction.operation {
            case .scalar, .characterClass:
                guard position < text.count else { return nil }
                let (scalar, length) = scalar(at: position)
                guard takes(instruction, scalar) else { return nil }
                position += length
                place += 1
            case .split:
                guard remember(Trail(place: instruction.second, position: Int32(position))) else { return nil }
                place = Int(instruction.first)
            case .jump: place = Int(instruction.first)
            case .loop: place = own[Int(instruction.second)] == Int32(position) ? place + 1 : Int(instruction.first)
            case .save:
                let slot = Int(instruction.first)
                guard remember(Trail(place: Int32(-slot - 1), position: own[slot])) else { return nil }
                own[slot] = Int32(position)
                place += 1
            case .textStart, .textEnd, .lineStart, .lineEnd:
                guard holds(instruction.operation, at: position) else { return nil }
                place += 1
            case .backReference:
                guard let end = repeated(Int(instruction.first), at: position) else { return nil }
                position = end
                place += 1
            case .match: return position
            }
        }
    }

    private mutating func remember(_ entry: Trail) -> Bool {
        guard trail.count < Self.trailLimit else {
            fuel = -1
            return false
        }
        trail.append(entry)
        return true
    }

    /// The end of what a group matched, where it stands once more; a group that took no part stands for nothing.
    private mutating func repeated(_ group: Int, at position: Int) -> Int? {
        let (low, high) = (Int(scratch.own[2 * group]), Int(scratch.own[2 * group + 1]))
        guard low >= 0, high > low else { return position }
        fuel -= (high - low) / 16
        var (from, to) = (low, position)
        let ignoringCase = expression.flags.contains(.ignoringCase)
        while from < high {
            guard to < text.count else { return nil }
            let (expected, length) = scalar(at: from)
            let (actual, actualLength) = scalar(at: to)
            guard expected == actual || (ignoringCase && CaseVariants.areSame(expected, actual)) else { return nil }
            from += length
            to += actualLength
        }
        return to
    }
}
