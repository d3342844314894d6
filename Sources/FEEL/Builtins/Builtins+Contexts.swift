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
            let key = m.string(Array("key".utf8), site)
            let value = m.string(Array("value".utf8), site)
            return m.list(
                stride(from: 0, to: entries.count, by: 2).map { m.context([key, entries[$0], value, entries[$0 + 1]], site) }, site)
        },
    ]
}
