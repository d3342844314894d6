import Diagnostics
import Engine
import Policy

/// The contract's own words (statuses, kinds, modalities) as people read them.
package enum StatusLabels {
    package static func status(_ word: String) -> Phrase {
        guard let status = MeasureStatus(rawValue: word) else { return Phrase(same: word) }
        return Phrase(zh: status.chinese, en: spaced(word))
    }

    package static func status(_ status: Status) -> Phrase { self.status(status.word) }

    /// Whether a measure with this word of the contract has ended or is fulfilled.
    package static func isFinal(_ word: String) -> Bool { finalWords.contains(word) }

    private static let finalWords = Set(Status.allCases.filter(\.isFinal).map(\.word))

    package static func kind(_ word: String) -> Phrase {
        guard let kind = MeasureKind(rawValue: word) else { return Phrase(same: word) }
        return Phrase(zh: kind.chinese, en: word)
    }

    package static func modality(_ word: String) -> Phrase {
        guard let modality = Modality(rawValue: word) else { return Phrase(same: word) }
        return Phrase(zh: modality.chinese, en: word)
    }

    package static func effect(_ effect: Clause.Effect) -> Phrase { Phrase(zh: effect.chinese, en: effect.rawValue) }

    /// What a rule's action does to a measure.
    package static func verb(_ verb: ActionVerb) -> Phrase {
        switch verb {
        case .impose: Phrase(zh: "施加", en: "imposes")
        case .suspend: Phrase(zh: "暂停", en: "suspends")
        case .lift: Phrase(zh: "解除", en: "lifts")
        case .revoke: Phrase(zh: "撤销", en: "revokes")
        case .withhold: Phrase(zh: "暂不公开", en: "withholds")
        case .may: Phrase(zh: "交由主管机关裁量", en: "leaves it to the authority")
        case .reinstate: Phrase(zh: "恢复", en: "reinstates")
        case .shorten: Phrase(zh: "缩短", en: "shortens")
        case .extend: Phrase(zh: "延长", en: "extends")
        }
    }

    /// Why a measure's status changed, where time or an event did it, and what the change means.
    package static func conflict(_ kind: ConflictState.Kind) -> Phrase {
        switch kind {
        case .clock: Phrase(zh: "两条规则对暂停期间的计时规定不同，按停止计时处理", en: "two rules disagree on the clock during suspension; the clock stops")
        case .null: Phrase(zh: "规则算出的日期为空值", en: "the rule's date came to null")
        case .calendar: Phrase(zh: "日历缺少所需的年份，无法计算", en: "the calendar lacks the year that this is reckoned in")
        case .table: Phrase(zh: "决策表的命中方式不容几行同时命中", en: "rows of a decision table are hit together, against its hit policy")
        case .inadmissible: Phrase(zh: "事件不符合受理条件", en: "the event isn't admitted")
        case .unmatched: Phrase(zh: "答复所指的事件不在案", en: "an answer to an event that isn't there")
        case .notOffered: Phrase(zh: "所作选择不在可选之列", en: "what was chosen isn't offered")
        case .outOfRange: Phrase(zh: "所定期限超出许可范围", en: "the term chosen lies outside what is permitted")
        case .noOption: Phrase(zh: "没有可供裁量的事项而作了选择", en: "a choice where nothing was left to choose")
        }
    }

    package static func conflict(_ word: String) -> Phrase {
        ConflictState.Kind.allCases.first { $0.word == word }.map { conflict($0) } ?? Phrase(same: word)
    }

    private static func spaced(_ word: String) -> String { String(word.map { $0 == "-" ? " " : $0 }) }
}
