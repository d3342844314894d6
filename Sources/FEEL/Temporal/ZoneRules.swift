/// When the clocks of a zone changed and how they will: a table of instants, and a rule for the time after it. Lives as long as the process.
struct ZoneRules: BitwiseCopyable, @unchecked Sendable {
    // Sendable: the memory behind the pointers is written before anyone else sees them, and never again.
    let name: UnsafeBufferPointer<UInt8>
    /// Seconds since 1970-01-01T00:00:00Z, ascending.
    private let transitions: UnsafeBufferPointer<Int64>
    /// Seconds ahead of UTC before the first transition and after each.
    private let offsets: UnsafeBufferPointer<Int32>
    /// What holds after the last transition; nil where its offset stays.
    private let rule: ZoneRule?

    /// - Parameter offsets: one more than there are transitions.
    init?(name: String, transitions: [Int64], offsets: [Int32], rule: ZoneRule?) {
        guard offsets.count == transitions.count + 1, zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }) else { return nil }
        self.name = ZoneRules.kept(Array(name.utf8))
        self.transitions = ZoneRules.kept(transitions)
        self.offsets = ZoneRules.kept(offsets)
        self.rule = rule
    }

    /// A copy that stays. There are at most as many as ``ZoneDatabase`` has room for zones.
    private static func kept<T: BitwiseCopyable>(_ values: [T]) -> UnsafeBufferPointer<T> {
        let memory = UnsafeMutableBufferPointer<T>.allocate(capacity: values.count)
        _ = memory.initialize(from: values)
        return UnsafeBufferPointer(memory)
    }

    /// The standard time that holds after the last transition.
    var standardOffset: Int32 { rule?.standard ?? offsets[transitions.count] }

    func offset(atUTCSeconds instant: Int64) -> Int32 {
        let past = count { transitions[$0] <= instant }
        if past == transitions.count, let rule { return rule.offset(atUTCSeconds: instant) }
        return offsets[past]
    }

    func offset(atLocalSeconds local: Int64) -> Int32 {
        // An offset holds until the clocks have shown all that they show by it, and through the gap that they skip.
        let past = count { transitions[$0] &+ Int64(max(offsets[$0], offsets[$0 + 1])) <= local }
        if past == transitions.count, let rule { return rule.offset(atLocalSeconds: local) }
        return offsets[past]
    }

    /// How many transitions, from the first on, are past.
    private func count(past isPast: (Int) -> Bool) -> Int {
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if isPast(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
