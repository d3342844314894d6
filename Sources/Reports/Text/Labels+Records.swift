import FEEL
import Policy

/// The subject's other records, in words.
extension Labels {
    /// How many are shown one by one.
    private static let shownRecords = 20

    /// The list of them by name, in the middle of a sentence.
    func recordList(_ list: HistoryList) -> String {
        switch list {
        case .earlier: say(zh: "在前的记录", en: "earlier records")
        case .later: say(zh: "在后的记录", en: "later records")
        }
    }

    /// How many there are, and which, each with its day.
    func records(_ value: Datum) -> String {
        guard case .list(let records) = value else { return self.value(value) }
        if records.isEmpty { return say(zh: "没有", en: "none") }
        let shown = records.prefix(Labels.shownRecords).map { record in
            guard case .context(let members) = record else { return "?" }
            func text(_ word: HistoryWord) -> String? { members.first { $0.name == word.rawValue }.map { $0.value.text } }
            return (text(.record) ?? "?") + (text(.day).map { bracketed($0) } ?? "")
        }
        return say(zh: "\(records.count) 条：", en: "\(records.count), ") + list(shown)
            + (records.count > shown.count ? say(zh: "等", en: " and others") : "")
    }
}
