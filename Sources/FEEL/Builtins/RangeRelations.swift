/// Where a point or a range lies: from one end to the other. The relations of DMN 1.5, table 78, as they read when a point is a range of one
/// point and a range that has no such end reaches beyond every value.
struct Extent {
    /// An end, with what it is compared by.
    private struct End {
        /// Null when the range has no such end.
        var value: Value
        var isIncluded: Bool
    }

    private let start: End
    private let end: End
    private let isRange: Bool
    private let machine: MachineRef

    /// Nil for what has no place in an order: null, a boolean, `(!= x)`.
    init?(_ value: Value, _ machine: MachineRef) {
        self.machine = machine
        isRange = value.tag == .range
        if isRange {
            let ends = value.elements
            guard ends.count == 2, !value.isAllButPoint else { return nil }
            start = End(value: ends[0], isIncluded: value.lowIsClosed)
            end = End(value: ends[1], isIncluded: value.highIsClosed)
        } else {
            guard Comparison.order(value, value, machine) != nil else { return nil }
            start = End(value: value, isIncluded: true)
            end = start
        }
    }

    func isComparable(to other: Extent) -> Bool {
        let ends = [start.value, end.value].filter { !$0.isNull }
        let others = [other.start.value, other.end.value].filter { !$0.isNull }
        return ends.allSatisfy { a in others.allSatisfy { Comparison.order(a, $0, machine) != nil } }
    }

    // MARK: Ends

    /// The order of two starts, or of two ends; `missing` is the side on which an end that isn't there lies.
    private func order(_ a: End, _ b: End, missing: Int) -> Int {
        switch (a.value.isNull, b.value.isNull) {
        case (true, true): 0
        case (true, false): missing
        case (false, true): -missing
        case (false, false): Comparison.order(a.value, b.value, machine) ?? 0
        }
    }

    private func startOrder(_ other: Extent) -> Int { order(start, other.start, missing: -1) }
    private func endOrder(_ other: Extent) -> Int { order(end, other.end, missing: 1) }

    /// The order of this end and the other's start. What has no end, or begins nowhere, reaches beyond.
    private func reaches(_ other: Extent) -> Int {
        if end.value.isNull || other.start.value.isNull { return 1 }
        return Comparison.order(end.value, other.start.value, machine) ?? 0
    }

    /// Whether the two ends are one point that belongs to both.
    private static func share(_ a: End, _ b: End) -> Bool { a.isIncluded && b.isIncluded }

    /// Whether this starts no later than the other, and ends no sooner.
    private func startsNoLater(_ other: Extent) -> Bool {
        let order = startOrder(other)
        return order < 0 || (order == 0 && (start.isIncluded || !other.start.isIncluded))
    }

    private func endsNoSooner(_ other: Extent) -> Bool {
        let order = endOrder(other)
        return order > 0 || (order == 0 && (end.isIncluded || !other.end.isIncluded))
    }

    /// Whether this has begun to share points with the other, or goes beyond.
    private func touches(_ other: Extent) -> Bool {
        let order = reaches(other)
        return order > 0 || (order == 0 && Extent.share(end, other.start))
    }

    // MARK: Relations

    func before(_ other: Extent) -> Bool { !touches(other) }

    func meets(_ other: Extent) -> Bool { reaches(other) == 0 && Extent.share(end, other.start) }

    func overlaps(_ other: Extent) -> Bool { touches(other) && other.touches(self) }

    func overlapsBefore(_ other: Extent) -> Bool { !other.startsNoLater(self) && touches(other) && other.endsNoSooner(self) }

    func finishes(_ other: Extent) -> Bool {
        if !isRange { return endOrder(other) == 0 && other.end.isIncluded }
        return endOrder(other) == 0 && end.isIncluded == other.end.isIncluded && other.startsNoLater(self)
    }

    func includes(_ other: Extent) -> Bool { startsNoLater(other) && endsNoSooner(other) }

    func starts(_ other: Extent) -> Bool {
        if !isRange { return startOrder(other) == 0 && other.start.isIncluded }
        return startOrder(other) == 0 && start.isIncluded == other.start.isIncluded && other.endsNoSooner(self)
    }

    func coincides(_ other: Extent) -> Bool {
        startOrder(other) == 0 && endOrder(other) == 0 && start.isIncluded == other.start.isIncluded && end.isIncluded == other.end.isIncluded
    }
}
