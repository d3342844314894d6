import FEEL
import Policy

/// What has happened so far in the case being decided: first and latest day and number of events of each type. Functions of expressions read it.
struct EventLedger {
    var first: UnsafeMutablePointer<Int32>
    var latest: UnsafeMutablePointer<Int32>
    var count: UnsafeMutablePointer<Int32>
    /// By type of measure, where the case is assessed; nil otherwise.
    var standings: UnsafeMutablePointer<MeasureStanding>?
    /// The period it is assessed for.
    var periodStart: Int32 = 0
    var periodEnd: Int32 = 0
    /// The measures of the case, and the day under way.
    let measures: TrivialBuffer<MeasureState>
    var today: Int32 = 0
    /// The subject's other records, where expressions look at them. The workspace keeps it.
    var view: Unmanaged<HistoryView>?

    /// Takes in an event.
    @inline(__always)
    func note(_ type: Int, on day: Int32) {
        let times = count + type
        if times.pointee == 0 { first[type] = day }
        latest[type] = day
        times.pointee &+= 1
    }

    static func of(_ m: MachineRef) -> UnsafeMutablePointer<EventLedger>? {
        m.pointee.host?.assumingMemoryBound(to: EventLedger.self)
    }
}

extension EventFunction {
    /// The code of a call with its literal argument resolved.
    func code(event: Int) -> Code {
        switch self {
        case .has: return { m in .boolean((EventLedger.of(m)?.pointee.count[event] ?? 0) > 0) }
        case .numberOf: return { m in .number(Int64(EventLedger.of(m)?.pointee.count[event] ?? 0)) }
        case .dateOf:
            return { m in
                guard let ledger = EventLedger.of(m), ledger.pointee.count[event] > 0 else { return .null }
                return .date(days: Int64(ledger.pointee.first[event]))
            }
        case .latestDateOf:
            return { m in
                guard let ledger = EventLedger.of(m), ledger.pointee.count[event] > 0 else { return .null }
                return .date(days: Int64(ledger.pointee.latest[event]))
            }
        }
    }
}
