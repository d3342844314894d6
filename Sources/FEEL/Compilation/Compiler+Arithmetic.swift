import Diagnostics

extension Compiler {
    func arithmetic(_ op: BinaryOperator, _ left: TypedExpr, _ right: TypedExpr, _ span: Span) -> Code {
        let a = compile(left)
        let b = compile(right)
        let site = Site(span: span, subject: op.rawValue)
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
}
