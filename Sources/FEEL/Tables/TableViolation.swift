/// Two rows of a decision table that were hit together, which its hit policy forbids.
@usableFromInline
package struct TableViolation: BitwiseCopyable, Hashable, Sendable {
    /// ``TableText/number``.
    package var table: Int32
    /// Rows from 0.
    package var first: Int32
    package var second: Int32

    init(table: Int, first: Int, second: Int) {
        self.table = Int32(clamping: table)
        self.first = Int32(clamping: first)
        self.second = Int32(clamping: second)
    }

    /// More than these tell nothing new.
    static let limit = 64
}
