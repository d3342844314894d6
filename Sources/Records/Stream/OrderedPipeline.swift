/// Reads pieces of work one after another, works on them on several threads, and hands on the results in the order of the pieces.
///
/// Every thread does all three in turn: it takes the next piece while it holds the source, works, and whoever finishes the piece whose turn it is
/// hands on what is ready. So no thread stands between, at most `jobs` pieces are in work and at most ``resultLimit`` results in memory. The
/// calling thread is one of the threads; with one job it is the only one.
package final class OrderedPipeline<Workspace, Output>: @unchecked Sendable {
    package let jobs: Int
    /// Results made or being made and not yet handed on.
    package var resultLimit: Int { results.count }

    private let makeWorkspace: () -> Workspace
    private let makeOutput: () -> Output
    private let fill: (inout Workspace) throws -> Bool
    private let work: (inout Workspace, inout Output) -> Void
    private let drain: (inout Output) throws -> Void

    /// Held while a piece is taken.
    private let source = Monitor()
    /// Guards everything below.
    private let state = Monitor()
    private var next = 0
    private var turn = 0
    private var results: [Output?]
    private var free: [Output] = []
    private var isDraining = false
    private var isEnded = false
    private var isStopped = false
    private var failure: (any Error)?

    /// - Parameters:
    ///   - jobs: How many threads; at least one.
    ///   - workspace: Makes what one thread keeps for itself: a chunk to fill, frames, scratch memory.
    ///   - output: Makes a result to write into; results are used again once they have been drained.
    ///   - fill: Takes the next piece into a workspace; false when there is none left. Never called twice at once, nor after it said false or threw.
    ///   - work: Works on the piece in a workspace. Called on all threads at once.
    ///   - drain: Hands on a result and empties it. Never called twice at once, and in the order of the pieces.
    package init(
        jobs: Int, workspace: @escaping @Sendable () -> Workspace, output: @escaping @Sendable () -> Output,
        fill: @escaping (inout Workspace) throws -> Bool, work: @escaping @Sendable (inout Workspace, inout Output) -> Void,
        drain: @escaping (inout Output) throws -> Void
    ) {
        self.jobs = max(1, jobs)
        makeWorkspace = workspace
        makeOutput = output
        self.fill = fill
        self.work = work
        self.drain = drain
        results = Array(repeating: nil, count: 2 * self.jobs + 2)
    }

    /// Runs until the source has no more, or until `drain` throws: then what is in work is dropped. An error of `fill` is thrown after everything
    /// taken before it has been handed on.
    package func run() throws {
        guard jobs > 1 else { return try runAlone() }
        let others = (1..<jobs).compactMap { _ in WorkerThread { self.serve() } }
        serve()
        for other in others { other.join() }
        if let failure { throw failure }
    }

    private func runAlone() throws {
        var workspace = makeWorkspace()
        var output = makeOutput()
        while try fill(&workspace) {
            work(&workspace, &output)
            try drain(&output)
        }
    }

    private func serve() {
        var workspace = makeWorkspace()
        while let piece = take(&workspace) {
            var output = piece.output ?? makeOutput()
            work(&workspace, &output)
            deliver(output, at: piece.number)
        }
    }

    private func take(_ workspace: inout Workspace) -> (number: Int, output: Output?)? {
        source.lock()
        defer { source.unlock() }
        state.lock()
        // Whoever waits here holds the source; the others finish what they have, and the last of them makes room.
        while !isStopped, !isEnded, next - turn >= results.count { state.wait() }
        let isOver = isStopped || isEnded
        state.unlock()
        if isOver { return nil }

        let outcome = Result { try fill(&workspace) }
        state.lock()
        defer { state.unlock() }
        switch outcome {
        case .success(true):
            defer { next += 1 }
            return (next, free.popLast())
        case .success(false): break
        case .failure(let error): failure = failure ?? error
        }
        isEnded = true
        return nil
    }

    private func deliver(_ output: Output, at number: Int) {
        state.lock()
        defer { state.unlock() }
        results[number % results.count] = output
        if isDraining { return }
        isDraining = true
        defer { isDraining = false }
        while !isStopped, var ready = results[turn % results.count] {
            results[turn % results.count] = nil
            state.unlock()
            let outcome = Result { try drain(&ready) }
            state.lock()
            switch outcome {
            case .success:
                free.append(ready)
                turn += 1
            case .failure(let error):
                // What comes after in the input can't be why this failed: it goes before an error of the source.
                failure = error
                isStopped = true
            }
            state.wakeAll()
        }
    }
}
