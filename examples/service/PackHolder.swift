import Diagnostics
import Redress
import Synchronization

/// Holds the pack that a service decides with, and replaces it when its files have changed.
///
/// A request takes the pack once and keeps it to its end, so it is decided whole by one pack. A faulty new pack never replaces a good old one.
final class PackHolder: Sendable {
    private let path: String
    private let current: Mutex<PolicyPack>

    /// Nil when the pack is faulty; the findings say why.
    static func open(_ path: String) -> (holder: PackHolder?, findings: [Diagnostic]) {
        let loading = PolicyPack.load(path)
        return (loading.pack.map { PackHolder(path: path, pack: $0) }, loading.diagnostics)
    }

    private init(path: String, pack: PolicyPack) {
        self.path = path
        current = Mutex(pack)
    }

    /// The pack to decide a request with.
    var pack: PolicyPack { current.withLock { $0 } }

    /// What became of a reload.
    enum Reload: Sendable {
        /// The files say what they said before.
        case unchanged
        case replaced(digest: String)
        /// The new files are faulty: the old pack goes on.
        case kept([Diagnostic])
    }

    /// Loads the files anew. Requests go on meanwhile with the old pack.
    func reload() -> Reload {
        let loading = PolicyPack.load(path)
        guard let fresh = loading.pack else { return .kept(loading.diagnostics) }
        return current.withLock { pack in
            if pack.digest == fresh.digest { return .unchanged }
            pack = fresh
            return .replaced(digest: fresh.digest)
        }
    }
}
