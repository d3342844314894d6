import FEEL

/// The three-term condition as a person writes it, without FEEL.
enum HandWritten {
    /// Over a plain struct: as fast as it can be.
    static func overStruct() -> (Rows.PlainRow) -> Bool {
        { row in (row.loss >= 500_000 || row.impact == .major || row.impact == .severe) && row.kind == .department }
    }

    /// Closures over 16-byte values, every leaf (name, operator, constant) one closure: what a compiler to closures can come to.
    static func overValues(_ unit: CompilationUnit) -> (UnsafeMutablePointer<Value>) -> Value {
        let (major, severe, department) = (unit.symbol("major").aux, unit.symbol("severe").aux, unit.symbol("department").aux)
        let isLarge = atLeast(0, 500_000)
        let isGrave: (UnsafeMutablePointer<Value>) -> Value = { slots in
            let value = slots[1]
            return value.tag == .string ? .boolean(value.aux == major || value.aux == severe) : .null
        }
        let isDepartment: (UnsafeMutablePointer<Value>) -> Value = { slots in
            let value = slots[2]
            return value.tag == .string ? .boolean(value.aux == department) : .null
        }
        let either: (UnsafeMutablePointer<Value>) -> Value = { slots in
            let left = isLarge(slots)
            if left.isTrue { return left }
            let right = isGrave(slots)
            return right.isTrue || left.isFalse ? right : .null
        }
        return { slots in
            let left = either(slots)
            if left.isFalse { return left }
            let right = isDepartment(slots)
            return right.isFalse || left.isTrue ? right : .null
        }
    }

    private static func atLeast(_ slot: Int, _ bound: Int64) -> (UnsafeMutablePointer<Value>) -> Value {
        { slots in
            let value = slots[slot]
            return value.tag == .number && value.exponent == 0 ? .boolean(value.bits >= bound) : .null
        }
    }
}
