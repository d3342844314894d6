import Diagnostics
import FEEL
import Policy

/// A pack as a handbook for people, in one language: every clause with what carries it in sentences, and what there is to look up.
package struct Handbook {
    let typed: TypedPolicy
    let labels: Labels
    let prose: Prose
    let anchors: Anchors
    /// Where each rule and duty stands in full.
    let places: CarrierPlaces
    let conformity: Conformity?
    /// The values that each parameter had in the packs above, by layer; the last is that of the pack.
    let values: [TypedPolicy]
    var policy: ResolvedPolicy { typed.policy }
    var lowest: Int { policy.layers.count - 1 }

    package init(_ typed: TypedPolicy, _ language: Language) {
        self.typed = typed
        labels = Labels(typed.policy, language)
        let anchors = Anchors(typed.policy)
        self.anchors = anchors
        prose = Prose(typed, labels) { anchors[$0] }
        places = CarrierPlaces(typed.policy)
        conformity = Conformity(typed)
        var values = [typed]
        while let above = values.first?.policy.superior { values.insert(TypedPolicy(above), at: 0) }
        self.values = values
    }

    /// The page as HTML.
    package func html(translation: (file: String, language: Language)? = nil) -> String { HTMLRenderer.text(document(translation)) }

    /// The page as Markdown.
    package func markdown(translation: (file: String, language: Language)? = nil) -> String { MarkdownRenderer.text(document(translation)) }

    func say(zh: String, en: String) -> String { labels.say(zh: zh, en: en) }

    private func document(_ translation: (file: String, language: Language)?) -> Document {
        let pack = policy.layers[lowest]
        var document = Document(labels.language, title: labels[pack.title], opening: opening(pack))
        document.translation = translation
        document.body =
            clauseChapter() + superiorChapter() + looseChapter() + parameterChapter() + definitionChapter() + stateChapter() + measureChapter()
            + groupChapter() + unitChapter() + conformityChapter()
        document.closing = [
            .text(say(zh: "本手册由政策包 ", en: "Made from the pack ")), .code(policy.id), .text(say(zh: " 生成，摘要 ", en: ", ")), .code(policy.digest),
            .text(say(zh: "。", en: ".")),
        ]
        return document
    }

    // MARK: What the plan is

    private func opening(_ pack: Pack) -> [Block] {
        var terms: [Block.Term] = []
        func add(_ zh: String, _ en: String, _ text: [Inline]) { if !text.isEmpty { terms.append(.init(say(zh: zh, en: en), [text])) } }
        add("文号", "Number", .text(pack.instrument.number ?? ""))
        add("制定机关", "Issued by", .text(pack.instrument.issuer ?? ""))
        add("适用地区", "Jurisdiction", .text(pack.jurisdiction ?? ""))
        add("施行期", "In force", inForce(pack.inForce))
        if lowest > 0 {
            let above = policy.layers[lowest - 1]
            add("上位政策", "Extends", .text(labels.pack(lowest - 1) + (above.instrument.number.map { say(zh: "，\($0)", en: ", \($0)") } ?? "")))
        }
        let open = policy.parameters.count { !$0.stated }
        add(
            "内容", "Contents",
            .text(
                say(
                    zh: "条款 \(pack.clauses.count) 条，规则 \(policy.rules.count) 条，任务 \(policy.duties.count) 项，参数 \(policy.parameters.count) 个",
                    en:
                        "\(pack.clauses.count) clauses, \(policy.rules.count) rules, \(policy.duties.count) duties, \(policy.parameters.count) parameters"
                )))
        let lead = say(
            zh: "逐条说明这份文件的规则如何执行。条款用自己的话转述，以公布的文本为准。",
            en: "How the rules of this instrument are carried out, clause by clause. Clauses are told in own words; what was published prevails.")
        var blocks: [Block] = [
            .heading(1, id: nil, .text(labels[pack.title])), .paragraph(.text(lead), style: .lead), .terms(terms),
        ]
        if open > 0 {
            blocks.append(
                .paragraph(
                    [
                        .flag([.text(say(zh: "原文未规定", en: "not stated by the text"))]),
                        .text(
                            say(
                                zh: "：\(open) 个参数的值原文没有规定，由政策包设定；凡用到之处都这样标明。",
                                en: ": the text leaves \(open) parameters open, and packs set them. They are marked so wherever they are used.")),
                    ], style: .note))
        }
        return blocks
    }

    func inForce(_ inForce: InForce) -> [Inline] {
        var text: String
        switch (inForce.from, inForce.until) {
        case (let from?, let until?): text = say(zh: "\(labels.day(from)) 至 \(labels.day(until))", en: "\(labels.day(from)) to \(labels.day(until))")
        case (let from?, nil): text = say(zh: "自 \(labels.day(from)) 起", en: "from \(labels.day(from)) on")
        case (nil, let until?): text = say(zh: "至 \(labels.day(until))", en: "until \(labels.day(until))")
        case (nil, nil): return []
        }
        guard !inForce.stated else { return [.text(text)] }
        text += " "
        return [.text(text), .flag([.text(say(zh: "原文未规定", en: "not stated by the text"))])]
    }

    // MARK: Links

    func link(_ text: String, _ anchor: String?) -> [Inline] { anchor.map { [.link([.text(text)], to: .anchor($0))] } ?? [.text(text)] }

    func link(rule index: Int) -> [Inline] { link(labels[policy.rules[index].label], anchors.rules[index]) }

    func link(duty index: Int) -> [Inline] { link(labels[policy.duties[index].label], anchors.duties[index]) }

    /// A clause by its cite, with its instrument's number where it is another's.
    func link(clause reference: ClauseReference) -> [Inline] {
        let text = reference.layer == lowest ? policy.layers[lowest].clauses[reference.clause].cite : policy.cite(reference)
        return link(text, anchors.clauses[reference])
    }

    /// Clauses, those with the same cite once.
    func links(_ clauses: [ClauseReference]) -> [Inline] {
        var seen: Set<String> = []
        return .joined(clauses.filter { seen.insert(policy.cite($0)).inserted }.map { link(clause: $0) }, by: say(zh: "、", en: ", "))
    }

    func links(measures: [Int]) -> [Inline] {
        .joined(measures.map { link(labels.measure($0), anchors.measures[$0]) }, by: say(zh: "、", en: ", "))
    }

    func joined(_ items: [[Inline]]) -> [Inline] { .joined(items, by: say(zh: "、", en: ", ")) }
}
