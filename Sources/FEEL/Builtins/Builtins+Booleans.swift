import Diagnostics

/// Boolean functions (DMN 1.5, table 74) and those of lists of booleans.
extension Builtins {
    static let booleans: [Builtin] = [
        Builtin("not", .boolean, [.init([.init("negand", .boolean)])], Phrase(zh: "否定", en: "negation"), result: { _ in .boolean }) {
            m, a, count, site in
            a[0].tag == .boolean ? .boolean(!a[0].isTrue) : m.refuse(a, count, site)
        },
        Builtin(
            "all", .boolean, [.init([list("list")]), .init([any("list")], isVariadic: true)],
            Phrase(zh: "全部为真", en: "all of them are true"), result: { _ in .boolean }
        ) { m, a, count, site in quantify(m, a, count, site, stopAt: false) },
        Builtin(
            "any", .boolean, [.init([list("list")]), .init([any("list")], isVariadic: true)],
            Phrase(zh: "至少一个为真", en: "at least one of them is true"), result: { _ in .boolean }
        ) { m, a, count, site in quantify(m, a, count, site, stopAt: true) },
    ]

    private static func quantify(_ m: MachineRef, _ a: UnsafePointer<Value>, _ count: Int, _ site: Site, stopAt: Bool) -> Value {
        if count == 1, a[0].isNull { return .null }
        var result = Value.boolean(!stopAt)
        for element in m.elements(a, count) {
            if element.tag == .boolean {
                if element.isTrue == stopAt { return element }
            } else {
                result = element.isNull ? .null : m.pointee.fail(.notBoolean, site, element)
            }
        }
        return result
    }
}
