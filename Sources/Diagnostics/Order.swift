extension [Diagnostic] {
    /// By file, place and code, each finding once. What belongs to no text comes first.
    public func inOrder() -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
            switch left.element.compare(right.element) {
            case .some(let isBefore): isBefore
            case nil: left.offset < right.offset
            }
        }.map(\.element)
    }
}

extension Diagnostic {
    /// Whether this one comes first; nil when nothing tells them apart.
    fileprivate func compare(_ other: Diagnostic) -> Bool? {
        let name = location?.source.name ?? ""
        let otherName = other.location?.source.name ?? ""
        if name != otherName { return name.utf8.lexicographicallyPrecedes(otherName.utf8) }
        let span = location?.span ?? .at(-1)
        let otherSpan = other.location?.span ?? .at(-1)
        if span.lower != otherSpan.lower { return span.lower < otherSpan.lower }
        if code != other.code { return code < other.code }
        if span.upper != otherSpan.upper { return span.upper < otherSpan.upper }
        if message.en != other.message.en { return message.en < other.message.en }
        return nil
    }
}
