#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `conformance SUITE`: reads lines of `operation`, `a`, `b`, `expected`, parted by tabs, from standard input, evaluates each operation's expression on its
/// operands, and compares. Prints how many lines of each operation agree; ends with 1 when one doesn't.
let suites = [Suite.dates]

guard CommandLine.arguments.count == 2, let suite = suites.first(where: { $0.name == CommandLine.arguments[1] }) else {
    print("usage: conformance \(suites.map(\.name).joined(separator: "|"))")
    exit(2)
}
exit(suite.run() ? 0 : 1)
