import Diagnostics

/// Functions that the standard doesn't have and other engines do.
extension Builtins {
    static let extensions: [Builtin] = [
        Builtin(
            "get or else", .extension, [.init([any("value"), any("default")])],
            Phrase(zh: "值，为 null 时取另一个", en: "a value, or another where it is null"),
            result: { $0.first?.joined(with: $0.last ?? .any) ?? .any }
        ) { _, a, _, _ in a[0].isNull ? a[1] : a[0] },
        Builtin(
            "is empty", .extension, [.init([list("list")])], Phrase(zh: "列表是否为空", en: "whether a list has no items"), result: { _ in .boolean }
        ) { m, a, count, site in a[0].tag == .list ? .boolean(a[0].length == 0) : m.refuse(a, count, site) },
        Builtin(
            "duplicate values", .extension, [.init([list("list")])], Phrase(zh: "出现不止一次的各项", en: "the items that stand more than once"),
            result: { .list($0.first?.item ?? .any) }
        ) { m, a, count, site in
            guard a[0].tag == .list else { return m.refuse(a, count, site) }
            let elements = a[0].elements
            var repeated: [Value] = []
            for (place, element) in elements.enumerated() {
                guard m.pointee.step(1 + elements.count) else { return m.pointee.fail(.budget, site) }
                if !repeated.contains(where: { Comparison.equal($0, element, m) == true }),
                    elements[(place + 1)...].contains(where: { Comparison.equal($0, element, m) == true })
                {
                    repeated.append(element)
                }
            }
            return m.list(repeated, site)
        },
        Builtin(
            "partition", .extension, [.init([list("list"), number("size")])], Phrase(zh: "分成若干项一组", en: "in lists of so many items"),
            result: { .list(.list($0.first?.item ?? .any)) }
        ) { m, a, count, site in
            guard a[0].tag == .list, let size = a[1].integer, size > 0 else { return m.refuse(a, count, site) }
            let elements = a[0].elements
            let step = Int(min(size, Int64(max(1, elements.count))))
            guard m.pointee.step(elements.count / step) else { return m.pointee.fail(.budget, site) }
            return m.list(
                stride(from: 0, to: elements.count, by: step).map { m.list(elements[$0..<min($0 + step, elements.count)], site) }, site)
        },
    ]
}
