import Engine
import Policy
import Records

/// Where one task decides cases: a workspace for each edition of the policy that it needs, and the choice between them.
///
/// A pack that isn't dated has one edition, and a case costs no more than its workspace. Where the policy looks at a subject's other records, these are
/// read with the case.
final class CaseBench {
    /// The edition that the law day asks for; every case is read into its workspace first.
    private(set) var home: Seat
    /// Where the last case was decided.
    private(set) var seat: Seat
    /// Whether decisions look at the subject's other records.
    private(set) var looksAtOthers: Bool
    private let pack: PolicyPack
    private var request: DecisionRequest
    private let isStrict: Bool
    private let keepsReasons: Bool
    private var seats: [Seat]
    /// What the records of the subject came to, whatever law each goes by.
    private let outcomes: SubjectOutcomes
    /// The subject's records, as they stand in a chunk.
    private var subject: (chunk: RecordChunk, group: Range<Int>)?
    /// The place among them of the one that is decided.
    private var place = 0
    /// By number of a record: the day whose law it goes by, as later ones see it.
    private var laws: [Int: Int32] = [:]

    /// A workspace of one edition, and what reads records into it.
    final class Seat {
        let pack: PolicyPack
        let workspace: Workspace
        let decoder: RecordDecoder
        /// Whether cases under its law may go by that of another day.
        let choosesLaw: Bool
        /// Nil where the edition looks at no other records.
        fileprivate let group: CaseGroup?
        /// Whether the group has the records of the present subject.
        fileprivate var hasGathered = false
        fileprivate let isStrict: Bool
        /// Where records are decided that the case looks at.
        fileprivate lazy var others = (
            workspace: Workspace(pack.plan, request: workspace.request, keepsReasons: false), decoder: RecordDecoder(pack.schema, strict: isStrict)
        )

        fileprivate init(_ pack: PolicyPack, _ request: DecisionRequest, isStrict: Bool, keepsReasons: Bool, _ outcomes: SubjectOutcomes) {
            self.pack = pack
            self.isStrict = isStrict
            choosesLaw = pack.plan.policy.runningCases != nil
            workspace = Workspace(pack.plan, request: request, keepsReasons: keepsReasons)
            decoder = RecordDecoder(pack.schema, strict: isStrict)
            group = pack.plan.readsHistory ? CaseGroup(pack.schema, decoder, workspace, strict: isStrict, outcomes: outcomes) : nil
        }
    }

    init(_ pack: PolicyPack, _ request: DecisionRequest, isStrict: Bool = false, keepsReasons: Bool = true) {
        // Desks hold benches, which must not hold the desks.
        let pack = PolicyPack(plan: pack.plan, root: pack.root, schema: pack.schema, desks: DeskPool(), editions: pack.editions)
        self.pack = pack
        self.request = request
        self.isStrict = isStrict
        self.keepsReasons = keepsReasons
        let outcomes = SubjectOutcomes()
        self.outcomes = outcomes
        home = Seat(pack.under(law: request.law), request, isStrict: isStrict, keepsReasons: keepsReasons, outcomes)
        seat = home
        seats = [home]
        looksAtOthers = pack.looksAtOthers(law: request.law)
        arrange()
    }

    /// The workspace that holds the last case's outcome.
    var workspace: Workspace { seat.workspace }

    /// Asks about other days from now on.
    func ask(_ request: DecisionRequest) {
        guard request != self.request else { return }
        self.request = request
        if !pack.editions.isEmpty {
            home = place(law: request.law)
            looksAtOthers = pack.looksAtOthers(law: request.law)
        }
        seat = home
        for seat in seats { seat.workspace.tellsLaw = false }
        home.workspace.ask(request)
        arrange()
    }

    /// Says how the records come to be decided that others look at.
    private func arrange() {
        guard looksAtOthers, home.choosesLaw else {
            (outcomes.law, outcomes.decide) = (nil, nil)
            return
        }
        outcomes.law = request.law
        outcomes.decide = { [unowned self] number, request in decideOther(number, request) }
    }

    /// Reads a record. It is decided by ``settle(_:_:)``, while the chunk is as it was.
    func read(_ chunk: RecordChunk, _ slice: RecordChunk.Slice) -> RecordOutcome {
        if seat !== home { seat = home }
        return home.decoder.decode(chunk, slice, into: home.workspace.frame)
    }

    /// Reads one of the records of a subject, with the others in view. It is decided by ``settle(_:_:)``, while the chunk is as it was.
    /// - Parameter index: which slice of the chunk it is.
    func read(_ chunk: RecordChunk, _ group: Range<Int>, _ index: Int) -> RecordOutcome {
        gather(chunk, group)
        return readGathered(chunk, group, index)
    }

    /// Reads each record of a subject, with the others in view, and hands over what reading it came to.
    /// - Parameter each: has the record decided by ``settle(_:_:)``, if it could be read. The decoder's notes are of this record then.
    func forEach(_ chunk: RecordChunk, _ group: Range<Int>, _ each: (RecordChunk.Slice, RecordOutcome) -> Void) {
        gather(chunk, group)
        for index in group { each(chunk.slices[index], readGathered(chunk, group, index)) }
    }

    /// Records of the last subject that couldn't be read, where decisions look at other records.
    var rejects: [Reject] { seats.first { $0.hasGathered }?.group?.rejects ?? [] }

    /// Decides the record that was read last.
    @inline(__always)
    func settle(_ chunk: RecordChunk, _ slice: RecordChunk.Slice) {
        if home.choosesLaw { chooseLaw(chunk, slice) } else { home.workspace.decide() }
    }

    // MARK: The subject's other records

    private func gather(_ chunk: RecordChunk, _ group: Range<Int>) {
        guard looksAtOthers else { return }
        subject = (chunk, group)
        outcomes.begin()
        laws.removeAll(keepingCapacity: true)
        for seat in seats { seat.hasGathered = false }
        gather(home)
    }

    /// Has an edition's group read the records of the subject. The workspace is free for it: no case stands in it yet.
    private func gather(_ seat: Seat) {
        guard !seat.hasGathered, let group = seat.group, let subject else { return }
        group.gather(subject.chunk, subject.group)
        seat.hasGathered = true
    }

    private func readGathered(_ chunk: RecordChunk, _ group: Range<Int>, _ index: Int) -> RecordOutcome {
        place = index - group.lowerBound
        let outcome = read(chunk, chunk.slices[index])
        home.group?.stand(home.workspace, at: place)
        return outcome
    }

    /// Decides a record that the case looks at under the law that it goes by itself, and takes down what it comes to.
    private func decideOther(_ number: Int, _ request: DecisionRequest) {
        guard let subject, let place = seats.first(where: { $0.hasGathered })?.group?.numbers.firstIndex(of: number) else { return }
        let slice = subject.chunk.slices[subject.group.lowerBound + place]
        func read(_ seat: Seat) -> Bool {
            if case .rejected = seat.others.decoder.decode(subject.chunk, slice, into: seat.others.workspace.frame) { return false }
            gather(seat)
            return true
        }
        func decide(_ seat: Seat, _ request: DecisionRequest) -> Workspace {
            let workspace = seat.others.workspace
            workspace.ask(request)
            seat.group?.stand(workspace, at: place)
            outcomes.takeDown(number, workspace)
            return workspace
        }
        if let law = laws[number] {
            // What lies ahead comes of the law that was chosen on the day asked about.
            let seat = self.place(law: law)
            if read(seat) { _ = decide(seat, DecisionRequest(asOf: request.asOf, law: law, known: request.known)) }
            return
        }
        guard read(home) else { return }
        laws[number] = decideByOwnLaw(home.others.workspace, request, read, decide)
    }

    // MARK: Running cases

    /// Decides under the law of the record's own day or that of the law day, as the policy of the law day says.
    private func chooseLaw(_ chunk: RecordChunk, _ slice: RecordChunk.Slice) {
        home.workspace.ask(request)
        home.workspace.tellsLaw = true
        func read(_ old: Seat) -> Bool {
            if looksAtOthers { gather(old) }
            if case .rejected = old.decoder.decode(chunk, slice, into: old.workspace.frame) { return false }
            if looksAtOthers { old.group?.stand(old.workspace, at: place) }
            old.workspace.tellsLaw = true
            return true
        }
        func decide(_ place: Seat, _ request: DecisionRequest) -> Workspace {
            seat = place
            place.workspace.ask(request)
            place.workspace.decide()
            return place.workspace
        }
        _ = decideByOwnLaw(home.workspace, request, read, decide)
    }

    /// Decides a record that has been read into a workspace of the edition of the law day, and says by which day's law it goes.
    /// - Parameters:
    ///   - read: reads it into the workspace of another edition.
    ///   - decide: decides it there, and gives that workspace.
    @inline(__always)
    private func decideByOwnLaw(
        _ workspace: Workspace, _ request: DecisionRequest, _ read: (Seat) -> Bool, _ decide: (Seat, DecisionRequest) -> Workspace
    ) -> Int32 {
        if let choice = home.workspace.plan.policy.runningCases, choice != .newLaw, let day = workspace.firstDay, day < request.law {
            let earlier = DecisionRequest(asOf: request.asOf, law: day, known: request.known)
            let old = place(law: day)
            if old === home || read(old) {
                let before = choice == .milder ? Burden(decide(old, earlier)) : nil
                if let before, Burden(decide(home, request)).isMilder(than: before) { return request.law }
                _ = decide(old, earlier)
                return day
            }
        }
        _ = decide(home, request)
        return request.law
    }

    private func place(law: Int32) -> Seat {
        let edition = pack.under(law: law)
        if let known = seats.first(where: { $0.pack.plan === edition.plan }) { return known }
        let fresh = Seat(edition, request, isStrict: isStrict, keepsReasons: keepsReasons, outcomes)
        seats.append(fresh)
        return fresh
    }
}
