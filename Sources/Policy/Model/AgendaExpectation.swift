import Diagnostics

/// What a test expects of a pack's standing duties over a stretch of days.
package struct AgendaExpectation: Hashable, Sendable {
    /// The days looked at, both included; days since 1970-01-01.
    package var from: Int32
    package var until: Int32
    /// As of which day; nil for the last.
    package var asOf: Int32?
    /// What has been done by then.
    package var done: [Done]
    package var duties: [DutyExpectation]
    package var location: Location

    package init(
        from: Int32, until: Int32, asOf: Int32? = nil, done: [Done] = [], duties: [DutyExpectation] = [], location: Location = .unwritten
    ) {
        self.from = from
        self.until = until
        self.asOf = asOf
        self.done = done
        self.duties = duties
        self.location = location
    }

    /// An entry of the ledger.
    package struct Done: Hashable, Sendable {
        /// A duty's name or label.
        package var duty: Written<String>
        package var on: Int32
        package var due: Int32?

        package init(duty: Written<String>, on: Int32, due: Int32? = nil) {
            self.duty = duty
            self.on = on
            self.due = due
        }
    }
}

/// What is expected of one duty. Nil where nothing is said.
package struct DutyExpectation: Hashable, Sendable {
    /// A duty's name or label.
    package var duty: Written<String>
    /// Nothing of it falls due, and it isn't among the duties without a date.
    package var isAbsent: Bool
    /// Exactly the days on which it is due.
    package var due: Written<[Int32]>?
    /// Of every time that it is due.
    package var status: Written<DutyStatus>?
    package var owner: Written<[String]>?
    package var cooperating: Written<[String]>?
    /// In either language.
    package var deliverables: Written<[String]>?

    package init(
        duty: Written<String>, isAbsent: Bool = false, due: Written<[Int32]>? = nil, status: Written<DutyStatus>? = nil,
        owner: Written<[String]>? = nil, cooperating: Written<[String]>? = nil, deliverables: Written<[String]>? = nil
    ) {
        self.duty = duty
        self.isAbsent = isAbsent
        self.due = due
        self.status = status
        self.owner = owner
        self.cooperating = cooperating
        self.deliverables = deliverables
    }
}
