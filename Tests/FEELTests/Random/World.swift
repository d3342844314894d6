import Diagnostics
import FEEL
import _TestSupport

/// A random frame and the names over it: facts (some unknown), parameters as constants, definitions as deferred slots.
final class World {
    static let impact = FEELType.Enumeration(name: "impact", values: ["a", "b", "major", "minor"], labels: ["严重的": "major"])
    static let recordType = FEELType.context([
        .init(name: "label", type: .string), .init(name: "age of it", type: .number), .init(name: "自", type: .date),
    ])

    /// Every fact: its name, its shape, its declared type.
    static let facts: [(name: String, shape: Shape, type: FEELType)] = [
        ("breach.loss", .number, .number), ("amount due", .number, .number), ("失信.次数", .number, .number), ("n", .number, .any),
        ("subject.kind", .string, .enumeration(impact)), ("name of unit", .string, .string), ("severity", .string, .enumeration(impact)),
        ("objection pending", .boolean, .boolean), ("已修复", .boolean, .boolean), ("on record", .boolean, .any),
        ("breach.recorded", .date, .date), ("认定日期", .date, .date), ("filed at", .dateTime, .dateTime), ("opens", .time, .time),
        ("grace", .days, .daysTimeDuration), ("term", .months, .yearsMonthsDuration), ("scores", .list(.number), .list(.number)),
        ("tags", .list(.string), .list(.string)), ("owner", .record, recordType), ("agent", .record, .context(nil)),
        ("history", .list(.record), .list(recordType)), ("papers", .list(.record), .any), ("window", .range(.date), .range(.date)),
        ("?", .number, .number),
    ]
    static let parameters: [(name: String, shape: Shape, value: Datum)] = [
        ("limit", .number, .number(500_000)), ("explanation period", .days, .daysTimeDuration(seconds: 15 * 86_400, nanoseconds: 0)),
        ("honours period", .months, .yearsMonthsDuration(months: 12)), ("grave kind", .string, .string("major")),
    ]
    static let definitions: [(name: String, shape: Shape)] = [("serious", .boolean), ("deadline", .date), ("points", .number)]

    var environment = Environment()
    let reference = ReferenceEvaluator()
    let owner: MachineOwner
    let factNames = World.facts.map(\.name)
    private let unit = CompilationUnit()
    private var values: [Datum] = []
    private var programs: [Int: Program] = [:]
    /// Whether null stands anywhere in the facts or the definitions.
    let hasNull: Bool
    /// How many facts are unknown, of 100.
    private let unknownShare: Int
    var generator: ExpressionGenerator

    /// - Parameter isTyped: whether the facts' types are declared.
    init(seed: UInt64, hasNull: Bool, isTyped: Bool) {
        self.hasNull = hasNull
        unknownShare = [0, 8, 20][Int(seed % 3)]
        owner = MachineOwner(slots: World.facts.count + World.definitions.count, now: ReferenceTemporal.moment)
        environment.hasUnknowns = true
        generator = ExpressionGenerator(random: SeededGenerator(seed: seed), variables: World.facts.map { ($0.name, $0.shape) })
        generator.allowsNull = hasNull
        for (slot, fact) in World.facts.enumerated() {
            environment.declare(.init(name: fact.name, slot: slot, type: isTyped ? fact.type : .any, mayBeUnknown: true))
            values.append(value(of: fact.shape, fact.name))
            reference.facts[fact.name] = ReferenceValue(values[slot])
        }
        for (index, parameter) in World.parameters.enumerated() {
            environment.declare(.init(name: parameter.name, slot: 1000 + index, type: parameter.value.type, constant: parameter.value))
            reference.facts[parameter.name] = ReferenceValue(parameter.value)
            generator.variables.append((parameter.name, parameter.shape))
        }
        for (index, definition) in World.definitions.enumerated() { define(definition.name, definition.shape, World.facts.count + index) }
    }

    private func value(of shape: Shape, _ name: String) -> Datum {
        if generator.chance(unknownShare) { return .unknown([name]) }
        if hasNull, generator.chance(8) { return .null }
        let names = generator.variables
        generator.variables = []
        defer { generator.variables = names }
        // A leaf without names is a literal, or made of literals.
        let nulls = generator.allowsNull
        generator.allowsNull = false
        generator.strangers = 0
        defer {
            generator.allowsNull = nulls
            generator.strangers = 4
        }
        if name == "subject.kind" || name == "severity" { return .string(generator.pick(World.impact.values)) }
        // A range whose start is above its end is null.
        for _ in 0..<100 {
            // In a list, for a point alone would be a test.
            let list = ExpressionGenerator.make(.list([generator.leaf(shape)]))
            if case .list(let elements)? = (try? ReferenceEvaluator().evaluate(list))?.datum, let datum = elements.first, datum != .null {
                return datum
            }
        }
        return .null
    }

    private func define(_ name: String, _ shape: Shape, _ slot: Int) {
        let expr = generator.expression(shape, 3)
        let checked = CheckedExpression(SourceText(name: name, text: ExpressionPrinter.text(expr)), environment: environment)
        programs[slot] = Compiler(unit: unit).program(checked)
        environment.declare(.init(name: name, slot: slot, type: checked.hasErrors ? .any : checked.type, isDeferred: true))
        reference.definitions[name] = expr
        generator.variables.append((name, shape))
    }

    struct Outcome {
        var value: Datum
        var reasons: [Reason]
        var checked: CheckedExpression
        /// Whether the value is of the type that was promised.
        var keepsType: Bool
    }

    func run(_ text: String, unaryTests: Bool = false) -> Outcome {
        let source = SourceText(name: "<trial>", text: text)
        let checked =
            unaryTests
            ? CheckedExpression(unaryTests: source, environment: environment) : CheckedExpression(source, environment: environment)
        let program = Compiler(unit: unit).program(checked)
        owner.reset()
        let m = owner.ref
        for (slot, datum) in values.enumerated() {
            switch datum {
            case .unknown: m.pointee.slots[slot] = .unknown(fact: slot)
            // As a reader would: values of an enumeration are symbols, other texts bytes of the record.
            case .string(let text) where World.impact.values.contains(text): m.pointee.slots[slot] = unit.symbol(text)
            default: m.pointee.slots[slot] = m.value(of: datum)
            }
        }
        for index in World.definitions.indices { m.pointee.slots[values.count + index] = Value(tag: .deferred) }
        let (value, reasons) = withUnsafeTemporaryAllocation(of: ProgramRef?.self, capacity: values.count + World.definitions.count) { table in
            table.initialize(repeating: nil)
            for (slot, program) in programs { table[slot] = ProgramRef(program) }
            m.pointee.deferred = table.baseAddress
            defer { m.pointee.deferred = nil }
            return owner.collectingReasons { program.evaluate($0) }
        }
        let keepsType = value.isNull || value.isUnknown || m.isInstance(value, of: checked.type)
        return Outcome(value: m.datum(of: value, factNames: factNames), reasons: reasons, checked: checked, keepsType: keepsType)
    }

    /// The frame in words, for a message.
    var description: String {
        let facts = zip(World.facts, values).map { "  \($0.name) = \($1)" }
        let definitions = World.definitions.map { "  \($0.name): \(reference.definitions[$0.name].map { ExpressionPrinter.text($0) } ?? "")" }
        return (facts + definitions).joined(separator: "\n")
    }
}
