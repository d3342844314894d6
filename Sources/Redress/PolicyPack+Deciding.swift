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
        let writer = DecisionWriter(plan, asOf: days.asOf)
        return reading(record, days) { workspace in
            var out = OutputBuffer()
            writer.write(workspace, to: &out)
            return Array(out.bytes)
        }
    }

    /// Reads one record into a workspace, decides it, and hands the outcome to `body`.
    package func reading<Value: Sendable>(
        _ record: [UInt8], _ days: DecisionDays, _ body: (Workspace) -> Value
    ) -> Result<Value, Failure> {
        workspaces.with(plan, days.request) { workspace in
            var reader = RecordReader(.bytes(record))
            let chunk = RecordChunk()
            do throws(SystemFault) {
                _ = try reader.fill(chunk)
            } catch {
                return .failure(.notOneRecord(found: 0))
            }
            guard chunk.slices.count == 1, let slice = chunk.slices.first else { return .failure(.notOneRecord(found: chunk.slices.count)) }
            switch RecordDecoder(schema).decode(chunk, slice, into: workspace.frame) {
            case .rejected(let reject): return .failure(.rejected(reject))
            case .ok:
                workspace.decide()
                return .success(body(workspace))
            }
        }
    }
}
