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
        context(
            entries.map { (key: unit.symbol($0.key), code: compile($0.value), local: $0.local, recursive: $0.value.captures($0.local)) }, site)
    }

    /// `recursive`: the value is a function that captures its own local.
    func context(_ compiled: [(key: Value, code: Code, local: Int, recursive: Bool)], _ site: Site) -> Code {
        { m in
            guard m.pointee.step(compiled.count), let memory = m.pointee.arena.allocate(max(1, compiled.count) * 2 * MemoryLayout<Value>.stride)
            else { return m.pointee.fail(.memory, site) }
            let start = memory.bindMemory(to: Value.self, capacity: max(1, compiled.count) * 2)
            var unknown: Value?
            for (index, entry) in compiled.enumerated() {
                let value = entry.code(m)
                if entry.recursive { m.pointee.bind(value, to: entry.local) }
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
            // An end that comes to null is no bound that was left out.
            if (a != nil && from.isNull) || (b != nil && to.isNull) { return m.pointee.fail(.invalidRange, site, from, to) }
            return m.range(from, closed: lowClosed, to, closed: highClosed, site)
        }
    }

    func point(_ value: TypedExpr, _ negated: Bool, _ site: Site) -> Code {
        let code = compile(value)
        return { m in
            let x = code(m)
            return x.isUnknown ? x : m.point(x, negated: negated, site)
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
            // A list among the items is no context, whatever its own elements are.
            return element.tag == .list ? m.pointee.fail(.noSuchMember, site, element) : m.member(of: element, key, site)
        }
    }
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
    func member(of base: Value, _ key: Value, _ site: Site, depth: Int = 0) -> Value {
        switch base.tag {
        case .unknown, .null: return base
        case .context:
            if let value = base.member(key.utf8) { return value }
            return pointee.fail(.noSuchMember, site, base)
        case .list:
            guard depth < 64 else { return pointee.fail(.tooDeep, site) }
            var values = ArenaList()
            for element in base.elements {
                if let obstacle = values.append(member(of: element, key, site, depth: depth + 1), self) { return pointee.fail(obstacle, site) }
            }
            return values.value
        default:
            return Properties.value(site.subject, of: base, self) ?? pointee.fail(.noSuchMember, site, base)
        }
    }
}
