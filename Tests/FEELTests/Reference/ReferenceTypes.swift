import FEEL

/// `instance of` and the conversions that come before a call (DMN 1.5, 10.3.2.9).
enum ReferenceTypes {
    static func isInstance(_ value: ReferenceValue, _ type: TypeExpr) throws -> Bool {
        switch type.kind {
        case .named(let name): isInstance(value, named: name)
        case .list(let element):
            if case .list(let elements) = value { try elements.allSatisfy { try isElement($0, element) } } else { false }
        case .range(let element):
            switch value {
            case .range(let low, _, let high, _): try [low, high].allSatisfy { try isElement($0 ?? .null, element) }
            case .point(let value, _): try isElement(value, element)
            default: false
            }
        case .context(let members):
            if case .context = value {
                try members.allSatisfy { member in try value.member(member.name).map { try isElement($0, member.type) } ?? false }
            } else {
                false
            }
        case .function(let parameters, let result):
            if case .function(let function) = value { try isFunction(function, parameters, result) } else { false }
        }
    }

    /// What a function gives isn't known before it is called; whether it takes what is asked for is.
    private static func isFunction(_ function: ReferenceFunction, _ parameters: [TypeExpr], _ result: TypeExpr) throws -> Bool {
        if function.builtin != nil { throw ReferenceEvaluator.Undecided() }
        guard function.parameters.count == parameters.count,
            try zip(parameters, function.parameters).allSatisfy({ try conforms($0, to: $1.type) })
        else { return false }
        if result.kind == .named("Any") { return true }
        throw ReferenceEvaluator.Undecided()
    }

    private static func conforms(_ type: TypeExpr, to wanted: TypeExpr?) throws -> Bool {
        guard let wanted, wanted.kind != .named("Any"), type.kind != .named("Null") else { return true }
        if case (.named(let a), .named(let b)) = (type.kind, wanted.kind) { return a == b }
        throw ReferenceEvaluator.Undecided()
    }

    /// Null stands for a missing element of any type.
    private static func isElement(_ value: ReferenceValue, _ type: TypeExpr) throws -> Bool {
        try type.kind == .named("Any") || value.isNull || isInstance(value, type)
    }

    static func isInstance(_ value: ReferenceValue, named name: String) -> Bool {
        switch (name, value) {
        case ("Any", .null): false
        case ("Any", _), ("Null", .null), ("boolean", .boolean), ("number", .number), ("string", .string), ("date", .date), ("time", .time),
            ("date and time", .dateTime), ("days and time duration", .daysTime), ("years and months duration", .yearsMonths), ("list", .list),
            ("context", .context), ("range", .range), ("range", .point), ("function", .function):
            true
        default: false
        }
    }

    /// What DMN converts where another shape is asked for: a list of one and its element, a date and its midnight in UTC.
    static func converted(_ value: ReferenceValue, toList isList: Bool, isInstance: (ReferenceValue) throws -> Bool, isDateTime: Bool = false)
        rethrows -> ReferenceValue
    {
        switch value {
        case .null, .unknown: return value
        case .list(let elements):
            if !isList, elements.count == 1, try isInstance(elements[0]) { return elements[0] }
            return value
        case .date(let days) where isDateTime: return .dateTime(Int128(days) * ReferenceTemporal.day, .offset(seconds: 0))
        default: return isList ? .list([value]) : value
        }
    }

    /// An argument as a parameter's type takes it; null where it can't.
    static func coerced(_ value: ReferenceValue, _ type: TypeExpr) throws -> ReferenceValue {
        if try value.isNull || value.facts != nil || isInstance(value, type) { return value }
        if type.kind == .named("Any") { return value }
        if case .list(let elements) = value, elements.count == 1, try isInstance(elements[0], type) { return elements[0] }
        var isList = type.kind == .named("list")
        if case .list = type.kind { isList = true }
        let other = try converted(value, toList: isList, isInstance: { try isInstance($0, type) }, isDateTime: type.kind == .named("date and time"))
        return try isInstance(other, type) ? other : .null
    }
}
