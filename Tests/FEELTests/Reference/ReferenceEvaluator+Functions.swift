import FEEL

/// Builtins that call a function.
extension ReferenceEvaluator {
    func apply(_ name: String, _ a: [ReferenceValue]) throws -> ReferenceValue {
        switch (name, a.first, a.dropFirst().first) {
        case ("sort", .list(let elements), .function(let precedes)): return try sorted(elements, by: precedes)
        case ("list replace", .list(let elements), .function(let match)):
            var replaced: [ReferenceValue] = []
            for element in elements {
                let outcome = try run(match, [element, a[2]])
                switch outcome {
                case .boolean(let matches): replaced.append(matches ? a[2] : element)
                case .unknown: return outcome
                default: return .null
                }
            }
            return .list(replaced)
        default: return try ReferenceBuiltins.call(name, a)
        }
    }

    /// By looking at every pair. Where the function isn't an order, or isn't one of all elements, the way of sorting decides.
    private func sorted(_ elements: [ReferenceValue], by precedes: ReferenceFunction) throws -> ReferenceValue {
        let places = elements.indices
        if places.count < 2 { return .list(elements) }
        var before = places.map { _ in places.map { _ in false } }
        var nulls = 0
        for first in places {
            for second in places where first != second {
                switch try run(precedes, [elements[first], elements[second]]) {
                case .boolean(let outcome): before[first][second] = outcome
                case .unknown: throw Undecided()
                default: nulls += 1
                }
            }
        }
        if nulls == places.count * (places.count - 1) { return .null }
        func alike(_ a: Int, _ b: Int) -> Bool { !before[a][b] && !before[b][a] }
        let isOrder = places.allSatisfy { a in
            places.allSatisfy { b in
                places.allSatisfy { c in
                    !(before[a][b] && before[b][a]) && (!(before[a][b] && before[b][c]) || before[a][c])
                        && (!(alike(a, b) && alike(b, c)) || alike(a, c))
                }
            }
        }
        guard nulls == 0, isOrder else { throw Undecided() }
        // An element stands behind all that precede it, and behind those like it that stood before it.
        let ranks = places.map { place in
            places.count { before[$0][place] || ($0 < place && !before[place][$0]) }
        }
        return .list(places.compactMap { rank in ranks.firstIndex(of: rank).map { elements[$0] } })
    }
}
