import Diagnostics

/// Arithmetic on values (DMN 1.5, 10.3.2.11, tables 57–62). Operands are known; a null operand makes null, which needs no reason of its own.
package enum Arithmetic {
    package static func add(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
        switch (a.tag, b.tag) {
        case (.number, .number):
            if let sum = SmallDecimal.add(a.bits, a.exponent, b.bits, b.exponent) { return .number(sum.coefficient, exponent: sum.exponent) }
            return m.number(Decimal128.add(a.decimal, b.decimal), site)
        case (.bigNumber, .number), (.number, .bigNumber), (.bigNumber, .bigNumber):
            return m.number(Decimal128.add(a.decimal, b.decimal), site)
        case (.string, .string): return m.concatenated(a, b, site)
        case (.date, .yearsMonthsDuration), (.dateTime, .yearsMonthsDuration), (.date, .daysTimeDuration), (.dateTime, .daysTimeDuration),
            (.time, .daysTimeDuration):
            return TemporalArithmetic.shift(a, by: b, m, site)
        case (.yearsMonthsDuration, .date), (.yearsMonthsDuration, .dateTime), (.daysTimeDuration, .date), (.daysTimeDuration, .dateTime),
            (.daysTimeDuration, .time):
            return TemporalArithmetic.shift(b, by: a, m, site)
        case (.daysTimeDuration, .daysTimeDuration): return TemporalArithmetic.sum(a, b, m, site)
        case (.yearsMonthsDuration, .yearsMonthsDuration):
            let (months, overflow) = a.bits.addingReportingOverflow(b.bits)
            return overflow ? m.pointee.fail(.overflow, site) : .yearsMonths(months)
        default: return nothing(a, b, m, site)
        }
    }

    package static func subtract(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
        switch (a.tag, b.tag) {
        case (.number, .number):
            if let sum = SmallDecimal.subtract(a.bits, a.exponent, b.bits, b.exponent) {
                return .number(sum.coefficient, exponent: sum.exponent)
            }
            return m.number(Decimal128.subtract(a.decimal, b.decimal), site)
        case (.bigNumber, .number), (.number, .bigNumber), (.bigNumber, .bigNumber):
            return m.number(Decimal128.subtract(a.decimal, b.decimal), site)
        case (.date, .yearsMonthsDuration), (.dateTime, .yearsMonthsDuration), (.date, .daysTimeDuration), (.dateTime, .daysTimeDuration),
            (.time, .daysTimeDuration), (.daysTimeDuration, .daysTimeDuration), (.yearsMonthsDuration, .yearsMonthsDuration):
            let negated = negate(b, m, site)
            return negated.isNull ? negated : add(a, negated, m, site)
        case (.date, .date), (.dateTime, .dateTime), (.time, .time), (.date, .dateTime), (.dateTime, .date):
            return TemporalArithmetic.difference(a, b, m, site)
        default: return nothing(a, b, m, site)
        }
    }

    package static func multiply(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
        switch (a.tag, b.tag) {
        case (.number, .number):
            if let product = SmallDecimal.multiply(a.bits, a.exponent, b.bits, b.exponent) {
                return .number(product.coefficient, exponent: product.exponent)
            }
            return m.number(Decimal128.multiply(a.decimal, b.decimal), site)
        case (.bigNumber, .number), (.number, .bigNumber), (.bigNumber, .bigNumber):
            return m.number(Decimal128.multiply(a.decimal, b.decimal), site)
        case (.daysTimeDuration, .number), (.daysTimeDuration, .bigNumber), (.yearsMonthsDuration, .number), (.yearsMonthsDuration, .bigNumber):
            return TemporalArithmetic.scale(a, by: b.decimal, m, site)
        case (.number, .daysTimeDuration), (.bigNumber, .daysTimeDuration), (.number, .yearsMonthsDuration), (.bigNumber, .yearsMonthsDuration):
            return TemporalArithmetic.scale(b, by: a.decimal, m, site)
        default: return nothing(a, b, m, site)
        }
    }

    package static func divide(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
        switch (a.tag, b.tag) {
        case (.number, .number), (.bigNumber, .number), (.number, .bigNumber), (.bigNumber, .bigNumber):
            if b.decimal.isZero { return m.pointee.fail(.divisionByZero, site) }
            return m.number(Decimal128.divide(a.decimal, b.decimal), site)
        case (.daysTimeDuration, .number), (.daysTimeDuration, .bigNumber), (.yearsMonthsDuration, .number), (.yearsMonthsDuration, .bigNumber):
            if b.decimal.isZero { return m.pointee.fail(.divisionByZero, site) }
            return TemporalArithmetic.divide(a, by: b.decimal, m, site)
        case (.daysTimeDuration, .daysTimeDuration), (.yearsMonthsDuration, .yearsMonthsDuration):
            return TemporalArithmetic.ratio(a, b, m, site)
        default: return nothing(a, b, m, site)
        }
    }

    package static func power(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
        guard a.isNumber, b.isNumber else { return nothing(a, b, m, site) }
        let isSmall = b.integer.map { $0.magnitude <= 1024 } ?? false
        guard m.pointee.step(isSmall ? 16 : Machine.Limit.transcendentalSteps) else { return m.pointee.fail(.budget, site) }
        let (base, exponent) = (a.decimal, b.decimal)
        if base.isZero, exponent.isNegative { return m.pointee.fail(.divisionByZero, site) }
        // No real number is the root of a negative one.
        if base.isNegative, !exponent.isInteger { return m.pointee.fail(.argument, site, a, b) }
        return m.number(Decimal128.power(base, exponent), site)
    }

    package static func negate(_ a: Value, _ m: MachineRef, _ site: Site) -> Value {
        switch a.tag {
        case .number:
            if a.bits != .min { return .number(-a.bits, exponent: a.exponent) }
            return m.number(a.decimal.negated, site)
        case .bigNumber: return m.number(a.decimal.negated, site)
        case .yearsMonthsDuration: return a.bits == .min ? m.pointee.fail(.overflow, site) : .yearsMonths(-a.bits)
        case .daysTimeDuration:
            if a.bits == .min { return m.pointee.fail(.overflow, site) }
            // Seconds are rounded down, so the fraction of the negated duration counts from the next lower second.
            return a.length == 0 ? .daysTime(seconds: -a.bits) : .daysTime(seconds: -a.bits - 1, nanoseconds: 1_000_000_000 - a.length)
        case .null, .unknown: return a
        default: return m.pointee.fail(.operandTypes, site, a)
        }
    }

    private static func nothing(_ a: Value, _ b: Value, _ m: MachineRef, _ site: Site) -> Value {
        // A null that came in stays a null; only what is wrong by itself has a reason.
        if a.isNull || b.isNull { return .null }
        return m.pointee.fail(.operandTypes, site, a, b)
    }
}

extension Value {
    /// The decimal of a number of either tier; zero for anything else.
    package var decimal: Decimal128 {
        switch tag {
        case .number: Decimal128(bits, exponent: exponent)
        case .bigNumber: address.map { $0.loadUnaligned(as: Decimal128.self) } ?? Decimal128(0, exponent: 0)
        default: Decimal128(0, exponent: 0)
        }
    }
}

extension MachineRef {
    /// A number in the smaller tier that holds it; null with a reason when there is none.
    package func number(_ decimal: Decimal128?, _ site: Site) -> Value {
        guard let decimal else { return pointee.fail(.overflow, site) }
        if let small = decimal.small { return .number(small.coefficient, exponent: small.exponent) }
        guard let memory = pointee.arena.allocate(MemoryLayout<Decimal128>.size) else { return pointee.fail(.memory, site) }
        memory.storeBytes(of: decimal, as: Decimal128.self)
        return Value(tag: .bigNumber, bits: Int64(Int(bitPattern: memory)))
    }

    func concatenated(_ a: Value, _ b: Value, _ site: Site) -> Value {
        if a.length == 0 { return b }
        if b.length == 0 { return a }
        let total = Int(a.length) + Int(b.length)
        guard pointee.step(1 + total / 64), let memory = pointee.arena.allocate(total), let x = a.address, let y = b.address else {
            return pointee.fail(.memory, site)
        }
        memory.copyMemory(from: x, byteCount: Int(a.length))
        (memory + Int(a.length)).copyMemory(from: y, byteCount: Int(b.length))
        return .string(UnsafePointer(memory.assumingMemoryBound(to: UInt8.self)), count: total)
    }

    /// A string of bytes, copied into the arena.
    package func string(_ bytes: some Collection<UInt8>, _ site: Site) -> Value {
        let count = bytes.count
        guard count < Int(UInt32.max), let memory = pointee.arena.allocate(max(1, count)) else { return pointee.fail(.memory, site) }
        let start = memory.bindMemory(to: UInt8.self, capacity: max(1, count))
        for (index, byte) in bytes.enumerated() { start[index] = byte }
        return .string(UnsafePointer(start), count: count)
    }

    /// A list of values, copied into the arena.
    package func list(_ values: some Collection<Value>, _ site: Site) -> Value {
        let count = values.count
        if count == 0 { return Value(tag: .list) }
        guard pointee.step(count), let memory = pointee.arena.allocate(count * MemoryLayout<Value>.stride) else {
            return pointee.fail(.memory, site)
        }
        let start = memory.bindMemory(to: Value.self, capacity: count)
        for (index, value) in values.enumerated() { start[index] = value }
        return collection(.list, start, count: count, site)
    }

    /// A context of keys and values in turn, copied into the arena.
    package func context(_ entries: [Value], _ site: Site) -> Value {
        let count = entries.count / 2
        if count == 0 { return Value(tag: .context) }
        let list = list(entries, site)
        guard list.tag == .list else { return list }
        return Value(tag: .context, exponent: list.exponent, length: UInt32(count), bits: list.bits)
    }

    /// A range; both ends are of one ordered kind, or null for no bound.
    package func range(_ low: Value, closed lowClosed: Bool, _ high: Value, closed highClosed: Bool, _ site: Site) -> Value {
        if low.isNull, high.isNull { return pointee.fail(.invalidRange, site, low, high) }
        if !low.isNull, !high.isNull {
            // The start of a range isn't above its end (DMN 1.5, 10.3.2.7).
            guard let order = Comparison.order(low, high, self), order <= 0 else { return pointee.fail(.invalidRange, site, low, high) }
        }
        let list = list([low, high], site)
        guard list.tag == .list else { return list }
        return Value(tag: .range, exponent: list.exponent, aux: (lowClosed ? 1 : 0) | (highClosed ? 2 : 0), length: 2, bits: list.bits)
    }

    /// `(= x)` or `(!= x)` as a value; `x` is of an ordered kind.
    func point(_ value: Value, negated: Bool, _ site: Site) -> Value {
        guard Comparison.order(value, value, self) != nil else { return pointee.fail(.invalidRange, site, value) }
        let list = list([value, value], site)
        guard list.tag == .list else { return list }
        return Value(tag: .range, exponent: list.exponent, aux: negated ? 8 : 1 | 2 | 4, length: 2, bits: list.bits)
    }
}
