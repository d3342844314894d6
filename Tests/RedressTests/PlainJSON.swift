import Redress

/// The contract's form of a decision, written from the value in the plainest way, to compare the engine's writer with.
extension Decision {
    var json: String {
        object(
            [
                ("record", text(record)), ("subject", text(subject)), ("pack", text(pack)), ("digest", text(digest)),
                ("asOf", text(asOf.description)),
                ("measures", list(measures.map(\.json))), ("options", list(options.map(\.json))),
                ("undetermined", list(undetermined.map { object([("rule", text($0.rule)), ("missing", texts($0.missing))]) })),
                ("conflicts", list(conflicts.map(\.json))),
            ] + (law.map { [("law", text($0.description))] } ?? []))
    }
}

extension Decision.Measure {
    fileprivate var json: String {
        object(
            [
                ("measure", text(measure)), ("kind", text(kind)), ("status", text(status)), ("modality", text(modality)),
                ("addressee", text(addressee)), ("responsible", texts(responsible)), ("from", text(from?.description)),
                ("until", text(until?.description)), ("due", text(due?.description)), ("adjusted", texts(adjusted)), ("rule", text(rule)),
                ("clauses", texts(clauses)),
                (
                    "history",
                    list(history.map { object([("on", text($0.on.description)), ("status", text($0.status)), ("rule", text($0.rule))]) })
                ),
            ] + members(event))
    }
}

extension Decision.Option {
    fileprivate var json: String {
        object([("rule", text(rule)), ("clauses", texts(clauses)), ("choices", texts(choices)), ("measures", texts(measures))])
    }
}

extension Decision.Conflict {
    fileprivate var json: String {
        var all = [
            ("kind", text(kind)), ("measure", text(measure)), ("rules", texts(rules)), ("clauses", texts(clauses)), ("on", text(on.description)),
        ]
        if let table { all += [("table", text(table)), ("rows", list(rows.map(String.init)))] }
        if let calendar { all.append(("calendar", object([("file", text(calendar.file)), ("year", String(calendar.year))]))) }
        return object(all + members(event))
    }
}

/// The event that something is about, where it is about one.
private func members(_ event: Decision.EventReference?) -> [(String, String)] {
    event.map { [("event", object([("type", text($0.type)), ("on", text($0.on.description))]))] } ?? []
}

private func object(_ members: [(String, String)]) -> String { "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}" }

private func list(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }

private func texts(_ texts: [String]) -> String { list(texts.map { text($0) }) }

private func text(_ text: String?) -> String {
    guard let text else { return "null" }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
}
