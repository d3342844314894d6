import FEEL

/// A closed list of words of the policy language, each with an English and a Chinese spelling.
package protocol PolicyWord: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// How the word is written in a Chinese policy; no two words of one list share a spelling.
    var chinese: String { get }
    /// How it is written in an English one: nearly always the raw value.
    var english: String { get }
}

extension PolicyWord {
    package var english: String { rawValue }

    /// The word that stands in a file, in either language.
    package static func reading(_ text: String) -> Self? {
        // Words are compared by their bytes: none of them can be written in two ways.
        allCases.first { $0.english.utf8.elementsEqual(text.utf8) || $0.chinese.utf8.elementsEqual(text.utf8) }
    }

    /// Every spelling, for suggestions.
    package static var spellings: [String] { allCases.flatMap { [$0.english, $0.chinese] } }
}

extension MeasureKind: PolicyWord {
    package var chinese: String {
        switch self {
        case .obligation: "义务"
        case .restriction: "限制"
        case .disclosure: "公开"
        case .referral: "移送"
        case .incentive: "激励"
        case .entry: "记录"
        }
    }
}

extension MeasureStatus: PolicyWord {
    package var chinese: String {
        switch self {
        case .pending: "待生效"
        case .inForce: "生效"
        case .due: "待履行"
        case .overdue: "逾期"
        case .suspended: "暂停"
        case .withheld: "暂不公开"
        case .fulfilled: "已履行"
        case .expired: "期满"
        case .lifted: "已解除"
        case .exempted: "已免除"
        case .revoked: "已撤销"
        }
    }
}

extension SuspensionClock: PolicyWord {
    package var chinese: String {
        switch self {
        case .runs: "继续"
        case .stops: "停止"
        case .waits: "不届满"
        }
    }
}

extension Modality: PolicyWord {
    package var chinese: String {
        switch self {
        case .must: "应当"
        case .may: "可以"
        }
    }
}

extension MonthEnds: PolicyWord {
    package var chinese: String {
        switch self {
        case .lastDay: "最后一日"
        }
    }
}

extension Deadlines.FirstDay: PolicyWord {
    package var chinese: String {
        switch self {
        case .excluded: "不计入"
        case .included: "计入"
        }
    }
}

extension Deadlines.OnHoliday: PolicyWord {
    package var chinese: String {
        switch self {
        case .nextWorkingDay: "下一工作日"
        case .previousWorkingDay: "上一工作日"
        case .stays: "不变"
        }
    }
}

extension RunningCases: PolicyWord {
    package var chinese: String {
        switch self {
        case .oldLaw: "从旧"
        case .newLaw: "从新"
        case .milder: "从轻"
        }
    }
}

extension CalendarPeriod: PolicyWord {
    package var chinese: String {
        switch self {
        case .year: "年"
        case .halfYear: "半年"
        case .quarter: "季度"
        case .month: "月"
        }
    }
}

extension HitPolicy: PolicyWord {
    package var chinese: String {
        switch self {
        case .unique: "唯一"
        case .any: "任一"
        case .priority: "优先"
        case .first: "首个"
        case .ruleOrder: "按行序"
        case .outputOrder: "按取值序"
        case .collect: "汇集"
        case .sum: "汇集求和"
        case .min: "汇集最小"
        case .max: "汇集最大"
        case .count: "汇集计数"
        }
    }
}

extension RankingOrder: PolicyWord {
    package var chinese: String {
        switch self {
        case .descending: "由高到低"
        case .ascending: "由低到高"
        }
    }
}

extension RankingTies: PolicyWord {
    package var chinese: String {
        switch self {
        case .standardCompetition: "并列占位"
        case .dense: "并列不占位"
        case .ordinal: "不并列"
        }
    }
}

extension Clause.Effect: PolicyWord {
    package var chinese: String {
        switch self {
        case .operative: "执行性"
        case .programmatic: "纲领性"
        case .declaratory: "宣示性"
        }
    }
}

extension Competence.Direction: PolicyWord {
    package var chinese: String {
        switch self {
        case .tighten: "加严"
        case .loosen: "放宽"
        case .add: "增加"
        }
    }
}

extension Sharper: PolicyWord {
    package var chinese: String {
        switch self {
        case .longer: "更长"
        case .shorter: "更短"
        case .higher: "更高"
        case .lower: "更低"
        case .true: "是"
        case .false: "否"
        }
    }
}

extension DutyStatus: PolicyWord {
    package var chinese: String {
        switch self {
        case .due: "待完成"
        case .overdue: "逾期"
        case .done: "已完成"
        case .open: "未完成"
        }
    }
}

/// The types a fact can have that need no declaration.
package enum FactWord: String, PolicyWord {
    case string
    case number
    case boolean
    case date
    case duration
    case period

    package var chinese: String {
        switch self {
        case .string: "文本"
        case .number: "数值"
        case .boolean: "是否"
        case .date: "日期"
        case .duration: "时长"
        case .period: "年月期"
        }
    }

    package var type: FactType {
        switch self {
        case .string: .string
        case .number: .number
        case .boolean: .boolean
        case .date: .date
        case .duration: .daysTimeDuration
        case .period: .yearsMonthsDuration
        }
    }
}

/// What a choice does, as the vocabulary writes it.
package enum ChoiceWord: String, PolicyWord {
    case adjust
    case exempt
    case none

    package var chinese: String {
        switch self {
        case .adjust: "调整"
        case .exempt: "免除"
        case .none: "不变"
        }
    }
}

/// `true` and `false`.
package enum TruthWord: String, PolicyWord {
    case `true`
    case `false`

    package var chinese: String {
        switch self {
        case .true: "是"
        case .false: "否"
        }
    }
}

/// Words that stand where a name is expected.
package enum NameWord: String, PolicyWord {
    /// The responsible units, under `borne by`.
    case authority
    /// No such measure, in a test.
    case none

    package var chinese: String {
        switch self {
        case .authority: "主管机关"
        case .none: "无"
        }
    }
}

extension Combination.Base: PolicyWord {
    package var chinese: String {
        switch self {
        case .rest: "余期"
        case .base: "原期限"
        }
    }
}

/// Whose measures an action is about, under `of`.
package enum OwnerWord: String, PolicyWord {
    /// Those imposed for the rule's own event.
    case event

    package var chinese: String { "本事件" }
}

/// The two ways in which a term is changed.
package enum TermWord: String, PolicyWord {
    case shorten
    case extend

    package var chinese: String {
        switch self {
        case .shorten: "缩短"
        case .extend: "延长"
        }
    }

    var verb: ActionVerb { self == .shorten ? .shorten : .extend }
}
