/// Lists, contexts and ranges inside each other. How deep they stand is kept with each, so that whatever goes through a value may recurse.
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
