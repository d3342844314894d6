import Diagnostics

/// What has been done of a policy's duties.
package struct DutyLedger: Hashable, Sendable {
    /// In the order of the file.
    package var entries: [Entry]

    package init(entries: [Entry] = []) { self.entries = entries }

    /// Days are days since 1970-01-01.
    package struct Entry: Hashable, Sendable {
        /// An index into ``ResolvedPolicy/duties``.
        package var duty: Int
        package var on: Int32
        /// The due day that it meets, where it isn't the one of the period in which it was done.
        package var due: Int32?
        package var note: String?

        package init(duty: Int, on: Int32, due: Int32? = nil, note: String? = nil) {
            self.duty = duty
            self.on = on
            self.due = due
            self.note = note
        }
    }
}
