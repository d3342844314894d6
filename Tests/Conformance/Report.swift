#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Counts what agrees and what doesn't, by operation, and ends the program by it.
struct Report {
    private var counts: [String: (agree: Int, all: Int)] = [:]
    private var shown = 0
    /// How many disagreements are shown in full.
    private static let limit = 20

    mutating func count(_ operation: String, agrees: Bool, _ description: @autoclosure () -> String) {
        let before = counts[operation] ?? (0, 0)
        counts[operation] = (before.agree + (agrees ? 1 : 0), before.all + 1)
        guard !agrees, shown < Self.limit else { return }
        shown += 1
        print("disagrees: \(description())")
    }

    private var total: Int { counts.values.reduce(0) { $0 + $1.all } }

    /// Prints the counts and exits. The input ends with a line `end` and how many lines there were, so that one that was cut off is noticed.
    func finish(expected: Int?) -> Never {
        for (operation, count) in counts.sorted(by: { $0.key < $1.key }) { print("\(operation): \(count.agree) of \(count.all) agree") }
        guard let expected, expected == total else {
            Self.stop("the input isn't whole: \(total) lines, \(expected.map { "\($0)" } ?? "no") announced")
        }
        exit(counts.values.allSatisfy { $0.agree == $0.all } ? 0 : 1)
    }

    static func stop(_ message: String) -> Never {
        let line = "conformance: \(message)\n"
        _ = line.withCString { write(STDERR_FILENO, $0, strlen($0)) }
        exit(2)
    }
}
