/// Lists, contexts and ranges inside each other. How deep they stand is kept with each, so that whatever walks through a value may recurse.
extension Value {
    /// How many levels of lists, contexts and ranges there are from this value down, itself counted; 0 for anything else and for what is empty.
    ///
    /// What a host makes of a record counts as one level however deep its type is, which a few levels of types can't make much of.
    var height: Int8 {
        switch tag {
        case .list, .context, .range: exponent
        default: 0
        }
    }

    /// The deepest value there is: far deeper than a person writes, far from what a thread's stack holds.
    static let heightLimit: Int8 = 120
}

extension MachineRef {
    /// A list, or a context of keys and values in turn, over values that stand in memory. Null with a reason when it would be too deep.
    func collection(_ tag: Value.Tag, _ start: UnsafeMutablePointer<Value>, count: Int, _ site: Site) -> Value {
        var height: Int8 = 0
        for index in 0..<count { height = max(height, start[index].height) }
        guard height < Value.heightLimit else { return pointee.fail(.tooDeep, site) }
        return Value(
            tag: tag, exponent: height + 1, length: UInt32(tag == .context ? count / 2 : count), bits: Int64(Int(bitPattern: start)))
    }
}

/// A list that is added to while what it was before stays in use: its earlier states are the same memory, seen shorter.
struct GrowingList {
    private var start: UnsafeMutablePointer<Value>?
    private var count = 0
    private var capacity = 0
    private var height: Int8 = 0

    /// The list as it is now.
    var list: Value {
        guard let start, count > 0 else { return Value(tag: .list) }
        return Value(tag: .list, exponent: height + 1, length: UInt32(count), bits: Int64(Int(bitPattern: start)))
    }

    /// Adds a value; gives a null when there is no room for it.
    mutating func append(_ value: Value, _ m: MachineRef, _ site: Site) -> Value? {
        guard value.height < Value.heightLimit else { return m.pointee.fail(.tooDeep, site) }
        if count == capacity {
            let wanted = max(8, capacity * 2)
            guard let memory = m.pointee.arena.allocate(wanted * MemoryLayout<Value>.stride) else { return m.pointee.fail(.memory, site) }
            let larger = memory.bindMemory(to: Value.self, capacity: wanted)
            if let start { larger.update(from: start, count: count) }
            start = larger
            capacity = wanted
        }
        guard m.pointee.step() else { return m.pointee.fail(.budget, site) }
        start?[count] = value
        count += 1
        height = max(height, value.height)
        return nil
    }
}
