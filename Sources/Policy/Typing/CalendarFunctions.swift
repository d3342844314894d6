import Diagnostics
import FEEL

/// The functions of a civil calendar in a policy's expressions.
enum CalendarFunctions {
    /// The Chinese spellings.
    static let chineseNames = [
        "working days after": "工作日后", "working days before": "工作日前", "working days between": "工作日数", "is working day": "是工作日",
        "next working day": "下一工作日", "previous working day": "上一工作日",
    ]

    /// Every spelling.
    static let spellings = Builtins.workingDayNames.flatMap { [$0] + [chineseNames[$0]].compactMap { $0 } }

    /// Makes them known where there is a calendar, and known to be missing where there is none.
    static func declare(_ days: WorkingDays?, in environment: inout Environment) {
        guard let days else {
            environment.declareUnavailable(
                spellings, needs: Phrase(zh: "它要按日历来算：在 `pack.yaml` 里补上 `日历: cn`", en: "it counts by a calendar: add `calendar: cn` to `pack.yaml`"))
            return
        }
        for function in Builtins.workingDays(days) {
            environment.declare(function, aliases: [chineseNames[function.name]].compactMap { $0 })
        }
    }

    /// What an expression that sees no calendar says of them.
    static func withhold(from environment: inout Environment) {
        environment.declareUnavailable(
            spellings, needs: Phrase(zh: "参数和 `其中` 不按日历算：写在规则或定义里", en: "parameters and `where` have no calendar: write it in a rule or a definition")
        )
    }
}

extension ResolvedCalendar {
    /// The table that expressions read.
    var workingDays: WorkingDays { WorkingDays(source: path, first: Int64(first), isWorking: isWorking) }
}

extension ResolvedPolicy {
    /// What becomes of the last day of a period.
    func deadlineTerms(_ days: WorkingDays?) -> DeadlineTerms {
        let onHoliday: DeadlineTerms.OnHoliday =
            switch deadlines.onHoliday {
            case .nextWorkingDay: .nextWorkingDay
            case .previousWorkingDay: .previousWorkingDay
            case .stays, nil: .stays
            }
        return DeadlineTerms(countsFirstDay: deadlines.firstDay == .included, onHoliday: days == nil ? .stays : onHoliday, days: days)
    }
}
