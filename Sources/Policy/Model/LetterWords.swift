/// What a letter can go through one by one.
package enum LetterList: String, PolicyWord {
    /// Measures of the decision that stand, then those that have ended.
    case measures
    /// Facts that the rules' conditions read, with their values.
    case facts
    case clauses
    /// How the days of measures were reckoned.
    case periods
    case options
    case unknown
    /// Events that would change the outcome.
    case ways
    /// Days that are set.
    case coming

    package var chinese: String {
        switch self {
        case .measures: "各项措施"
        case .facts: "各项事实"
        case .clauses: "各项条款"
        case .periods: "各项期限"
        case .options: "各项裁量"
        case .unknown: "各项未定"
        case .ways: "各项途径"
        case .coming: "各个日子"
        }
    }

    /// What one of them is called in a phrase.
    package var thing: LetterThing {
        switch self {
        case .measures: .measure
        case .facts: .fact
        case .clauses: .clause
        case .periods: .period
        case .options: .option
        case .unknown: .unknown
        case .ways: .way
        case .coming: .day
        }
    }
}

/// What a place in a phrase speaks of: the first part of its path.
package enum LetterThing: String, PolicyWord {
    case record, decision, pack, parameter
    case measure, fact, clause, period, option, unknown, way, day

    package var chinese: String {
        switch self {
        case .record: "记录"
        case .decision: "决定"
        case .pack: "政策"
        case .parameter: "参数"
        case .measure: "措施"
        case .fact: "事实"
        case .clause: "条款"
        case .period: "期限"
        case .option: "裁量"
        case .unknown: "未定"
        case .way: "途径"
        case .day: "日子"
        }
    }

    /// The fields it has, with whether each may be absent. A record has the facts of the vocabulary besides, and `parameter` the parameters.
    package var fields: [(field: LetterField, mayBeAbsent: Bool)] {
        switch self {
        case .record: [(.id, false), (.kind, false), (.subject, true)]
        case .decision: [(.day, false), (.law, false), (.known, false), (.next, true)]
        case .pack: [(.title, false), (.id, false), (.number, true), (.issuer, true), (.digest, false)]
        case .parameter: []
        case .measure:
            [
                (.label, false), (.kind, false), (.status, false), (.modality, false), (.addressee, true), (.other, true), (.responsible, true),
                (.from, true),
                (.until, true), (.last, true), (.due, true), (.ended, true), (.adjusted, true), (.rule, false), (.clauses, true),
            ]
        case .fact: [(.label, false), (.value, false)]
        case .clause: [(.cite, false), (.words, true), (.instrument, true)]
        case .period: [(.measure, false), (.reckoning, false)]
        case .option: [(.rule, false), (.choices, false), (.measures, false), (.clauses, true)]
        case .unknown: [(.rule, false), (.facts, true)]
        case .way: [(.label, false), (.effects, false), (.clauses, true)]
        case .day: [(.on, false), (.what, false)]
        }
    }
}

/// A field of a thing: the second part of a path.
package enum LetterField: String, PolicyWord {
    case id, kind, subject, day, law, known, next, title, number, issuer, digest
    case label, status, modality, addressee, other, responsible, from, until, last, due, ended, adjusted, rule, clauses
    case value, cite, words, instrument, measure, reckoning, choices, measures, facts, effects, on, what

    package var chinese: String {
        switch self {
        case .id: "编号"
        case .kind: "种类"
        case .subject: "主体"
        case .day: "日期"
        case .law: "法律日"
        case .known: "所知日"
        case .next: "下次变化"
        case .title: "标题"
        case .number: "文号"
        case .issuer: "发文机关"
        case .digest: "摘要"
        case .label: "名称"
        case .status: "状态"
        case .modality: "要求"
        case .addressee: "对象"
        case .other: "他人"
        case .responsible: "责任单位"
        case .from: "自"
        case .until: "至"
        case .last: "末日"
        case .due: "截止"
        case .ended: "结束于"
        case .adjusted: "调整"
        case .rule: "依据规则"
        case .clauses: "条款"
        case .value: "取值"
        case .cite: "条号"
        case .words: "内容"
        case .instrument: "文件"
        case .measure: "措施"
        case .reckoning: "算法"
        case .choices: "可选"
        case .measures: "范围"
        case .facts: "事实"
        case .effects: "效果"
        case .on: "当日"
        case .what: "事项"
        }
    }
}
