import Diagnostics

extension Compiler {
    func arithmetic(_ op: BinaryOperator, _ left: TypedExpr, _ right: TypedExpr, _ span: Span) -> Code {
        let a = compile(left)
        let b = compile(right)
        let site = Site(span: span, subject: op.rawValue)
        if op == .add, let period = constant(right), let days = period.wholeDays { return later(a, days, period, site) }
        switch op {
        case .add:
            return { m in
                let x = a(m)
                let y = b(m)
                if x.isUnknown || y.isUnknown { return m.pointee.unknown(x, y) }
                return Arithmetic.add(x, y, m, site)
            }
        case .subtract:
            return { m in
                let x = a(m)
                let y = b(m)
                if x.isUnknown || y.isUnknown { return m.pointee.unknown(x, y) }
                return Arithmetic.subtract(x, y, m, site)
            }
        case .multiply:
            return { m in
                let x = a(m)
                let y = b(m)
                if x.isUnknown || y.isUnknown { return m.pointee.unknown(x, y) }
                return Arithmetic.multiply(x, y, m, site)
            }
        case .divide:
            return { m in
                let x = a(m)
                let y = b(m)
                if x.isUnknown || y.isUnknown { return m.pointee.unknown(x, y) }
                return Arithmetic.divide(x, y, m, site)
            }
        default:
            return { m in
                let x = a(m)
                let y = b(m)
                if x.isUnknown || y.isUnknown { return m.pointee.unknown(x, y) }
                return Arithmetic.power(x, y, m, site)
            }
        }
    }

    /// Something and a constant of whole days: a date that many days later, or whatever the sum is.
    private func later(_ code: @escaping Code, _ days: Int64, _ period: Value, _ site: Site) -> Code {
        return { m in
            let x = code(m)
            if x.tag == .date, CivilDate.days.contains(x.bits &+ days) { return .date(days: x.bits &+ days) }
            if x.isUnknown { return m.pointee.unknown(x, period) }
            return Arithmetic.add(x, period, m, site)
        }
    }
}

extension Value {
    /// The days of a duration that is nothing but days, and few enough to be added to any date without overflow.
    fileprivate var wholeDays: Int64? {
        guard tag == .daysTimeDuration, length == 0, bits % 86_400 == 0 else { return nil }
        return bits / 86_400
    }
}
