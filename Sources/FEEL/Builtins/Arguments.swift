import Diagnostics

/// What bodies of builtins share: taking apart arguments and making results.
extension MachineRef {
    /// A null result because of an argument. A null that came in needs no reason of its own.
    func refuse(_ arguments: UnsafePointer<Value>, _ count: Int, _ site: Site) -> Value {
        for index in 0..<count where arguments[index].isNull { return .null }
        return pointee.fail(.argument, site, count > 0 ? arguments[0] : nil, count > 1 ? arguments[1] : nil)
    }

    /// Takes the steps that the text of a value costs, whose parts may stand in it many times; false when there are too few left.
    func pays(forTextOf value: Value) -> Bool {
        guard pointee.step(value.tag == .string ? 16 + Int(value.length) / 4 : 16) else { return false }
        switch value.tag {
        case .list, .range: return value.elements.allSatisfy { pays(forTextOf: $0) }
        case .context: return value.entries.allSatisfy { pays(forTextOf: $0) }
        default: return true
        }
    }

    /// The elements of a list given as one argument or as several.
    func elements(_ arguments: UnsafePointer<Value>, _ count: Int) -> UnsafeBufferPointer<Value> {
        if count == 1, arguments[0].tag == .list { return arguments[0].elements }
        return UnsafeBufferPointer(start: arguments, count: count)
    }
}

extension Builtins {
    /// The steps of a call: one, and more where an argument is long, for most builtins go through all of it.
    static func cost(_ arguments: UnsafePointer<Value>, _ count: Int) -> Int {
        var steps = 1
        for index in 0..<count {
            switch arguments[index].tag {
            case .list, .context: steps += Int(arguments[index].length) / 16
            case .string: steps += Int(arguments[index].length) / 64
            default: break
            }
        }
        return steps
    }
}

extension Value {
    /// The whole number it is, nil for anything else.
    var integer: Int64? { isNumber ? decimal.asInt64 : nil }

    /// A number without its fraction, or the nearest 64-bit number when it is farther from zero; nil for anything else.
    var truncatedInteger: Int64? {
        guard isNumber else { return nil }
        if tag == .number, exponent == 0 { return bits }
        let decimal = decimal
        return decimal.rounded(scale: 0, mode: .down)?.asInt64 ?? (decimal.isNegative ? .min : .max)
    }

    var text: String { String(decoding: utf8, as: UTF8.self) }
}

/// Shorthand for the table.
func any(_ name: String) -> Builtin.Parameter { Builtin.Parameter(name, .any) }
func number(_ name: String) -> Builtin.Parameter { Builtin.Parameter(name, .number) }
func string(_ name: String) -> Builtin.Parameter { Builtin.Parameter(name, .string) }
func list(_ name: String, of element: FEELType = .any) -> Builtin.Parameter { Builtin.Parameter(name, .list(element)) }
