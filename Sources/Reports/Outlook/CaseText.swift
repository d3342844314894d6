/// A record's own JSON, with that of the subject's others where the pack looks at them.
package struct CaseText: Sendable, Hashable {
    package var record: String
    /// Nil where the pack looks at no other records.
    package var others: Others?

    /// In the order of the input, which counts among records of one day.
    package struct Others: Sendable, Hashable {
        package var before: [String]
        package var after: [String]

        package init(before: [String], after: [String]) {
            self.before = before
            self.after = after
        }
    }

    package init(record: String, others: Others? = nil) {
        self.record = record
        self.others = others
    }
}
