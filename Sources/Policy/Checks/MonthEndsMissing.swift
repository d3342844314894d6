import Diagnostics
import FEEL

/// Months added to a date in a pack that doesn't say where a 31st ends up.
enum MonthEndsMissing {
    static let code = "month-ends"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        guard typed.policy.monthEnds == nil else { return [] }
        var places: [Location] = []
        for entry in PolicyExpressions(typed).entries {
            if entry.isTerm, entry.checked.root.mayBeMonths { places.append(entry.written.location) }
            entry.checked.root.visit { expr in
                if expr.addsMonthsToDate { places.append(entry.written.location(of: expr.span)) }
            }
        }
        for case let schedule? in typed.policy.duties.map(\.schedule) {
            if case .months(_, let from, _) = schedule.timing, CivilDate.components(ofDay: Int64(from)).day > 28 { places.append(schedule.location) }
        }
        guard let first = places.first else { return [] }
        return [
            .fault(
                code, at: first, zh: "这里给日期加年月，而没有说明月末怎样算", en: "this adds months to a date, and nothing says what becomes of a 31st",
                mend: Phrase(zh: "在 `pack.yaml` 里补上 `月末: 最后一日`", en: "add `month ends: last day` to `pack.yaml`"),
                notes: places.dropFirst().prefix(3).map {
                    Diagnostic.Note(message: Phrase(zh: "这里也是", en: "here too"), location: $0)
                })
        ]
    }
}

extension TypedExpr {
    /// Whether its value may be a duration of years and months, as far as types tell.
    fileprivate var mayBeMonths: Bool {
        if case .conditional(_, let a, let b) = kind { return a.mayBeMonths || b.mayBeMonths }
        return type == .yearsMonthsDuration
    }

    fileprivate var addsMonthsToDate: Bool {
        // A period of months after a record's day.
        if case .period(_, let argument, _) = kind { return !argument.contains("D") && !argument.contains("T") }
        guard case .arithmetic(let op, let a, let b) = kind, op == .add || op == .subtract else { return false }
        let dates: [FEELType] = [.date, .dateTime]
        return (dates.contains(a.type.kind) && b.mayBeMonths) || (op == .add && dates.contains(b.type.kind) && a.mayBeMonths)
    }
}
