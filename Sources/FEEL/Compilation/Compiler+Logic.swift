import Diagnostics

/// `and`, `or`, `if`: Kleene's logic over true, false, null and unknown (`docs/feel.md`).
extension Compiler {
    func and(_ left: @escaping Code, _ right: @escaping Code, _ span: Span) -> Code {
        let site = Site(span: span, subject: "and")
        return { m in
            let a = left(m)
            if a.isFalse { return a }
            let b = right(m)
            if a.isTrue, b.tag == .boolean { return b }
            return conjunction(a, b, m, site)
        }
    }

    func or(_ left: @escaping Code, _ right: @escaping Code, _ span: Span) -> Code {
        let site = Site(span: span, subject: "or")
        return { m in
            let a = left(m)
            if a.isTrue { return a }
            let b = right(m)
            if a.isFalse, b.tag == .boolean { return b }
            return disjunction(a, b, m, site)
        }
    }

    func conditional(_ condition: @escaping Code, _ then: @escaping Code, _ otherwise: @escaping Code) -> Code {
        return { m in
            let test = condition(m)
            if test.isTrue { return then(m) }
            if !test.isUnknown { return otherwise(m) }
            // Whichever way it goes: if both ways lead to one value, that is the value.
            let a = then(m)
            let b = otherwise(m)
            if !a.isUnknown, !b.isUnknown {
                return Comparison.equal(a, b, m) == true ? a : test
            }
            return m.pointee.unknown(m.pointee.unknown(test, a), b)
        }
    }
}

/// `a and b` where neither is simply true or false.
private func conjunction(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
    if a.isFalse || b.isFalse { return .false }
    if a.isUnknown || b.isUnknown { return m.pointee.unknown(a, b) }
    if a.isTrue, b.isTrue { return .true }
    return notBoolean(a, b, m, site)
}

private func disjunction(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
    if a.isTrue || b.isTrue { return .true }
    if a.isUnknown || b.isUnknown { return m.pointee.unknown(a, b) }
    if a.isFalse, b.isFalse { return .false }
    return notBoolean(a, b, m, site)
}

private func notBoolean(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
    for value in [a, b] where value.tag != .boolean && !value.isNull { return m.pointee.fail(.notBoolean, site, value) }
    return .null
}
