import Diagnostics
import FEEL

/// Variables of every type, one machine that is used for input after input, and host functions.
enum SampleFrame {
    /// Iterations and calls an input may take: far fewer than the product allows, so that what isn't counted shows as a time-out.
    static let steps = 200_000

    private static let kinds = FEELType.Enumeration(name: "kind", values: ["child", "adult"], labels: ["儿童": "child"])
    private static let events = FEELType.Enumeration(name: "event", values: ["returned", "paid"])

    private static let members: [Datum.Member] = [
        .init(name: "a", value: .number(1)), .init(name: "two words", value: .string("x")),
        .init(name: "inner", value: .context([.init(name: "a", value: .boolean(true))])),
    ]

    private static let values: [(name: String, label: String, type: FEELType, value: Datum)] = [
        ("?", "输入", .any, .number(7)),
        ("flag", "标志", .boolean, .boolean(true)),
        ("count of books", "图书.册数", .number, .number(42)),
        ("price", "价格", .number, Number("9999999999999999999999999999999999E+80").map { .number($0) } ?? .null),
        ("reader.name", "读者.姓名", .string, .string("张三 🙂 e\u{301}")),
        ("kind", "类型", .enumeration(kinds), .string("adult")),
        ("day", "日期", .date, .date(days: 19_782)),
        ("far day", "远日", .date, .date(days: 365_000_000_000)),
        ("clock", "时刻", .time, .time(nanoseconds: 86_399_999_999_999, zone: .offset(seconds: -50_400))),
        ("moment", "瞬间", .dateTime, .dateTime(seconds: 1_700_000_000, nanoseconds: 5, zone: .named("Asia/Shanghai"))),
        ("wait", "等待", .daysTimeDuration, .daysTimeDuration(seconds: -90_061, nanoseconds: 1)),
        ("term", "期限", .yearsMonthsDuration, .yearsMonthsDuration(months: 14)),
        ("numbers", "数列", .list(.number), .list([.number(3), .number(1), .number(2), .null])),
        ("names", "名单", .list(.string), .list([.string("b"), .string("a")])),
        ("loan", "借阅", .context(members.map { .init(name: $0.name, type: .any) }), .context(members)),
        ("loans", "全部借阅", .list(.context(nil)), .list([.context(members), .context([]), .context([.init(name: "a", value: .number(5))])])),
        ("span", "区间", .range(.number), .range(low: .number(1), lowClosed: true, high: nil, highClosed: false)),
        ("nothing", "无", .any, .null),
        ("definition", "定义", .boolean, .boolean(false)),
    ]

    static let names = values.map(\.name)
    private static let definition = values.count - 1

    static let environment: Environment = {
        var environment = Environment()
        for (slot, entry) in values.enumerated() {
            environment.declare(
                Environment.Variable(
                    name: entry.name, slot: slot, type: entry.type, isDeferred: slot == definition, mayBeUnknown: true,
                    constant: entry.name == "term" ? entry.value : nil),
                aliases: [entry.label])
        }
        environment.declare(Environment.HostFunction(name: "has", argument: events, result: .boolean, id: 0), aliases: ["有"])
        environment.declare(Environment.HostFunction(name: "latest date of", argument: events, result: .date, id: 1))
        for member in ["a", "two words", "inner", "年"] { environment.declareMember(member) }
        environment.hasUnknowns = true
        return environment
    }()

    @Sendable static func host(_ function: Environment.HostFunction, _ argument: String?) -> Code? {
        guard let argument, events.values.contains(argument) else { return nil }
        let known = argument == "paid"
        if function.id == 0 { return { _ in .boolean(known) } }
        return { _ in known ? .date(days: 19_000) : .null }
    }

    // libFuzzer calls from one thread.
    nonisolated(unsafe) static let machine: MachineOwner = {
        let owner = MachineOwner(slots: values.count)
        let deferred = UnsafeMutablePointer<ProgramRef?>.allocate(capacity: values.count)
        deferred.initialize(repeating: nil, count: values.count)
        deferred[definition] = ProgramRef(definitionProgram)
        owner.ref.pointee.deferred = deferred
        return owner
    }()

    private static let definitionProgram = Compiler(unit: CompilationUnit()).program { m in .boolean(m.pointee.slots[0].isNumber) }

    private static let constants = CompilationUnit()
    private static let known: [Value] = values.map { constants.constant($0.value) }

    /// The machine as it is before an evaluation.
    static func fill(known areKnown: Bool) {
        machine.reset()
        machine.ref.pointee.steps = steps
        for (slot, value) in known.enumerated() { machine.ref.pointee.slots[slot] = areKnown || slot == 0 ? value : .unknown(fact: slot) }
        machine.ref.pointee.slots[definition] = Value(tag: .deferred)
    }
}
