/// Objects that are called on the way of every evaluation: run without being retained, and kept for as long as the list is.
struct UnretainedList<Element: AnyObject & Sendable>: ~Copyable, @unchecked Sendable {
    // Sendable: constant once made.
    let elements: [Element]
    private let references: UnsafeMutablePointer<Unmanaged<Element>>

    init(_ elements: [Element]) {
        self.elements = elements
        references = .allocate(capacity: max(1, elements.count))
        for (index, element) in elements.enumerated() { (references + index).initialize(to: .passUnretained(element)) }
    }

    deinit { references.deallocate() }

    var count: Int { elements.count }

    /// - Parameter index: one of the list's.
    @inline(__always)
    func with<Result>(_ index: Int, _ body: (Element) -> Result) -> Result { references[index]._withUnsafeGuaranteedRef(body) }
}
