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
    /// By measure and status: `{"measure":"…","kind":"…","status":"…"`.
    private let openings: UnsafeMutablePointer<Fragment>
    private let rules: UnsafeMutablePointer<RuleText>
    /// Cites as JSON strings, by number.
    private let cites: UnsafeMutablePointer<Fragment>
    private let citeCount: Int
    /// By status: `,"status":"…","rule":`, within a history.
    private let statuses: UnsafeMutablePointer<Fragment>
    private let statusCount = Status.allCases.count
    /// What stands between the parts of a measure, and before an entry of its history.
    private let until: Fragment
    private let due: Fragment
    private let adjusted: Fragment
    private let entryStart: Fragment
    private let further: Fragment
    private let days: DayTexts
    private let plan: Plan
    private let memory: FragmentMemory

    private struct RuleText: BitwiseCopyable {
        /// The name as a JSON string.
        var name: Fragment
        /// `],"rule":"…","clauses":[…],"history":[` when nothing else is cited, from the end of `adjusted` on.
        var alone: Fragment
        /// `],"rule":"…","clauses":[`.
        var opening: Fragment
        /// The name and `}`, the end of an entry of a history.
        var entryEnd: Fragment
        /// Numbers of its cites.
        var cites: UnsafeMutablePointer<Int32>
        var citeCount: Int
        var actions: UnsafeMutablePointer<ActionText>
    }

    private struct ActionText: BitwiseCopyable {
        /// The authority as an addressee; null where there is none.
        var authority: Value
        /// From the modality to `"from":`, addressed to the authority.
        var addressed: Fragment
        /// `,"modality":"…","addressee":`.
        var modality: Fragment
        /// `,"responsible":[…],"from":`.
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
        func json(_ value: Value) -> [UInt8] { value.tag == .string ? json(String(decoding: value.utf8, as: UTF8.self)) : Array("null".utf8) }
        func list(_ items: [[UInt8]]) -> [UInt8] { Array("[".utf8) + Array(items.joined(separator: ",".utf8)) + Array("]".utf8) }
        let memory = FragmentMemory()
        self.memory = memory
        days = DayTexts(around: asOf)
        until = memory.keep(Array(",\"until\":".utf8))
        due = memory.keep(Array(",\"due\":".utf8))
        adjusted = memory.keep(Array(",\"adjusted\":[".utf8))
        entryStart = memory.keep(Array("{\"on\":".utf8))
        further = memory.keep(Array(",{\"on\":".utf8))
        head = memory.keep(
            Array(",\"pack\":".utf8), json(policy.id), Array(",\"digest\":".utf8), json(policy.digest), Array(",\"asOf\":".utf8),
            json(asOf.description), Array(",\"measures\":[".utf8))
        openings = memory.table(
            policy.vocabulary.measures.flatMap { measure in
                Status.allCases.map { status in
                    memory.keep(
                        Array("{\"measure\":".utf8), json(measure.name), Array(",\"kind\":".utf8), json(measure.kind.rawValue),
                        Array(",\"status\":".utf8), json(status.word))
                }
            })
        var numbers: [String: Int32] = [:]
        var all: [[UInt8]] = []
        rules = memory.table(
            policy.rules.indices.map { index in
                let rule = policy.rules[index]
                let name = json(rule.name)
                let own = plan.cites([index]).map { cite in
                    if let known = numbers[cite] { return known }
                    numbers[cite] = Int32(all.count)
                    all.append(json(cite))
                    return Int32(all.count - 1)
                }
                let opening = Array("],\"rule\":".utf8) + name + Array(",\"clauses\":".utf8)
                return RuleText(
                    name: memory.keep(name),
                    alone: memory.keep(opening, list(own.map { all[Int($0)] }), Array(",\"history\":[".utf8)),
                    opening: memory.keep(opening, Array("[".utf8)),
                    entryEnd: memory.keep(name, Array("}".utf8)),
                    cites: memory.table(own), citeCount: own.count,
                    actions: memory.table(
                        rule.actions.indices.map { number in
                            let action = rule.actions[number]
                            let authority = plan.authority(ofRule: index, action: number)
                            let modality = Array(",\"modality\":".utf8) + json(action.modality.rawValue) + Array(",\"addressee\":".utf8)
                            let responsible =
                                Array(",\"responsible\":".utf8) + list(action.responsible.map { json($0) }) + Array(",\"from\":".utf8)
                            return ActionText(
                                authority: authority, addressed: memory.keep(modality, json(authority), responsible),
                                modality: memory.keep(modality), responsible: memory.keep(responsible))
                        }))
            })
        cites = memory.table(all.map { memory.keep($0) })
        citeCount = all.count
        statuses = memory.table(
            Status.allCases.map { memory.keep(Array(",\"status\":".utf8), json($0.word), Array(",\"rule\":".utf8)) })
    }

    /// Appends the object, without a line break.
    package func write(_ workspace: Workspace, to out: inout OutputBuffer) {
        out.append("{\"record\":")
        out.append(json: workspace.frame.id)
        out.append(",\"subject\":")
        out.append(json: workspace.subject)
        out.append(head)
        if let measures = workspace.measureElements.baseAddress {
            let entries = workspace.historyElements
            let citations = workspace.citationElements
            var isFirst = true
            for index in workspace.measuresInOrder() {
                if !isFirst { out.append(byte: UInt8(ascii: ",")) }
                isFirst = false
                write(measures + Int(index), workspace, entries, citations, to: &out)
            }
        }
        out.append("],\"options\":[")
        writeOptions(workspace, to: &out)
        out.append("],\"undetermined\":[")
        writeUndetermined(workspace, to: &out)
        out.append("],\"conflicts\":[")
        writeConflicts(workspace, to: &out)
        if workspace.tellsLaw {
            out.append("],\"law\":")
            days.append(workspace.request.law, to: &out)
            out.append(byte: UInt8(ascii: "}"))
        } else {
            out.append("]}")
        }
    }

    private func write(
        _ measure: UnsafePointer<MeasureState>, _ workspace: Workspace, _ entries: UnsafeBufferPointer<HistoryEntry>,
        _ citations: UnsafeBufferPointer<Citation>,
        to out: inout OutputBuffer
    ) {
        let rule = rules + Int(measure.pointee.rule)
        let action = rule.pointee.actions + Int(measure.pointee.action)
        let opening = openings + Int(measure.pointee.type) * statusCount + Int(measure.pointee.status.rawValue)
        // Room for what is written next without asking again: fixed texts and three days.
        out.reserve(opening.pointee.count + action.pointee.addressed.count + rule.pointee.alone.count + 256)
        var place = out.base + out.used
        opening.pointee.put(&place)
        let addressee = measure.pointee.addressee
        if addressee.tag == .string, addressee.bits == action.pointee.authority.bits, addressee.length == action.pointee.authority.length {
            action.pointee.addressed.put(&place)
        } else {
            action.pointee.modality.put(&place)
            out.used = place - out.base
            out.append(json: addressee)
            out.reserve(action.pointee.responsible.count + rule.pointee.alone.count + 256)
            place = out.base + out.used
            action.pointee.responsible.put(&place)
        }
        days.put(measure.pointee.shownFrom, &place)
        until.put(&place)
        days.put(measure.pointee.shownUntil, &place)
        due.put(&place)
        days.put(measure.pointee.shownDue, &place)
        adjusted.put(&place)
        out.used = place - out.base
        if measure.pointee.adjusted != 0 { out.append(texts: plan.words(measure.pointee.adjusted)) }
        let first = Int(measure.pointee.firstCitation)
        if first >= 0, citations[first].next < 0, citations[first].rule == measure.pointee.rule {
            out.append(rule.pointee.alone)
        } else {
            out.append(rule.pointee.opening)
            writeCites(from: measure.pointee.firstCitation, citations, to: &out)
            out.append("],\"history\":[")
        }
        write(measure.pointee.firstEntry, entries, to: &out)
        out.append(byte: UInt8(ascii: "]"))
        write(event: measure.pointee.event, workspace, to: &out)
        out.append(byte: UInt8(ascii: "}"))
    }

    /// `,"event":{"type":…,"on":…}` of what is about one event.
    @inline(__always)
    private func write(event: Int32, _ workspace: Workspace, to out: inout OutputBuffer) {
        guard event >= 0, Int(event) < workspace.frame.events.count else { return }
        let event = workspace.frame.events[Int(event)]
        out.append(",\"event\":{\"type\":")
        out.appendJSONString(plan.policy.vocabulary.events[Int(event.type)].name)
        out.append(",\"on\":")
        days.append(event.on, to: &out)
        out.append(byte: UInt8(ascii: "}"))
    }

    /// The entries of a history from one on.
    @inline(__always)
    private func write(_ first: Int32, _ entries: UnsafeBufferPointer<HistoryEntry>, to out: inout OutputBuffer) {
        guard let table = entries.baseAddress else { return }
        var next = first
        while next >= 0 {
            // Places in a chain are those of entries made.
            let entry = table + Int(next)
            let (status, end) = (statuses + Int(entry.pointee.status.rawValue), rules + Int(entry.pointee.rule))
            out.reserve(status.pointee.count + end.pointee.entryEnd.count + 128)
            var place = out.base + out.used
            if next == first { entryStart.put(&place) } else { further.put(&place) }
            days.put(entry.pointee.on, &place)
            status.pointee.put(&place)
            end.pointee.entryEnd.put(&place)
            out.used = place - out.base
            next = entry.pointee.next
        }
    }

    // MARK: Cites

    /// The cites of a chain of citations, each once.
    private func writeCites(from first: Int32, _ citations: UnsafeBufferPointer<Citation>, to out: inout OutputBuffer) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: citeCount) { written in
            var count = 0
            var place = first
            while place >= 0 {
                writeCites(of: Int(citations[Int(place)].rule), but: written, &count, to: &out)
                place = citations[Int(place)].next
            }
        }
    }

    private func writeCites(_ cited: [Int], to out: inout OutputBuffer) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: citeCount) { written in
            var count = 0
            for rule in cited { writeCites(of: rule, but: written, &count, to: &out) }
        }
    }

    /// The cites of a rule that haven't been written yet.
    private func writeCites(of rule: Int, but written: UnsafeMutableBufferPointer<Int32>, _ count: inout Int, to out: inout OutputBuffer) {
        for index in 0..<rules[rule].citeCount {
            let cite = rules[rule].cites[index]
            if written[..<count].contains(cite) { continue }
            if count > 0 { out.append(byte: UInt8(ascii: ",")) }
            out.append(cites[Int(cite)])
            written[count] = cite
            count += 1
        }
    }

    // MARK: What stands beside the measures

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
            let involved = conflict.rules
            out.append("{\"kind\":")
            out.appendJSONString(conflict.kind.word)
            out.append(",\"measure\":")
            if conflict.measure >= 0 { out.appendJSONString(plan.policy.vocabulary.measures[Int(conflict.measure)].name) } else { out.append("null") }
            out.append(",\"rules\":[")
            out.append(texts: involved.map { plan.policy.rules[$0].name })
            out.append("],\"clauses\":[")
            writeCites(involved, to: &out)
            out.append("],\"on\":")
            days.append(conflict.on, to: &out)
            if conflict.kind == .calendar, let calendar = plan.policy.calendar {
                out.append(",\"calendar\":{\"file\":")
                out.appendJSONString(calendar.path)
                out.append(",\"year\":")
                out.appendInteger(Int(conflict.year))
                out.append(byte: UInt8(ascii: "}"))
            }
            if let rows = conflict.rows {
                out.append(",\"table\":")
                out.appendJSONString(plan.policy.variables[Int(rows.table)].name)
                out.append(",\"rows\":[")
                out.appendInteger(Int(rows.first) + 1)
                out.append(byte: UInt8(ascii: ","))
                out.appendInteger(Int(rows.second) + 1)
                out.append(byte: UInt8(ascii: "]"))
            }
            write(event: conflict.event, workspace, to: &out)
            out.append(byte: UInt8(ascii: "}"))
        }
    }
}

extension OutputBuffer {
    /// A string value, or null.
    mutating func append(json value: Value) {
        if value.tag == .string { appendJSONString(value.utf8) } else { append("null") }
    }

    fileprivate mutating func append(texts: [String]) {
        for (index, text) in texts.enumerated() {
            if index > 0 { append(byte: UInt8(ascii: ",")) }
            appendJSONString(text)
        }
    }
}
