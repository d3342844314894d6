import Policy

/// Parts and sections of an instrument, by the ids of its clauses: `5.3.4-1b` lies in section `5.3.4` of part `5`.
struct ClauseOutline {
    private(set) var parts: [Part] = []

    struct Part {
        var title: String
        var sections: [Section]
    }

    struct Section {
        /// Nil where the section is the whole part.
        var title: String?
        /// Indexes into ``Pack/clauses``.
        var clauses: [Int]
    }

    init(_ clauses: [Clause]) {
        var part: (key: Substring, sections: [(key: Substring, clauses: [Int])])?
        func close(_ open: (key: Substring, sections: [(key: Substring, clauses: [Int])])) -> Part {
            let title = ClauseOutline.name(open.sections.flatMap(\.clauses).map { clauses[$0].cite })
            return Part(
                title: title,
                sections: open.sections.map { section in
                    let cites = section.clauses.map { clauses[$0].cite }
                    let own = section.key == open.key ? nil : ClauseOutline.name(cites)
                    return Section(title: own == title ? nil : own, clauses: section.clauses)
                })
        }
        for (index, clause) in clauses.enumerated() {
            let section = clause.id.prefix { $0 != "-" }
            let key = section.prefix { $0 != "." }
            if part?.key != key {
                if let part { parts.append(close(part)) }
                part = (key, [])
            }
            if part?.sections.last?.key != section { part?.sections.append((section, [])) }
            if let last = part?.sections.indices.last { part?.sections[last].clauses.append(index) }
        }
        if let part { parts.append(close(part)) }
    }

    /// What a part is called: what its cites have in common, else the first and the last of them.
    private static func name(_ cites: [String]) -> String {
        if let title = title(cites) { return title }
        let ends = [cites.first, cites.last].compactMap { $0.map { trimmed($0) ?? $0 } }
        return ends.first == ends.last ? ends.first ?? "" : ends.joined(separator: " – ")
    }

    /// What the cites of a part have in common, without what the end of a cite leaves open: `五（三）5` of `五（三）5第1句` and `五（三）5第2句`.
    private static func title(_ cites: [String]) -> String? {
        guard var common = cites.first else { return nil }
        if cites.allSatisfy({ $0 == common }) { return trimmed(common) }
        for cite in cites.dropFirst() { common = String(zip(common, cite).prefix { $0 == $1 }.map(\.0)) }
        return trimmed(common)
    }

    /// A cite up to its sentence, and without a bracket or a word that is begun and not ended.
    private static func trimmed(_ cite: String) -> String? {
        var text = cite
        if let sentence = text.lastIndex(of: "第"), sentence != text.startIndex, text.distance(from: sentence, to: text.endIndex) <= 5 {
            text = String(text[..<sentence])
        }
        while let last = text.last, last == "（" || last == "(" || last == "第" || last == " " || last == "." { text.removeLast() }
        return text.isEmpty ? nil : text
    }
}
