/// The known name nearest to one that isn't known, for "did you mean".
///
/// Distance is Damerau–Levenshtein (optimal string alignment) over Unicode scalars; a name further than a third of its length away is no suggestion, nor is one
/// that shares nothing with it.
public func nearestName(to name: String, among known: some Sequence<String>) -> String? {
    let target = Array(name.unicodeScalars)
    var best: (name: String, distance: Int)?
    for candidate in known where candidate != name {
        let other = Array(candidate.unicodeScalars)
        let limit = min(max(target.count, other.count) / 3 + 1, max(1, min(target.count, other.count) - 1))
        guard abs(other.count - target.count) <= limit else { continue }
        let distance = alignmentDistance(target, other)
        guard distance <= limit, distance < max(target.count, other.count) else { continue }
        // Ties go to the name that sorts first, so that the answer doesn't hang on the order of a set.
        if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
        best = (candidate, distance)
    }
    return best?.name
}

private func alignmentDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 1...a.count {
        var current = [Int](repeating: 0, count: b.count + 1)
        current[0] = i
        for j in 1...b.count {
            let cost = a[i - 1] == b[j - 1] ? 0 : 1
            var value = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                value = min(value, beforePrevious[j - 2] + 1)
            }
            current[j] = value
        }
        beforePrevious = previous
        previous = current
    }
    return previous[b.count]
}
