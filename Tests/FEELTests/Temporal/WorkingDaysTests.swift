import Diagnostics
import Testing
import _TestSupport

@testable import FEEL

/// Working days against a plain walk from day to day.
@Suite struct WorkingDaysTests {
    /// Some days in a row with holidays and worked weekends at random.
    private struct Sample {
        var first: Int64
        var isWorking: [Bool]

        init(_ generator: inout SeededGenerator, days: Int) {
            first = Int64.random(in: -1000...20_000, using: &generator)
            let share = Int.random(in: 0...10, using: &generator)
            isWorking = (0..<days).map { _ in Int.random(in: 0..<10, using: &generator) < share }
        }

        var table: WorkingDays { WorkingDays(source: "calendars/sample.yaml", first: first, isWorking: isWorking) }

        func year(_ day: Int64) -> WorkingDays.Answer { .lacks(year: CivilDate.components(ofDay: day).year) }

        func works(_ day: Int64) -> Bool? { isWorking.indices.contains(Int(day - first)) ? isWorking[Int(day - first)] : nil }

        /// The n-th working day in a direction, looked for day by day.
        func walk(_ day: Int64, _ number: Int64, _ step: Int64) -> WorkingDays.Answer {
            var (day, left) = (number == 0 ? day - step : day, max(1, number))
            while true {
                day += step
                guard let works = works(day) else { return year(day) }
                if works { left -= 1 }
                if left == 0 { return .value(day) }
            }
        }

        func between(_ from: Int64, _ to: Int64) -> WorkingDays.Answer {
            var number: Int64 = 0
            for day in min(from, to)..<max(from, to) {
                guard let works = works(day + 1) else { return year(day + 1) }
                if works { number += from < to ? 1 : -1 }
            }
            return .value(number)
        }
    }

    @Test func agreesWithWalking() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            let sample = Sample(&generator, days: Int.random(in: 1...400, using: &generator))
            let table = sample.table
            for _ in 0..<100 {
                let day = sample.first + Int64.random(in: -5...Int64(sample.isWorking.count + 5), using: &generator)
                let number = Int64.random(in: 0...12, using: &generator) * (Bool.random(using: &generator) ? 1 : 10)
                #expect(table.after(day, number) == sample.walk(day, number, 1))
                #expect(table.before(day, number) == sample.walk(day, number, -1))
                #expect(table.isWorking(day) == (sample.works(day).map { .value($0 ? 1 : 0) } ?? sample.year(day)))
                let other = sample.first + Int64.random(in: -5...Int64(sample.isWorking.count + 5), using: &generator)
                #expect(table.between(day, other) == sample.between(day, other))
            }
        }
    }

    /// So many after and as many before is where one began, from a working day; what lies between is what was gone; parts add up.
    @Test func goesThereAndBack() throws {
        var generator = SeededGenerator(seed: 12)
        var met = 0
        for _ in 0..<300 {
            let sample = Sample(&generator, days: 400)
            let table = sample.table
            for _ in 0..<30 {
                let day = sample.first + Int64.random(in: 0..<400, using: &generator)
                let number = Int64.random(in: 1...30, using: &generator)
                if case .value(let later) = table.after(day, number) {
                    #expect(table.between(day, later) == .value(number))
                    #expect(table.isWorking(later) == .value(1))
                    if sample.works(day) == true {
                        #expect(table.before(later, number) == .value(day))
                        met += 1
                    }
                }
                let days = (0..<3).map { _ in sample.first + Int64.random(in: 0..<400, using: &generator) }
                guard case .value(let a) = table.between(days[0], days[1]), case .value(let b) = table.between(days[1], days[2]) else {
                    Issue.record("all three days are in the calendar")
                    continue
                }
                #expect(table.between(days[0], days[2]) == .value(a + b))
                #expect(table.between(days[1], days[0]) == .value(-a))
            }
        }
        #expect(met > 1000)
    }

    @Test func noNumberIsTooLarge() {
        let table = WorkingDays(source: "", first: 0, isWorking: [true, false, true])
        #expect(table.after(0, .max) == .lacks(year: 1970))
        #expect(table.before(2, .max) == .lacks(year: 1969))
        #expect(table.isWorking(CivilDate.days.upperBound) == .lacks(year: 999_999_999))
        #expect(table.between(CivilDate.days.lowerBound, CivilDate.days.upperBound) == .lacks(year: -999_999_999))
        let nobodyWorks = WorkingDays(source: "", first: 0, isWorking: [false, false])
        #expect(nobodyWorks.after(0, 0) == .lacks(year: 1970))
        #expect(WorkingDays(source: "", first: 0, isWorking: []).after(5, 1) == .lacks(year: 1970))
    }

    // MARK: In expressions

    /// 1970-01-01 to 1970-12-31, Saturdays and Sundays off.
    private static var environment: Environment {
        var environment = Environment()
        let days = WorkingDays(
            source: "calendars/sample.yaml", first: 0, isWorking: (0..<365).map { CivilDate.weekday(ofDay: $0) < 6 })
        for function in Builtins.workingDays(days) { environment.declare(function) }
        return environment
    }

    private func evaluate(_ text: String) -> (Datum, [Reason], [String]) {
        let checked = CheckedExpression(SourceText(name: "<expression>", text: text), environment: Self.environment)
        let machine = MachineOwner(slots: 0)
        let program = Compiler(unit: CompilationUnit()).program(checked)
        let (value, reasons) = machine.collectingReasons { m in m.datum(of: program.evaluate(m)) }
        return (value, reasons, checked.diagnostics.map(\.code))
    }

    @Test(arguments: [
        (#"working days after(@"1970-01-01", 2)"#, #"@"1970-01-05""#), (#"working days before(date: @"1970-01-05", n: 1)"#, #"@"1970-01-02""#),
        (#"working days between(@"1970-01-01", @"1970-01-08")"#, "5"), (#"is working day(@"1970-01-03")"#, "false"),
        (#"next working day(@"1970-01-02")"#, #"@"1970-01-05""#), (#"previous working day(@"1970-01-05")"#, #"@"1970-01-02""#),
        (#"working days after(@"1970-01-01", -1)"#, "null"),
        (#"working days after(@"1970-01-01", 1.5)"#, "null"), (#"working days after(null, 1)"#, "null"),
    ]) func comesTo(_ text: String, _ expected: String) {
        #expect(evaluate(text).0 == evaluate(expected).0, "\(text)")
    }

    @Test func aMissingYearIsAReasonThatNamesIt() {
        let (value, reasons, _) = evaluate(#"working days after(@"1970-12-31", 1)"#)
        #expect(value == .null)
        #expect(reasons.map(\.kind) == [.calendarYear])
        #expect(reasons.map(\.message.en) == ["the calendar `calendars/sample.yaml` doesn't have the year 1971"])
    }

    @Test func argumentsAreChecked() {
        #expect(evaluate(#"working days after(@"1970-01-01", "2")"#).2 == ["argument-type"])
        #expect(evaluate(#"is working day()"#).2 == ["argument-count"])
    }

    @Test func withoutDaysThereIsNoFunction() {
        var environment = Environment()
        environment.declareUnavailable(Builtins.workingDayNames, needs: Phrase(zh: "要日历", en: "it needs a calendar"))
        let checked = CheckedExpression(SourceText(name: "<expression>", text: #"is working day(@"1970-01-01")"#), environment: environment)
        #expect(checked.diagnostics.map(\.code) == ["unknown-function"])
        #expect(checked.diagnostics.map(\.mend?.en) == ["it needs a calendar"])
        #expect(Set(Builtins.workingDays(WorkingDays(source: "", first: 0, isWorking: [])).map(\.name)) == Set(Builtins.workingDayNames))
    }
}
