import Diagnostics

/// List functions (DMN 1.5, table 76).
extension Builtins {
    static let lists: [Builtin] = [
        Builtin(
            "list contains", .list, [.init([list("list"), any("element")])],
            Phrase(zh: "列表是否含有某项", en: "whether an item stands in the list"), result: { _ in .boolean }
        ) { m, a, count, site in
            guard a[0].tag == .list else { return m.refuse(a, count, site) }
            return .boolean(a[0].elements.contains { Comparison.equal($0, a[1], m) == true })
        },
        Builtin("count", .list, [.init([list("list")])], Phrase(zh: "项数", en: "how many items"), result: { _ in .number }) { m, a, count, site in
            a[0].tag == .list ? .number(Int64(a[0].length)) : m.refuse(a, count, site)
        },
        extreme("min", Phrase(zh: "最小的一项", en: "the least item")) { $0 < 0 },
        extreme("max", Phrase(zh: "最大的一项", en: "the greatest item")) { $0 > 0 },
        Builtin(
            "sum", .list, [.init([list("list")]), .init([any("list")], isVariadic: true)], Phrase(zh: "总和", en: "the sum"),
            result: { _ in .number }
        ) { m, a, count, site in
            let elements = m.elements(a, count)
            guard var total = elements.first, total.isNumber else { return m.refuse(a, count, site) }
            for element in elements.dropFirst() {
                guard element.isNumber, m.pointee.step() else { return m.refuse(a, count, site) }
                total = Arithmetic.add(total, element, m, site)
            }
            return total
        },
        Builtin(
            "mean", .list, [.init([list("list")]), .init([any("list")], isVariadic: true)], Phrase(zh: "平均数", en: "the mean"),
            result: { _ in .number }
        ) { m, a, count, site in
            let elements = m.elements(a, count)
            guard var total = elements.first, total.isNumber else { return m.refuse(a, count, site) }
            for element in elements.dropFirst() {
                guard element.isNumber, m.pointee.step() else { return m.refuse(a, count, site) }
                total = Arithmetic.add(total, element, m, site)
            }
            return Arithmetic.divide(total, .number(Int64(elements.count)), m, site)
        },
        Builtin(
            "append", .list, [.init([list("list"), any("item")], isVariadic: true)],
            Phrase(zh: "在末尾添加各项", en: "with items added at the end"),
            result: { types in
                .list(types.dropFirst().reduce(types.first?.asList.element ?? .any) { $0.joined(with: $1) })
            }
        ) { m, a, count, site in
            guard a[0].tag == .list else { return m.refuse(a, count, site) }
            return m.list(Array(a[0].elements) + (1..<count).map { a[$0] }, site)
        },
        Builtin(
            "concatenate", .list, [.init([list("list")], isVariadic: true)], Phrase(zh: "首尾相接", en: "one list after the other"),
            result: { joinedLists($0) }
        ) { m, a, count, site in
            guard (0..<count).allSatisfy({ a[$0].tag == .list }) else { return m.refuse(a, count, site) }
            return m.list((0..<count).flatMap { Array(a[$0].elements) }, site)
        },
        Builtin(
            "union", .list, [.init([list("list")], isVariadic: true)], Phrase(zh: "并集，去掉重复", en: "all lists without repeats"),
            result: { joinedLists($0) }
        ) { m, a, count, site in
            guard (0..<count).allSatisfy({ a[$0].tag == .list }) else { return m.refuse(a, count, site) }
            return distinct((0..<count).flatMap { Array(a[$0].elements) }, m, site)
        },
        Builtin(
            "distinct values", .list, [.init([list("list")])], Phrase(zh: "去掉重复", en: "without repeats"), result: { joinedLists($0) }
        ) { m, a, count, site in
            a[0].tag == .list ? distinct(Array(a[0].elements), m, site) : m.refuse(a, count, site)
        },
        Builtin(
            "reverse", .list, [.init([list("list")])], Phrase(zh: "倒序", en: "the other way round"), result: { joinedLists($0) }
        ) { m, a, count, site in
            a[0].tag == .list ? m.list(Array(a[0].elements.reversed()), site) : m.refuse(a, count, site)
        },
        Builtin(
            "index of", .list, [.init([list("list"), any("match")])],
            Phrase(zh: "某项所在的各个位置", en: "the places where an item stands"), result: { _ in .list(.number) }
        ) { m, a, count, site in
            guard a[0].tag == .list else { return m.refuse(a, count, site) }
            let places = a[0].elements.indices.filter { Comparison.equal(a[0].elements[$0], a[1], m) == true }
            return m.list(places.map { .number(Int64($0 + 1)) }, site)
        },
        Builtin(
            "flatten", .list, [.init([list("list")])], Phrase(zh: "展开嵌套的列表", en: "nested lists as one"), result: { _ in .list(.any) }
        ) { m, a, count, site in
            guard a[0].tag == .list else { return m.refuse(a, count, site) }
            var flat: [Value] = []
            var pending: [(UnsafeBufferPointer<Value>, Int)] = [(a[0].elements, 0)]
            while let (elements, index) = pending.popLast() {
                guard index < elements.count else { continue }
                guard m.pointee.step() else { return m.pointee.fail(.budget, site) }
                pending.append((elements, index + 1))
                if elements[index].tag == .list { pending.append((elements[index].elements, 0)) } else { flat.append(elements[index]) }
            }
            return m.list(flat, site)
        },
    ]

    private static func extreme(_ name: String, _ summary: Phrase, _ wins: @escaping @Sendable (Int) -> Bool) -> Builtin {
        Builtin(
            name, .list, [.init([list("list")]), .init([any("list")], isVariadic: true)], summary,
            result: { types in
                if types.count == 1, case .list(let element) = types[0] { return element }
                return types.dropFirst().reduce(types.first ?? .any) { $0.joined(with: $1) }
            }
        ) { m, a, count, site in
            let elements = m.elements(a, count)
            guard var best = elements.first else { return m.refuse(a, count, site) }
            if best.isNull { return .null }
            if elements.count == 1, Comparison.order(best, best, m) == nil { return m.refuse(a, count, site) }
            for element in elements.dropFirst() {
                guard let order = Comparison.order(element, best, m) else { return m.refuse(a, count, site) }
                if wins(order) { best = element }
            }
            return best
        }
    }

    private static func distinct(_ values: [Value], _ m: MachineRef, _ site: Site) -> Value {
        var kept: [Value] = []
        for value in values {
            guard m.pointee.step(1 + kept.count) else { return m.pointee.fail(.budget, site) }
            if !kept.contains(where: { Comparison.equal($0, value, m) == true }) { kept.append(value) }
        }
        return m.list(kept, site)
    }
}

/// The type of lists put together; what isn't a list counts as a list of one.
private func joinedLists(_ types: [FEELType]) -> FEELType {
    let lists = types.map(\.asList)
    return lists.dropFirst().reduce(lists.first ?? .list(.any)) { $0.joined(with: $1) }
}

extension FEELType {
    /// The type as a list that an argument is made into where a list is asked for.
    fileprivate var asList: FEELType {
        switch self {
        case .list: self
        case .any, .null: .list(.any)
        default: .list(self)
        }
    }

    fileprivate var element: FEELType {
        if case .list(let element) = self { return element }
        return .any
    }
}
