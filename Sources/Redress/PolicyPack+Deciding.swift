import Diagnostics
import Engine
import Records

extension PolicyPack {
    /// Why a record wasn't decided.
    public enum Failure: Error, Sendable, Hashable {
        /// The bytes hold no record, or more than one.
        case notOneRecord(found: Int)
        /// The record can't be read; nothing of it was decided.
        case rejected(Reject)
    }

    /// Decides one record.
    /// - Parameters:
    ///   - record: a JSON object in UTF-8, as the vocabulary has it.
    ///   - days: the day asked for, and where they differ from it the day of the law and the day of knowledge.
    /// - Returns: the decision, or why there is none. Never prints, never traps.
    public func decide(_ record: [UInt8], days: DecisionDays) -> Result<Decision, Failure> {
        reading(record, days) { $0.decision() }
    }

    /// Decides one record, as of a day.
    public func decide(_ record: [UInt8], asOf: Day) -> Result<Decision, Failure> { decide(record, days: DecisionDays(asOf: asOf)) }

    /// Decides one record and gives the decision as the contract's JSON object, in UTF-8, without a line break. Faster than ``decide(_:days:)``.
    public func decideJSON(_ record: [UInt8], days: DecisionDays) -> Result<[UInt8], Failure> {
        desks.with(self, days.request) { desk in
            if let failure = desk.decide(record) { return .failure(failure) }
            desk.out.removeAll()
            desks.writer(desk.workspace.plan, asOf: days.asOf).write(desk.workspace, to: &desk.out)
            return .success(Array(desk.out.bytes))
        }
    }

    /// Reads one record into a workspace, decides it, and hands the outcome to `body`.
    package func reading<Value: Sendable>(
        _ record: [UInt8], _ days: DecisionDays, _ body: (Workspace) -> Value
    ) -> Result<Value, Failure> {
        desks.with(self, days.request) { desk in
            if let failure = desk.decide(record) { return .failure(failure) }
            return .success(body(desk.workspace))
        }
    }
}
