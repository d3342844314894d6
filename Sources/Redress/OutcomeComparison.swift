import Engine
import Records
import Reports

/// Decides a whole input of records by two packs and compares the decisions: in parallel, in order, in constant memory.
package struct OutcomeComparison: Sendable {
    package var first: PolicyPack
    package var second: PolicyPack
    package var days: DecisionDays
    /// Threads; the outcome is the same for any number.
    package var jobs = 1

    package init(_ first: PolicyPack, _ second: PolicyPack, days: DecisionDays) {
        (self.first, self.second) = (first, second)
        self.days = days
    }

    /// Runs to the end of the input. Throws what `difference` throws, and `SystemFault` where the input can't be read.
    /// - Parameters:
    ///   - difference: takes each record that is treated differently, in the order of the input.
    ///   - reject: takes each record that one of the packs can't read; it is compared no further.
    package func run(
        _ source: ByteSource, difference: @escaping (OutcomeDifference) throws -> Void, reject: @escaping (Reject) -> Void
    ) throws -> OutcomeMatrix {
        var matrix = OutcomeMatrix()
        var reader = RecordReader(source)
        let pipeline = OrderedPipeline<ComparisonWorker, ComparisonPiece>(
            jobs: jobs, workspace: { ComparisonWorker(first, second, days) }, output: { ComparisonPiece() },
            fill: { worker in try reader.fill(worker.chunk) }, work: { worker, piece in worker.compare(into: piece) },
            drain: { piece in
                matrix.compared += piece.compared
                matrix.rejected += piece.rejects.count
                piece.rejects.forEach(reject)
                for found in piece.differences {
                    matrix.add(found)
                    try difference(found)
                }
                piece.clear()
            })
        try pipeline.run()
        return matrix
    }
}

/// What one thread of a comparison works with.
private final class ComparisonWorker {
    let chunk = RecordChunk()
    private let sides: [CaseBench]

    init(_ first: PolicyPack, _ second: PolicyPack, _ days: DecisionDays) {
        sides = [first, second].map { CaseBench($0, days.request) }
    }

    func compare(into piece: ComparisonPiece) {
        for slice in chunk.slices {
            var decisions: [Decision] = []
            for side in sides {
                if case .rejected(let reject) = side.read(chunk, slice) {
                    piece.rejects.append(reject)
                    break
                }
                side.settle(chunk, slice)
                decisions.append(side.workspace.decision())
            }
            guard decisions.count == sides.count, let first = decisions.first, let second = decisions.last else { continue }
            piece.compared += 1
            if let difference = OutcomeDifference(first, second) { piece.differences.append(difference) }
        }
    }
}

/// What came of one chunk.
private final class ComparisonPiece {
    var differences: [OutcomeDifference] = []
    var rejects: [Reject] = []
    var compared = 0

    func clear() {
        differences.removeAll(keepingCapacity: true)
        rejects.removeAll(keepingCapacity: true)
        compared = 0
    }
}
