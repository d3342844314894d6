import FEEL

/// Calls of any function of the table.
extension ExpressionGenerator {
    private static let calls: [(builtin: Builtin, signature: Builtin.Signature)] = Builtins.all.flatMap { builtin in
        builtin.signatures.map { (builtin, $0) }
    }

    /// A call of a function that may give this shape.
    mutating func drawnCall(giving shape: Shape, _ depth: Int) -> Expr {
        let element = if case .list(let element) = shape { element } else { pick(Shape.plain + [.number, .number, .string, .record]) }
        let fitting = Self.calls.filter { $0.builtin.result($0.signature.parameters.map(\.type)).mayBe(shape.type) }
        let (builtin, signature) = pick(chance(5) || fitting.isEmpty ? Self.calls : fitting)
        var count = Int.random(in: signature.required...signature.parameters.count, using: &random)
        if signature.isVariadic { count += Int.random(in: 0...2, using: &random) }
        let isNamed = chance(12) && count <= signature.parameters.count
        let values = (0..<count).map { place in
            argument(signature.parameters[min(place, signature.parameters.count - 1)], of: builtin, element, depth)
        }
        if isNamed {
            let names = signature.parameters.prefix(count).map(\.name)
            let arguments = zip(names, values).map { Expr.NamedArgument(name: Self.member($0), value: $1) }.shuffled(using: &random)
            if !arguments.isEmpty { return Self.make(.call(Self.name(builtin.name), .named(arguments))) }
        }
        if chance(6) {
            // The function as a value, called through a name.
            let run = Self.make(.context([Expr.Entry(key: Self.member("run"), value: Self.name(builtin.name))]))
            return Self.make(.call(Self.make(.path(run, Self.member("run"))), .positional(values)))
        }
        return Self.call(builtin.name, values)
    }

    private mutating func argument(_ parameter: Builtin.Parameter, of builtin: Builtin, _ element: Shape, _ depth: Int) -> Expr {
        if chance(strangers) { return expression(pick(Shape.all), depth) }
        switch (builtin.name, parameter.name) {
        case ("matches", "pattern"), ("replace", "pattern"), ("split", "delimiter"):
            return Self.make(.string(chance(90) ? pick(PlainPattern.texts) : pick(["a", "b", "major", " ", ""])))
        case ("matches", "input"), ("replace", "input"), ("split", "string"):
            return Self.make(.string(pick(["abcaé规", "aabbccaabb", "规规a", "", "bababa", "c\na b", "é", "majorab"])))
        case ("replace", "replacement"): return Self.make(.string(pick(["", "x", "$1", "[$0]", "\\$", "$", "$12$2", "\\\\", "é$1规", "\\a"])))
        case (_, "flags"): return Self.make(.string(pick(["", "", "", "q", "z"])))
        case ("range", _):
            return Self.make(
                .string(
                    pick([
                        "[1..5]", "(1..5)", "[\"a\"..\"b\"]", "[5..1]", "[1..", "(..3]", "[..3]", "]1..2[", "[@\"2024-01-01\"..@\"2024-02-01\"]",
                        "(1..)",
                        "[date(\"2024-01-01\")..date(\"2025-01-01\"))", "[duration(\"P1D\")..duration(\"P2D\")]", " [ -2 .. 0.5 ] ", "1..2", "",
                        "[a..b]",
                    ])))
        case ("date", "year"): return Self.make(.number(pick(["2024", "2023", "1900", "9"])))
        case ("context", _):
            return Self.make(.list((0..<Int.random(in: 0...3, using: &random)).map { _ in entry(element, depth) }))
        case ("context put", "key"), ("get value", "key"): return Self.make(.string(pick(Shape.members.map(\.name) + ["new"])))
        case ("context put", "keys"): return Self.make(.list((0..<Int.random(in: 0...2, using: &random)).map { _ in Self.make(.string("label")) }))
        case (_, "position"), (_, "start position"), (_, "length"), (_, "size"):
            return chance(80) ? signed(["1", "2", "3", "1.5", "0"]) : expression(.number, depth)
        case (_, "scale"): return chance(80) ? signed(["0", "1", "2", "7", "6177"]) : expression(.number, depth)
        case ("time", "hour"), ("time", "minute"), ("time", "second"), (_, "month"), (_, "day"):
            return chance(80) ? Self.make(.number(pick(["1", "2", "12", "23", "29", "30", "59.5"]))) : expression(.number, depth)
        case (_, "grouping separator"), (_, "decimal separator"): return Self.make(.string(pick([",", ".", " ", ","])))
        case ("number", "from"), ("date", "from"), ("time", "from"), ("date and time", "from"), ("duration", "from"):
            if chance(60), let shape = Shape(parameter.type) { return expression(shape, depth) }
            return Self.make(
                .string(
                    pick([
                        "12", "1,234.5", "1 234,5", "-3e2", "2024-02-29", "10:00:00@Asia/Tokyo", "2024-06-01T10:00:00@Europe/Paris", "P1D", "P1Y2M",
                        "x",
                        "2024-02-29T10:00:00+01:00", "23:59:59Z",
                    ])))
        default: break
        }
        switch parameter.type {
        case .any: return expression(element, depth)
        case .list(.any): return expression(.list(element), depth)
        case .list(.context): return expression(.list(.record), depth)
        case .range: return expression(.range(element), depth)
        case .function: return precedes(element, depth)
        case let type: return expression(Shape(type) ?? element, depth)
        }
    }

    private mutating func signed(_ texts: [String]) -> Expr {
        let number = Self.make(.number(pick(texts)))
        return chance(25) ? Self.make(.negate(number)) : number
    }

    private mutating func entry(_ shape: Shape, _ depth: Int) -> Expr {
        Self.make(
            .context([
                Expr.Entry(key: Self.member("key"), value: Self.make(.string(pick(["a", "b", "c", "d"])))),
                Expr.Entry(key: Self.member("value"), value: expression(shape, depth)),
            ]))
    }

    /// A function of two that says which comes first, or anything about them.
    private mutating func precedes(_ element: Shape, _ depth: Int) -> Expr {
        let outer = locals.count
        locals += [("left", element), ("right", element)]
        defer { locals.removeLast(locals.count - outer) }
        var (left, right) = (Self.name("left"), Self.name("right"))
        if element == .record { (left, right) = (Self.make(.path(left, Self.member("label"))), Self.make(.path(right, Self.member("label")))) }
        let body = chance(80) ? Self.make(.binary(pick([.less, .greater]), left, right)) : expression(.boolean, min(depth, 1))
        let parameters = ["left", "right"].map { Expr.Parameter(name: Self.member($0), type: nil) }
        return Self.make(.function(parameters, body: body, external: false))
    }

    // MARK: Types

    mutating func type(_ depth: Int) -> TypeExpr {
        let names = [
            "Any", "number", "string", "boolean", "date", "time", "date and time", "days and time duration", "years and months duration", "list",
            "context", "range", "function", "Null",
        ]
        let kind: TypeExpr.Kind =
            switch depth > 0 ? Int.random(in: 0..<8, using: &random) : 0 {
            case 1: .list(type(depth - 1))
            case 2: .range(type(depth - 1))
            case 3: .context(Shape.members.prefix(Int.random(in: 0...3, using: &random)).map { ($0.name, type(depth - 1)) })
            case 4: .function((0..<Int.random(in: 0...2, using: &random)).map { _ in type(depth - 1) }, result: type(depth - 1))
            default: .named(pick(names))
            }
        return TypeExpr(kind, .at(0))
    }

    /// A value of which a type may be asked.
    mutating func typed(_ depth: Int) -> Expr {
        if chance(85) { return expression(pick(Shape.all), depth) }
        if chance(30) { return Self.name(pick(Builtins.all).name) }
        let parameters = (0..<Int.random(in: 0...2, using: &random)).map { place in
            Expr.Parameter(name: Self.member("p\(place)"), type: chance(50) ? type(1) : nil)
        }
        if chance(10) { return Self.make(.function(parameters, body: Self.make(.context([])), external: true)) }
        return Self.make(.function(parameters, body: expression(pick(Shape.plain), 0), external: false))
    }
}

extension Shape {
    var type: FEELType {
        switch self {
        case .number: .number
        case .string: .string
        case .boolean: .boolean
        case .date: .date
        case .time: .time
        case .dateTime: .dateTime
        case .days: .daysTimeDuration
        case .months: .yearsMonthsDuration
        case .record: .context(nil)
        case .list(let element): .list(element.type)
        case .range(let element): .range(element.type)
        }
    }

    init?(_ type: FEELType) {
        guard let shape = (Shape.all + [.list(.number), .list(.string)]).first(where: { $0.type == type }) else { return nil }
        self = shape
    }
}
