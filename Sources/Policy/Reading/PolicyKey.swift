/// Every key of the policy language, with the spelling a Chinese policy uses. Spellings are unique within a mapping, so that each language can be turned into
/// the other.
package enum PolicyKey: String, PolicyWord {
    case vocabulary
    case language
    case title
    case types
    case records
    case events
    case states
    case measures
    case choices
    case discretion
    case groups
    case authority
    case label
    case facts
    case day
    case subject
    case appliesTo = "applies to"
    case notBefore = "not before"
    case voidWhile = "void while"
    case type
    case unit
    case units
    case one
    case range
    case event
    case `where`
    case from
    case until
    case kind
    case fulfilledBy = "fulfilled by"
    case earlierCounts = "earlier counts"
    case borneBy = "borne by"
    case effect
    case `as`
    case choice
    case members
    case pack
    case instrument
    case number
    case issuer
    case level
    case jurisdiction
    case inForce = "in force"
    case stated
    case extends
    case monthEnds = "month ends"
    case parameters
    case set
    case value
    case clause
    case clauses
    case cite
    case part
    case `class`
    case zh
    case en
    case responsible
    case define
    case anyOf = "any of"
    case allOf = "all of"
    case rules
    case refine
    case replace
    case drop
    case because
    case when
    case `while`
    case then
    case impose
    case suspend
    case lift
    case revoke
    case withhold
    case may
    case due
    case `for`
    case addressee
    case by
    case modality
    case clock
    case decidedBy = "decided by"
    case tests
    case given
    case history
    case under
    case status
    case rule
    case adjusted
    case count
    case options
    case undetermined
    case conflicts
    case id
    case on
    case recorded
    case duties
    case owner
    case cooperating
    case deliverable
    /// `by` in a duty: its day. Elsewhere `by` names units.
    case byDay = "by day"
    case every
    case duty
    case note
    case calendar
    case weekend
    case source
    case taken
    case holidays
    case years
    case notice
    case workdays
    case deadlines
    case firstDay = "first day"
    case onHoliday = "on holiday"
    case sharper
    case localitiesMaySet = "localities may set"
    case localitiesMayOnly = "localities may only"
    case versions
    case runningCases = "running cases"
    case covers
    case agenda
    case done
    case table
    case hit
    case inputs
    case outputs
    case outputValues = "output values"
    case rows
    case `default`
    case assessments
    case base
    case floor
    case cap
    case except
    case shownAs = "shown as"
    case indicators
    case points
    case inAll = "in all"
    case weight
    case bands
    case ranking
    case order
    case ties
    case thenBy = "then by"
    case warnings
    case assess
    case assessment
    case period
    case subjects
    case total
    case band
    case rank
    case change
    case letters
    case sections
    case each
    case text
    case forEach = "for each"
    case admit
    case answers
    case matchedBy = "matched by"
    case only
    case of
    case shorten
    case extend
    case reinstate
    /// `by` of a change of a term: how much.
    case byAmount = "by amount"
    case atLeast = "at least"
    case atMost = "at most"
    case adjustments
    /// `order` of changes of a term: which goes first.
    case changeOrder = "order of changes"
    case shareOf = "share of"
    case term

    /// Its place among the cases. As a word that stands for a text it would be compared and hashed by that text.
    private var place: UInt8 { withUnsafeBytes(of: self) { $0[0] } }

    package static func == (a: PolicyKey, b: PolicyKey) -> Bool { a.place == b.place }

    package func hash(into hasher: inout Hasher) { hasher.combine(place) }

    package var english: String {
        switch self {
        case .byDay, .byAmount: Self.by.rawValue
        case .changeOrder: Self.order.rawValue
        default: rawValue
        }
    }

    package var chinese: String {
        switch self {
        case .vocabulary: "词汇表"
        case .language: "语言版本"
        case .title: "标题"
        case .types: "枚举"
        case .records: "记录类型"
        case .events: "事件"
        case .states: "情形"
        case .measures: "措施"
        case .choices: "裁量选项"
        case .discretion: "裁量"
        case .groups: "分组"
        case .authority: "主管机关"
        case .label: "名称"
        case .facts: "事实"
        case .day: "起算日"
        case .subject: "主体"
        case .appliesTo: "适用对象"
        case .notBefore: "不早于"
        case .voidWhile: "作废情形"
        case .type: "类型"
        case .unit: "单位"
        case .units: "计量单位"
        case .one: "单数"
        case .range: "范围"
        case .event: "发生"
        case .where: "其中"
        case .from: "自"
        case .until: "至"
        case .kind: "种类"
        case .fulfilledBy: "履行事件"
        case .earlierCounts: "先前有效"
        case .borneBy: "承担者"
        case .effect: "效果"
        case .as: "记作"
        case .choice: "选择"
        case .members: "成员"
        case .pack: "政策包"
        case .instrument: "文件"
        case .number: "文号"
        case .issuer: "发文机关"
        case .level: "层级"
        case .jurisdiction: "适用地区"
        case .inForce: "施行"
        case .stated: "文中载明"
        case .extends: "上位政策"
        case .monthEnds: "月末"
        case .parameters: "参数"
        case .set: "设定"
        case .value: "取值"
        case .clause: "条款"
        case .clauses: "条文"
        case .cite: "条号"
        case .part: "部分"
        case .class: "性质"
        case .zh: "中文"
        case .en: "英文"
        case .responsible: "责任单位"
        case .define: "定义"
        case .anyOf: "任一"
        case .allOf: "全部"
        case .rules: "规则"
        case .refine: "细化"
        case .replace: "替换"
        case .drop: "不采用"
        case .because: "理由"
        case .when: "当"
        case .while: "期间"
        case .then: "则"
        case .impose: "施加"
        case .suspend: "暂停"
        case .lift: "解除"
        case .revoke: "撤销"
        case .withhold: "暂不公开"
        case .may: "可以"
        case .due: "截止"
        case .for: "期限"
        case .addressee: "对象"
        case .by: "责任方"
        case .modality: "要求"
        case .clock: "计时"
        case .decidedBy: "决定事件"
        case .tests: "用例"
        case .given: "案情"
        case .history: "历史记录"
        case .under: "另按"
        case .status: "状态"
        case .rule: "依据规则"
        case .adjusted: "调整"
        case .count: "件数"
        case .options: "可选"
        case .undetermined: "未定"
        case .conflicts: "冲突"
        case .id: "编号"
        case .on: "日期"
        case .recorded: "记录于"
        case .duties: "任务清单"
        case .owner: "牵头单位"
        case .cooperating: "配合单位"
        case .deliverable: "成果"
        case .byDay: "完成时限"
        case .every: "周期"
        case .duty: "任务"
        case .note: "备注"
        case .calendar: "日历"
        case .weekend: "周末"
        case .source: "来源"
        case .taken: "采集于"
        case .holidays: "节假日"
        case .years: "年份"
        case .notice: "通知"
        case .workdays: "调休上班"
        case .deadlines: "期间计算"
        case .firstDay: "首日"
        case .onHoliday: "遇节假日"
        case .sharper: "加严方向"
        case .localitiesMaySet: "下级可设"
        case .localitiesMayOnly: "下级只可"
        case .versions: "历次版本"
        case .runningCases: "在办案件"
        case .covers: "涵盖"
        case .agenda: "日程"
        case .done: "已办"
        case .table: "决策表"
        case .hit: "命中"
        case .inputs: "输入"
        case .outputs: "输出"
        case .outputValues: "输出取值"
        case .rows: "行"
        case .default: "默认"
        case .assessments: "考核"
        case .base: "基准分"
        case .floor: "下限"
        case .cap: "上限"
        case .except: "除外"
        case .shownAs: "显示为"
        case .indicators: "指标"
        case .points: "计分"
        case .inAll: "合计"
        case .weight: "权重"
        case .bands: "等次"
        case .ranking: "排名"
        case .order: "次序"
        case .ties: "并列"
        case .thenBy: "再按"
        case .warnings: "预警"
        case .assess: "考核用例"
        case .assessment: "考核项"
        case .period: "考核期"
        case .subjects: "主体清单"
        case .total: "总分"
        case .band: "等级"
        case .rank: "名次"
        case .change: "变动"
        case .letters: "文书"
        case .sections: "章节"
        case .each: "逐项"
        case .text: "正文"
        case .forEach: "逐一"
        case .admit: "受理条件"
        case .answers: "答复"
        case .matchedBy: "对应"
        case .only: "仅限"
        case .of: "所属"
        case .shorten: "缩短"
        case .extend: "延长"
        case .reinstate: "恢复"
        case .byAmount: "幅度"
        case .atLeast: "不少于"
        case .atMost: "不超过"
        case .adjustments: "期限调整"
        case .changeOrder: "顺序"
        case .shareOf: "比例基数"
        case .term: "新期限"
        }
    }
}
