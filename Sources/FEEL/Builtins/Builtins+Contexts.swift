import Diagnostics

/// Context functions (DMN 1.5, table 81).
extension Builtins {
    static let contexts: [Builtin] = [
        Builtin(
            "get value", .context, [.init([.init("m", .context(nil)), string("key")])],
            Phrase(zh: "按名称取成员的值", en: "the value of a member by its name"), result: { _ in .any }
        ) { m, a, count, site in
            guard a[0].tag == .context, a[1].tag == .string else { return m.refuse(a, count, site) }
            return a[0].member(a[1].utf8) ?? m.pointee.fail(.noSuchMember, Site(span: site.span, subject: a[1].text), a[0])
        },
        Builtin(
            "get entries", .context, [.init([.init("m", .context(nil))])], Phrase(zh: "各成员的名称和值", en: "the members as keys and values"),
            result: { _ in .list(.context([.init(name: "key", type: .string), .init(name: "value", type: .any)])) }
        ) { m, a, count, site in
            guard a[0].tag == .context else { return m.refuse(a, count, site) }
            let entries = a[0].entries
            guard m.pointee.step(entries.count) else { return m.pointee.fail(.budget, site) }
            let key = m.string(Array("key".utf8), site)
            let value = m.string(Array("value".utf8), site)
            return m.list(
                stride(from: 0, to: entries.count, by: 2).map { m.context([key, entries[$0], value, entries[$0 + 1]], site) }, site)
        },
        Builtin(
            "context", .context, [.init([list("entries", of: .context(nil))])],
            Phrase(zh: "由名称和值得到上下文", en: "a context from keys and values"), result: { _ in .context(nil) }
        ) { m, a, count, site in
            guard a[0].tag == .list else { return m.refuse(a, count, site) }
            var members = Members()
            for entry in a[0].elements {
                guard let key = entry.entry("key"), let value = entry.entry("value"), key.tag == .string else { return m.refuse(a, count, site) }
                guard m.pointee.step(4 + Int(key.length) / 64) else { return m.pointee.fail(.budget, site) }
                guard members.put(key, value) else {
                    return m.pointee.fail(.duplicateKey, Site(span: site.span, subject: key.text))
                }
            }
            return m.context(members.entries, site)
        },
        Builtin(
            "context put", .context,
            [
                .init([.init("context", .context(nil)), string("key"), any("value")]),
                .init([.init("context", .context(nil)), list("keys", of: .string), any("value")]),
            ],
            Phrase(zh: "加上或更换一个成员", en: "with a member added or changed"), result: { _ in .context(nil) }
        ) { m, a, _, site in
            guard a[0].tag == .context else { return m.refuse(a, 2, site) }
            if a[1].tag == .string { return put(m, a[0], a[1], a[2], site) }
            guard a[1].tag == .list, !a[1].elements.isEmpty, a[1].elements.allSatisfy({ $0.tag == .string }) else { return m.refuse(a, 2, site) }
            return put(m, a[0], a[1].elements, a[2], site)
        },
        Builtin(
            "context merge", .context, [.init([list("contexts", of: .context(nil))])],
            Phrase(zh: "合并各上下文，后者为准", en: "several contexts as one, the later counts"), result: { _ in .context(nil) }
        ) { m, a, count, site in
            guard a[0].tag == .list, a[0].elements.allSatisfy({ $0.tag == .context }) else { return m.refuse(a, count, site) }
            var members = Members()
            for context in a[0].elements {
                let entries = context.entries
                guard m.pointee.step(1 + 4 * entries.count) else { return m.pointee.fail(.budget, site) }
                for index in stride(from: 0, to: entries.count, by: 2) {
                    guard m.pointee.step(Int(entries[index].length) / 64) else { return m.pointee.fail(.budget, site) }
                    members.put(entries[index], entries[index + 1], replacing: true)
                }
            }
            return m.context(members.entries, site)
        },
    ]

    private static func put(_ m: MachineRef, _ context: Value, _ key: Value, _ value: Value, _ site: Site) -> Value {
        guard m.pointee.step(context.entries.count / 8) else { return m.pointee.fail(.budget, site) }
        var entries = Array(context.entries)
        if let place = stride(from: 0, to: entries.count, by: 2).first(where: { Comparison.sameText(entries[$0], key) }) {
            entries[place + 1] = value
        } else {
            entries += [key, value]
        }
        return m.context(entries, site)
    }

    /// Puts a value under the last of several keys, each a member of what the key before it names.
    private static func put(_ m: MachineRef, _ context: Value, _ keys: UnsafeBufferPointer<Value>, _ value: Value, _ site: Site) -> Value {
        var path = [context]
        for key in keys.dropLast() {
            // A path that is longer than a value may be deep ends at a stranger anyway.
            guard let inner = path.last?.member(key.utf8), inner.tag == .context, m.pointee.step() else {
                return m.pointee.fail(.noSuchMember, Site(span: site.span, subject: key.text), path.last)
            }
            path.append(inner)
        }
        var result = value
        for (outer, key) in zip(path, keys).reversed() {
            result = put(m, outer, key, result, site)
            if result.tag != .context { return result }
        }
        return result
    }
}

/// Members of a context in the making: the first place of a key is kept.
private struct Members {
    private(set) var entries: [Value] = []
    private var places: [String: Int] = [:]

    /// False when there is such a key already and nothing is replaced.
    @discardableResult
    mutating func put(_ key: Value, _ value: Value, replacing: Bool = false) -> Bool {
        if let place = places[key.text] {
            if replacing { entries[place + 1] = value }
            return replacing
        }
        places[key.text] = entries.count
        entries += [key, value]
        return true
    }
}

extension Value {
    /// A member of a context by a name that the standard fixes.
    fileprivate func entry(_ name: StaticString) -> Value? {
        tag == .context ? member(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)) : nil
    }
}
