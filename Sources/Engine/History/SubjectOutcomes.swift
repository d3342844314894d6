import FEEL

/// What became of the measures of a subject's records, as later ones look back at it; kept for the days asked about.
///
/// Where records of one subject are decided under laws of their own, each law's ``CaseHistory`` looks at the same outcomes.
package final class SubjectOutcomes {
    let measures = TrivialBuffer<CaseHistory.EarlierMeasure>()
    let open = TrivialBuffer<CaseHistory.OpenMeasure>()
    private let spans = TrivialBuffer<Span>()
    private let arena: UnsafeMutablePointer<Arena>
    /// The days as of which they are there.
    private var decided: DecisionRequest?
    private var histories: [Member] = []
    /// The day by whose law it is settled which law each record goes by; nil where all go by that which is asked for.
    package var law: Int32?
    /// Where a record may go by a law of its own: decides the one with this number and has what it came to taken down.
    package var decide: ((Int, DecisionRequest) -> Void)?

    /// Where a record's rows stand.
    struct Span: BitwiseCopyable {
        var firstMeasure: Int32 = 0
        var measureCount: Int32 = 0
        var firstOpen: Int32 = 0
        var openCount: Int32 = 0
    }

    /// A history holds its outcomes, which must not hold it.
    private struct Member {
        weak var history: CaseHistory?
    }

    package init() {
        arena = .allocate(capacity: 1)
        arena.initialize(to: Arena())
    }

    deinit {
        measures.free()
        open.free()
        spans.free()
        arena.pointee.free()
        arena.deinitialize(count: 1)
        arena.deallocate()
    }

    /// Forgets the last subject.
    package func begin() {
        forget()
        histories.removeAll(keepingCapacity: true)
    }

    private func forget() {
        measures.removeAll()
        open.removeAll()
        spans.removeAll()
        arena.pointee.reset()
        decided = nil
    }

    func join(_ history: CaseHistory) {
        if !histories.contains(where: { $0.history === history }) { histories.append(Member(history: history)) }
    }

    func span(_ number: Int) -> Span { number < spans.count ? spans[number] : Span() }

    /// Whether some record sees those that begin after it.
    var looksAhead: Bool { histories.contains { $0.history?.shape.looksAhead ?? false } }

    /// Puts the record in a frame where another state of it stands, whatever law the others look at it by. What they came to is worked out anew.
    func renew(_ frame: Frame, at number: Int) {
        for member in histories { member.history?.replace(frame, at: number) }
        decided = nil
    }

    /// Has the records decided in this order, unless that is done for the days asked about, or under way; whether it was to do.
    @discardableResult
    func settle(_ request: DecisionRequest, _ order: [Int], count: Int, _ each: (Int, DecisionRequest) -> Void) -> Bool {
        // Which law the record that looks goes by is nothing to those that it looks at.
        let asked = law.map { DecisionRequest(asOf: request.asOf, law: $0, known: request.known) } ?? request
        guard decided != asked else { return false }
        forget()
        decided = asked
        for _ in 0..<count { spans.append(Span()) }
        for number in order { each(number, asked) }
        return true
    }

    /// Decides the record in a workspace's frame and takes down what becomes of its measures, instead of what was taken down before.
    package func takeDown(_ number: Int, _ workspace: Workspace) {
        var span = Span(firstMeasure: Int32(measures.count), firstOpen: Int32(open.count))
        var observer = EarlierMeasures(self, number, workspace)
        workspace.decide(observer: &observer)
        span.measureCount = Int32(measures.count) - span.firstMeasure
        span.openCount = Int32(open.count) - span.firstOpen
        if number < spans.count { spans[number] = span }
    }

    /// An unknown whose facts are numbered as those of one record among several, with its memory here; any other value as it is.
    func kept(_ value: Value, of number: Int, _ plan: Plan) -> Value {
        value.isUnknown ? arena.pointee.numbered(value, own: plan.factNames.count, offset: plan.factNames.count * (number + 1)) : value
    }
}

extension Arena {
    /// Facts of a record have its numbers; those of records that it looks at have theirs already.
    mutating func numbered(_ value: Value, own: Int, offset: Int) -> Value {
        // A record that looks at what looks at it may wait for a fact of its own under both numbers.
        let numbers = Set(Machine.facts(of: value).map { $0 < own ? $0 + offset : $0 })
        if numbers.count == 1, let number = numbers.first { return .unknown(fact: number) }
        guard !numbers.isEmpty, let memory = allocate(numbers.count * MemoryLayout<Int32>.stride) else { return .unknownInGeneral }
        let start = memory.bindMemory(to: Int32.self, capacity: numbers.count)
        for (index, number) in numbers.sorted().enumerated() { start[index] = Int32(truncatingIfNeeded: number) }
        return Value(tag: .unknown, length: UInt32(numbers.count), bits: Int64(Int(bitPattern: memory)))
    }
}
