import Engine
import Records
import Synchronization

/// Desks that lie idle: each is used by one task at a time and kept for the next.
final class DeskPool: Sendable {
    /// A desk changes hands only through the pool's lock, so that one task at a time holds it.
    private struct Idle: @unchecked Sendable {
        var desks: [Desk] = []
    }

    private let idle = Mutex(Idle())
    private let writers = Mutex<[WriterKey: DecisionWriter]>([:])
    /// More than this many lying idle are let go.
    private let limit = 64
    /// Writers kept: a service asks about today, a study about a handful of days.
    private let writerLimit = 32

    func with<Result: Sendable>(_ pack: PolicyPack, _ request: DecisionRequest, _ body: (Desk) -> Result) -> Result {
        let taken = idle.withLock { idle in Held(desk: idle.desks.popLast()) }
        let desk = taken.desk ?? Desk(pack, request)
        desk.bench.ask(request)
        let result = body(desk)
        let held = Held(desk: desk)
        idle.withLock { idle in
            if idle.desks.count < limit, let desk = held.desk { idle.desks.append(desk) }
        }
        return result
    }

    private struct WriterKey: Hashable {
        var plan: ObjectIdentifier
        var asOf: Day
    }

    /// The writer of a day, shared by all tasks: rendering what never changes costs more than a decision.
    func writer(_ plan: Plan, asOf: Day) -> DecisionWriter {
        let key = WriterKey(plan: ObjectIdentifier(plan), asOf: asOf)
        if let known = writers.withLock({ $0[key] }) { return known }
        let fresh = DecisionWriter(plan, asOf: asOf)
        writers.withLock { writers in
            if writers.count >= writerLimit { writers.removeAll() }
            writers[key] = fresh
        }
        return fresh
    }

    private struct Held: @unchecked Sendable {
        var desk: Desk?
    }
}
