import Diagnostics

/// How documentation, completion and messages write a function.
extension Builtin {
    /// Every way in which it may be called, with the type of what it gives: `substring(string: string, start position: number, [length: number]) → string`.
    package var signatureTexts: [String] {
        signatures.map { signature in
            var parts = signature.parameters.enumerated().map { index, parameter in
                let text = "\(parameter.name): \(parameter.type.name)"
                return index < signature.required ? text : "[\(text)]"
            }
            if signature.isVariadic { parts.append("…") }
            return "\(name)(\(parts.joined(separator: ", "))) → \(result(signature.parameters.map(\.type)).name)"
        }
    }
}

extension Builtin.Group {
    /// What the group is called.
    package var title: Phrase {
        switch self {
        case .conversion: Phrase(zh: "转换", en: "Conversion")
        case .boolean: Phrase(zh: "布尔", en: "Booleans")
        case .string: Phrase(zh: "字符串", en: "Strings")
        case .list: Phrase(zh: "列表", en: "Lists")
        case .numeric: Phrase(zh: "数", en: "Numbers")
        case .temporal: Phrase(zh: "日期与时间", en: "Dates and times")
        case .range: Phrase(zh: "区间", en: "Ranges")
        case .sort: Phrase(zh: "排序", en: "Sorting")
        case .context: Phrase(zh: "上下文", en: "Contexts")
        case .extension: Phrase(zh: "标准之外", en: "Beyond the standard")
        case .calendar: Phrase(zh: "工作日", en: "Working days")
        }
    }
}
