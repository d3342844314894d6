/// Which law counts for a record that was there before the law changed.
package enum RunningCases: String, Hashable, Sendable, CaseIterable {
    /// The law of the day on which the record begins to count.
    case oldLaw = "old law"
    /// The law of the law day.
    case newLaw = "new law"
    /// The old law, unless the new one is milder throughout (``Burden``).
    case milder
}

/// A choice of law that counts from some day on.
package struct DatedRunningCases: Hashable, Sendable {
    /// Days since 1970-01-01; nil: from the beginning.
    package var from: Int32?
    package var law: RunningCases

    package init(from: Int32? = nil, law: RunningCases) {
        self.from = from
        self.law = law
    }
}
