import Diagnostics

extension Letter {
    /// The letter of a pack that has none of its own.
    package static let plain = Letter(
        name: "decision", title: phrase(zh: "关于记录 {record.id} 的决定", en: "Decision on record {record.id}"),
        sections: [
            section(
                lines: [
                    line(zh: "致 {record.subject}：", en: "To {record.subject}:", has: "record.subject"),
                    line(
                        zh: "依据《{pack.title}》，就“{record.kind}”记录 {record.id}，截至 {decision.day} 的决定如下。",
                        en: "Under “{pack.title}”, what follows is decided on the record {record.id} ({record.kind}), as of {decision.day}."),
                ]),
            section(
                zh: "决定", en: "Outcome", each: .measures,
                lines: [
                    line(zh: "{measure.label}：{measure.status}", en: "{measure.label}: {measure.status}"),
                    line(zh: "（{measure.ended}）", en: " on {measure.ended}", has: "measure.ended"),
                    line(zh: "，由{measure.other}承担", en: ", borne by {measure.other}", has: "measure.other"),
                    line(zh: "，自 {measure.from} 起", en: ", from {measure.from}", has: "measure.from"),
                    line(zh: "，至 {measure.last} 止（含当日）", en: " to the end of {measure.last}", has: "measure.last"),
                    line(zh: "，应于 {measure.due} 前（含当日）完成", en: ", due by the end of {measure.due}", has: "measure.due"),
                    line(zh: "，{measure.adjusted}", en: " ({measure.adjusted})", has: "measure.adjusted"),
                    line(zh: "；责任单位：{measure.responsible}", en: "; answered for by {measure.responsible}", has: "measure.responsible"),
                    line(zh: "。依据{measure.clauses}。", en: ". By {measure.clauses}.", has: "measure.clauses"),
                    line(zh: "。", en: ".", no: "measure.clauses"),
                ]),
            section(
                zh: "决定", en: "Outcome", no: ["measures"],
                lines: [line(zh: "没有对您采取任何措施。", en: "Nothing follows from the record.")]),
            section(
                zh: "认定的事实", en: "Facts relied on", each: .facts,
                lines: [line(zh: "{fact.label}：{fact.value}", en: "{fact.label}: {fact.value}")]),
            section(
                zh: "依据的条款", en: "Clauses", each: .clauses,
                lines: [
                    line(zh: "{clause.cite}", en: "{clause.cite}"), line(zh: "：{clause.words}", en: ": {clause.words}", has: "clause.words"),
                ]),
            section(
                zh: "期限如何计算", en: "How periods were reckoned", each: .periods,
                lines: [line(zh: "{period.measure}：{period.reckoning}。", en: "{period.measure}: {period.reckoning}.")]),
            section(
                zh: "可以裁量的事项", en: "What is left to discretion", each: .options,
                lines: [
                    line(zh: "对{option.measures}，可以选择：{option.choices}", en: "For {option.measures} the authority may choose: {option.choices}"),
                    line(zh: "（{option.clauses}）", en: " ({option.clauses})", has: "option.clauses"),
                ]),
            section(
                zh: "您可以怎样使结果改变", en: "What would change the outcome for you", each: .ways,
                lines: [
                    line(zh: "{way.label}后：{way.effects}", en: "{way.label}: {way.effects}"),
                    line(zh: "（{way.clauses}）", en: " ({way.clauses})", has: "way.clauses"),
                ]),
            section(
                zh: "尚未确定的事项", en: "What is undetermined", each: .unknown,
                lines: [
                    line(zh: "{unknown.rule}", en: "{unknown.rule}"),
                    line(zh: "：知道{unknown.facts}后才能确定", en: ": settled once it is known: {unknown.facts}", has: "unknown.facts"),
                ]),
            section(
                zh: "接下来的日子", en: "Days ahead", each: .coming, lines: [line(zh: "{day.on}：{day.what}", en: "{day.on}: {day.what}")]),
        ])

    private static func phrase(zh: String, en: String) -> LetterText { LetterText(zh: WrittenExpression(zh), en: WrittenExpression(en)) }

    private static func line(zh: String, en: String, has: String? = nil, no: String? = nil) -> LetterLine {
        LetterLine(conditions: conditions([has].compactMap { $0 }, [no].compactMap { $0 }), text: phrase(zh: zh, en: en))
    }

    private static func section(
        zh: String? = nil, en: String? = nil, no: [String] = [], each: LetterList? = nil, lines: [LetterLine]
    ) -> LetterSection {
        LetterSection(
            title: zh.flatMap { zh in en.map { phrase(zh: zh, en: $0) } }, conditions: conditions([], no), each: each.map { Written($0) }, text: lines
        )
    }

    private static func conditions(_ has: [String], _ no: [String]) -> [LetterCondition] {
        has.map { LetterCondition(path: Written($0), isNegated: false) } + no.map { LetterCondition(path: Written($0), isNegated: true) }
    }
}

extension TypedPolicy {
    /// The letter of a name, the first where none is asked for, or the plain one where the packs have none; nil where none is called that.
    package func letter(named name: String?) -> TypedLetter? {
        if let name {
            return letters.first { $0.name == name }
        }
        return letters.first ?? TypedPolicy.plainLetter(policy).letter
    }

    /// The plain letter, typed, and what is wrong with it.
    package static func plainLetter(_ policy: ResolvedPolicy) -> (letter: TypedLetter, diagnostics: [Diagnostic]) {
        var typing = LetterTyping(policy)
        let letter = typing.typed(.plain)
        return (letter, typing.diagnostics)
    }
}
