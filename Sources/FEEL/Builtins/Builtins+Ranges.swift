import Diagnostics

/// `range` (DMN 1.5, table 73) and the relations of points and ranges (table 78).
extension Builtins {
    static let ranges: [Builtin] = [
        Builtin(
            "range", .range, [.init([string("from")])], Phrase(zh: "由文本得到区间", en: "a range from its text"), result: { _ in .range(.any) }
        ) { m, a, count, site in
            guard a[0].tag == .string, m.pointee.step(Int(a[0].length)), let text = RangeText(a[0].text) else { return m.refuse(a, count, site) }
            return m.value(of: text.datum, site)
        },
        relation("before", [.points, .pointRange, .rangePoint, .ranges], Phrase(zh: "在前", en: "comes before")) { $0.before($1) },
        relation("after", [.points, .pointRange, .rangePoint, .ranges], Phrase(zh: "在后", en: "comes after")) { $1.before($0) },
        relation("meets", [.ranges], Phrase(zh: "止于另一区间的起点", en: "ends where the other starts")) { $0.meets($1) },
        relation("met by", [.ranges], Phrase(zh: "始于另一区间的终点", en: "starts where the other ends")) { $1.meets($0) },
        relation("overlaps", [.ranges], Phrase(zh: "有共同之处", en: "has something in common")) { $0.overlaps($1) },
        relation("overlaps before", [.ranges], Phrase(zh: "先开始，并止于另一区间之内", en: "starts before the other and ends in it")) {
            $0.overlapsBefore($1)
        },
        relation("overlaps after", [.ranges], Phrase(zh: "始于另一区间之内，并后结束", en: "starts in the other and ends after it")) {
            $1.overlapsBefore($0)
        },
        relation("finishes", [.pointRange, .ranges], Phrase(zh: "与另一区间同止，且在其内", en: "ends the other")) { $0.finishes($1) },
        relation("finished by", [.rangePoint, .ranges], Phrase(zh: "以之为止", en: "is ended by the other")) { $1.finishes($0) },
        relation("includes", [.rangePoint, .ranges], Phrase(zh: "包含", en: "has the other in it")) { $0.includes($1) },
        relation("during", [.pointRange, .ranges], Phrase(zh: "在其内", en: "is in the other")) { $1.includes($0) },
        relation("starts", [.pointRange, .ranges], Phrase(zh: "与另一区间同始，且在其内", en: "starts the other")) { $0.starts($1) },
        relation("started by", [.rangePoint, .ranges], Phrase(zh: "以之为始", en: "is started by the other")) { $1.starts($0) },
        relation("coincides", [.points, .ranges], Phrase(zh: "重合", en: "is the same")) { $0.coincides($1) },
    ]

    /// What a relation holds between.
    private enum Between {
        case points, pointRange, rangePoint, ranges

        var isOfRanges: (first: Bool, second: Bool) {
            switch self {
            case .points: (false, false)
            case .pointRange: (false, true)
            case .rangePoint: (true, false)
            case .ranges: (true, true)
            }
        }

        var signature: Builtin.Signature {
            let range = FEELType.range(.any)
            return switch self {
            case .points: .init([any("point1"), any("point2")])
            case .pointRange: .init([any("point"), .init("range", range)])
            case .rangePoint: .init([.init("range", range), any("point")])
            case .ranges: .init([.init("range1", range), .init("range2", range)])
            }
        }
    }

    private static func relation(
        _ name: String, _ kinds: [Between], _ summary: Phrase, _ holds: @escaping @Sendable (Extent, Extent) -> Bool
    ) -> Builtin {
        Builtin(name, .range, kinds.map(\.signature), summary, result: { _ in .boolean }) { m, a, count, site in
            let areRanges = (a[0].tag == .range, a[1].tag == .range)
            guard kinds.contains(where: { $0.isOfRanges == areRanges }), let first = Extent(a[0], m), let second = Extent(a[1], m),
                first.isComparable(to: second)
            else { return m.refuse(a, count, site) }
            return .boolean(holds(first, second))
        }
    }
}
