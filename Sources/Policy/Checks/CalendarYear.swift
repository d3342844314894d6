import Diagnostics
import FEEL

/// A year that the calendar lacks, asked about by constants: nobody needs a record to see it.
enum CalendarYear {
    static let code = "calendar-year"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        guard typed.policy.calendar != nil else { return [] }
        let constants = ConstantEvaluator()
        var found: [Diagnostic] = []
        for entry in PolicyExpressions(typed).entries {
            var seen: [Span] = []
            entry.checked.root.visit { expr in
                guard case .builtin(let builtin, _, _) = expr.kind, builtin.group == .calendar, !seen.contains(expr.span),
                    let reason = expr.lack(entry.checked, constants)
                else { return }
                seen.append(expr.span)
                found.append(
                    .fault(
                        code, at: entry.written.location(of: expr.span), zh: reason.message.zh, en: reason.message.en,
                        mend: Phrase(zh: "在日历里补上这一年", en: "add the year to the calendar")))
            }
        }
        return found
    }
}

extension TypedExpr {
    /// What it lacks of a calendar whatever the record; nil when it reads something that a record decides.
    fileprivate func lack(_ whole: CheckedExpression, _ constants: ConstantEvaluator) -> Reason? {
        var isConstant = true
        visit { expr in
            switch expr.kind {
            case .variable(let variable): if variable.constant == nil { isConstant = false }
            case .local, .host, .call, .isKnown, .itemMember, .function, .unresolved: isConstant = false
            default: break
            }
        }
        guard isConstant else { return nil }
        let reasons = constants.evaluate(CheckedExpression(whole, root: self, frameSize: whole.frameSize)).reasons
        return reasons.first { $0.kind == .calendarYear }
    }
}
