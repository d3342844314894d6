import Policy

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder that a command writes to.
enum OutputFolder {
    /// Makes a folder and those above it that aren't there; whether it is there now. What stood in the way is `errno` then.
    @discardableResult
    static func make(_ path: String) -> Bool {
        if mkdir(path, 0o755) == 0 { return true }
        // A file of that name is found out by whoever writes into it.
        guard errno == ENOENT, let (parent, _) = PolicyPath.split(path), parent != path else { return errno == EEXIST }
        return make(parent) && (mkdir(path, 0o755) == 0 || errno == EEXIST)
    }
}
