import FEEL

/// The values that the expressions are evaluated on: a few hundred different rows, so that no branch is learnt by heart.
final class Rows {
    static let count = 256
    static let width = 5

    let environment: Environment
    let unit = CompilationUnit()
    /// The slots of all rows, one row behind the other.
    let slots: UnsafeMutablePointer<Value>
    /// The same in plain Swift, for the closure written by hand.
    let plain: [PlainRow]

    struct PlainRow {
        enum Impact: UInt8 { case minor, serious, major, severe }
        enum Kind: UInt8 { case department, company, person }
        var loss: Int
        var impact: Impact
        var kind: Kind
    }

    static let impacts = ["minor", "serious", "major", "severe"]
    static let kinds = ["department", "company", "person"]

    init() {
        var environment = Environment()
        let item = FEELType.context([.init(name: "price", type: .number), .init(name: "count", type: .number)])
        let variables: [(String, FEELType)] = [
            ("loss", .number), ("impact", .enumeration(.init(name: "impact", values: Rows.impacts))),
            ("kind", .enumeration(.init(name: "kind", values: Rows.kinds))), ("filed", .date), ("items", .list(item)),
        ]
        for (slot, (name, type)) in variables.enumerated() { environment.declare(.init(name: name, slot: slot, type: type)) }
        self.environment = environment
        slots = .allocate(capacity: Rows.count * Rows.width)
        var state: UInt64 = 1
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var plain: [PlainRow] = []
        for row in 0..<Rows.count {
            let (loss, impact, kind) = (random(1_000_000), random(4), random(3))
            let items = (0..<8).map { _ in
                Datum.context([
                    .init(name: "price", value: .number(Number(random(40)))), .init(name: "count", value: .number(Number(1 + random(5)))),
                ])
            }
            let start = slots + row * Rows.width
            start.initialize(to: .number(Int64(loss)))
            (start + 1).initialize(to: unit.symbol(Rows.impacts[impact]))
            (start + 2).initialize(to: unit.symbol(Rows.kinds[kind]))
            (start + 3).initialize(to: .date(days: Int64(19_000 + random(1500))))
            (start + 4).initialize(to: unit.constant(.list(items)))
            plain.append(
                PlainRow(
                    loss: loss, impact: PlainRow.Impact(rawValue: UInt8(impact)) ?? .minor, kind: PlainRow.Kind(rawValue: UInt8(kind)) ?? .person))
        }
        self.plain = plain
    }

    deinit { slots.deallocate() }
}
