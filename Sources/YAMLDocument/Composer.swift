import Diagnostics

/// Events to nodes: no recursion, every bound kept, every fault collected.
struct Composer {
    let source: SourceText
    let limits: YAMLLimits
    private(set) var root: YAMLNode?
    private(set) var diagnostics: [Diagnostic] = []
    /// Of every written scalar in order, for whoever looks for what stands between them.
    private(set) var scalarSpans: [Span] = []
    /// Whether the file was read to its end.
    private(set) var isWhole = true
    private var frames: [Frame] = []
    private var anchors: [String: Anchor] = [:]
    private var nodeCount = 0
    private var aliasedCount = 0

    /// A collection that isn't finished.
    private struct Frame {
        var id: Int
        var isMapping: Bool
        var flow: Bool
        var start: Int
        var tag: String?
        var anchor: String?
        var items: [YAMLNode] = []
        var entries: [YAMLEntry] = []
        var key: YAMLNode?
        /// A key that isn't a scalar was met: its value is dropped with it.
        var keyIsRefused = false
        /// By the bytes of a key the place of its entry, of a mapping with many.
        var places: [[UInt8]: Int] = [:]
        var weight = 1
        var height = 1
        var end: Int
    }

    private struct Anchor {
        /// Nil while the node is still being read.
        var node: YAMLNode?
        var weight: Int
        var height: Int
    }

    init(source: SourceText, limits: YAMLLimits) {
        self.source = source
        self.limits = limits
    }

    mutating func run() {
        let offsets = ScalarOffsets(source.bytes)
        source.bytes.withUnsafeBufferPointer { bytes in
            guard var parser = LibYAMLParser(offsets.text(of: bytes), offsets: offsets) else { return stop(Faults.outOfMemory(source)) }
            var documents = 0
            while isWhole {
                let event: LibYAMLParser.Event
                switch parser.next() {
                case .success(let next): event = next
                case .failure(let problem): return stop(SyntaxFaults.diagnostic(for: problem, in: source))
                }
                switch event.kind {
                case .streamEnd: return
                case .streamStart, .documentEnd: break
                case .documentStart:
                    documents += 1
                    if documents > 1 { return report(Faults.severalDocuments(source, event.span)) }
                case .alias: resolveAlias(event)
                case .scalar(let text, let style): addScalar(event, text, style)
                case .sequenceStart(let flow): open(event, isMapping: false, flow: flow)
                case .mappingStart(let flow): open(event, isMapping: true, flow: flow)
                case .collectionEnd: close(event)
                }
            }
        }
    }

    private mutating func report(_ diagnostic: Diagnostic) {
        diagnostics.append(diagnostic)
        if diagnostics.count >= limits.faults { isWhole = false }
    }

    /// Reports, and reads no further.
    private mutating func stop(_ diagnostic: Diagnostic) {
        report(diagnostic)
        isWhole = false
    }

    private mutating func newID(at span: Span) -> Int {
        nodeCount += 1
        if nodeCount > limits.nodes { stop(Faults.tooManyNodes(source, span, limits.nodes)) }
        return nodeCount - 1
    }

    private mutating func addScalar(_ event: LibYAMLParser.Event, _ text: String, _ style: YAMLScalar.Style) {
        let id = newID(at: event.span)
        checkTag(event)
        let start = contentStart(of: event)
        var span = Span(start, event.span.upper)
        if style == .literal || style == .folded { span.upper = BlockScalar.end(of: span, in: source) }
        let isString = event.tag == "!" || event.tag == "tag:yaml.org,2002:str"
        let scalar = YAMLScalar(text: text, style: style, isTaggedString: isString)
        let node = YAMLNode(id: id, kind: .scalar(scalar), span: span, tag: shortTag(event.tag), anchor: event.anchor)
        if !span.isEmpty { scalarSpans.append(span) }
        if let anchor = event.anchor { anchors[anchor] = Anchor(node: node, weight: 1, height: 0) }
        add(node, weight: 1, height: 0)
    }

    private mutating func open(_ event: LibYAMLParser.Event, isMapping: Bool, flow: Bool) {
        let id = newID(at: event.span)
        checkTag(event)
        if let anchor = event.anchor { anchors[anchor] = Anchor(node: nil, weight: 0, height: 0) }
        if frames.count >= limits.depth { return stop(Faults.tooDeep(source, event.span, limits.depth)) }
        let start = event.anchor == nil && event.tag == nil ? event.span.lower : contentStart(of: event)
        frames.append(
            Frame(id: id, isMapping: isMapping, flow: flow, start: start, tag: shortTag(event.tag), anchor: event.anchor, end: event.span.upper))
    }

    private mutating func close(_ event: LibYAMLParser.Event) {
        guard let frame = frames.popLast() else { return }
        // A block collection's end mark is the next token: after blank lines and comments. Its last child ends it.
        let end = frame.flow ? event.span.upper : frame.end
        let kind: YAMLNode.Kind =
            frame.isMapping ? .mapping(frame.entries, flow: frame.flow) : .sequence(frame.items, flow: frame.flow)
        let node = YAMLNode(id: frame.id, kind: kind, span: Span(frame.start, end), tag: frame.tag, anchor: frame.anchor)
        if let anchor = frame.anchor { anchors[anchor] = Anchor(node: node, weight: frame.weight, height: frame.height) }
        add(node, weight: frame.weight, height: frame.height)
    }

    private mutating func resolveAlias(_ event: LibYAMLParser.Event) {
        let name = event.anchor ?? ""
        guard let anchor = anchors[name] else {
            report(Faults.unknownAlias(source, event.span, name, nearest: nearestName(to: name, among: anchors.keys)))
            return add(null(at: event.span), weight: 1, height: 0)
        }
        guard var node = anchor.node else { return stop(Faults.aliasCycle(source, event.span, name)) }
        aliasedCount += anchor.weight
        if aliasedCount > limits.aliasedNodes { return stop(Faults.aliasExpansion(source, event.span, limits.aliasedNodes)) }
        if frames.count + anchor.height > limits.depth { return stop(Faults.tooDeep(source, event.span, limits.depth)) }
        node.alias = event.span
        add(node, weight: anchor.weight, height: anchor.height)
    }

    private mutating func null(at span: Span) -> YAMLNode {
        let scalar = YAMLScalar(text: "", style: .plain, isTaggedString: false)
        return YAMLNode(id: newID(at: span), kind: .scalar(scalar), span: span)
    }

    /// Puts a finished node where it belongs.
    private mutating func add(_ node: YAMLNode, weight: Int, height: Int) {
        guard !frames.isEmpty else {
            root = root ?? node
            return
        }
        let top = frames.count - 1
        frames[top].weight += weight
        frames[top].height = max(frames[top].height, height + 1)
        frames[top].end = max(frames[top].end, node.place.upper)
        if !frames[top].isMapping {
            frames[top].items.append(node)
        } else if frames[top].keyIsRefused {
            frames[top].keyIsRefused = false
        } else if let key = frames[top].key {
            frames[top].key = nil
            addEntry(YAMLEntry(key: key, value: node), to: top)
        } else if let scalar = node.scalar {
            if scalar.text == "<<", scalar.style == .plain { report(Faults.mergeKey(source, node.place)) }
            frames[top].key = node
        } else {
            report(Faults.complexKey(source, node.place))
            frames[top].keyIsRefused = true
        }
    }

    private mutating func addEntry(_ entry: YAMLEntry, to top: Int) {
        guard let scalar = entry.key.scalar else { return }
        if scalar.text == "<<", scalar.style == .plain { return }
        if let known = place(of: scalar.text, in: top) {
            let first = frames[top].entries[known].key.place
            return report(Faults.duplicateKey(source, entry.key.place, scalar.text, first: first))
        }
        frames[top].entries.append(entry)
        let count = frames[top].entries.count
        if count > Self.fewEntries {
            frames[top].places[Array(scalar.text.utf8)] = count - 1
        } else if count == Self.fewEntries {
            for (index, entry) in frames[top].entries.enumerated() { frames[top].places[Array((entry.key.scalar?.text ?? "").utf8)] = index }
        }
    }

    /// Up to so many keys are compared one by one.
    private static let fewEntries = 12

    /// Where a key stands in an unfinished mapping. Keys are the same where their bytes are (YAML 1.2.2, 3.2.1.3: equality is by content).
    private func place(of key: String, in top: Int) -> Int? {
        let entries = frames[top].entries
        if entries.count >= Self.fewEntries { return frames[top].places[Array(key.utf8)] }
        let length = key.utf8.count
        return entries.firstIndex { entry in
            guard case .scalar(let known) = entry.key.kind, known.text.utf8.count == length else { return false }
            return known.text.utf8.elementsEqual(key.utf8)
        }
    }

    private mutating func checkTag(_ event: LibYAMLParser.Event) {
        guard let tag = event.tag, tag != "!" else { return }
        let known = ["str", "int", "float", "bool", "null", "map", "seq"].map { "tag:yaml.org,2002:" + $0 }
        if !known.contains(tag) { report(Faults.unknownTag(source, event.span, shortTag(tag) ?? tag)) }
    }

    private func shortTag(_ tag: String?) -> String? {
        guard let tag else { return nil }
        let prefix = "tag:yaml.org,2002:"
        return tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
    }

    /// The first byte after anchor and tag, which libyaml counts to the node.
    private func contentStart(of event: LibYAMLParser.Event) -> Int {
        let bytes = source.bytes
        var index = event.span.lower
        while index < event.span.upper, bytes[index] == UInt8(ascii: "&") || bytes[index] == UInt8(ascii: "!") {
            while index < event.span.upper, !isSpaceOrBreak(bytes[index]) { index += 1 }
            while index < event.span.upper {
                if isSpaceOrBreak(bytes[index]) {
                    index += 1
                } else if bytes[index] == UInt8(ascii: "#") {
                    while index < event.span.upper, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
                } else {
                    break
                }
            }
        }
        return index
    }

    private func isSpaceOrBreak(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}
