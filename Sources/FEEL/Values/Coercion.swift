import Diagnostics

/// Implicit conversions and `instance of` (DMN 1.5, 10.3.2.9.4 and 10.3.2.9.2).
extension MachineRef {
    /// What DMN converts silently where a value of another shape is asked for: a list of one and its element, a date and its midnight in UTC.
    func implicitly(_ value: Value, to type: FEELType) -> Value {
        if value.isNull || value.isUnknown { return value }
        switch type {
        case .any: return value
        case .list:
            return value.tag == .list ? value : list([value], Site(span: .at(0), subject: "list"))
        default:
            if value.tag == .list, value.length == 1, let only = value.elements.first, isInstance(only, of: type) { return only }
            if value.tag == .date, type == .dateTime, let seconds = TemporalArithmetic.seconds(ofDays: value.bits) {
                return .dateTime(seconds: seconds, nanoseconds: 0, zone: .offset(0))
            }
            return value
        }
    }

    /// The argument of a builtin as its signatures take it.
    @inline(__always)
    func implicitly(_ value: Value, _ conversion: Builtin.Conversion) -> Value {
        switch conversion {
        case .none: value
        case .to(let type): implicitly(value, to: type)
        case .item: value.tag == .list && value.length == 1 ? value.elements.first ?? value : value
        }
    }

    /// The value as that type, converted where DMN converts, null where it can't be.
    package func coerced(_ value: Value, to type: FEELType) -> Value {
        if value.isNull || value.isUnknown { return value }
        if isInstance(value, of: type) { return value }
        if value.tag == .list, value.length == 1, let only = value.elements.first, isInstance(only, of: type) { return only }
        let converted = implicitly(value, to: type)
        return isInstance(converted, of: type) ? converted : .null
    }

    /// The same with a reason where it can't be.
    func converted(_ value: Value, to type: FEELType, _ site: Site) -> Value {
        let result = coerced(value, to: type)
        return result.isNull && !value.isNull ? pointee.fail(.conversion, site, value) : result
    }

    /// `value instance of type`.
    package func isInstance(_ value: Value, of type: FEELType) -> Bool {
        switch (type, value.tag) {
        case (.any, _): return value.tag != .null
        case (.null, .null), (.boolean, .boolean), (.number, .number), (.number, .bigNumber), (.string, .string), (.date, .date), (.time, .time),
            (.dateTime, .dateTime), (.daysTimeDuration, .daysTimeDuration), (.yearsMonthsDuration, .yearsMonthsDuration), (.context(nil), .context):
            return true
        case (.enumeration(let enumeration), .string):
            return enumeration.values.contains(String(decoding: value.utf8, as: UTF8.self))
        case (.list(let element), .list), (.range(let element), .range):
            if element == .any { return true }
            guard pointee.step(1 + value.elements.count / 16) else { return false }
            return value.elements.allSatisfy { $0.isNull || isInstance($0, of: element) }
        case (.context(let members?), .context):
            return members.allSatisfy { member in
                let name = Array(member.name.utf8)
                return name.withUnsafeBufferPointer { value.member($0) }.map { $0.isNull || isInstance($0, of: member.type) } ?? false
            }
        case (.function(nil, _), .function): return true
        case (.function(let parameters?, let result), .function):
            return isFunction(value, parameters, result)
        default: return false
        }
    }

    /// A function is of a type whose parameters its own accept and whose result its own is (10.3.2.9.2), as far as its result is known.
    private func isFunction(_ value: Value, _ parameters: [FEELType], _ result: FEELType) -> Bool {
        let index = Int(value.bits)
        if value.aux == 1 {
            guard Builtins.all.indices.contains(index) else { return false }
            let builtin = Builtins.all[index]
            return builtin.mayAccept(parameters) && builtin.result(parameters).mayBe(result)
        }
        guard index >= 0, index < pointee.closures.count, case .function(let own?, let ownResult) = pointee.closures[index].function.type else {
            return false
        }
        return own.count == parameters.count && zip(parameters, own).allSatisfy { $0.conforms(to: $1) } && ownResult.mayBe(result)
    }
}
