import Diagnostics
import Policy
import Testing

/// A pack written in Chinese is the pack written in English.
@Suite struct ChineseTests {
    private let english = """
        parameters:
          short term: {value: '@"P7D"', stated: false, clause: t1, label: {zh: 短期, en: a short time}}
        set:
          term: {value: '@"P2M"', stated: false}
        groups:
          young: {label: {zh: 未成年人, en: young people}, members: [child, student]}
        clauses:
          t2: {cite: 二, part: 甲, class: programmatic, zh: 从宽, en: Be lenient, responsible: [镇馆]}
        define:
          settled: {any of: [paid, returned]}
          dearness:
            table:
              hit: priority
              inputs: [book.price]
              output values: ['"high"', '"low"']
              rows:
                - {when: "> 10", then: '"high"', clause: t2, note: dear}
                - ["-", '"low"']
              default: '"low"'
        rules:
          r1:
            clause: t2
            kind: loan
            applies to: young
            while: settled
            then:
              - suspend: ban
                clock: stops
          r2:
            clause: t1
            when: settled
            then:
              - impose: [fine, notice]
                from: loan.ended
                due: loan.ended + short term
                for: short term
                addressee: reader.id
                by: [财务科]
                modality: must
              - lift: sanctions
              - revoke: ban
              - withhold: notice
              - may: [waive]
                measures: [fine]
                decided by: chosen
        refine:
          late reader pays: {clause: t2}
        replace:
          fine may be waived: {because: 另有规定, then: {lift: ban}}
        drop:
          late reader is banned: {because: 不停借}

        """

    private let chinese = """
        参数:
          short term: {取值: '@"P7D"', 文中载明: 否, 条款: t1, 名称: {中文: 短期, 英文: a short time}}
        设定:
          停借期: {取值: '@"P2M"', 文中载明: 否}
        分组:
          young: {名称: {中文: 未成年人, 英文: young people}, 成员: [儿童, 学生]}
        条文:
          t2: {条号: 二, 部分: 甲, 性质: 纲领性, 中文: 从宽, 英文: Be lenient, 责任单位: [镇馆]}
        定义:
          settled: {任一: [付清, 归还]}
          dearness:
            决策表:
              命中: 优先
              输入: [book.price]
              输出取值: ['"high"', '"low"']
              行:
                - {当: "> 10", 则: '"high"', 条款: 二, 备注: dear}
                - ["-", '"low"']
              默认: '"low"'
        规则:
          r1:
            条款: 二
            种类: 借阅
            适用对象: 未成年人
            期间: settled
            则:
              - 暂停: 停借
                计时: 停止
          r2:
            条款: t1
            当: settled
            则:
              - 施加: [罚款, 公示]
                自: loan.ended
                截止: loan.ended + short term
                期限: short term
                对象: reader.id
                责任方: [财务科]
                要求: 应当
              - 解除: 处理措施
              - 撤销: 停借
              - 暂不公开: 公示
              - 可以: [免收]
                措施: [罚款]
                决定事件: 作出决定
        细化:
          late reader pays: {条款: t2}
        替换:
          fine may be waived: {理由: 另有规定, 则: {解除: 停借}}
        不采用:
          late reader is banned: {理由: 不停借}

        """

    private let englishTest = """
        tests:
          t:
            clause: t2
            given: {id: r1, kind: loan, reader: {id: d-1, kind: child}, book: {price: 12, lent: true}, events: [{type: paid, on: 2021-05-01, recorded: 2021-05-02}, {decided: 2021-05-03, upheld: false}, {chosen: 2021-05-04, choice: waive}]}
            then:
              2021-05-04: {fine: {status: in-force, from: 2021-05-01, until: null, due: null, addressee: d-1, rule: r2, adjusted: [], count: 1}, ban: none, options: [[waive]], undetermined: {r2: [book.price]}, conflicts: 0}
            under:
              state: {2021-05-04: {fine: fulfilled}}

        """

    private let chineseTest = """
        用例:
          t:
            条款: 二
            案情: {编号: r1, 种类: 借阅, 读者: {编号: d-1, 类型: 儿童}, 图书: {价格: 12, 外借: 是}, 事件: [{类型: 付清, 日期: 2021-05-01, 记录于: 2021-05-02}, {申诉办结: 2021-05-03, 成立: 否}, {作出决定: 2021-05-04, 所选: waive}]}
            则:
              2021-05-04: {罚款: {状态: 生效, 自: 2021-05-01, 至: null, 截止: null, 对象: d-1, 依据规则: r2, 调整: [], 件数: 1}, 停借: 无, 可选: [[免收]], 未定: {r2: [图书.价格]}, 冲突: 0}
            另按:
              state: {2021-05-04: {罚款: 已履行}}

        """

    private func load(_ text: String, _ test: String) throws -> ResolvedPolicy {
        let load = PolicyLoader.load(
            "rules/state/town", files: Fixture.files(["rules/state/town/more.yaml": text, "rules/state/town/tests/a.yaml": test]))
        #expect(load.diagnostics.map { "\($0.code): \($0.message.en)" } == [])
        return try #require(load.policy)
    }

    @Test func aChinesePackIsTheSamePolicy() throws {
        let left = try load(english, englishTest)
        let right = try load(chinese, chineseTest)
        #expect(left.rules.count == 4)
        #expect(left.digest == right.digest)
        #expect(left.variables == right.variables)
        #expect(left.rules.map(outline) == right.rules.map(outline))
        #expect(left.groups == right.groups)
        #expect(
            left.parameters.map { "\($0.name) \($0.value.text) \($0.stated) \($0.setBy) \($0.clauses) \($0.label)" }
                == right.parameters.map { "\($0.name) \($0.value.text) \($0.stated) \($0.setBy) \($0.clauses) \($0.label)" })
        #expect(left.definitions.map { "\($0.name) \(bodyOutline($0.body))" } == right.definitions.map { "\($0.name) \(bodyOutline($0.body))" })
        #expect(left.superseded.map { "\($0.rule.name) \($0.because ?? "")" } == right.superseded.map { "\($0.rule.name) \($0.because ?? "")" })
        #expect(
            left.layers[1].clauses.map { "\($0.id) \($0.cite) \($0.part ?? "") \(String(describing: $0.effect)) \($0.text) \($0.responsible)" }
                == right.layers[1].clauses.map {
                    "\($0.id) \($0.cite) \($0.part ?? "") \(String(describing: $0.effect)) \($0.text) \($0.responsible)"
                })
    }

    @Test func aChineseTestIsTheSameTest() throws {
        let left = try #require(try load(english, englishTest).layers[1].tests.first)
        let right = try #require(try load(chinese, chineseTest).layers[1].tests.first)
        // What is written in short is text by its nature.
        #expect(recordOutline(left.given).filter { $0 != "\"" } == recordOutline(right.given).filter { $0 != "\"" })
        #expect(left.then.map(outline) == right.then.map(outline))
        #expect(left.under.map { $0.then.map(outline) } == right.under.map { $0.then.map(outline) })
        #expect(recordOutline(right.given).contains("{reader: {id: d-1") == false)
        #expect(recordOutline(right.given).contains("reader: {id: d-1, kind: child}, book: {price: 12, lent: true}"))
    }

    private func outline(_ rule: ResolvedRule) -> String {
        let actions = rule.actions.map { action in
            "\(action.verb) \(action.measures) \(action.choices) \(action.from?.text ?? "") \(action.due?.text ?? "") \(action.duration?.text ?? "") "
                + "\(action.addressee == nil) \(action.responsible) \(action.modality) \(String(describing: action.clock)) \(action.decidedBy)"
        }
        return
            "\(rule.name) \(rule.layer) \(rule.kind) \(String(describing: rule.appliesTo)) \(rule.trigger) \(rule.conditions.map(\.expression.text)) \(actions) \(rule.clauses)"
    }

    private func bodyOutline(_ body: ResolvedDefinition.Body) -> String {
        switch body {
        case .expression(let expression): expression.text
        case .table(let table, _): "table \(table.lines)"
        case .anyOf(let events): "any \(events)"
        case .allOf(let events): "all \(events)"
        }
    }

    private func outline(_ day: DayExpectation) -> String {
        let measures = day.measures.map { measure in
            [
                measure.measure.value, "\(String(describing: measure.status?.value))", "\(String(describing: measure.from?.value))",
                "\(String(describing: measure.until?.value))", "\(String(describing: measure.due?.value))",
                "\(String(describing: measure.addressee?.value))", "\(String(describing: measure.rule?.value))",
                "\(String(describing: measure.adjusted?.value))", "\(String(describing: measure.count?.value))",
            ].joined(separator: " ")
        }
        let undetermined = day.undetermined?.map { "\($0.rule.value): \($0.facts.map(\.value))" } ?? []
        return "\(day.day) \(measures) \(String(describing: day.options?.map(\.value))) \(undetermined) \(String(describing: day.conflicts?.value))"
    }
}
