import FEEL

extension ReferenceBuiltins {
    static func ofLists(_ name: String, _ a: [ReferenceValue]) -> ReferenceValue? {
        let single: [ReferenceValue]? = if case .list(let elements) = a[0] { elements } else { nil }
        let items = a.count == 1 ? single ?? a : a
        switch name {
        case "product", "median", "stddev", "mode": return statistics(name, items)
        case "all", "any":
            if items.contains(where: { $0.isTrue == (name == "any") && ($0.isTrue || $0.isFalse) }) { return .boolean(name == "any") }
            return items.allSatisfy { $0.isTrue || $0.isFalse } ? .boolean(name == "all") : .null
        case "min", "max":
            guard var best = items.first, ReferenceOperators.order(best, best) != nil else { return .null }
            for item in items.dropFirst() {
                guard let order = ReferenceOperators.order(item, best) else { return .null }
                if name == "min" ? order < 0 : order > 0 { best = item }
            }
            return best
        case "sum", "mean":
            guard let first = items.first, items.allSatisfy({ if case .number = $0 { true } else { false } }) else { return .null }
            let sum = items.dropFirst().reduce(first) { ReferenceOperators.arithmetic(.add, $0, $1) }
            return name == "sum" ? sum : ReferenceOperators.arithmetic(.divide, sum, .number(Decimal128(Int64(items.count))))
        case "concatenate", "union":
            var all: [ReferenceValue] = []
            for argument in a {
                guard case .list(let elements) = argument else { return .null }
                all += elements
            }
            return .list(name == "union" ? distinct(all) : all)
        default: break
        }
        guard let single else { return nil }
        switch name {
        case "count": return .number(Decimal128(Int64(single.count)))
        case "list contains": return .boolean(single.contains { ReferenceOperators.equal($0, a[1]) == true })
        case "append": return .list(single + a.dropFirst())
        case "distinct values": return .list(distinct(single))
        case "reverse": return .list(single.reversed())
        case "flatten": return .list(flat(single))
        case "index of":
            return .list(
                single.indices.filter { ReferenceOperators.equal(single[$0], a[1]) == true }.map { .number(Decimal128(Int64($0 + 1))) })
        case "string join":
            var delimiter = ""
            if a.count > 1 {
                switch a[1] {
                case .string(let text): delimiter = text
                case .null: break
                default: return .null
                }
            }
            var texts: [String] = []
            for element in single {
                switch element {
                case .string(let text): texts.append(text)
                case .null: break
                default: return .null
                }
            }
            return .string(texts.joined(separator: delimiter))
        default: return nil
        }
    }

    private static func distinct(_ values: [ReferenceValue]) -> [ReferenceValue] {
        values.reduce(into: []) { kept, value in
            if !kept.contains(where: { ReferenceOperators.equal($0, value) == true }) { kept.append(value) }
        }
    }

    private static func flat(_ values: [ReferenceValue]) -> [ReferenceValue] {
        values.flatMap { value in
            if case .list(let inner) = value { return flat(inner) }
            return [value]
        }
    }

    static func ofStrings(_ name: String, _ a: [ReferenceValue]) -> ReferenceValue? {
        guard case .string(let text) = a[0] else { return nil }
        let scalars = Array(text.unicodeScalars)
        func string(_ part: some Sequence<Unicode.Scalar>) -> ReferenceValue {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: part)
            return .string(String(view))
        }
        switch name {
        case "string length": return .number(Decimal128(Int64(scalars.count)))
        case "upper case": return .string(text.uppercased())
        case "lower case": return .string(text.lowercased())
        case "number": return number(text, a.dropFirst())
        case "substring":
            guard case .number(let position) = a[1], case let start = whole(position), start != 0 else { return nil }
            let first = start > 0 ? start - 1 : scalars.count + start
            guard first >= 0 else { return nil }
            let rest = scalars.dropFirst(min(first, scalars.count))
            guard a.count > 2, !a[2].isNull else { return string(rest) }
            guard case .number(let given) = a[2], case let length = whole(given), length >= 1 else { return nil }
            return string(rest.prefix(length))
        default: break
        }
        guard a.count == 2, case .string(let other) = a[1] else { return nil }
        let part = Array(other.unicodeScalars)
        let place = (0...scalars.count).first { scalars.dropFirst($0).starts(with: part) }
        switch name {
        case "contains": return .boolean(place != nil)
        case "starts with": return .boolean(scalars.starts(with: part))
        case "ends with": return .boolean(scalars.reversed().starts(with: part.reversed()))
        case "substring before": return place.map { string(scalars.prefix($0)) } ?? .string("")
        case "substring after": return place.map { string(scalars.dropFirst($0 + part.count)) } ?? .string("")
        default: return nil
        }
    }

    private static func number(_ text: String, _ separators: ArraySlice<ReferenceValue>) -> ReferenceValue? {
        var found: [String?] = []
        for (separator, allowed) in zip(separators, [[" ", ",", "."], [",", "."]]) {
            if case .string(let text) = separator {
                guard allowed.contains(text) else { return nil }
                found.append(text)
            } else if separator.isNull {
                found.append(nil)
            } else {
                return nil
            }
        }
        var plain = text
        if let grouping = found.first ?? nil {
            if found.count > 1, found[1] == grouping { return nil }
            plain = plain.split(separator: grouping, omittingEmptySubsequences: false).joined()
        }
        if found.count > 1, found[1] == ",", plain.contains(".") { return nil }
        if found.count > 1, let point = found[1] { plain = plain.split(separator: point, omittingEmptySubsequences: false).joined(separator: ".") }
        return Decimal128(parsing: Array(plain.utf8)).map { .number($0) }
    }
}
