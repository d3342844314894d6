import Diagnostics
import Policy
import Reports

extension PolicyPack {
    /// What the pack's duties have fall due in some days.
    /// - Parameter ledger: the path of a ledger of what has been done; nil where there is none.
    /// - Returns: the agenda, unless the ledger has faults, and all of them.
    package func agenda(_ window: Agenda.Window, ledger: String?) -> (agenda: Agenda?, diagnostics: [Diagnostic]) {
        guard let ledger else { return (Agenda(plan.policy, window), []) }
        let loading = DutyLedger.load(ledger, files: DiskFiles(), for: plan.policy)
        let isSound = !loading.diagnostics.contains { $0.severity == .error }
        return (isSound ? Agenda(plan.policy, window, ledger: loading.ledger) : nil, loading.diagnostics)
    }
}
