import Diagnostics
import _TestSupport

@testable import FEEL

/// The reference of functions and properties, made from the tables that evaluation reads.
enum FunctionReference {
    static func file(_ language: Language) -> String {
        Repository.path(language == .chinese ? "docs/feel-builtins.zh.md" : "docs/feel-builtins.md")
    }

    static func text(_ language: Language) -> String {
        var lines = heading(language)
        for group in Builtin.Group.allCases {
            let functions = Builtins.all.filter { $0.group == group }
            if functions.isEmpty { continue }
            lines += ["", "## \(group.title[language])"]
            for function in functions {
                lines += ["", "### `\(function.name)`", "", sentence(function.summary[language], language), "", "```"]
                lines += function.signatureTexts
                lines.append("```")
            }
        }
        return (lines + properties(language)).joined(separator: "\n") + "\n"
    }

    private static func heading(_ language: Language) -> [String] {
        switch language {
        case .english:
            [
                "# FEEL's functions", "",
                "Made from the table that evaluation, type checking and completion read (`FEEL_REFERENCE=write swift test --filter Documentation`): "
                    + "don't edit it here. 中文：[feel-builtins.zh.md](feel-builtins.zh.md).", "",
                "A parameter in square brackets may be left out; `…` means that the last one may be repeated. An argument of another type makes the "
                    + "result null, with the reason beside it.",
            ]
        case .chinese:
            [
                "# FEEL 函数一览", "",
                "本页由求值、类型检查和补全共用的函数表生成（`FEEL_REFERENCE=write swift test --filter Documentation`），请勿在此修改。"
                    + "English: [feel-builtins.md](feel-builtins.md).", "",
                "方括号里的参数可以省略；`…` 表示最后一个参数可以重复。参数类型不符时结果是 null，并附原因。",
            ]
        }
    }

    private static func sentence(_ summary: String, _ language: Language) -> String {
        guard let first = summary.first else { return "" }
        return language == .chinese ? summary + "。" : first.uppercased() + summary.dropFirst() + "."
    }

    private static func properties(_ language: Language) -> [String] {
        let types: [FEELType] = [.date, .time, .dateTime, .daysTimeDuration, .yearsMonthsDuration, .range(.any)]
        let rows = types.map { type in
            "| `\(type.name)` | \(Properties.names(on: type).map { "`\($0)`" }.joined(separator: ", ")) |"
        }
        switch language {
        case .english: return ["", "## Properties", "", "What may stand behind a dot.", "", "| type | properties |", "| --- | --- |"] + rows
        case .chinese: return ["", "## 属性", "", "点号后面可以写的名称。", "", "| 类型 | 属性 |", "| --- | --- |"] + rows
        }
    }
}
