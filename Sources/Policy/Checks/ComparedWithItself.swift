import Diagnostics
import FEEL

/// Among the records of a subject, the day of a record compared with that same record's day: the bare name of a fact is that of the record in the list.
enum ComparedWithItself {
    static let code = "compared-with-itself"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        let vocabulary = typed.policy.vocabulary
        let days = Set(vocabulary.records.flatMap { kind in kind.facts.filter { $0.slot == kind.day }.map(\.name) })
        var found: [Diagnostic] = []
        for entry in PolicyExpressions(typed).entries {
            entry.checked.root.visit { expr in
                guard case .comparison(_, let a, let b) = expr.kind, let left = day(a, days), let right = day(b, days), left.record == right.record,
                    let fact = [left.key, right.key].first(where: { days.contains($0) })
                else { return }
                found.append(
                    .fault(
                        code, .warning, at: entry.written.location(of: expr.span),
                        zh: "两边都是列表中同一条记录的日期，对每条记录结果都一样",
                        en: "both sides are days of the same record of the list, so that this is the same for every one",
                        mend: Phrase(
                            zh: "所处理的记录的日期写作 `\(Typing.thisRecord.chinese)\(label(fact, vocabulary))`",
                            en: "write `\(Typing.thisRecord.english)\(fact)` for the day of the record that is being decided")))
            }
        }
        return found
    }

    private static func label(_ fact: String, _ vocabulary: Vocabulary) -> String {
        vocabulary.records.flatMap(\.facts).first { $0.name == fact }?.label.zh ?? fact
    }

    /// The day that an expression is, give or take a constant: of which record, and by which name.
    private static func day(_ expr: TypedExpr, _ days: Set<String>) -> (record: Int, key: String)? {
        switch expr.kind {
        case .member(let base, let key):
            guard case .local(let record) = base.kind, key == HistoryWord.day.rawValue || days.contains(key) else { return nil }
            return (record, key)
        case .arithmetic(_, let a, let b):
            if isConstant(b) { return day(a, days) }
            return isConstant(a) ? day(b, days) : nil
        default: return nil
        }
    }

    private static func isConstant(_ expr: TypedExpr) -> Bool {
        switch expr.kind {
        case .constant: true
        case .variable(let variable): variable.constant != nil
        default: false
        }
    }
}
