import Engine
import Policy

/// Writes the measures of a decision and nothing else: of each its name, status and dates. For whoever joins decisions with data of their own.
///
/// `{"record":…,"subject":…,"asOf":…,"measures":[{"measure":…,"status":…,"from":…,"until":…,"due":…}]}`: members and order are those of a whole
/// decision. Immutable and shared by all threads.
package final class LeanDecisionWriter: @unchecked Sendable {
    // Sendable: everything is constant once made; the texts stand in memory that only the initializer writes.
    /// `,"asOf":"…","measures":[`.
    private let head: Fragment
    /// By measure and status: `,{"measure":"…","status":"…","from":`.
    private let openings: UnsafeMutablePointer<Fragment>
    private let until: Fragment
    private let due: Fragment
    private let days: DayTexts
    private let statusCount = Status.allCases.count
    /// Bytes that a measure takes at most, and those that are written beyond it.
    private let room: Int
    private let memory = FragmentMemory()

    package init(_ plan: Plan, asOf: Day) {
        let memory = memory
        func json(_ text: String) -> [UInt8] {
            var buffer = OutputBuffer()
            buffer.appendJSONString(text)
            return Array(buffer.bytes)
        }
        head = memory.keep(Array(",\"asOf\":".utf8), json(asOf.description), Array(",\"measures\":[".utf8))
        let ends = Status.allCases.map { status in Array(",\"status\":".utf8) + json(status.word) + Array(",\"from\":".utf8) }
        let openings = memory.table(
            plan.policy.vocabulary.measures.flatMap { measure in
                let start = Array(",{\"measure\":".utf8) + json(measure.name)
                return ends.map { memory.keep(start, $0) }
            })
        self.openings = openings
        until = memory.keep(Array(",\"until\":".utf8))
        due = memory.keep(Array(",\"due\":".utf8))
        days = DayTexts(around: asOf)
        let longest = (0..<plan.policy.vocabulary.measures.count * Status.allCases.count).reduce(0) { max($0, openings[$1].count) }
        room = longest + until.count + due.count + 3 * DayTexts.room + 1 + OutputBuffer.block
    }

    /// Appends the object, without a line break.
    package func write(_ workspace: Workspace, to out: inout OutputBuffer) {
        out.append("{\"record\":")
        out.append(json: workspace.frame.id)
        out.append(",\"subject\":")
        out.append(json: workspace.subject)
        out.append(head)
        if let measures = workspace.measureElements.baseAddress {
            let order = workspace.measuresInOrder()
            // Room for all of them, so that they are written without asking again.
            out.reserve(order.count * room)
            // Every opening begins with a comma; the first one's stands where the bracket belongs.
            let bracket = out.base + out.used - 1
            var place = bracket
            for index in order { write(measures + Int(index), to: &place) }
            bracket.pointee = UInt8(ascii: "[")
            out.used += max(1, place - bracket) - 1
        }
        out.append("]}")
    }

    @inline(__always)
    private func write(_ measure: UnsafePointer<MeasureState>, to place: inout UnsafeMutablePointer<UInt8>) {
        let opening = openings + Int(measure.pointee.type) * statusCount + Int(measure.pointee.status.rawValue)
        opening.pointee.put(&place)
        days.put(measure.pointee.shownFrom, &place)
        until.put(&place)
        days.put(measure.pointee.shownUntil, &place)
        due.put(&place)
        days.put(measure.pointee.shownDue, &place)
        place.pointee = UInt8(ascii: "}")
        place += 1
    }
}
