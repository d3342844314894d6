import Engine
import FEEL
import Policy

/// Writes the outcome in a workspace as the contract's JSON object, straight from the engine's state: what never changes is rendered once.
///
/// Immutable and shared by all threads.
package final class DecisionWriter: @unchecked Sendable {
    // Sendable: everything is constant once made; the texts stand in memory that only the initializer writes.
    /// What follows the record's id and subject.
    private let head: Fragment
    /// By measure: `{"measure":"…","kind":"…","status":`.
    private let openings: UnsafeMutablePointer<Fragment>
    private let rules: UnsafeMutablePointer<RuleText>
    /// Cites as JSON strings, by number.
    private let cites: [Fragment]
    /// Numbers of the cites of each rule.
    private let ruleCites: [[Int]]
    private let statuses: UnsafeMutablePointer<Fragment>
    private let plan: Plan
    private let memory: FragmentMemory

    private struct RuleText: BitwiseCopyable {
        /// The name as a JSON string.
        var name: Fragment
        /// `"rule":"…","clauses":[…],"history":[` when nothing else is cited.
        var alone: Fragment
        /// By action: `,"modality":"…","addressee":` and `,"responsible":[…],"from":`.
        var actions: UnsafeMutablePointer<ActionText>
    }

    private struct ActionText: BitwiseCopyable {
        var modality: Fragment
        var responsible: Fragment
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
        let memory = FragmentMemory()
        self.memory = memory
        head = memory.keep(
            Array(",\"pack\":".utf8) + json(policy.id) + Array(",\"digest\":".utf8) + json(policy.digest) + Array(",\"asOf\":".utf8)
                + json(asOf.description) + Array(",\"measures\":[".utf8))
        openings = memory.table(
            policy.vocabulary.measures.map { measure in
                memory.keep(
                    Array("{\"measure\":".utf8) + json(measure.name) + Array(",\"kind\":".utf8) + json(measure.kind.rawValue)
                        + Array(",\"status\":".utf8))
            })
        var numbers: [String: Int] = [:]
        var all: [[UInt8]] = []
        var byRule: [[Int]] = []
        rules = memory.table(
            policy.rules.indices.map { index in
                let rule = policy.rules[index]
                let own = plan.cites([index]).map { cite in
                    if let known = numbers[cite] { return known }
                    numbers[cite] = all.count
                    all.append(json(cite))
                    return all.count - 1
                }
                byRule.append(own)
                return RuleText(
                    name: memory.keep(json(rule.name)),
                    alone: memory.keep(
                        Array(",\"rule\":".utf8) + json(rule.name) + Array(",\"clauses\":".utf8) + list(own.map { all[$0] })
                            + Array(",\"history\":[".utf8)),
                    actions: memory.table(
                        rule.actions.map { action in
                            ActionText(
                                modality: memory.keep(
                                    Array(",\"modality\":".utf8) + json(action.modality.rawValue) + Array(",\"addressee\":".utf8)),
                                responsible: memory.keep(
                                    Array(",\"responsible\":".utf8) + list(action.responsible.map { json($0) })
                                        + Array(",\"from\":".utf8)))
                        }))
            })
        cites = all.map { memory.keep($0) }
        ruleCites = byRule
        statuses = memory.table(Status.allCases.map { memory.keep(json($0.word)) })
    }

    /// Appends the object, without a line break.
    package func write(_ workspace: Workspace, to out: inout OutputBuffer) {
        out.append("{\"record\":")
        out.append(json: workspace.frame.id)
        out.append(",\"subject\":")
        out.append(json: workspace.subject)
        out.append(head)
        let all = workspace.measureElements
        let entries = workspace.historyElements
        let citations = workspace.citationElements
        var isFirst = true
        for index in workspace.measuresInOrder() {
            if !isFirst { out.append(byte: UInt8(ascii: ",")) }
            isFirst = false
            if let measure = all.baseAddress.map({ $0 + Int(index) }) { write(measure, entries, citations, workspace, to: &out) }
        }
        out.append("],\"options\":[")
        writeOptions(workspace, to: &out)
        out.append("],\"undetermined\":[")
        writeUndetermined(workspace, to: &out)
        out.append("],\"conflicts\":[")
        writeConflicts(workspace, to: &out)
        out.append("]}")
    }

    private func write(
        _ measure: UnsafePointer<MeasureState>, _ entries: UnsafeBufferPointer<HistoryEntry>, _ citations: UnsafeBufferPointer<Citation>,
        _ workspace: Workspace, to out: inout OutputBuffer
    ) {
        let rule = Int(measure.pointee.rule)
        let action = rules[rule].actions[Int(measure.pointee.action)]
        out.append(openings[Int(measure.pointee.type)])
        out.append(statuses[Int(measure.pointee.status.rawValue)])
        out.append(action.modality)
        out.append(json: measure.pointee.addressee)
        out.append(action.responsible)
        out.append(day: measure.pointee.shownFrom)
        out.append(",\"until\":")
        out.append(day: measure.pointee.shownUntil)
        out.append(",\"due\":")
        out.append(day: measure.pointee.shownDue)
        out.append(",\"adjusted\":[")
        if measure.pointee.adjusted != 0 { out.append(texts: plan.words(measure.pointee.adjusted)) }
        out.append(byte: UInt8(ascii: "]"))
        let first = Int(measure.pointee.firstCitation)
        if first >= 0, citations[first].next < 0, citations[first].rule == measure.pointee.rule {
            out.append(rules[rule].alone)
        } else {
            out.append(",\"rule\":")
            out.append(rules[rule].name)
            out.append(",\"clauses\":[")
            writeCites(workspace.citedRules(measure.pointee), to: &out)
            out.append("],\"history\":[")
        }
        var place = measure.pointee.firstEntry
        while place >= 0 {
            let entry = entries[Int(place)]
            if place != measure.pointee.firstEntry { out.append(byte: UInt8(ascii: ",")) }
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
            for cite in ruleCites[rule] where !written.contains(cite) {
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
            if let rule = option.rules.last { out.append(rules[rule].name) } else { out.append("null") }
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

/// A piece of JSON text that never changes.
private struct Fragment: BitwiseCopyable {
    var start: UnsafePointer<UInt8>
    var count: Int
}

/// Keeps the fragments of a writer.
private final class FragmentMemory {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit { for block in blocks { block.deallocate() } }

    func table<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafeMutablePointer<Element> {
        let start = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
        for (index, value) in values.enumerated() { (start + index).initialize(to: value) }
        blocks.append(UnsafeMutableRawPointer(start))
        return start
    }

    func keep(_ bytes: [UInt8]) -> Fragment { Fragment(start: UnsafePointer(table(bytes)), count: bytes.count) }
}

extension OutputBuffer {
    @inline(__always)
    fileprivate mutating func append(_ fragment: Fragment) { append(fragment.start, count: fragment.count) }

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
