import Diagnostics
import FEEL
import Policy

/// Writes evidence into an outline.
struct EvidenceWriter {
    let labels: Labels
    private var policy: ResolvedPolicy { labels.policy }

    /// A condition with its value, and what it read one step further in.
    func write(_ evidence: Evidence, _ word: String, _ outline: inout Outline, _ depth: Int) {
        outline.line(
            "\(word)\(labels.say(zh: "：", en: ": "))`\(evidence.text)`\(labels.say(zh: "，为", en: " is "))\(labels.value(evidence.value))", depth)
        write(evidence.readings, &outline, depth + 1)
    }

    func write(_ readings: [Evidence.Reading], _ outline: inout Outline, _ depth: Int) {
        // Deeper than definitions of a policy go; a text below it helps nobody.
        guard depth < 24 else { return }
        for reading in readings {
            outline.item(line(reading), depth)
            for row in reading.rows { outline.item(line(row), depth + 1) }
            for body in reading.body { write(body.readings, &outline, depth + 1) }
        }
    }

    /// An expression with its values put in, where that says more than the expression: ``2023-05-12 + 15 days``.
    func filledIn(_ evidence: Evidence) -> String {
        var text = ""
        var isAlone = false
        for (index, piece) in evidence.filledIn.enumerated() {
            switch piece {
            case .text(let between):
                text += isAlone ? String(between.dropFirst()) : between
                isAlone = false
            case .value(let datum, let type):
                // Brackets around nothing but a value say nothing; those of a call stay.
                if case .text(let after)? = evidence.filledIn.dropFirst(index + 1).first, after.hasPrefix(")"), text.hasSuffix("(") {
                    isAlone = text.count == 1 || text.dropLast().last == " "
                }
                if isAlone { text.removeLast() }
                text += labels.value(datum, type: type)
            }
        }
        return text.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
    }

    private func line(_ reading: Evidence.Reading) -> String {
        let colon = labels.say(zh: "：", en: ": ")
        switch reading.subject {
        case .fact(let slot):
            let fact = labels.fact(inSlot: slot)
            let name = policy.variables[slot].name
            return labels.both(fact.map { labels[$0.label] } ?? name, name) + colon + labels.value(reading.value, type: fact?.type, unit: fact?.unit)
        case .state(let index):
            let state = policy.vocabulary.states[index]
            var text = labels.both(labels[state.label], state.name) + colon + labels.value(reading.value)
            if let last = reading.events.last {
                text += labels.say(
                    zh: "，最近一次是 \(labels.day(last.day)) \(labels.event(last.event))",
                    en: ", last on \(labels.day(last.day)): \(labels.event(last.event))")
            }
            return text
        case .definition(let index):
            let definition = policy.definitions[index]
            let name = labels[definition.label]
            var text = (name == definition.name ? "`\(name)`" : labels.both(name, definition.name)) + colon + labels.value(reading.value)
            switch definition.body {
            case .expression(let written):
                let body = reading.body.first?.text ?? written.text
                text += labels.say(zh: "，即 `\(body)`", en: ", that is `\(body)`")
            case .table(let table, _):
                text += labels.say(zh: "，由决策表得出（命中：\(table.hit.chinese)）", en: ", by a decision table (hit: \(table.hit.rawValue))")
                if reading.rows.isEmpty { text += labels.say(zh: "，没有一行命中", en: ", no row hit") }
            case .anyOf(let list):
                let events = labels.list(list.map { labels.event($0) })
                text += labels.say(zh: "，即有其中任一事件：\(events)", en: ", that is any of: \(events)")
            case .allOf(let list):
                let events = labels.list(list.map { labels.event($0) })
                text += labels.say(zh: "，即下列事件都有：\(events)", en: ", that is all of: \(events)")
            }
            if reading.events.isEmpty {
                if definition.body.written == nil { text += labels.say(zh: "；都没有", en: "; none has happened") }
            } else {
                let happened = labels.list(reading.events.map { "\(labels.day($0.day)) \(labels.event($0.event))" })
                text += labels.say(zh: "；已有 \(happened)", en: "; there is \(happened)")
            }
            return text
        case .parameter(let index): return parameter(index, reading.value)
        case .records(let list): return records(list, reading.value)
        case .event(let index):
            let name = labels.both(labels.event(index), policy.vocabulary.events[index].name)
            guard let first = reading.events.first else { return labels.say(zh: "没有事件 \(name)", en: "no event \(name)") }
            let count = labels.value(reading.value)
            return labels.say(
                zh: "事件 \(name)：\(count) 次，首次 \(labels.day(first.day))", en: "event \(name): \(count) of it, the first on \(labels.day(first.day))")
        }
    }

    /// Which of the subject's other records there are, each with its day.
    private func records(_ list: HistoryList, _ value: Datum) -> String {
        labels.say(zh: "\(list.chineseName)：", en: "`\(list.name)`: ") + labels.records(value)
    }

    /// A row of a decision table, with its cells and its clauses.
    private func line(_ row: Evidence.TableRow) -> String {
        let cells = "`\(row.tests.joined(separator: " | "))` → `\(row.outputs.joined(separator: " | "))`"
        var text =
            row.isSure
            ? labels.say(zh: "第 \(row.number) 行命中：\(cells)", en: "row \(row.number) is hit: \(cells)")
            : labels.say(zh: "第 \(row.number) 行未定：\(cells)", en: "row \(row.number) may be hit: \(cells)")
        let cites = labels.list(row.clauses.map { labels.cite($0) })
        if !cites.isEmpty { text += labels.say(zh: "（\(cites)）", en: " (\(cites))") }
        if let note = row.note { text += labels.say(zh: "。\(note.zh)", en: ". \(note.en)") }
        return text
    }

    /// A parameter's value, whether the text gives it, and which pack's it is.
    private func parameter(_ index: Int, _ value: Datum) -> String {
        let parameter = policy.parameters[index]
        var text = labels.both(labels[parameter.label], parameter.name) + labels.say(zh: "：", en: ": ") + labels.value(value, unit: parameter.unit)
        if let since = parameter.since { text += labels.say(zh: "，自 \(labels.day(since)) 起", en: ", since \(labels.day(since))") }
        let layers = layers(parameter)
        if parameter.stated {
            let cites = labels.list(parameter.clauses.map { labels.cite($0) })
            return text
                + (cites.isEmpty
                    ? labels.say(zh: "（文本规定\(layers)）", en: " (stated by the text\(layers))")
                    : labels.say(zh: "（见 \(cites)\(layers)）", en: " (stated by \(cites)\(layers))"))
        }
        let isOwn = parameter.setBy == policy.layers.count - 1
        let layer = labels.pack(parameter.setBy)
        return text
            + labels.say(
                zh: isOwn ? "（文本未规定，由本地设定：\(layer)\(layers)）" : "（文本未规定，由上位政策设定：\(layer)\(layers)）",
                en: " (not stated by the text, set by \(layer)\(layers))")
    }

    /// The value that a pack above had for it, and what it leaves to packs below; empty where no pack has set it anew.
    private func layers(_ parameter: ResolvedParameter) -> String {
        guard let above = parameter.settings.dropLast().last, let old = above.value.constantValue else { return "" }
        let pack = labels.pack(above.layer)
        let value = labels.value(old, unit: parameter.unit)
        let left = parameter.settings.dropLast().compactMap(\.competence).last.map { labels[Labels.words($0)] }
        let set = parameter.stated ? labels.say(zh: "，由\(labels.pack(parameter.setBy))设定", en: ", set by \(labels.pack(parameter.setBy))") : ""
        return set
            + labels.say(
                zh: "；上位\(pack)定为\(value)" + (left.map { "，\($0)" } ?? ""), en: "; above it \(pack) has \(value)" + (left.map { ", and \($0)" } ?? "")
            )
    }
}
