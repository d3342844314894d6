import Diagnostics

/// Gives every comment to the node it is about, so that a formatter can move both together.
///
/// On its own line a comment is about what follows at its indentation or further in; when nothing follows, it closes the collection that
/// its indentation belongs to. Behind something on a line, it is about that.
enum CommentAttachment {
    static func attach(_ document: inout YAMLDocument) {
        guard let root = document.root, !document.comments.isEmpty else { return }
        let lines = Lines(document.source.bytes)
        var places: [Place] = []
        collect(root, depth: 0, lines, into: &places)
        for index in document.comments.indices {
            document.comments[index].owner = owner(of: document.comments[index], among: places, lines)
        }
    }

    /// How far back an owner is looked for: far more than any file for people needs, and a bound for any other.
    private static let reach = 4096

    /// An item, an entry or a root with what it takes up.
    private struct Place {
        var node: Int
        var span: Span
        var column: Int
        /// The collection it is a child of.
        var parent: Int?
    }

    /// Lines and columns, both from 0, in bytes.
    private struct Lines {
        private var starts = [0]

        init(_ bytes: [UInt8]) {
            var index = 0
            while index < bytes.count {
                let isBreak = bytes.isBreak(at: index, before: bytes.count)
                index = isBreak ? bytes.afterBreak(at: index, before: bytes.count) : index + 1
                if isBreak { starts.append(index) }
            }
        }

        func line(of offset: Int) -> Int {
            var low = 0
            var high = starts.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if starts[middle] <= offset { low = middle } else { high = middle }
            }
            return low
        }

        func column(of offset: Int) -> Int { offset - starts[line(of: offset)] }
    }

    /// In the order of the file, outer before inner. Depth is bounded by the composer.
    private static func collect(_ node: YAMLNode, depth: Int, _ lines: Lines, into places: inout [Place]) {
        func add(_ id: Int, _ span: Span, parent: Int?) {
            places.append(Place(node: id, span: span, column: lines.column(of: span.lower), parent: parent))
        }
        if depth == 0 { add(node.id, node.place, parent: nil) }
        if node.alias != nil { return }
        for item in node.items ?? [] {
            add(item.id, item.place, parent: node.id)
            collect(item, depth: depth + 1, lines, into: &places)
        }
        for entry in node.entries ?? [] {
            add(entry.key.id, entry.key.place.union(entry.value.place), parent: node.id)
            collect(entry.value, depth: depth + 1, lines, into: &places)
        }
    }

    private static func owner(of comment: YAMLComment, among places: [Place], _ lines: Lines) -> YAMLComment.Owner? {
        // The first place that begins after the comment.
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].span.lower < comment.span.lower { low = middle + 1 } else { high = middle }
        }
        let earlier = places[max(0, low - reach)..<low]
        if !comment.isOwnLine {
            let line = lines.line(of: comment.span.lower)
            let preceding = earlier.last { place in
                place.parent != nil && (lines.line(of: place.span.lower) == line || lines.line(of: place.span.upper) == line)
            }
            if let preceding { return YAMLComment.Owner(node: preceding.node, position: .behind) }
        }
        let column = lines.column(of: comment.span.lower)
        let next = places[low...].first { $0.parent != nil }
        // Deeper than what follows: it closes the collection whose children stand at its column.
        if let previous = earlier.last(where: { $0.parent != nil && $0.column <= column && $0.span.upper <= comment.span.lower }),
            let parent = previous.parent, next.map({ $0.column < previous.column }) ?? true
        {
            return YAMLComment.Owner(node: parent, position: .after)
        }
        if let next { return YAMLComment.Owner(node: next.node, position: .before) }
        return places.first.map { YAMLComment.Owner(node: $0.node, position: low == 0 ? .before : .after) }
    }
}
