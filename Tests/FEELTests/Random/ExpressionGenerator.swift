import Diagnostics
import FEEL
import _TestSupport

/// What a generated expression is meant to be of.
indirect enum Shape: Hashable, Sendable {
    case number, string, boolean, date, time, dateTime, days, months, record
    case list(Shape)
    case range(Shape)

    static let plain: [Shape] = [.number, .string, .boolean, .date, .time, .dateTime, .days, .months]
    static let all: [Shape] = plain + [.record, .list(.number), .list(.string), .list(.record), .list(.date), .range(.number), .range(.date)]

    /// Members of a generated context.
    static let members: [(name: String, shape: Shape)] = [("label", .string), ("age of it", .number), ("自", .date)]
}

/// Makes random expressions, mostly well typed.
struct ExpressionGenerator {
    var random: SeededGenerator
    /// Facts, parameters and definitions.
    var variables: [(name: String, shape: Shape)]
    var allowsNull = false
    /// How often an operand of another type than the one that fits is put in, of 100.
    var strangers = 4
    var locals: [(name: String, shape: Shape)] = []
    private var nextLocal = 0

    init(random: SeededGenerator, variables: [(name: String, shape: Shape)]) {
        self.random = random
        self.variables = variables
    }

    mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &random)] }
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    static func make(_ kind: Expr.Kind) -> Expr { Expr(kind, .at(0)) }
    static func name(_ name: String) -> Expr { make(.name(name)) }
    static func member(_ name: String) -> Expr.Member { Expr.Member(name: name, span: .at(0)) }
    static func call(_ function: String, _ arguments: [Expr]) -> Expr { make(.call(name(function), .positional(arguments))) }

    /// A random expression of a random shape.
    mutating func expression(depth: Int) -> Expr {
        let shape = pick(Shape.all + [.boolean, .boolean, .boolean, .number])
        return expression(shape, depth)
    }

    mutating func expression(_ wanted: Shape, _ depth: Int) -> Expr {
        var shape = wanted
        if chance(strangers) { shape = pick(Shape.all) }
        if allowsNull, chance(4) { return Self.make(.null) }
        if depth <= 0 || chance(12) { return leaf(shape) }
        let less = depth - 1
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<8:
            return Self.make(.conditional(expression(.boolean, less), then: expression(shape, less), otherwise: expression(shape, less)))
        case 8..<13: return item(of: shape, less)
        case 13..<18: return call(giving: shape, less)
        case 18..<22: return memberPath(shape, less)
        case 22..<36: return drawnCall(giving: shape, less)
        default: break
        }
        switch shape {
        case .number: return number(less)
        case .string: return string(less)
        case .boolean: return boolean(less)
        case .date, .time, .dateTime, .days, .months: return temporal(shape, less)
        case .record: return record(less)
        case .list(let element): return list(element, less)
        case .range(let element): return range(element, less)
        }
    }

    // MARK: Leaves

    mutating func leaf(_ shape: Shape) -> Expr {
        if chance(65) {
            let known = (locals + variables).filter { $0.shape == shape }
            if !known.isEmpty { return Self.name(pick(known).name) }
        }
        switch shape {
        case .number:
            let text = pick(["0", "1", "2", "3", "7", "0.5", "12.25", "500000", "0.1", "100", "9007199254740993", "1234567890123456789012", "1e3"])
            return chance(15) ? Self.make(.negate(Self.make(.number(text)))) : Self.make(.number(text))
        case .string: return Self.make(.string(pick(["a", "b", "major", "minor", "严重", "", "Abc d", "é😀", "12", "2024-02-29", "x\"\\\n"])))
        case .boolean: return Self.make(.boolean(chance(50)))
        case .date: return temporal(["2024-02-29", "2023-01-31", "2023-06-01", "1969-12-31", "2021-03-31", "0001-01-01"])
        case .time:
            return temporal(["10:00:00", "23:59:59.5", "08:00:00+08:00", "00:00:00Z", "02:00:00Z", "10:00:00@Asia/Tokyo", "23:00:00@Europe/Paris"])
        case .dateTime:
            return temporal([
                "2024-02-29T10:00:00", "2023-01-31T23:59:59.25", "2023-06-01T08:00:00+08:00", "2023-06-01T00:00:00Z", "1960-01-01T00:00:01",
                "2024-03-31T02:30:00@Europe/Paris", "2023-10-29T02:30:00@Europe/Paris", "2023-11-05T01:30:00@America/New_York",
                "2024-03-10T02:15:00.5@America/New_York", "2024-02-29T09:00:00@Asia/Tokyo",
            ])
        case .days: return temporal(["P1D", "PT1H30M", "-P2D", "P15D", "PT0.5S", "-PT0.25S", "PT0S", "P400D"])
        case .months: return temporal(["P1M", "P1Y", "-P2M", "P1Y6M", "P0M", "P13M"])
        case .record:
            return Self.make(.context(Shape.members.map { Expr.Entry(key: Self.member($0.name), value: leaf($0.shape)) }))
        case .list(let element): return Self.make(.list((0..<Int.random(in: 0...3, using: &random)).map { _ in leaf(element) }))
        case .range(let element): return range(element, 0)
        }
    }

    private mutating func temporal(_ texts: [String]) -> Expr { Self.make(.temporal(pick(texts))) }

    // MARK: What gives any shape

    /// An element of a list by its index.
    private mutating func item(of shape: Shape, _ depth: Int) -> Expr {
        let index = chance(70) ? Self.make(.number(pick(["1", "2", "3"]))) : expression(.number, depth - 1)
        return Self.make(.filter(expression(.list(shape), depth), chance(20) ? Self.make(.negate(index)) : index))
    }

    mutating func withLocal<R>(_ shape: Shape, _ body: (inout ExpressionGenerator, String) -> R) -> R {
        let name = pick(["x", "y", "元素", "each one", "v1"]) + (chance(60) ? "" : String(nextLocal))
        nextLocal += 1
        locals.append((name, shape))
        defer { locals.removeLast() }
        return body(&self, name)
    }

    /// A call of a function that is written on the spot, or handed on as a value.
    private mutating func call(giving shape: Shape, _ depth: Int) -> Expr {
        let argument = pick(Shape.plain)
        let value = expression(argument, depth - 1)
        let types: [Shape: String] = [
            .number: "number", .string: "string", .boolean: "boolean", .date: "date", .time: "time", .dateTime: "date and time",
            .days: "days and time duration", .months: "years and months duration",
        ]
        return withLocal(argument) { generator, name in
            let type = generator.chance(40) ? types[argument].map { TypeExpr(.named($0), .at(0)) } : nil
            let body = generator.expression(shape, depth)
            let function = Self.make(.function([Expr.Parameter(name: Self.member(name), type: type)], body: body, external: false))
            switch generator.pick([0, 0, 1, 2, 3, 4]) {
            case 1: return Self.make(.call(function, .named([Expr.NamedArgument(name: Self.member(name), value: value)])))
            case 2:
                // Handed to a function that calls it.
                let caller = Self.make(
                    .function(
                        [Expr.Parameter(name: Self.member("f"), type: nil), Expr.Parameter(name: Self.member("a"), type: nil)],
                        body: Self.call("f", [Self.name("a")]), external: false))
                return Self.make(.call(caller, .positional([function, value])))
            case 3:
                // Made in a loop, and called by its index.
                let functions = Self.make(
                    .loop([Expr.Iterator(variable: Self.member("turn"), source: .list(generator.leaf(.list(.number))))], result: function))
                return Self.make(.call(Self.make(.filter(functions, Self.make(.number("1")))), .positional([value])))
            case 4:
                let context = Self.make(.context([Expr.Entry(key: Self.member("run"), value: function)]))
                return Self.make(.call(Self.make(.path(context, Self.member("run"))), .positional([value])))
            default: return Self.make(.call(function, .positional([value])))
            }
        }
    }

    /// A member of a context, a part of a date or duration, an end of a range, and those of every element of a list.
    private mutating func memberPath(_ shape: Shape, _ depth: Int) -> Expr {
        if case .list(let element) = shape, let member = Shape.members.first(where: { $0.shape == element }) {
            return Self.make(.path(expression(.list(.record), depth), Self.member(member.name)))
        }
        if shape == .number, chance(60) {
            let (base, name) = pick([
                (Shape.date, "year"), (.date, "month"), (.date, "day"), (.date, "weekday"), (.dateTime, "hour"), (.dateTime, "second"),
                (.time, "minute"),
                (.days, "days"), (.days, "hours"), (.days, "seconds"), (.months, "years"), (.months, "months"), (.range(.number), "start"),
            ])
            return Self.make(.path(expression(base, depth), Self.member(name)))
        }
        if shape == .boolean { return Self.make(.path(expression(.range(.date), depth), Self.member(pick(["start included", "end included"])))) }
        if shape == .days, chance(50) { return Self.make(.path(expression(pick([.time, .dateTime]), depth), Self.member("time offset"))) }
        guard let member = Shape.members.first(where: { $0.shape == shape }) else { return leaf(shape) }
        return Self.make(.path(expression(.record, depth), Self.member(member.name)))
    }
}
