import Diagnostics
import FEEL
import Testing
import _TestSupport

/// Why an evaluation came to null: which reason, where, and what was there.
@Suite struct ReasonTests {
    @Test(arguments: [
        ("«1 / 0»", Reason.Kind.divisionByZero, [String]()), ("1 + «modulo(5, 0)»", .divisionByZero, []), ("«@\"P1D\" / 0»", .divisionByZero, []),
        ("«@\"P1D\" / @\"PT0S\"»", .divisionByZero, []), ("«1 + a»", .operandTypes, ["number", "string"]), ("«-a»", .operandTypes, ["string"]),
        ("«a < 1»", .incomparable, ["string", "number"]), ("«a = 1»", .incomparable, ["string", "number"]),
        ("«a in (1)»", .incomparable, ["string", "number"]),
        ("«a and true»", .notBoolean, ["string"]), ("«some x in [1] satisfies a»", .notBoolean, ["string"]), ("«[1][a]»", .notBoolean, ["string"]),
        ("«10 ** 7000»", .overflow, []), ("«@\"2020-01-01\" + @\"P999999999999Y\"»", .overflow, []), ("«{k: 1}.j»", .noSuchMember, ["context"]),
        ("«a.b»", .noSuchMember, ["string"]), ("«[1, 2][3]»", .noSuchItem, ["number"]), ("«[][1]»", .noSuchItem, ["number"]),
        ("«date(a)»", .argument, ["string"]), ("«date(2023, 2, 29)»", .argument, ["number", "number"]), ("«sqrt(-1)»", .argument, ["number"]),
        ("«min([])»", .argument, ["list"]), ("«sum([1, a])»", .argument, ["list"]), ("«get value({k: 1}, \"j\")»", .noSuchMember, ["context"]),
        ("«(function(x) x)(1, 2)»", .argumentCount, []), ("«(function(x: number) x)(a)»", .argument, ["string"]),
        ("«a(1)»", .notAFunction, ["string"]),
        ("«[a..1]»", .invalidRange, ["string", "number"]), ("«for x in 1..a return x»", .invalidRange, ["number", "string"]),
        ("«for x in [1.5..2] return x»", .invalidRange, ["range"]), ("(function(f) f(f))(function(f) «f(f)»)", .tooDeep, []),
        ("«for x in 1..20000000 return x»", .budget, []), ("«some x in 1..20000000 satisfies x < 0»", .budget, []),
        ("«nowhere» + 1", .unknownName, []), ("«(> 1).end»", .noSuchMember, ["range"]), ("«@\"10:00:00\".time offset»", .noSuchMember, ["time"]),
        ("«@\"2020-01-01T00:00:00\" - @\"2020-01-01\"»", .operandTypes, ["date and time", "date"]),
        ("«[3..2]»", .invalidRange, ["number", "number"]), ("«{k: 1, k: 2}»", .duplicateKey, []), ("«function() external {}»", .externalFunction, []),
        ("«1e9999» + 1", .overflow, []), ("«sort([1, 2], a)»", .argument, ["list", "string"]),
        ("«sort([1, 2], function(x, y) x)»", .notBoolean, ["number"]),
        ("«context([{key: \"k\", value: 1}, {key: \"k\", value: 2}])»", .duplicateKey, []), ("«remove([1], 2)»", .argument, ["list", "number"]),
        ("«now()»", .noClock, []), ("«time(\"10:00:00@Asia/Nowhere\")»", .noZone, []), ("«[1..null_]»", .invalidRange, ["number", "null"]),
    ])
    func reasons(marked: String, kind: Reason.Kind, found: [String]) throws {
        let marked = MarkedText(marked)
        var environment = Environment()
        environment.declare(.init(name: "a", slot: 0, type: .any))
        environment.declare(.init(name: "null_", slot: 1, type: .any))
        let checked = CheckedExpression(SourceText(name: "t", text: marked.text), environment: environment)
        let owner = MachineOwner(slots: 2)
        owner.ref.pointee.slots[0] = owner.ref.value(of: .string("text"))
        let program = Compiler(unit: CompilationUnit()).program(checked)
        let (value, reasons) = owner.collectingReasons { program.evaluate($0) }
        #expect(value.isNull)
        let reason = try #require(reasons.first)
        #expect(reason.kind == kind)
        #expect(reason.found == found)
        #expect(MarkedText.marking([reason.site.span], in: marked.text) == MarkedText.marking(marked.spans, in: marked.text))
        #expect(!reason.message.zh.isEmpty && !reason.message.en.isEmpty)
        // Nothing is collected unless somebody asks.
        #expect(owner.ref.pointee.reasons == nil)
    }

    /// A null that came in has no reason of its own.
    @Test(arguments: ["null + 1", "null < 1", "null.a", "n + 1", "n.a", "abs(n)", "n and true", "if n then 1 else n", "n[1 = 1][1] = 1 or n"])
    func nullsThatComeInNeedNone(text: String) {
        var environment = Environment()
        environment.declare(.init(name: "n", slot: 0, type: .any))
        let owner = MachineOwner(slots: 1)
        let program = Compiler(unit: CompilationUnit()).program(CheckedExpression(SourceText(name: "t", text: text), environment: environment))
        let (value, reasons) = owner.collectingReasons { program.evaluate($0) }
        #expect(value.isNull)
        #expect(reasons.filter { $0.kind != .noSuchItem && $0.kind != .incomparable } == [])
    }

    @Test func atMostAHundredAreKept() {
        let checked = CheckedExpression(SourceText(name: "t", text: "for x in 1..1000 return 1 / 0"), environment: Environment())
        let owner = MachineOwner(slots: 0)
        let program = Compiler(unit: CompilationUnit()).program(checked)
        let (value, reasons) = owner.collectingReasons { program.evaluate($0) }
        #expect(value.length == 1000)
        #expect(reasons.count == 100)
    }
}
