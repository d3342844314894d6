import Diagnostics

/// `for`, `some`, `every` and filters.
extension Compiler {
    /// Gets what a walk meets: nil for every combination of elements, with their locals set, and a value where something stood instead of a list.
    /// Says whether to go on.
    private typealias Visit = (Value?) -> Bool
    /// Runs through every combination of the iterators' elements, the last turning fastest; false when the visit stopped it.
    private typealias Walk = @Sendable (MachineRef, Visit) -> Bool

    func loop(_ iterators: [TypedExpr.Iterator], _ partial: Int, _ result: TypedExpr, _ site: Site) -> Code {
        let body = compile(result)
        let walk = self.walk(iterators, site)
        let showsPartial = result.reads(partial)
        return { m in
            var results = ArenaList()
            var unknown: Value?
            var failure: Value?
            _ = walk(m) { instead in
                if showsPartial, instead == nil { m.pointee.locals[partial] = unknown ?? results.value }
                let value = instead ?? body(m)
                if value.isUnknown {
                    unknown = unknown.map { m.pointee.unknown($0, value) } ?? value
                } else if instead != nil {
                    failure = value
                } else if let obstacle = results.append(value, m) {
                    failure = m.pointee.fail(obstacle, site)
                }
                return failure == nil
            }
            return failure ?? unknown ?? results.value
        }
    }

    func quantified(_ quantifier: Expr.Quantifier, _ iterators: [TypedExpr.Iterator], _ satisfies: TypedExpr, _ span: Span) -> Code {
        let site = Site(span: span, subject: quantifier == .some ? "some" : "every")
        let body = compile(satisfies)
        let walk = self.walk(iterators, site)
        let isSome = quantifier == .some
        return { m in
            // `some` is a disjunction and `every` a conjunction over the elements.
            var result = Value.boolean(!isSome)
            _ = walk(m) { instead in
                let value = instead ?? body(m)
                if value.tag == .boolean {
                    if value.isTrue == isSome {
                        result = value
                        return false
                    }
                } else if value.isUnknown {
                    result = result.isUnknown ? m.pointee.unknown(result, value) : value
                } else if !result.isUnknown {
                    result = value.isNull ? value : m.pointee.fail(.notBoolean, site, value)
                }
                return true
            }
            return result
        }
    }

    private func walk(_ iterators: [TypedExpr.Iterator], _ site: Site) -> Walk {
        var inner: Walk = { m, visit in
            if m.pointee.step() { return visit(nil) }
            _ = visit(m.pointee.fail(.budget, site))
            return false
        }
        for iterator in iterators.reversed() { inner = self.walk(iterator, site, inner) }
        return inner
    }

    private func walk(_ iterator: TypedExpr.Iterator, _ site: Site, _ inner: @escaping Walk) -> Walk {
        let local = iterator.local
        switch iterator.source {
        case .list(let expr):
            let code = compile(expr)
            return { m, visit in
                let list = code(m)
                switch list.tag {
                case .unknown, .null: return visit(list)
                case .list:
                    for element in list.elements {
                        m.pointee.locals[local] = element
                        if !inner(m, visit) { return false }
                    }
                    return true
                case .range: return walkRange(list, local, m, site, inner, visit)
                default:
                    // A single value is a list of one.
                    m.pointee.locals[local] = list
                    return inner(m, visit)
                }
            }
        case .span(let from, let to):
            let low = compile(from)
            let high = compile(to)
            return { m, visit in
                let a = low(m)
                let b = high(m)
                if a.isUnknown || b.isUnknown { return visit(m.pointee.unknown(a, b)) }
                return walkSpan(a, b, local, m, site, inner, visit)
            }
        }
    }

    func filter(_ list: TypedExpr, _ item: Int, _ condition: TypedExpr, _ span: Span) -> Code {
        let base = compile(list)
        let test = compile(condition)
        let site = Site(span: span, subject: "[]")
        let mayBeIndex = condition.type.kind == .number || condition.type.kind == .any
        let isIndex = condition.type.kind == .number
        return { m in
            var subject = base(m)
            if subject.isUnknown { return subject }
            if subject.tag != .list {
                // A single value is a list of one, null a list of none.
                subject = subject.isNull ? Value(tag: .list) : m.list([subject], site)
            }
            let elements = subject.elements
            if elements.isEmpty {
                // No condition keeps anything of an empty list; an index finds nothing in it.
                if !mayBeIndex { return Value(tag: .list) }
                m.pointee.locals[item] = .null
                let outcome = test(m)
                if outcome.isNumber { return m.item(of: elements, at: outcome, site) }
                if isIndex, outcome.isNull { return outcome }
                return outcome.isUnknown ? outcome : Value(tag: .list)
            }
            var kept = ArenaList()
            var unknown: Value?
            var stranger: Value?
            for (position, element) in elements.enumerated() {
                guard m.pointee.step() else { return m.pointee.fail(.budget, site) }
                m.pointee.locals[item] = element
                let outcome = test(m)
                if outcome.isTrue {
                    if let obstacle = kept.append(element, m) { return m.pointee.fail(obstacle, site) }
                } else if outcome.isUnknown {
                    unknown = unknown.map { m.pointee.unknown($0, outcome) } ?? outcome
                } else if position == 0, outcome.isNumber {
                    return m.item(of: elements, at: outcome, site)
                } else if position == 0, isIndex {
                    // An index that comes to null is no condition that nothing meets.
                    return .null
                } else if outcome.tag != .boolean, !outcome.isNull {
                    stranger = outcome
                }
            }
            if let unknown { return unknown }
            if let stranger { return m.pointee.fail(.notBoolean, site, stranger) }
            return kept.value
        }
    }
}

private func walkSpan(
    _ a: Value, _ b: Value, _ local: Int, _ m: MachineRef, _ site: Site, _ inner: @escaping @Sendable (MachineRef, (Value?) -> Bool) -> Bool,
    _ visit: (Value?) -> Bool
) -> Bool {
    var current: Int64
    let last: Int64
    let isDate = a.tag == .date && b.tag == .date
    if isDate {
        (current, last) = (a.bits, b.bits)
    } else if a.isNumber, b.isNumber, let from = a.decimal.asInt64, let to = b.decimal.asInt64 {
        (current, last) = (from, to)
    } else {
        return visit(m.pointee.fail(.invalidRange, site, a, b))
    }
    let step: Int64 = current <= last ? 1 : -1
    while true {
        m.pointee.locals[local] = isDate ? .date(days: current) : .number(current)
        if !inner(m, visit) { return false }
        if current == last { return true }
        current += step
    }
}

private func walkRange(
    _ range: Value, _ local: Int, _ m: MachineRef, _ site: Site, _ inner: @escaping @Sendable (MachineRef, (Value?) -> Bool) -> Bool,
    _ visit: (Value?) -> Bool
) -> Bool {
    let ends = range.elements
    guard ends.count == 2, !range.isAllButPoint, ends[0].tag == ends[1].tag || (ends[0].isNumber && ends[1].isNumber),
        ends[0].isNumber || ends[0].tag == .date
    else {
        return visit(m.pointee.fail(.invalidRange, site, range))
    }
    var low = ends[0]
    var high = ends[1]
    // An open end leaves its own value out.
    let one = Value.number(1)
    if !range.lowIsClosed { low = low.tag == .date ? .date(days: low.bits &+ 1) : Arithmetic.add(low, one, m, site) }
    if !range.highIsClosed { high = high.tag == .date ? .date(days: high.bits &- 1) : Arithmetic.subtract(high, one, m, site) }
    guard low.tag == .date || (low.decimal.asInt64 != nil && high.decimal.asInt64 != nil) else {
        return visit(m.pointee.fail(.invalidRange, site, range))
    }
    // What two open ends leave out may be all there is.
    if let order = Comparison.order(low, high, m), order > 0 { return true }
    return walkSpan(low, high, local, m, site, inner, visit)
}

extension TypedExpr {
    /// Whether it reads a local of its own frame, itself or through a function that captures it. Errs on the side of yes.
    fileprivate func reads(_ wanted: Int) -> Bool {
        var found = false
        visit { expr in
            switch expr.kind {
            case .local(let local): found = found || local == wanted
            case .function(let lambda): found = found || lambda.captured.contains { $0.outer == wanted }
            default: break
            }
        }
        return found
    }
}
