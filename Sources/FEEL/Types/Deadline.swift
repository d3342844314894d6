import Diagnostics

/// What becomes of the last day of a period: the sum of a date and a duration.
package struct DeadlineTerms: Sendable {
    /// The day that a period begins with is its first: it ends a day earlier.
    package var countsFirstDay: Bool
    package var onHoliday: OnHoliday
    /// Nil where no day is moved.
    package var days: WorkingDays?

    /// What becomes of a last day that is no working day.
    package enum OnHoliday: Sendable {
        case stays, nextWorkingDay, previousWorkingDay
    }

    package init(countsFirstDay: Bool, onHoliday: OnHoliday, days: WorkingDays?) {
        self.countsFirstDay = countsFirstDay
        self.onHoliday = onHoliday
        self.days = days
    }

    /// Whether a period ends on the day that its sum comes to.
    package var changesNothing: Bool { !countsFirstDay && onHoliday == .stays }

    /// The day on which a period ends whose last day this is.
    package func moved(_ day: Int64) -> WorkingDays.Answer {
        guard let days else { return .value(day) }
        switch onHoliday {
        case .stays: return .value(day)
        case .nextWorkingDay: return days.after(day, 0)
        case .previousWorkingDay: return days.before(day, 0)
        }
    }
}

extension CheckedExpression {
    /// The expression with each period that it may come to ended as the terms say; itself where it has none.
    /// - Parameter periods: slots of definitions that are periods themselves.
    package func ending(_ terms: DeadlineTerms, periods: Set<Int>) -> CheckedExpression {
        if terms.changesNothing { return self }
        var ends = false
        let changed = root.ending(terms, periods, local: frameSize, &ends)
        return ends ? CheckedExpression(self, root: changed, frameSize: frameSize + 1) : self
    }

    /// Whether it is a period, whichever branch it takes.
    package func isPeriod(periods: Set<Int>) -> Bool { root.isPeriod(periods) }
}

extension TypedExpr {
    fileprivate func isPeriod(_ periods: Set<Int>) -> Bool {
        switch kind {
        case .conditional(_, let then, let otherwise): then.isPeriod(periods) && otherwise.isPeriod(periods)
        case .variable(let variable): periods.contains(variable.slot)
        case .arithmetic(.add, let a, let b): a.isDate && b.mayBeDuration || b.isDate && a.mayBeDuration
        default: false
        }
    }

    private var isDate: Bool { [.date, .dateTime].contains(type.kind) }

    private var mayBeDuration: Bool { [FEELType.daysTimeDuration, .yearsMonthsDuration].contains { type.kind.mayBe($0) } }

    /// - Parameter local: where the call keeps the sum.
    fileprivate func ending(_ terms: DeadlineTerms, _ periods: Set<Int>, local: Int, _ ends: inout Bool) -> TypedExpr {
        if case .conditional(let condition, let then, let otherwise) = kind {
            let branches = (then.ending(terms, periods, local: local, &ends), otherwise.ending(terms, periods, local: local, &ends))
            return TypedExpr(.conditional(condition, then: branches.0, otherwise: branches.1), type: type, span: span)
        }
        guard isPeriod(periods) else { return self }
        ends = true
        return TypedExpr(.builtin(Builtins.deadline(terms), [self], arguments: local), type: .date, span: span)
    }
}

extension Builtins {
    /// The last day of a period whose days come to this one. It has no name that an expression could write.
    static func deadline(_ terms: DeadlineTerms) -> Builtin {
        Builtin(
            "deadline", .calendar, [.init([.init("date", .date)]), .init([.init("date", .dateTime)])],
            Phrase(zh: "期间的末日", en: "the last day of a period"), result: { _ in .date }
        ) { m, a, count, site in
            guard let day = a[0].day else { return m.refuse(a, count, site) }
            let last = day - (terms.countsFirstDay ? 1 : 0)
            m.pointee.periodEnd = last
            guard let days = terms.days else { return .date(days: last) }
            return m.answer(terms.moved(last), of: days, site) { .date(days: $0) }
        }
    }
}
