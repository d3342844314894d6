import Engine
import Policy
import Records

/// Where one task decides cases: a workspace for each edition of the policy that it needs, and the choice between them.
///
/// A pack that isn't dated has one edition, and a case costs no more than its workspace.
final class CaseBench {
    /// The edition that the law day asks for; every case is read into its workspace first.
    private(set) var home: Seat
    /// Where the last case was decided.
    private(set) var seat: Seat
    private let pack: PolicyPack
    private var request: DecisionRequest
    private let isStrict: Bool
    private let keepsReasons: Bool
    private var seats: [Seat]

    /// A workspace of one edition, and what reads records into it.
    final class Seat {
        let pack: PolicyPack
        let workspace: Workspace
        let decoder: RecordDecoder
        /// Whether cases under its law may go by that of another day.
        let choosesLaw: Bool

        fileprivate init(_ pack: PolicyPack, _ request: DecisionRequest, isStrict: Bool, keepsReasons: Bool) {
            self.pack = pack
            choosesLaw = pack.plan.policy.runningCases != nil
            workspace = Workspace(pack.plan, request: request, keepsReasons: keepsReasons)
            decoder = RecordDecoder(pack.schema, strict: isStrict)
        }
    }

    init(_ pack: PolicyPack, _ request: DecisionRequest, isStrict: Bool = false, keepsReasons: Bool = true) {
        // Desks hold benches, which must not hold the desks.
        let pack = PolicyPack(plan: pack.plan, root: pack.root, schema: pack.schema, desks: DeskPool(), editions: pack.editions)
        self.pack = pack
        self.request = request
        self.isStrict = isStrict
        self.keepsReasons = keepsReasons
        home = Seat(pack.under(law: request.law), request, isStrict: isStrict, keepsReasons: keepsReasons)
        seat = home
        seats = [home]
    }

    /// The workspace that holds the last case's outcome.
    var workspace: Workspace { seat.workspace }

    /// Asks about other days from now on.
    func ask(_ request: DecisionRequest) {
        guard request != self.request else { return }
        self.request = request
        if !pack.editions.isEmpty { home = place(law: request.law) }
        seat = home
        for seat in seats { seat.workspace.tellsLaw = false }
        home.workspace.ask(request)
    }

    /// Reads a record. It is decided by ``settle(_:_:)``, while the chunk is as it was.
    func read(_ chunk: RecordChunk, _ slice: RecordChunk.Slice) -> RecordOutcome {
        if seat !== home { seat = home }
        return home.decoder.decode(chunk, slice, into: home.workspace.frame)
    }

    /// Decides the record that was read last.
    @inline(__always)
    func settle(_ chunk: RecordChunk, _ slice: RecordChunk.Slice) {
        if home.choosesLaw { chooseLaw(chunk, slice) } else { home.workspace.decide() }
    }

    // MARK: Running cases

    /// Decides under the law of the record's own day or that of the law day, as the policy of the law day says.
    private func chooseLaw(_ chunk: RecordChunk, _ slice: RecordChunk.Slice) {
        home.workspace.ask(request)
        home.workspace.tellsLaw = true
        guard let choice = home.workspace.plan.policy.runningCases, choice != .newLaw, let day = home.workspace.firstDay, day < request.law else {
            return home.workspace.decide()
        }
        let earlier = DecisionRequest(asOf: request.asOf, law: day, known: request.known)
        let old = place(law: day)
        if old !== home, case .rejected = old.decoder.decode(chunk, slice, into: old.workspace.frame) { return home.workspace.decide() }
        old.workspace.tellsLaw = true
        guard choice == .milder else { return decide(old, earlier) }
        decide(old, earlier)
        let before = Burden(old.workspace)
        decide(home, request)
        if !Burden(home.workspace).isMilder(than: before) { decide(old, earlier) }
    }

    private func decide(_ place: Seat, _ request: DecisionRequest) {
        seat = place
        place.workspace.ask(request)
        place.workspace.decide()
    }

    private func place(law: Int32) -> Seat {
        let edition = pack.under(law: law)
        if let known = seats.first(where: { $0.pack.plan === edition.plan }) { return known }
        let fresh = Seat(edition, request, isStrict: isStrict, keepsReasons: keepsReasons)
        seats.append(fresh)
        return fresh
    }
}
