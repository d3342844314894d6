import _TestSupport

extension SeededGenerator {
    /// True `percent` times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[Int.random(in: 0..<elements.count, using: &self)] }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// Some of the elements, at least one, in their order.
    mutating func some<Element>(_ elements: [Element], _ percent: Int) -> [Element] {
        let chosen = elements.filter { _ in chance(percent) }
        return chosen.isEmpty ? [pick(elements)] : chosen
    }
}
