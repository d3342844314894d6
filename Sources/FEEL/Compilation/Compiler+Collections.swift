import Diagnostics

extension Compiler {
    func list(_ elements: [TypedExpr], _ site: Site) -> Code {
        let codes = elements.map { compile($0) }
        return { m in
            guard m.pointee.step(codes.count), let memory = m.pointee.arena.allocate(max(1, codes.count) * MemoryLayout<Value>.stride) else {
                return m.pointee.fail(.memory, site)
            }
            let start = memory.bindMemory(to: Value.self, capacity: max(1, codes.count))
            for (index, code) in codes.enumerated() { start[index] = code(m) }
            if let unknown = m.unknown(among: start, codes.count) { return unknown }
            return m.collection(.list, start, count: codes.count, site)
        }
    }

    func context(_ entries: [(key: String, value: TypedExpr, local: Int)], _ site: Site) -> Code {
        let compiled = entries.map { (key: unit.symbol($0.key), code: compile($0.value), local: $0.local) }
        return { m in
            guard m.pointee.step(compiled.count), let memory = m.pointee.arena.allocate(max(1, compiled.count) * 2 * MemoryLayout<Value>.stride)
            else { return m.pointee.fail(.memory, site) }
            let start = memory.bindMemory(to: Value.self, capacity: max(1, compiled.count) * 2)
            var unknown: Value?
            for (index, entry) in compiled.enumerated() {
                let value = entry.code(m)
                m.pointee.locals[entry.local] = value
                start[2 * index] = entry.key
                start[2 * index + 1] = value
                if value.isUnknown { unknown = unknown.map { m.pointee.unknown($0, value) } ?? value }
            }
            return unknown ?? m.collection(.context, start, count: 2 * compiled.count, site)
        }
    }

    func range(_ low: TypedExpr?, _ lowClosed: Bool, _ high: TypedExpr?, _ highClosed: Bool, _ site: Site) -> Code {
        let a = low.map { compile($0) }
        let b = high.map { compile($0) }
        return { m in
            let from = a.map { $0(m) } ?? .null
            let to = b.map { $0(m) } ?? .null
            if from.isUnknown || to.isUnknown { return m.pointee.unknown(from, to) }
            return m.range(from, closed: lowClosed, to, closed: highClosed, site)
        }
    }

    func member(_ base: @escaping Code, _ name: String, _ site: Site) -> Code {
        let key = unit.symbol(name)
        return { m in m.member(of: base(m), key, site) }
    }

    func itemMember(_ item: Int, _ name: String, _ otherwise: TypedExpr?, _ span: Span) -> Code {
        let key = unit.symbol(name)
        let outside = otherwise.map { compile($0) }
        let site = Site(span: span, subject: name)
        return { m in
            let element = m.pointee.locals[item]
            if element.tag == .context, let value = element.member(key.utf8) { return value }
            if element.isUnknown { return element }
            if let outside { return outside(m) }
            return m.member(of: element, key, site)
        }
    }

    // MARK: Iteration

    func loop(_ iterators: [TypedExpr.Iterator], _ partial: Int, _ result: TypedExpr, _ site: Site) -> Code {
        let body = compile(result)
        let walk = self.walk(iterators, site)
        return { m in
            var results = GrowingList()
            var unknown: Value?
            var outcome: Value?
            let failure = walk(m) {
                m.pointee.locals[partial] = results.list
                let value = body(m)
                if value.isUnknown { unknown = unknown.map { m.pointee.unknown($0, value) } ?? value }
                outcome = results.append(value, m, site)
                return outcome == nil
            }
            return failure ?? outcome ?? unknown ?? results.list
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
            let failure = walk(m) {
                let value = body(m)
                if value.tag == .boolean {
                    if value.isTrue == isSome {
                        result = value
                        return false
                    }
                } else if value.isUnknown {
                    result = result.isUnknown ? m.pointee.unknown(result, value) : value
                } else if !result.isUnknown {
                    if !value.isNull { _ = m.pointee.fail(.notBoolean, site, value) }
                    result = .null
                }
                return true
            }
            return failure ?? result
        }
    }

    /// Runs a body for every combination of the iterators' elements, the last turning fastest; the body says whether to go on.
    /// Gives a value when there is nothing to walk: what an iterator was instead of a list.
    private typealias Walk = @Sendable (MachineRef, @escaping () -> Bool) -> Value?

    private func walk(_ iterators: [TypedExpr.Iterator], _ site: Site) -> Walk {
        var inner: Walk = { m, body in
            guard m.pointee.step() else { return m.pointee.fail(.budget, site) }
            return body() ? nil : .unknownInGeneral
        }
        for iterator in iterators.reversed() { inner = self.walk(iterator, site, inner) }
        let outermost = inner
        return { m, body in
            var stopped = false
            let outcome = outermost(m) {
                let goOn = body()
                if !goOn { stopped = true }
                return goOn
            }
            return stopped ? nil : outcome
        }
    }

    private func walk(_ iterator: TypedExpr.Iterator, _ site: Site, _ inner: @escaping Walk) -> Walk {
        let local = iterator.local
        switch iterator.source {
        case .list(let expr):
            let code = compile(expr)
            return { m, body in
                let list = code(m)
                switch list.tag {
                case .unknown: return list
                case .list:
                    for element in list.elements {
                        m.pointee.locals[local] = element
                        if let outcome = inner(m, body) { return outcome }
                    }
                    return nil
                case .range: return walkRange(list, local, m, site, inner, body)
                case .null: return .null
                default:
                    // A single value is a list of one.
                    m.pointee.locals[local] = list
                    return inner(m, body)
                }
            }
        case .span(let from, let to):
            let low = compile(from)
            let high = compile(to)
            return { m, body in
                let a = low(m)
                let b = high(m)
                if a.isUnknown || b.isUnknown { return m.pointee.unknown(a, b) }
                return walkSpan(a, b, local, m, site, inner, body)
            }
        }
    }

    func filter(_ list: TypedExpr, _ item: Int, _ condition: TypedExpr, _ span: Span) -> Code {
        let base = compile(list)
        let test = compile(condition)
        let site = Site(span: span, subject: "[]")
        // An index that doesn't look at the item is evaluated once.
        let isIndex = condition.type == .number
        return { m in
            var subject = base(m)
            if subject.isUnknown { return subject }
            if subject.tag != .list {
                // A single value is a list of one, null a list of none.
                subject = subject.isNull ? Value(tag: .list) : m.list([subject], site)
            }
            let elements = subject.elements
            if isIndex {
                let index = test(m)
                return index.isUnknown ? index : m.item(of: elements, at: index, site)
            }
            var kept: [Value] = []
            var unknown: Value?
            if elements.isEmpty { return subject }
            for (position, element) in elements.enumerated() {
                guard m.pointee.step() else { return m.pointee.fail(.budget, site) }
                m.pointee.locals[item] = element
                let outcome = test(m)
                if outcome.isTrue {
                    kept.append(element)
                } else if outcome.isUnknown {
                    unknown = unknown.map { m.pointee.unknown($0, outcome) } ?? outcome
                } else if outcome.isNumber {
                    // The type wasn't known beforehand: it is an index after all.
                    if position == 0 { return m.item(of: elements, at: outcome, site) }
                } else if outcome.tag != .boolean, !outcome.isNull {
                    return m.pointee.fail(.notBoolean, site, outcome)
                }
            }
            return unknown ?? m.list(kept, site)
        }
    }
}

private func walkSpan(
    _ a: Value, _ b: Value, _ local: Int, _ m: MachineRef, _ site: Site, _ inner: @Sendable (MachineRef, @escaping () -> Bool) -> Value?,
    _ body: @escaping () -> Bool
) -> Value? {
    var current: Int64
    let last: Int64
    let isDate = a.tag == .date && b.tag == .date
    if isDate {
        (current, last) = (a.bits, b.bits)
    } else if a.isNumber, b.isNumber, let from = a.decimal.asInt64, let to = b.decimal.asInt64 {
        (current, last) = (from, to)
    } else {
        return m.pointee.fail(.invalidRange, site, a, b)
    }
    let step: Int64 = current <= last ? 1 : -1
    while true {
        m.pointee.locals[local] = isDate ? .date(days: current) : .number(current)
        if let outcome = inner(m, body) { return outcome }
        if current == last { return nil }
        current += step
    }
}

private func walkRange(
    _ range: Value, _ local: Int, _ m: MachineRef, _ site: Site, _ inner: @Sendable (MachineRef, @escaping () -> Bool) -> Value?, _ body: @escaping () -> Bool
) -> Value? {
    let ends = range.elements
    guard ends.count == 2, ends[0].tag == ends[1].tag || (ends[0].isNumber && ends[1].isNumber) else {
        return m.pointee.fail(.invalidRange, site, range)
    }
    var low = ends[0]
    var high = ends[1]
    // An open end leaves its own value out.
    let one = Value.number(1)
    if !range.lowIsClosed { low = low.tag == .date ? .date(days: low.bits &+ 1) : Arithmetic.add(low, one, m, site) }
    if !range.highIsClosed { high = high.tag == .date ? .date(days: high.bits &- 1) : Arithmetic.subtract(high, one, m, site) }
    if let order = Comparison.order(low, high, m), order > 0 { return nil }
    return walkSpan(low, high, local, m, site, inner, body)
}

extension MachineRef {
    /// The item at a 1-based or, from the end, negative index.
    func item(of elements: UnsafeBufferPointer<Value>, at index: Value, _ site: Site) -> Value {
        guard index.isNumber, let position = index.decimal.asInt64, position != 0 else {
            return pointee.fail(.noSuchItem, site, index)
        }
        let count = Int64(elements.count)
        let offset = position > 0 ? position - 1 : count &+ position
        guard offset >= 0, offset < count else { return pointee.fail(.noSuchItem, site, index) }
        return elements[Int(offset)]
    }

    /// A member of a context, a property of a date or duration or range, or those of every element of a list.
    func member(of base: Value, _ key: Value, _ site: Site) -> Value {
        switch base.tag {
        case .unknown, .null: return base
        case .context:
            if let value = base.member(key.utf8) { return value }
            return pointee.fail(.noSuchMember, site, base)
        case .list:
            var values: [Value] = []
            for element in base.elements {
                guard pointee.step() else { return pointee.fail(.budget, site) }
                values.append(member(of: element, key, site))
            }
            return list(values, site)
        default:
            return Properties.value(site.subject, of: base, self) ?? pointee.fail(.noSuchMember, site, base)
        }
    }
}
