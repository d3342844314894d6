/// Plain values that a schema keeps for as long as it lives.
struct SchemaMemory {
    private(set) var blocks: [UnsafeMutableRawPointer] = []

    mutating func place<Element>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        for (index, element) in elements.enumerated() { (memory + index).initialize(to: element) }
        blocks.append(UnsafeMutableRawPointer(memory))
        return memory
    }

    mutating func place<Element>(_ element: Element) -> UnsafePointer<Element> { UnsafePointer(place([element])) }
}
