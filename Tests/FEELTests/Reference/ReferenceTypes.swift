import FEEL

/// `instance of` and the conversions that come before a call (DMN 1.5, 10.3.2.9).
enum ReferenceTypes {
    static func isInstance(_ value: ReferenceValue, _ type: TypeExpr) -> Bool {
        switch type.kind {
        case .named(let name): isInstance(value, named: name)
        case .list(let element):
            if case .list(let elements) = value { elements.allSatisfy { isElement($0, element) } } else { false }
        case .range(let element):
            if case .range(let low, _, let high, _) = value { [low, high].allSatisfy { isElement($0 ?? .null, element) } } else { false }
        case .context(let members):
            if case .context = value {
                members.allSatisfy { member in value.member(member.name).map { isElement($0, member.type) } ?? false }
            } else {
                false
            }
        case .function: if case .function = value { true } else { false }
        }
    }

    /// Null stands for a missing element of any type.
    private static func isElement(_ value: ReferenceValue, _ type: TypeExpr) -> Bool {
        type.kind == .named("Any") || value.isNull || isInstance(value, type)
    }

    static func isInstance(_ value: ReferenceValue, named name: String) -> Bool {
        switch (name, value) {
        case ("Any", .null): false
        case ("Any", _), ("Null", .null), ("boolean", .boolean), ("number", .number), ("string", .string), ("date", .date), ("time", .time),
            ("date and time", .dateTime), ("days and time duration", .daysTime), ("years and months duration", .yearsMonths), ("list", .list),
            ("context", .context), ("range", .range), ("function", .function):
            true
        default: false
        }
    }

    /// What DMN converts where another shape is asked for: a list of one and its element, a date and its midnight in UTC.
    static func converted(_ value: ReferenceValue, toList isList: Bool, isInstance: (ReferenceValue) -> Bool, isDateTime: Bool = false)
        -> ReferenceValue
    {
        switch value {
        case .null, .unknown: return value
        case .list(let elements):
            if !isList, elements.count == 1, isInstance(elements[0]) { return elements[0] }
            return value
        case .date(let days) where isDateTime: return .dateTime(Int128(days) * ReferenceTemporal.day, .offset(seconds: 0))
        default: return isList ? .list([value]) : value
        }
    }

    /// An argument as a parameter's type takes it; null where it can't.
    static func coerced(_ value: ReferenceValue, _ type: TypeExpr) -> ReferenceValue {
        if value.isNull || value.facts != nil || isInstance(value, type) { return value }
        if type.kind == .named("Any") { return value }
        if case .list(let elements) = value, elements.count == 1, isInstance(elements[0], type) { return elements[0] }
        var isList = type.kind == .named("list")
        if case .list = type.kind { isList = true }
        let other = converted(value, toList: isList, isInstance: { isInstance($0, type) }, isDateTime: type.kind == .named("date and time"))
        return isInstance(other, type) ? other : .null
    }
}
