import Engine
import FEEL
import Policy

/// Writes the outcome in a workspace as the contract's JSON object, straight from the engine's state: what never changes is rendered once.
///
/// Immutable and shared by all threads.
package final class DecisionWriter: Sendable {
    /// What follows the record's id and subject.
    private let head: [UInt8]
    private let measures: [MeasureText]
    private let rules: [RuleText]
    /// Cites as JSON strings, by number.
    private let cites: [[UInt8]]
    private let statuses: [[UInt8]]
    private let plan: Plan

    private struct MeasureText: Sendable {
        /// `{"measure":"…","kind":"…","status":`
        var opening: [UInt8]
    }

    private struct RuleText: Sendable {
        /// The name as a JSON string.
        var name: [UInt8]
        /// Numbers of its cites.
        var cites: [Int]
        /// `"rule":"…","clauses":[…]` when nothing else is cited.
        var alone: [UInt8]
        /// By action: `,"modality":"…","addressee":` and `,"responsible":[…],"from":`.
        var actions: [(modality: [UInt8], responsible: [UInt8])]
    }

    package init(_ plan: Plan, asOf: Day) {
        self.plan = plan
        let policy = plan.policy
        func json(_ text: String) -> [UInt8] {
            var buffer = OutputBuffer()
            buffer.appendJSONString(text)
            return Array(buffer.bytes)
        }
        func list(_ items: [[UInt8]]) -> [UInt8] { Array("[".utf8) + Array(items.joined(separator: ",".utf8)) + Array("]".utf8) }
        head =
            Array(",\"pack\":".utf8) + json(policy.id) + Array(",\"digest\":".utf8) + json(policy.digest) + Array(",\"asOf\":".utf8)
            + json(asOf.description) + Array(",\"measures\":[".utf8)
        measures = policy.vocabulary.measures.map { measure in
            MeasureText(
                opening: Array("{\"measure\":".utf8) + json(measure.name) + Array(",\"kind\":".utf8) + json(measure.kind.rawValue)
                    + Array(",\"status\":".utf8))
        }
        var numbers: [String: Int] = [:]
        var all: [[UInt8]] = []
        rules = policy.rules.indices.map { index in
            let rule = policy.rules[index]
            let own = plan.cites([index]).map { cite in
                if let known = numbers[cite] { return known }
                numbers[cite] = all.count
                all.append(json(cite))
                return all.count - 1
            }
            return RuleText(
                name: json(rule.name), cites: own,
                alone: Array(",\"rule\":".utf8) + json(rule.name) + Array(",\"clauses\":".utf8) + list(own.map { all[$0] }),
                actions: rule.actions.map { action in
                    (
                        Array(",\"modality\":".utf8) + json(action.modality.rawValue) + Array(",\"addressee\":".utf8),
                        Array(",\"responsible\":".utf8) + list(action.responsible.map { json($0) }) + Array(",\"from\":".utf8)
                    )
                })
        }
        cites = all
        statuses = Status.allCases.map { json($0.word) }
    }

    /// Appends the object, without a line break.
    package func write(_ workspace: Workspace, to out: inout OutputBuffer) {
        out.append("{\"record\":")
        out.append(json: workspace.frame.id)
        out.append(",\"subject\":")
        out.append(json: workspace.subject)
        out.append(head)
        let all = workspace.measureElements
        var isFirst = true
        for index in workspace.measuresInOrder() {
            if !isFirst { out.append(byte: UInt8(ascii: ",")) }
            isFirst = false
            write(all[Int(index)], workspace, to: &out)
        }
        out.append("],\"options\":[")
        writeOptions(workspace, to: &out)
        out.append("],\"undetermined\":[")
        writeUndetermined(workspace, to: &out)
        out.append("],\"conflicts\":[")
        writeConflicts(workspace, to: &out)
        out.append("]}")
    }

    private func write(_ measure: MeasureState, _ workspace: Workspace, to out: inout OutputBuffer) {
        let rule = Int(measure.rule)
        out.append(measures[Int(measure.type)].opening)
        out.append(statuses[Int(measure.status.rawValue)])
        out.append(rules[rule].actions[Int(measure.action)].modality)
        out.append(json: measure.addressee)
        out.append(rules[rule].actions[Int(measure.action)].responsible)
        out.append(day: workspace.shownFrom(measure))
        out.append(",\"until\":")
        out.append(day: workspace.shownUntil(measure))
        out.append(",\"due\":")
        out.append(day: workspace.shownDue(measure))
        out.append(",\"adjusted\":[")
        if measure.adjusted != 0 { out.append(texts: plan.words(measure.adjusted)) }
        out.append(byte: UInt8(ascii: "]"))
        let citations = workspace.citationElements
        if measure.firstCitation >= 0, citations[Int(measure.firstCitation)].next < 0,
            citations[Int(measure.firstCitation)].rule == measure.rule
        {
            out.append(rules[rule].alone)
        } else {
            out.append(",\"rule\":")
            out.append(rules[rule].name)
            out.append(",\"clauses\":[")
            writeCites(workspace.citedRules(measure), to: &out)
            out.append(byte: UInt8(ascii: "]"))
        }
        out.append(",\"history\":[")
        let entries = workspace.historyElements
        var place = measure.firstEntry
        while place >= 0 {
            let entry = entries[Int(place)]
            if place != measure.firstEntry { out.append(byte: UInt8(ascii: ",")) }
            out.append("{\"on\":")
            out.append(day: entry.on)
            out.append(",\"status\":")
            out.append(statuses[Int(entry.status.rawValue)])
            out.append(",\"rule\":")
            out.append(rules[Int(entry.rule)].name)
            out.append(byte: UInt8(ascii: "}"))
            place = entry.next
        }
        out.append("]}")
    }

    private func writeCites(_ cited: [Int], to out: inout OutputBuffer) {
        var written: [Int] = []
        for rule in cited {
            for cite in rules[rule].cites where !written.contains(cite) {
                if !written.isEmpty { out.append(byte: UInt8(ascii: ",")) }
                out.append(cites[cite])
                written.append(cite)
            }
        }
    }

    private func writeOptions(_ workspace: Workspace, to out: inout OutputBuffer) {
        for (index, option) in workspace.optionsInOrder().enumerated() {
            if index > 0 { out.append(byte: UInt8(ascii: ",")) }
            out.append("{\"rule\":")
            out.append(option.rules.last.map { rules[$0].name } ?? Array("null".utf8))
            out.append(",\"clauses\":[")
            writeCites(option.rules, to: &out)
            out.append("],\"choices\":[")
            out.append(texts: option.choices.map { plan.policy.vocabulary.choices[$0].name })
            out.append("],\"measures\":[")
            out.append(texts: option.measures.map { plan.policy.vocabulary.measures[$0].name })
            out.append("]}")
        }
    }

    private func writeUndetermined(_ workspace: Workspace, to out: inout OutputBuffer) {
        for (index, row) in workspace.undeterminedInOrder().enumerated() {
            if index > 0 { out.append(byte: UInt8(ascii: ",")) }
            out.append("{\"rule\":")
            out.append(rules[row.rule].name)
            out.append(",\"missing\":[")
            out.append(texts: row.missing.map { plan.factName($0) })
            out.append("]}")
        }
    }

    private func writeConflicts(_ workspace: Workspace, to out: inout OutputBuffer) {
        for (index, conflict) in workspace.conflictElements.enumerated() {
            if index > 0 { out.append(byte: UInt8(ascii: ",")) }
            let involved = conflict.rule == conflict.other ? [Int(conflict.rule)] : [Int(conflict.rule), Int(conflict.other)]
            out.append("{\"kind\":")
            out.appendJSONString(conflict.kind.word)
            out.append(",\"measure\":")
            if conflict.measure >= 0 { out.appendJSONString(plan.policy.vocabulary.measures[Int(conflict.measure)].name) } else { out.append("null") }
            out.append(",\"rules\":[")
            out.append(texts: involved.map { plan.policy.rules[$0].name })
            out.append("],\"clauses\":[")
            writeCites(involved, to: &out)
            out.append("],\"on\":")
            out.append(day: conflict.on)
            out.append(byte: UInt8(ascii: "}"))
        }
    }
}

extension OutputBuffer {
    fileprivate mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { append(start, count: $0.count) } }
    }

    /// A string value, or null.
    fileprivate mutating func append(json value: Value) {
        if value.tag == .string { appendJSONString(value.utf8) } else { append("null") }
    }

    fileprivate mutating func append(texts: [String]) {
        for (index, text) in texts.enumerated() {
            if index > 0 { append(byte: UInt8(ascii: ",")) }
            appendJSONString(text)
        }
    }

    fileprivate mutating func append(day: Int32?) {
        guard let day else { return append("null") }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 12) { text in
            guard let start = text.baseAddress else { return }
            start[0] = UInt8(ascii: "\"")
            if CivilDate.write10(day: Int64(day), to: start + 1) {
                start[11] = UInt8(ascii: "\"")
                append(start, count: 12)
            } else {
                appendJSONString(Day(number: day).description)
            }
        }
    }
}
