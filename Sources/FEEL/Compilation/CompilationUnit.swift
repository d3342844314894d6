import Diagnostics

/// What the programs of one plan share: the memory of their constants and the symbols of their strings. Immutable once compiled.
package final class CompilationUnit: @unchecked Sendable {
    // Sendable because it only grows while a plan is being made, by one thread, and is only read afterwards.
    private var arena = MachineOwner(slots: 0)
    private var symbols: [String: Value] = [:]
    private var text: [UnsafeMutablePointer<UInt8>] = []

    package init() {}

    deinit { for memory in text { memory.deallocate() } }

    /// An interned string: two of them are equal when their symbols are.
    package func symbol(_ string: String) -> Value {
        if let known = symbols[string] { return known }
        let bytes = Array(string.utf8)
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
        memory.initialize(repeating: 0, count: max(1, bytes.count))
        for (index, byte) in bytes.enumerated() { memory[index] = byte }
        text.append(memory)
        // Beyond 65,535 symbols a string is compared by its bytes.
        let number = symbols.count < Int(UInt16.max) ? UInt16(symbols.count + 1) : 0
        let value = Value.string(UnsafePointer(memory), count: bytes.count, symbol: number)
        symbols[string] = value
        return value
    }

    /// The run-time form of a constant, living as long as the unit.
    package func constant(_ datum: Datum) -> Value {
        if case .string(let text) = datum { return symbol(text) }
        return arena.ref.value(of: datum)
    }

    /// An array of values that lives as long as the unit.
    package func values(_ list: [Value]) -> UnsafePointer<Value>? {
        let value = arena.ref.list(list, Site(span: .at(0), subject: ""))
        return value.elements.baseAddress
    }
}
