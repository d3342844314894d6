import Diagnostics

/// List functions that work by position (DMN 1.5, table 76). A position counts from 1, or from the end when it is negative; of one that isn't whole
/// the fraction is left out.
extension Builtins {
    static let listEdits: [Builtin] = [
        Builtin(
            "sublist", .list, [.init([list("list"), number("start position"), number("length")], required: 2)],
            Phrase(zh: "从某处起的若干项", en: "items from a place on"), result: { .list($0.first?.item ?? .any) }
        ) { m, a, count, site in
            guard a[0].tag == .list, let start = a[0].offset(of: a[1]) else { return m.refuse(a, count, site) }
            let rest = a[0].elements[start...]
            guard count > 2, !a[2].isNull else { return m.list(rest, site) }
            guard let length = a[2].position, length >= 1, length <= rest.count else { return m.refuse(a, count, site) }
            return m.list(rest.prefix(Int(length)), site)
        },
        Builtin(
            "insert before", .list, [.init([list("list"), number("position"), any("newItem")])],
            Phrase(zh: "在某处之前插入一项", en: "with an item put in before a place"), result: { .list($0.first?.item.joined(with: $0.last ?? .any) ?? .any) }
        ) { m, a, _, site in
            guard a[0].tag == .list, let place = a[0].offset(of: a[1]) else { return m.refuse(a, 2, site) }
            var items = Array(a[0].elements)
            items.insert(a[2], at: place)
            return m.list(items, site)
        },
        Builtin(
            "remove", .list, [.init([list("list"), number("position")])], Phrase(zh: "去掉某处的一项", en: "without the item at a place"),
            result: { .list($0.first?.item ?? .any) }
        ) { m, a, count, site in
            guard a[0].tag == .list, let place = a[0].offset(of: a[1]) else { return m.refuse(a, count, site) }
            var items = Array(a[0].elements)
            items.remove(at: place)
            return m.list(items, site)
        },
        Builtin(
            "list replace", .list,
            [
                .init([list("list"), number("position"), any("newItem")]),
                .init([list("list"), .init("match", .function(nil, .boolean)), any("newItem")]),
            ],
            Phrase(zh: "替换某处或符合条件的各项", en: "with another item at a place, or instead of all that match"),
            result: { .list($0.first?.item.joined(with: $0.last ?? .any) ?? .any) }
        ) { m, a, _, site in
            guard a[0].tag == .list else { return m.refuse(a, 2, site) }
            if a[1].tag == .function { return replaceMatches(m, a[0].elements, a[1], a[2], site) }
            guard let place = a[0].offset(of: a[1]) else { return m.refuse(a, 2, site) }
            var items = Array(a[0].elements)
            items[place] = a[2]
            return m.list(items, site)
        },
    ]

    /// The list with the new item instead of every item for which `match(item, newItem)` is true.
    private static func replaceMatches(
        _ m: MachineRef, _ elements: UnsafeBufferPointer<Value>, _ match: Value, _ newItem: Value, _ site: Site
    ) -> Value {
        var replaced = ArenaList()
        for element in elements {
            let outcome = m.ask(match, element, newItem, site)
            guard outcome.tag == .boolean else { return outcome }
            if let obstacle = replaced.append(outcome.isTrue ? newItem : element, m) { return m.pointee.fail(obstacle, site) }
        }
        return replaced.value
    }
}

extension MachineRef {
    /// What a function of two arguments says about them: a boolean, unknown, or null for whatever else it gives.
    func ask(_ function: Value, _ first: Value, _ second: Value, _ site: Site) -> Value {
        guard pointee.step() else { return pointee.fail(.budget, site) }
        guard pointee.depth + CompiledFunction.builtinWeight < Machine.Limit.depth else { return pointee.fail(.tooDeep, site) }
        pointee.depth += CompiledFunction.builtinWeight
        defer { pointee.depth -= CompiledFunction.builtinWeight }
        let outcome = withUnsafeTemporaryAllocation(of: Value.self, capacity: 2) { arguments in
            arguments[0] = first
            arguments[1] = second
            guard let start = arguments.baseAddress else { return Value.null }
            return call(function, start, 2, site)
        }
        switch outcome.tag {
        case .boolean, .unknown, .null: return outcome
        default: return pointee.fail(.notBoolean, site, outcome)
        }
    }
}

extension Value {
    /// A number without its fraction.
    fileprivate var position: Int64? { isNumber ? decimal.rounded(scale: 0, mode: .down)?.asInt64 : nil }

    /// Where in this list a position is, counted from 0; nil when there is no such place.
    fileprivate func offset(of position: Value) -> Int? {
        guard let position = position.position, position != 0 else { return nil }
        let offset = position > 0 ? position - 1 : Int64(elements.count) &+ position
        return offset >= 0 && offset < elements.count ? Int(offset) : nil
    }
}

extension FEELType {
    /// The type of its items; what isn't a list counts as a list of one.
    var item: FEELType {
        switch self {
        case .list(let element): element
        case .null: .any
        default: self
        }
    }
}
