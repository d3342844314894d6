import Synchronization

/// A digest that is worked out when somebody asks for it: to decide records as lean rows takes none. A policy that changes after that keeps it, so only
/// finished policies are asked.
final class LazyDigest: Sendable {
    private let known = Mutex<String?>(nil)

    func value(_ make: () -> String) -> String {
        known.withLock { known in
            if let known { return known }
            let digest = make()
            known = digest
            return digest
        }
    }
}

/// It follows from the rest of the policy, so it tells no two apart.
extension LazyDigest: Hashable {
    static func == (a: LazyDigest, b: LazyDigest) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
}
