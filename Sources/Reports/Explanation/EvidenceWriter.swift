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
            case .anyOf(let list):
                let events = labels.list(list.map { labels.event($0) })
                text += labels.say(zh: "，即有其中任一事件：\(events)", en: ", that is any of: \(events)")
            case .allOf(let list):
                let events = labels.list(list.map { labels.event($0) })
                text += labels.say(zh: "，即下列事件都有：\(events)", en: ", that is all of: \(events)")
            }
            if reading.events.isEmpty {
                if case .expression = definition.body {} else { text += labels.say(zh: "；都没有", en: "; none has happened") }
            } else {
                let happened = labels.list(reading.events.map { "\(labels.day($0.day)) \(labels.event($0.event))" })
                text += labels.say(zh: "；已有 \(happened)", en: "; there is \(happened)")
            }
            return text
        case .parameter(let index): return parameter(index, reading.value)
        case .event(let index):
            let name = labels.both(labels.event(index), policy.vocabulary.events[index].name)
            guard let first = reading.events.first else { return labels.say(zh: "没有事件 \(name)", en: "no event \(name)") }
            let count = labels.value(reading.value)
            return labels.say(
                zh: "事件 \(name)：\(count) 次，首次 \(labels.day(first.day))", en: "event \(name): \(count) of it, the first on \(labels.day(first.day))")
        }
    }

    /// A parameter's value, and whether the text gives it.
    private func parameter(_ index: Int, _ value: Datum) -> String {
        let parameter = policy.parameters[index]
        let text = labels.both(labels[parameter.label], parameter.name) + labels.say(zh: "：", en: ": ") + labels.value(value)
        if parameter.stated {
            let cites = labels.list(parameter.clauses.map { labels.cite($0) })
            return text
                + (cites.isEmpty
                    ? labels.say(zh: "（文本规定）", en: " (stated by the text)") : labels.say(zh: "（见 \(cites)）", en: " (stated by \(cites))"))
        }
        let isOwn = parameter.setBy == policy.layers.count - 1
        let layer = labels.pack(parameter.setBy)
        return text
            + labels.say(
                zh: isOwn ? "（文本未规定，由本地设定：\(layer)）" : "（文本未规定，由上位政策设定：\(layer)）", en: " (not stated by the text, set by \(layer))")
    }
}
