import Diagnostics
import Policy

/// The texts of a new pack.
struct PackDraftText {
    let id: String
    let superior: PolicyPack
    let example: DraftExample?

    var files: [(path: String, text: String)] {
        var files = [("pack.yaml", pack), ("clauses.yaml", clauses)]
        guard example != nil else {
            files[0].1 += "\n" + ownRules
            return files
        }
        files.append(("rules.yaml", rules))
        if example?.given != nil { files.append(("tests/rules.yaml", tests)) }
        return files
    }

    private var policy: ResolvedPolicy { superior.plan.policy }

    private var pack: String {
        let parameter = policy.parameters.first.map { parameter in
            """

            # 上位政策留给地方的值在这里设定。 A value that the pack above leaves to a locality is set here.
            # set:
            #   \(quoted(parameter.name)): {value: '\(parameter.value.text.replacing("'", with: "''"))', stated: false}

            """.replacing("\n    ", with: "\n")
        }
        return """
            pack: \(quoted(id))
            title: {zh: 某地的实施方案, en: A locality's plan}
            instrument: {number: 文号（待填）, issuer: 发文机关（待填）}
            extends: \(quoted(superior.id))
            """ + "\n" + (parameter ?? "")
    }

    private var clauses: String {
        """
        # 文件的每一条，用自己的话写。 Every clause of the text, in own words.
        # class: operative 对记录有后果 · programmatic 交给机关的工作 · declaratory 宣示
        clauses:
        """ + "\n"
            + (example == nil
                ? ""
                : """
                  "1":
                    cite: 第一条
                    class: operative
                    zh: 本地执行上位政策的这条规则
                    en: The locality carries out this rule of the pack above

                """) + """
                  "2":
                    cite: 第二条
                    class: programmatic
                    zh: 本地逐步完善配套办法
                    en: The locality adds to its rules step by step
                    because: {zh: 是机关的工作，对任何记录都没有后果, en: work for authorities from which nothing follows for a record}

                """
    }

    private var rules: String {
        """
        # 上位政策的规则原样有效；要改，就写在 refine、replace、drop 下。
        # The rules of the pack above hold as they are; what changes them stands under refine, replace or drop.
        refine:
          \(quoted(example?.rule ?? "")): {clause: "1"}


        """ + ownRules
    }

    /// A rule of the pack's own as an example, in both spellings of the language.
    private var ownRules: String {
        let measure = policy.vocabulary.measures.first
        let name = measure.map { quoted($0.name) } ?? "MEASURE"
        let label = measure.map { quoted($0.label.zh) } ?? "措施"
        let clause = example == nil ? "2" : "1"
        let event = policy.vocabulary.events.first?.name ?? "EVENT"
        let eventLabel = policy.vocabulary.events.first?.label.zh ?? "事件"
        return """
            # 自己的规则写在 rules 下，两种写法是一回事。 Rules of one's own stand under `rules`; both spellings are the same.
            #
            # rules:
            #   a rule of our own:
            #     clause: "\(clause)"
            #     when: has("\(event)")
            #     then:
            #       - impose: \(name)
            #
            # 规则:
            #   本地自己的规则:
            #     条款: "\(clause)"
            #     当: 有("\(eventLabel)")
            #     则:
            #       - 施加: \(label)

            """
    }

    private var tests: String {
        guard let example, let given = example.given else { return "" }
        return """
            # 每条规则至少一个用例，结果以文件为准。 At least one test for each rule, with the outcome that the text requires.
            tests:
              \(quoted(example.rule)) holds here:
                clause: "1"
                given: \(flow(given))
                then:
                  \(CivilDay.text(example.day)): {\(quoted(example.measure)): \(example.status)}

            """
    }

    // MARK: YAML

    /// A record on one line.
    private func flow(_ tree: RecordTree) -> String {
        switch tree.kind {
        case .scalar(let text, let isQuoted): isQuoted ? doubleQuoted(text) : quoted(text)
        case .list(let items): "[" + items.map { flow($0) }.joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { "\(quoted($0.key.value)): \(flow($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    /// A text as a plain scalar where it surely is one.
    private func quoted(_ text: String) -> String {
        let isPlain =
            text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || " -_.".unicodeScalars.contains(scalar)
            } && text.first?.isWhitespace == false && text.last?.isWhitespace == false && text.first != "-"
        return isPlain ? text : doubleQuoted(text)
    }

    private func doubleQuoted(_ text: String) -> String {
        JSONDocument.text(of: .string(text)).trimmingLineEnd
    }
}

extension String {
    /// Without the line's end.
    fileprivate var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
