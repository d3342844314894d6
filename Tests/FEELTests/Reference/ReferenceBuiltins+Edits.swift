import FEEL

/// Lists by position, statistics and contexts.
extension ReferenceBuiltins {
    static func ofEdits(_ name: String, _ a: [ReferenceValue]) -> ReferenceValue? {
        if name == "get or else" { return a[0].isNull ? a[1] : a[0] }
        guard case .list(let items) = a[0] else { return nil }
        switch name {
        case "is empty": return .boolean(items.isEmpty)
        case "duplicate values":
            var found: [ReferenceValue] = []
            for item in items where items.count(where: { ReferenceOperators.equal($0, item) == true }) > 1 {
                if !found.contains(where: { ReferenceOperators.equal($0, item) == true }) { found.append(item) }
            }
            return .list(found)
        case "partition":
            guard case .number(let size) = a[1], let size = size.asInt64, size > 0 else { return .null }
            let step = Int(min(size, 1000))
            return .list(stride(from: 0, to: items.count, by: step).map { .list(Array(items[$0..<min(items.count, $0 + step)])) })
        case "sublist":
            guard let start = place(a[1], items.count) else { return .null }
            if a.count < 3 || a[2].isNull { return .list(Array(items[start...])) }
            guard case .number(let length) = a[2], case let count = whole(length), count >= 1, count <= items.count - start else { return .null }
            return .list(Array(items[start..<start + count]))
        case "insert before":
            guard let place = place(a[1], items.count) else { return .null }
            return .list(items[..<place] + [a[2]] + items[place...])
        case "remove":
            guard let place = place(a[1], items.count) else { return .null }
            return .list(Array(items[..<place] + items[(place + 1)...]))
        case "list replace":
            guard let place = place(a[1], items.count) else { return .null }
            return .list(items[..<place] + [a[2]] + items[(place + 1)...])
        default: return nil
        }
    }

    /// Counted from 0; nil where there is no such item.
    private static func place(_ value: ReferenceValue, _ count: Int) -> Int? {
        guard case .number(let number) = value else { return nil }
        let position = whole(number)
        if position > 0, position <= count { return position - 1 }
        return position < 0 && position >= -count ? count + position : nil
    }

    static func statistics(_ name: String, _ items: [ReferenceValue]) -> ReferenceValue? {
        var numbers: [Decimal128] = []
        for item in items {
            guard case .number(let number) = item else { return .null }
            numbers.append(number)
        }
        func arithmetic(_ op: BinaryOperator, _ a: Decimal128, _ b: Decimal128) -> ReferenceValue {
            ReferenceOperators.arithmetic(op, .number(a), .number(b))
        }
        let sorted = numbers.sorted()
        switch name {
        case "product":
            if numbers.isEmpty { return .null }
            return numbers.reduce(.number(.one)) { ReferenceOperators.arithmetic(.multiply, $0, .number($1)) }
        case "median":
            guard let upper = sorted.dropFirst(sorted.count / 2).first else { return .null }
            if sorted.count % 2 == 1 { return .number(upper) }
            return ReferenceOperators.arithmetic(.divide, arithmetic(.add, sorted[sorted.count / 2 - 1], upper), .number(Decimal128(2)))
        case "stddev": return numbers.count < 2 ? .null : Decimal128.standardDeviation(numbers).map { .number($0) } ?? .null
        case "mode":
            let counts = sorted.map { number in sorted.count { $0 == number } }
            let most = counts.max()
            let found = sorted.indices.filter { counts[$0] == most && ($0 == 0 || sorted[$0 - 1] != sorted[$0]) }
            return .list(found.map { .number(sorted[$0]) })
        default: return nil
        }
    }

    static func ofContexts(_ name: String, _ a: [ReferenceValue]) -> ReferenceValue? {
        switch (name, a[0]) {
        case ("context", .list(let entries)):
            var members: [(name: String, value: ReferenceValue)] = []
            for entry in entries {
                guard case .string(let key)? = entry.member("key"), let value = entry.member("value"), !members.contains(where: { $0.name == key })
                else { return .null }
                members.append((key, value))
            }
            return .context(members)
        case ("context put", .context):
            switch a[1] {
            case .string(let key): return put(a[0], [key], a[2])
            case .list(let keys):
                let names = keys.compactMap { if case .string(let key) = $0 { key } else { nil } }
                return names.count == keys.count && !names.isEmpty ? put(a[0], names[...], a[2]) : .null
            default: return .null
            }
        case ("context merge", .list(let contexts)):
            var merged: ReferenceValue? = .context([])
            for context in contexts {
                guard case .context(let members) = context else { return .null }
                for member in members { merged = merged.flatMap { put($0, [member.name], member.value) } }
            }
            return merged
        default: return nil
        }
    }

    private static func put(_ context: ReferenceValue, _ keys: ArraySlice<String>, _ value: ReferenceValue) -> ReferenceValue? {
        guard case .context(var members) = context, let key = keys.first else { return .null }
        let place = members.firstIndex { $0.name == key }
        var inner = value
        if keys.count > 1 {
            guard let place, let changed = put(members[place].value, keys.dropFirst(), value), !changed.isNull else { return .null }
            inner = changed
        }
        if let place { members[place].value = inner } else { members.append((key, inner)) }
        return .context(members)
    }
}
