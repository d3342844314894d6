import Diagnostics

/// Records of one subject that stand next to each other, kept together: no chunk ends in the middle of them.
///
/// A subject whose records come again later is an error at each of those records, unless the records have been sorted: what was decided before could not
/// see them. A record whose subject can't be read stands by itself.
package struct GroupedRecords<Source: RecordSupply>: RecordSupply {
    /// Guards against a subject with more records than memory holds, or than can be looked at from one another.
    package struct Limits: Sendable {
        /// Records of one subject; when there are more, none of them is decided.
        package var records = 10_000
        /// Their bytes.
        package var bytes = 64 << 20
        /// Subjects that are remembered to see one come again.
        package var subjects = 4 << 20

        package init() {}
    }

    private var source: Source
    private let probe: SubjectProbe
    private let limits: Limits
    private let chunkBytes: Int
    private let input = RecordChunk()
    /// The next slice of `input`.
    private var next = 0
    private var isAtEnd = false
    /// The group being gathered.
    private let held = RecordChunk()
    private var subject: [UInt8] = []
    private var isKnown = false
    /// The group is over a limit, or its subject has been there: its records go on as faults.
    private var fault: StreamFault?
    private var seen: SubjectLedger?

    /// - Parameters:
    ///   - source: where the records come from.
    ///   - isSorted: whether they come by subject, so that none can come again.
    package init(_ source: Source, _ probe: SubjectProbe, isSorted: Bool = false, limits: Limits = Limits(), chunkBytes: Int = 1 << 20) {
        self.source = source
        self.probe = probe
        self.limits = limits
        self.chunkBytes = chunkBytes
        if !isSorted { seen = SubjectLedger(limit: limits.subjects) }
    }

    package mutating func fill(_ chunk: RecordChunk) throws(SystemFault) -> Bool {
        chunk.reset(capacity: chunkBytes)
        while chunk.count < chunkBytes {
            if next >= input.slices.count {
                if isAtEnd { break }
                // What is whole is handed on before a read that may wait.
                if !chunk.slices.isEmpty, !held.slices.isEmpty { break }
                guard try source.fill(input) else {
                    isAtEnd = true
                    break
                }
                next = 0
                chunk.notes += input.notes
            }
            take(input.slices[next], chunk)
            next += 1
        }
        if isAtEnd { release(to: chunk) }
        chunk.pad()
        return !chunk.slices.isEmpty
    }

    private mutating func take(_ slice: RecordChunk.Slice, _ chunk: RecordChunk) {
        let found = slice.fault == nil ? probe.subject(of: input, slice) : nil
        guard let found, isKnown, same(found.text) else {
            release(to: chunk)
            begin(found, slice, chunk)
            hold(slice, chunk)
            return
        }
        hold(slice, chunk)
    }

    private func same(_ text: JSONText) -> Bool { text.bytes.elementsEqual(subject) }

    private mutating func begin(_ found: SubjectProbe.Subject?, _ slice: RecordChunk.Slice, _ chunk: RecordChunk) {
        fault = nil
        isKnown = found != nil
        guard let found else { return }
        subject.removeAll(keepingCapacity: true)
        subject.append(contentsOf: found.text.bytes)
        switch seen?.insert(found.text) {
        case .known: fault = .subjectAgain
        case .full:
            chunk.notes.append(
                RecordNote(
                    line: slice.place.line,
                    message: Phrase(
                        zh: "已有 \(limits.subjects) 个主体，从这一行起不再检查新的主体是否重复出现；请改用 `--group-by subject`",
                        en:
                            "there are \(limits.subjects) subjects by now; new ones from this line on aren't checked for coming again: use `--group-by subject`"
                    )))
        case .new, .stillFull, nil: break
        }
    }

    private mutating func hold(_ slice: RecordChunk.Slice, _ chunk: RecordChunk) {
        held.append(slice, of: input)
        if fault == nil, held.slices.count > limits.records || held.count > limits.bytes { fault = .subjectTooLarge }
        // As faults they need not wait for each other.
        if fault != nil { release(to: chunk) }
    }

    /// Hands on what is held.
    private mutating func release(to chunk: RecordChunk) {
        for (index, slice) in held.slices.enumerated() {
            chunk.append(slice, of: held)
            let last = chunk.slices.count - 1
            chunk.slices[last].beginsGroup = index == 0 || fault != nil
            if let fault, chunk.slices[last].fault == nil { chunk.slices[last].fault = fault }
        }
        held.reset(capacity: 4096)
    }
}

/// The subjects met so far, as 64 bits of hash each.
struct SubjectLedger {
    private let limit: Int
    /// Random for each input, so that no author of records can make subjects that crowd together.
    private let seed = UInt64.random(in: .min ... .max)
    private var hashes: Set<UInt64> = []
    private var saidLimit = false

    init(limit: Int) { self.limit = limit }

    enum Outcome { case new, known, full, stillFull }

    mutating func insert(_ subject: JSONText) -> Outcome {
        let hash = subject.hash(seed: seed)
        if hashes.contains(hash) { return .known }
        guard hashes.count < limit else {
            defer { saidLimit = true }
            return saidLimit ? .stillFull : .full
        }
        hashes.insert(hash)
        return .new
    }
}
