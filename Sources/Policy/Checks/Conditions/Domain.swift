/// The values that something may still have: those of a closed list, or an interval with single values taken out.
struct Domain: Hashable {
    private(set) var listed: Set<Scalar>?
    private(set) var low: Bound?
    private(set) var high: Bound?
    private(set) var excluded: Set<Scalar> = []

    struct Bound: Hashable {
        var value: Scalar
        var isClosed: Bool
    }

    /// Anything at all.
    static let all = Domain()

    static func among(_ values: some Sequence<Scalar>) -> Domain {
        var domain = Domain()
        domain.listed = Set(values)
        return domain
    }

    static func only(_ value: Scalar) -> Domain { among([value]) }

    static func except(_ value: Scalar) -> Domain {
        if case .boolean(let truth) = value { return only(.boolean(!truth)) }
        var domain = Domain()
        domain.excluded = [value]
        return domain
    }

    /// Days and months are counted, so that an open end is the closed one beside it.
    static func interval(from low: Bound?, to high: Bound?) -> Domain {
        var domain = Domain()
        domain.low = low.map { low in low.isClosed ? low : low.value.neighbour(1).map { Bound(value: $0, isClosed: true) } ?? low }
        domain.high = high.map { high in high.isClosed ? high : high.value.neighbour(-1).map { Bound(value: $0, isClosed: true) } ?? high }
        return domain
    }

    func intersection(_ other: Domain) -> Domain {
        var result = Domain()
        switch (listed, other.listed) {
        case (let a?, let b?): result.listed = a.intersection(b)
        case (let a, let b): result.listed = a ?? b
        }
        result.low = Self.tighter(low, other.low, isLow: true)
        result.high = Self.tighter(high, other.high, isLow: false)
        result.excluded = excluded.union(other.excluded)
        return result.reduced
    }

    /// Whether the two have a value in common.
    func meets(_ other: Domain) -> Bool { !intersection(other).isEmpty }

    var isEmpty: Bool {
        if let listed { return listed.isEmpty }
        guard let low, let high, let order = low.value.order(high.value) else { return false }
        if order == 0 { return !low.isClosed || !high.isClosed || excluded.contains(low.value) }
        return order > 0
    }

    /// The same values in the one way in which they are written.
    private var reduced: Domain {
        guard let listed else {
            var result = self
            result.excluded = excluded.filter(isWithinBounds)
            return result
        }
        var result = Domain()
        result.listed = listed.filter { isWithinBounds($0) && !excluded.contains($0) }
        return result
    }

    private func isWithinBounds(_ value: Scalar) -> Bool {
        if let low, let order = value.order(low.value), order < 0 || (order == 0 && !low.isClosed) { return false }
        if let high, let order = value.order(high.value), order > 0 || (order == 0 && !high.isClosed) { return false }
        return true
    }

    private static func tighter(_ a: Bound?, _ b: Bound?, isLow: Bool) -> Bound? {
        guard let a, let b else { return a ?? b }
        guard let order = a.value.order(b.value) else { return a }
        if order == 0 { return a.isClosed ? b : a }
        return (order > 0) == isLow ? a : b
    }
}
