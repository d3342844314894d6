import Diagnostics

/// One function of FEEL: how it may be called, what it gives, and its body. Checker, compiler, documentation and completion read the same table.
package struct Builtin: Sendable {
    package var name: String
    package var group: Group
    package var signatures: [Signature]
    /// What it does, in one line.
    package var summary: Phrase
    /// The result's type from the types of the arguments.
    package var result: @Sendable ([FEELType]) -> FEELType
    package var body: Body
    /// What it does with the pattern that is its second argument; nil when it has none.
    var pattern: Builtins.Pattern?

    /// Takes the arguments where they stand on the stack of locals; none of them is unknown. A missing optional argument is absent or null.
    package typealias Body = @Sendable (MachineRef, UnsafePointer<Value>, Int, Site) -> Value

    package enum Group: String, Sendable, CaseIterable {
        case conversion, boolean, string, list, numeric, temporal, range, sort, context
        /// Not in the standard: common in the field's practice.
        case `extension`
        /// Of a civil calendar: only where a host hands one in.
        case calendar
    }

    package struct Signature: Sendable {
        package var parameters: [Parameter]
        /// How many of them must be given.
        package var required: Int
        /// The last one may be repeated.
        package var isVariadic: Bool

        package init(_ parameters: [Parameter], required: Int? = nil, isVariadic: Bool = false) {
            self.parameters = parameters
            self.required = required ?? parameters.count
            self.isVariadic = isVariadic
        }

        func parameter(at index: Int) -> Parameter? {
            if index < parameters.count { return parameters[index] }
            return isVariadic ? parameters.last : nil
        }

        func accepts(count: Int) -> Bool { count >= required && (count <= parameters.count || isVariadic) }
    }

    package struct Parameter: Sendable {
        package var name: String
        package var type: FEELType
        package init(_ name: String, _ type: FEELType) {
            self.name = name
            self.type = type
        }
    }

    package init(
        _ name: String, _ group: Group, _ signatures: [Signature], _ summary: Phrase, result: @escaping @Sendable ([FEELType]) -> FEELType,
        body: @escaping Body
    ) {
        self.name = name
        self.group = group
        self.signatures = signatures
        self.summary = summary
        self.result = result
        self.body = body
    }

    func accepts(count: Int) -> Bool { signatures.contains { $0.accepts(count: count) } }

    /// What this argument is converted to before a call with that many.
    func conversion(at index: Int, of count: Int) -> Conversion {
        var types: [FEELType] = []
        for signature in signatures where signature.accepts(count: count) {
            if let type = signature.parameter(at: index)?.type, !types.contains(type) { types.append(type) }
        }
        if types.count == 1, let type = types.first { return type == .any ? .none : .to(type) }
        return types.contains { $0 == .any || $0.item != $0 } ? .none : .item
    }

    enum Conversion: Sendable {
        case none
        case to(FEELType)
        /// To the only item of a list, where the signatures take different things and none of them a list.
        case item

        var isToList: Bool {
            if case .to(.list) = self { return true }
            return false
        }
    }

    /// The signature that has all these parameters and needs no other.
    func signature(named names: [String]) -> Signature? {
        signatures.first { signature in
            let own = signature.parameters.map(\.name)
            return Set(names).count == names.count && names.allSatisfy(own.contains)
                && own.prefix(signature.required).allSatisfy(names.contains)
        }
    }

    /// The function as it is when its arguments are named: called by this signature, or one with the same names, and no other.
    func narrowed(to signature: Signature) -> Builtin {
        let names = signature.parameters.map(\.name)
        let left = signatures.filter { $0.parameters.map(\.name) == names }
        if left.count == signatures.count { return self }
        var narrow = self
        narrow.signatures = left
        narrow.body = { [body] m, arguments, count, site in
            let fits = left.contains { signature in
                (0..<count).allSatisfy { index in
                    guard let type = signature.parameter(at: index)?.type, !arguments[index].isNull, type != .any else { return true }
                    return m.isInstance(arguments[index], of: type)
                }
            }
            return fits ? body(m, arguments, count, site) : m.refuse(arguments, count, site)
        }
        return narrow
    }

    /// The first signature that has all these parameters, whatever else it needs.
    func signature(lacking names: [String]) -> Signature? {
        signatures.first { signature in Set(names).count == names.count && names.allSatisfy(signature.parameters.map(\.name).contains) }
    }

    /// Whether arguments of these types could be accepted.
    func mayAccept(_ types: [FEELType]) -> Bool {
        signatures.contains { signature in
            signature.accepts(count: types.count)
                && types.enumerated().allSatisfy { index, type in signature.parameter(at: index).map { type.mayBe($0.type) } ?? false }
        }
    }
}

/// The table of all functions.
package enum Builtins {
    package static let all: [Builtin] =
        conversion + temporalConversion + booleans + strings + regularExpressions + lists + listEdits + statistics + sorting + ranges + numbers
        + temporal
        + contexts + extensions

    package static let table: [String: Builtin] = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Their names and the names that the grammar itself knows.
    static let names = NameTable(all.map(\.name) + ["is known"])
}
