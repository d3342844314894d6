import Diagnostics
import YAMLDocument

extension VocabularyReader {
    /// `[0..)`, `(0..100]`, `[..5]`: a bracket includes its bound, a parenthesis doesn't, an absent bound is open.
    func range(_ node: YAMLNode, of type: FactType) -> FactRange? {
        guard let text = reader.written(node) else { return nil }
        guard type == .number else {
            reader.report(
                .fault(
                    "bad-range", at: text.location, zh: "只有数值才有范围", en: "only a number has a range",
                    mend: Phrase(zh: "删掉 `range`", en: "delete the `range`")))
            return nil
        }
        if let range = parse(text) { return range }
        reader.report(
            .fault(
                "bad-range", at: text.location, zh: "`\(text.value)` 不是范围", en: "`\(text.value)` is no range",
                mend: Phrase(zh: "写作 `\"[0..)\"` 或 `\"[0..100]\"`", en: "write it as `\"[0..)\"` or `\"[0..100]\"`")))
        return nil
    }

    private func parse(_ text: Written<String>) -> FactRange? {
        let trimmedText = trimmed(text.value[...])
        guard let open = trimmedText.first, let close = trimmedText.last, trimmedText.count >= 4 else { return nil }
        guard "[(]".contains(open), "])[".contains(close) else { return nil }
        let inner = trimmedText.dropFirst().dropLast()
        guard let dots = firstDots(inner) else { return nil }
        let low = trimmed(inner[..<dots])
        let high = trimmed(inner[inner.index(dots, offsetBy: 2)...])
        guard low.isEmpty || isDecimal(low), high.isEmpty || isDecimal(high), !(low.isEmpty && high.isEmpty) else { return nil }
        return FactRange(
            low: low.isEmpty ? nil : String(low), lowClosed: open == "[" && !low.isEmpty, high: high.isEmpty ? nil : String(high),
            highClosed: close == "]" && !high.isEmpty, location: text.location)
    }

    private func firstDots(_ text: Substring) -> Substring.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == ".", next < text.endIndex, text[next] == "." { return index }
            index = next
        }
        return nil
    }

    private func isDecimal(_ text: Substring) -> Bool {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    }
}
