import Diagnostics
import FEEL
import Testing
import _TestSupport

/// What the checker reports, where, and what mend it offers.
@Suite struct CheckerTests {
    static let environment: Environment = {
        var environment = Environment()
        environment.hasUnknowns = true
        environment.forbiddenBuiltins = ["string length"]
        let impact = FEELType.Enumeration(name: "impact", values: ["minor", "major", "severe"], labels: ["轻微": "minor", "严重": "severe"])
        let owner = FEELType.context([
            .init(name: "name", type: .string), .init(name: "age", type: .number), .init(name: "impact", type: .enumeration(impact)),
        ])
        let variables: [(String, FEELType)] = [
            ("breach.loss", .number), ("breach.impact", .enumeration(impact)), ("breach.recorded", .date), ("recovered", .boolean),
            ("term", .yearsMonthsDuration),
            ("owner", owner), ("owners", .list(owner)), ("tags", .list(.string)), ("impacts", .list(.enumeration(impact))), ("anything", .any),
            ("filed at", .dateTime), ("grace", .daysTimeDuration), ("window", .range(.date)), ("opens", .time),
        ]
        for (slot, variable) in variables.enumerated() {
            environment.declare(.init(name: variable.0, slot: slot, type: variable.1, mayBeUnknown: true), aliases: slot == 0 ? ["失信.损失"] : [])
        }
        let events = FEELType.Enumeration(name: "event", values: ["filed", "decided"], labels: ["申请": "filed"])
        environment.declare(.init(name: "date of", argument: events, result: .date, id: 1))
        environment.declare(.init(name: "day", argument: nil, result: .date, id: 2))
        return environment
    }()

    static func check(_ text: String) -> CheckedExpression {
        CheckedExpression(SourceText(name: "t", text: text), environment: environment)
    }

    @Test(arguments: [
        ("«breach.los» > 5", "unknown-name", "breach.loss"), ("«recoverd» and true", "unknown-name", "recovered"),
        ("«nothing like it» = 1", "unknown-name", ""), ("owner.«nam»", "unknown-member", "name"), ("breach.recorded.«jahr»", "unknown-member", ""),
        ("owners.«agee»", "unknown-member", "age"), ("tags[«nobody» = 1]", "unknown-name", ""),
        ("owners[age > 1 and «agee» > 1]", "unknown-name", ""),
        ("«breach.loss + \"a\"»", "operand-types", ""), ("«breach.recorded * 2»", "operand-types", ""), ("«-tags»", "operand-types", ""),
        ("1 + («recovered - 1»)", "operand-types", ""), ("«breach.recorded + 5»", "operand-types", ""), ("«opens + term»", "operand-types", ""),
        ("«breach.loss = \"5\"»", "incomparable", ""), ("«breach.recorded < filed at»", "incomparable", ""),
        ("«recovered < true»", "incomparable", ""),
        ("breach.loss between 1 and «\"a\"»", "incomparable", ""), ("breach.loss in «\"a\"»", "incomparable", ""),
        ("breach.loss in (1, «[\"a\"]»)", "incomparable", ""),
        ("breach.loss in (< «\"a\"»)", "incomparable", ""), ("breach.recorded in [@\"2020-01-01\"..«term»]", "incomparable", ""),
        ("«breach.loss» and recovered", "not-boolean", ""), ("if «term» then 1 else 2", "not-boolean", ""),
        ("some t in tags satisfies «t»", "not-boolean", ""),
        ("tags[«\"a\"»]", "not-boolean", ""), ("every t in tags satisfies «1»", "not-boolean", ""),
        ("breach.impact = «\"mayor\"»", "unknown-value", "major"),
        ("breach.impact in (\"minor\", «\"grave matter\"»)", "unknown-value", "\"minor\", \"major\", \"severe\""),
        ("breach.impact in [\"minor\", «\"severes\"»]", "unknown-value", "severe"), ("«\"majr\"» = breach.impact", "unknown-value", "major"),
        ("breach.impact != «\"严肃\"»", "unknown-value", ""), ("breach.impact in (= «\"x\"»)", "unknown-value", ""),
        ("owner.impact = «\"majo\"»", "unknown-value", "major"), ("list contains(impacts, «\"majo\"»)", "unknown-value", "major"),
        ("«cuont»(tags)", "unknown-function", "count"), ("«dat of»(\"filed\")", "unknown-function", "date of"),
        ("«string length»(\"a\")", "forbidden-function", ""),
        ("matches(owner.name, «\"(\"»)", "invalid-pattern", ""), ("matches(owner.name, \"a\", «\"iz\"»)", "invalid-flags", ""),
        ("replace(owner.name, «\"a*\"», \"b\")", "empty-match", ""), ("replace(owner.name, \"a\", «\"$\"»)", "invalid-replacement", ""),
        ("split(owner.name, «\"(a{999}){999}\"»)", "pattern-too-large", ""),
        ("«abs()»", "argument-count", ""), ("1 + «modulo(1)»", "argument-count", ""), ("«is known()»", "argument-count", ""),
        ("«day(1)»", "argument-count", ""),
        ("«modulo(dividend: 1)»", "argument-count", ""), ("modulo(dividend: 1, «divisr»: 2)", "unknown-argument", "divisor"),
        ("floor(«\"a\"»)", "argument-type", ""), ("substring(«breach.loss», 1)", "argument-type", ""), ("«abs(\"a\")»", "argument-type", ""),
        ("date of(«breach.impact»)", "literal-needed", ""), ("date of(«\"file\"»)", "unknown-value", "filed"),
        ("{a: 1, «a»: 2}", "duplicate-key", ""), ("«[1..\"a\"]»", "invalid-range", ""), ("«[true..false]»", "invalid-range", ""),
        ("1 instance of «numbr»", "unknown-type", "number"), ("«function() external {}»", "external-function", ""),
        ("«1e9999»", "number-out-of-range", ""),
        ("if true then 1 else «2»", "unreachable-branch", "delete"), ("if not(true) then «1» else 2", "unreachable-branch", "correct"),
        ("if 1 > 2 or null then «1» else 2", "unreachable-branch", ""), ("if \"a\" = \"a\" or recovered then 1 else «2»", "unreachable-branch", ""),
        ("if recovered then 1 else if recovered then «2» else 3", "unreachable-branch", ""),
        ("if recovered then [if recovered then 1 else «2»] else []", "unreachable-branch", ""),
        ("if false and recovered then «1» else 2", "unreachable-branch", ""),
        ("«[5..1]»", "invalid-range", "exchange"), ("breach.loss in («[5..1]», 7)", "invalid-range", ""),
        ("breach.loss between «5 and 1»", "invalid-range", ""), ("breach.recorded in «(@\"2024-01-02\"..@\"2024-01-01\")»", "invalid-range", ""),
        ("for i in «\"a\"..3» return i", "invalid-range", ""), ("for i in «breach.recorded..3» return i", "invalid-range", ""),
        ("«breach.loss»(1)", "not-a-function", ""), ("(«\"a\"»)()", "not-a-function", ""),
        ("«(function(a) a)(1, 2)»", "argument-count", ""), ("(function(a: number) a)(«\"a\"»)", "argument-type", ""),
        ("(function(first: number) first)(«frist»: 1)", "unknown-argument", "first"),
        ("(function(a: string, b: number) a)(b: 1, a: «2»)", "argument-type", ""),
        ("«@\"2023-02-30\"» = breach.recorded", "not-a-date-or-duration", "@"), ("function(a, «a») a", "duplicate-parameter", ""),
    ])
    func reports(marked: String, code: String, mend: String) throws {
        let marked = MarkedText(marked)
        let checked = Self.check(marked.text)
        let fault = try #require(checked.diagnostics.first, "\(marked.text)")
        #expect(fault.code == code, "\(fault.message.en)")
        #expect(checked.diagnostics.count == 1, "\(checked.diagnostics.map(\.message.en))")
        let spans = checked.diagnostics.compactMap { $0.location?.span }
        #expect(MarkedText.marking(spans, in: marked.text) == MarkedText.marking(marked.spans, in: marked.text))
        let words = fault.mend?.en ?? ""
        #expect(words.contains(mend), "\(words)")
        if !mend.isEmpty { #expect(fault.mend?.zh.isEmpty == false) }
        #expect(!fault.message.zh.isEmpty && !fault.message.en.isEmpty)
    }

    @Test(arguments: [
        ("1 + 2", "number"), ("breach.loss > 5", "boolean"), ("breach.recorded + term", "date"),
        ("breach.recorded - @\"2020-01-01\"", "days and time duration"),
        ("filed at - grace", "date and time"), ("term * 2", "years and months duration"), ("grace / grace", "number"), ("opens + grace", "time"),
        ("\"a\" + \"b\"", "string"), ("owner.age", "number"), ("owners.name", "list<string>"),
        ("owners[age > 5]", "list<context<name: string, age: number, impact: impact>>"),
        ("owners[1].name", "string"), ("tags[1]", "string"), ("[1, 2]", "list<number>"), ("[1, \"a\"]", "list<Any>"), ("[]", "list<Any>"),
        ("for t in tags return string(t)", "list<string>"), ("for i in 1..3 return i", "list<number>"),
        ("some t in tags satisfies t = \"a\"", "boolean"),
        ("{a: 1, b: a + 1}.b", "number"), ("if recovered then 1 else 2", "number"), ("if recovered then 1 else \"a\"", "Any"),
        ("if recovered then breach.recorded else null", "date"), ("[1..5]", "range<number>"), ("window.start", "date"),
        ("[1..5].start included", "boolean"),
        ("date of(\"filed\")", "date"), ("date of(\"申请\")", "date"), ("count(tags)", "number"), ("min(tags)", "string"),
        ("append(tags, \"a\")", "list<string>"),
        ("function(a: number) a + 1", "function<number> -> number"), ("(function(a: number) a + 1)(2)", "number"), ("anything", "Any"),
        ("anything + 1", "Any"),
        ("anything > 1", "boolean"), ("anything[1]", "Any"), ("is known(breach.loss)", "boolean"), ("breach.impact", "impact"), ("null", "Null"),
        ("(filed at).year", "number"), ("opens.time offset", "days and time duration"), ("失信.损失 + 1", "number"),
    ])
    func types(text: String, type: String) {
        let checked = Self.check(text)
        #expect(checked.diagnostics.map(\.message.en) == [])
        #expect(checked.type.name == type)
    }

    /// What looks like a branch that isn't reached, and is.
    @Test(arguments: [
        "if recovered then 1 else if not(recovered) then 2 else 3",
        "if recovered then (for recovered in [false] return if recovered then 1 else 2) else []",
        "if anything = null then 1 else 2", "if breach.loss > 1 and true then 1 else 2", "if breach.loss in [1..5] then 1 else 2",
        "(function(a: date and time) a)(breach.recorded)", "(function(a: list<number>) a)(1)", "anything(1)", "[5..5]", "(5..6)",
        "for d in breach.recorded..@\"2024-01-01\" return d", "(function(a, b: number) a)(b: 1, a: 2)", "{f: count, r: f([1])}.r",
    ])
    func staysSilent(text: String) {
        #expect(Self.check(text).diagnostics.map(\.message.en) == [])
    }

    @Test(arguments: ["-, 5", "5, -", "not(-)"]) func aDashStandsAlone(text: String) {
        let checked = CheckedExpression(unaryTests: SourceText(name: "t", text: text), environment: Self.environment)
        #expect(checked.written == nil || checked.hasErrors, "\(text)")
        #expect(checked.diagnostics.first?.message.en.contains("test") == true || checked.diagnostics.first?.mend != nil, "\(checked.diagnostics)")
    }

    /// A label in an expression means the value.
    @Test(arguments: [
        "breach.impact = \"严重\"", "\"严重\" = breach.impact", "breach.impact in (\"轻微\", \"严重\")", "breach.impact in [\"轻微\", \"严重\"]",
        "not(breach.impact != \"严重\")", "list contains([\"轻微\", breach.impact], \"severe\")",
    ])
    func labelsMeanValues(text: String) {
        let checked = Self.check(text)
        #expect(checked.diagnostics.map(\.message.en) == [])
        let owner = MachineOwner(slots: 20)
        let unit = CompilationUnit()
        let program = Compiler(unit: unit).program(checked)
        owner.ref.pointee.slots[1] = unit.symbol("severe")
        #expect(program.evaluate(owner.ref).isTrue)
    }

    /// Locals shadow what is declared, and the innermost wins.
    @Test(arguments: [
        ("for recovered in [1] return recovered + 1", "[2]"), ("[{name: \"a\"}][name = \"a\"].name", "[\"a\"]"),
        ("for x in [1, 2] return [3, x][item = x]", "[[1], [2]]"), ("[{x: 1}, {x: 2}][some y in [2] satisfies y = x].x", "[2]"),
        ("for x in [5] return [{x: 1}][x = 1].x", "[[1]]"), ("[{a: 1, b: [{a: 2}, {a: 3}]}][count(b[a = 3]) = 1].a", "[1]"),
        ("for owner in [{age: 1}] return owner.age", "[1]"), ("[[1, 2], [3]][count(item) = 2]", "[[1, 2]]"),
        ("[{item: 1}, {item: 2}][item > 1].item", "[2]"), ("(function(count) count + 1)(1)", "2"),
        ("(for x in [1, 2] return function(a) a + x)[2](10)", "12"), ("{f: function(n) n * 2, r: f(4)}.r", "8"),
        ("(function(a) function(b) a * 10 + b)(1)(2)", "12"), ("for x in [1], f in [function(y) (function() x + y)()] return f(2)", "[3]"),
        ("for i in 1..4 return if i = 1 then 1 else i * partial[-1]", "[1, 2, 6, 24]"),
        ("for i in 1..3 return (function() count(partial))()", "[0, 1, 2]"),
    ])
    func scopes(text: String, value: String) {
        let checked = Self.check(text)
        #expect(checked.diagnostics.map(\.message.en) == [])
        let owner = MachineOwner(slots: 20)
        let program = Compiler(unit: CompilationUnit()).program(checked)
        withExtendedLifetime(program) {
            let found = owner.ref.datum(of: program.evaluate(owner.ref)).description
            #expect(found == value)
        }
    }
}
