#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which random trials are drawn, and how many.
///
/// Without `REDRESS_SEED` every run draws the same ones, so that a change is tried on what the one before it passed; `scripts/differential.sh` draws new ones.
public enum RandomDraw {
    /// What `REDRESS_SEED` says.
    public static let seed = setting("REDRESS_SEED") ?? 20_161_222

    /// What `REDRESS_TRIALS` says.
    public static func trials(otherwise number: UInt64) -> UInt64 { setting("REDRESS_TRIALS") ?? number }

    private static func setting(_ name: String) -> UInt64? { getenv(name).flatMap { UInt64(String(cString: $0)) } }
}
