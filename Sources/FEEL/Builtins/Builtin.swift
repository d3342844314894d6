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

    /// Takes the arguments where they stand on the stack of locals; none of them is unknown. A missing optional argument is absent or null.
    package typealias Body = @Sendable (MachineRef, UnsafePointer<Value>, Int, Site) -> Value

    package enum Group: String, Sendable, CaseIterable {
        case conversion, boolean, string, list, numeric, temporal, range, sort, context
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

    /// The signature that has all these parameters and needs no other.
    func signature(named names: [String]) -> Signature? {
        signatures.first { signature in
            let own = signature.parameters.map(\.name)
            return Set(names).count == names.count && names.allSatisfy(own.contains)
                && own.prefix(signature.required).allSatisfy(names.contains)
        }
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
    package static let all: [Builtin] = conversion + temporalConversion + booleans + strings + lists + numbers + temporal + contexts

    package static let table: [String: Builtin] = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// Their names and the names that the grammar itself knows.
    static let names = NameTable(all.map(\.name) + ["is known"])
}
