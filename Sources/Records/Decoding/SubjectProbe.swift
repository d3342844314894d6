import Policy

/// Finds whom a record is about without reading it: the text at the path of its kind's `subject`.
package struct SubjectProbe: Sendable {
    private let paths: [[String]]
    /// By kind of record: which path; -1 for none.
    private let pathOfKind: [Int]
    private let schema: RecordSchema

    /// A text and the memory that it may lie in.
    package struct Subject {
        package var text: JSONText
        fileprivate let scratch: JSONScratch
    }

    package init(_ schema: RecordSchema) {
        self.schema = schema
        var paths: [[String]] = []
        pathOfKind = schema.vocabulary.records.map { kind in
            guard let fact = kind.subject.flatMap({ kind.fact(inSlot: $0) }) else { return -1 }
            let path = fact.path.map(String.init)
            if let known = paths.firstIndex(of: path) { return known }
            paths.append(path)
            return paths.count - 1
        }
        self.paths = paths
    }

    /// The subject of a record; nil where it isn't said, or the record can't be read so far.
    package func subject(of chunk: RecordChunk, _ slice: RecordChunk.Slice) -> Subject? {
        let scratch = JSONScratch()
        var scanner = chunk.scanner(of: slice, scratch: scratch)
        var search = Search(found: [JSONText?](repeating: nil, count: paths.count), kind: 0)
        do throws(JSONFault) {
            try scan(&scanner, Array(paths.indices), depth: 0, &search)
        } catch {
            // Whoever reads the record says what is wrong with it.
            return nil
        }
        guard pathOfKind.indices.contains(search.kind), pathOfKind[search.kind] >= 0, let text = search.found[pathOfKind[search.kind]] else {
            return nil
        }
        return Subject(text: text, scratch: scratch)
    }

    private struct Search {
        var found: [JSONText?]
        var kind: Int
    }

    private func scan(_ scanner: inout JSONScanner, _ open: [Int], depth: Int, _ search: inout Search) throws(JSONFault) {
        var more = try scanner.beginObject()
        while more {
            let name = try scanner.name().string
            let matching = open.filter { paths[$0].count > depth && paths[$0][depth] == name }
            let next = scanner.peek()
            if depth == 0, name == "kind", next == UInt8(ascii: "\"") {
                search.kind = schema.kindNames.find(try scanner.string())
            } else if let path = matching.first, paths[path].count == depth + 1, next == UInt8(ascii: "\"") {
                search.found[path] = try scanner.string()
            } else if !matching.isEmpty, next == UInt8(ascii: "{") {
                try scan(&scanner, matching, depth: depth + 1, &search)
            } else {
                try scanner.skipValue()
            }
            more = try scanner.nextMember()
        }
    }
}
