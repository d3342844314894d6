import FEEL
import Policy

/// What a rule reads of the subject's other records, where that has a good sentence.
extension Prose {
    /// How many measures of a type stand; nil for any other function.
    func standing(_ function: Environment.HostFunction, _ argument: String?) -> [Inline]? {
        guard HistoryFunction(rawValue: function.id) == .standing, let argument else { return nil }
        let measure = quoted(labels.measure(named: argument))
        return [.text(say(zh: "在前的记录中存续的\(measure)件数", en: "the number of \(measure) that stand from earlier records"))]
    }

    /// How many records a list has; nil where it has no name.
    func count(_ list: TypedExpr) -> [Inline]? {
        switch list.kind {
        case .variable(let variable):
            return HistoryList(slot: variable.slot, in: policy).map {
                [.text(say(zh: "\(labels.recordList($0))条数", en: "the number of \(labels.recordList($0))"))]
            }
        case .period(let function, let argument, _):
            let parts = argument.split(separator: " ")
            guard let length = parts.first.flatMap({ Datum(duration: String($0)) }) else { return nil }
            let period = labels.value(length)
            switch HistoryFunction(rawValue: function.id) {
            case .within: return [.text(say(zh: "最近\(period)内的记录条数", en: "the number of records within \(period)"))]
            case .cycle:
                guard parts.count > 1, let slot = Int(parts[1]) else { return nil }
                let start = fact(slot)
                return [
                    .text(
                        say(zh: "自\(start)起每\(period)为一周期的本周期记录条数", en: "the number of records in the cycle of \(period) counted from \(start)"))
                ]
            case .standing, nil: return nil
            }
        default: return nil
        }
    }
}
