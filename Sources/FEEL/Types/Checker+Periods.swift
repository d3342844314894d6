import Diagnostics

/// Host functions over a period of time, which has to be known when the plan is made: the days on which it ends are worked out from it.
extension Checker {
    mutating func periodCall(_ host: Environment.HostFunction, _ written: [Expr], _ span: Span) -> TypedExpr {
        guard written.count == (host.period == .length ? 1 : 2) else {
            argumentCount(host.name, span)
            return TypedExpr(.unresolved(host.name, .argument), type: host.result, span: span)
        }
        var reads = written.map { check($0) }
        guard let length = length(of: reads[0]) else {
            report(
                "period-needed", reads[0].span,
                Phrase(
                    zh: "`\(host.name)` 需要一段写明的时长：年月或整日，且大于零",
                    en: "`\(host.name)` takes a duration that is written down, of years and months or of whole days, and more than nothing"),
                mend: Phrase(zh: "写作 `@\"P2Y\"`，或写一个参数的名称", en: "write it like `@\"P2Y\"`, or name a parameter"))
            return TypedExpr(.unresolved(host.name, .argument), type: host.result, span: span)
        }
        // A text that was meant as a duration reads nothing.
        if case .constant = reads[0].kind { reads.removeFirst() }
        guard host.period == .lengthAndStart else {
            return TypedExpr(.period(host, argument: length, reads: reads), type: host.result, span: span)
        }
        guard let start = reads.last, case .variable(let variable) = start.kind, !variable.isDeferred, variable.isFixed, variable.constant == nil,
            variable.type == .date
        else {
            report(
                "date-fact-needed", written[1].span,
                Phrase(zh: "`\(host.name)` 的起点须是一个日期事实的名称", en: "`\(host.name)` counts from a fact that is a date"))
            return TypedExpr(.unresolved(host.name, .argument), type: host.result, span: span)
        }
        return TypedExpr(.period(host, argument: "\(length) \(variable.slot)", reads: reads), type: host.result, span: span)
    }

    /// The ISO text of a constant duration that can be counted in days or months; nil for anything else.
    private func length(of expr: TypedExpr) -> String? {
        var value: Datum?
        switch expr.kind {
        case .constant(.string(let text)): value = Datum(temporal: text)
        case .constant(let datum): value = datum
        case .variable(let variable): value = variable.constant
        default: break
        }
        switch value {
        case .yearsMonthsDuration(let months)? where months > 0 && months <= 12_000: return value?.isoText
        case .daysTimeDuration(let seconds, 0)? where seconds > 0 && seconds % 86_400 == 0 && seconds <= 366_000 * 86_400: return value?.isoText
        default: return nil
        }
    }
}
