import FEEL

extension ReferenceEvaluator {
    /// What an iterator walks over: elements, or what stands there instead of a list.
    private enum Walk {
        case elements([ReferenceValue])
        case instead(ReferenceValue)
    }

    private func walk(_ source: Expr.Iterator.Source, _ scope: ReferenceScope) throws -> Walk {
        switch source {
        case .list(let expr):
            let value = try evaluate(expr, scope)
            switch value {
            case .list(let elements): return .elements(elements)
            case .unknown, .null: return .instead(value)
            case .range, .point:
                guard let (low, lowClosed, high, highClosed) = value.ends, let low, let high, let first = whole(low), let last = whole(high),
                    first.isDate == last.isDate
                else { return .instead(.null) }
                let from = first.number + (lowClosed ? 0 : 1)
                let to = last.number - (highClosed ? 0 : 1)
                return try from > to ? .elements([]) : .elements(all(from, to, isDate: first.isDate))
            default: return .elements([value])
            }
        case .span(let from, let to):
            let low = try evaluate(from, scope)
            let high = try evaluate(to, scope)
            if let unknown = ReferenceValue.unknown(among: [low, high]) { return .instead(unknown) }
            guard let first = whole(low), let last = whole(high), first.isDate == last.isDate else { return .instead(.null) }
            return try .elements(all(first.number, last.number, isDate: first.isDate))
        }
    }

    private func whole(_ value: ReferenceValue) -> (number: Int64, isDate: Bool)? {
        switch value {
        case .date(let days): (days, true)
        case .number(let decimal): decimal.asInt64.map { ($0, false) }
        default: nil
        }
    }

    private func all(_ from: Int64, _ to: Int64, isDate: Bool) throws -> [ReferenceValue] {
        var values: [ReferenceValue] = []
        var current = from
        while true {
            try step()
            values.append(isDate ? .date(current) : .number(Decimal128(current)))
            if current == to { return values }
            current += from <= to ? 1 : -1
        }
    }

    func loop(_ iterators: [Expr.Iterator], _ result: Expr, _ scope: ReferenceScope) throws -> ReferenceValue {
        var results: [ReferenceValue] = []
        var unknowns: [ReferenceValue] = []
        /// False when something that isn't a list was met: the loop is null.
        func run(_ rest: ArraySlice<Expr.Iterator>, _ scope: ReferenceScope) throws -> Bool {
            guard let iterator = rest.first else {
                let partial = ReferenceValue.unknown(among: results) ?? .list(results)
                results.append(try evaluate(result, scope.with("partial", partial)))
                return true
            }
            switch try walk(iterator.source, scope) {
            case .instead(.unknown(let facts)):
                unknowns.append(.unknown(facts))
                return true
            case .instead: return false
            case .elements(let elements):
                return try elements.allSatisfy { try run(rest.dropFirst(), scope.with(iterator.variable.name, $0)) }
            }
        }
        guard try run(iterators[...], scope) else { return .null }
        return .unknown(among: unknowns + results) ?? .list(results)
    }

    /// `some` is `or` over the elements, `every` is `and`; several iterators stand inside one another.
    func quantified(
        _ quantifier: Expr.Quantifier, _ iterators: ArraySlice<Expr.Iterator>, _ condition: Expr, _ scope: ReferenceScope
    ) throws -> ReferenceValue {
        guard let iterator = iterators.first else { return try evaluate(condition, scope) }
        switch try walk(iterator.source, scope) {
        case .instead(let value): return value
        case .elements(let elements):
            var result = ReferenceValue.boolean(quantifier == .every)
            for element in elements {
                let outcome = try quantified(quantifier, iterators.dropFirst(), condition, scope.with(iterator.variable.name, element))
                result = quantifier == .some ? or(result, outcome) : and(result, outcome)
            }
            return result
        }
    }

    func filter(_ list: Expr, _ condition: Expr, _ scope: ReferenceScope) throws -> ReferenceValue {
        let subject = try evaluate(list, scope)
        let elements: [ReferenceValue]
        switch subject {
        case .unknown: return subject
        case .null: elements = []
        case .list(let all): elements = all
        default: elements = [subject]
        }
        func outcome(_ item: ReferenceValue) throws -> ReferenceValue {
            var names = ["item": item]
            if case .context(let members) = item { for member in members { names[member.name] = member.value } }
            return try evaluate(condition, .inner(names, scope))
        }
        guard let first = elements.first else {
            // No condition keeps anything of an empty list; an index finds nothing in it.
            if isCondition(condition) { return .list([]) }
            // A name may be that of a member which the list's elements would have, had it any: their type says so, which isn't known here.
            if readsNames(condition) { throw Undecided() }
            switch try outcome(.null) {
            case .number: return .null
            case .unknown, .null: throw Undecided()
            default: return .list([])
            }
        }
        if case .number(let index) = try outcome(first) { return item(elements, index) }
        var kept: [ReferenceValue] = []
        var unknowns: [ReferenceValue] = []
        var isSound = true
        var areNull = true
        for element in elements {
            switch try outcome(element) {
            case .boolean(true): kept.append(element)
            case .boolean(false): areNull = false
            case .null: break
            case .unknown(let facts): unknowns.append(.unknown(facts))
            default: isSound = false
            }
        }
        if unknowns.isEmpty, isSound, kept.isEmpty, areNull, !isCondition(condition) { throw Undecided() }
        return .unknown(among: unknowns) ?? (isSound ? .list(kept) : .null)
    }

    private func item(_ elements: [ReferenceValue], _ index: Decimal128) -> ReferenceValue {
        guard let place = index.asInt64, place != 0, place.magnitude <= UInt64(elements.count) else { return .null }
        return place > 0 ? elements[Int(place) - 1] : elements[elements.count + Int(place)]
    }

    /// What hangs on what this evaluator doesn't know. An index that comes to null gives null, a condition that does keeps nothing: which of them an
    /// expression is hangs on its type.
    struct Undecided: Error {}

    private func readsNames(_ expr: Expr) -> Bool {
        if case .name = expr.kind { return true }
        return expr.children.contains(where: readsNames)
    }

    /// Whether an expression can't be an index, as its outermost part says.
    private func isCondition(_ expr: Expr) -> Bool {
        switch expr.kind {
        case .boolean, .between, .within, .quantified, .instanceOf, .unaryTests: true
        case .binary(let op, _, _): ![.add, .subtract, .multiply, .divide, .power].contains(op)
        default: false
        }
    }
}
