import FEEL

/// Memory of a plan's tables: filled while the plan is made, read-only afterwards, freed with the plan.
///
/// Tables of plain values are read on the hot path without reference counting; the programs they point to are kept here.
final class PlanMemory {
    private var blocks: [UnsafeMutableRawPointer] = []
    private var programs: [Program] = []

    deinit { for block in blocks { block.deallocate() } }

    /// A copy of the values that lives as long as the plan.
    func table<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafeBufferPointer<Element> {
        if values.isEmpty { return UnsafeBufferPointer(start: nil, count: 0) }
        let start = UnsafeMutablePointer<Element>.allocate(capacity: values.count)
        for (index, value) in values.enumerated() { (start + index).initialize(to: value) }
        blocks.append(UnsafeMutableRawPointer(start))
        return UnsafeBufferPointer(start: start, count: values.count)
    }

    /// A copy of one value.
    func place<Element: BitwiseCopyable>(_ value: Element) -> UnsafePointer<Element> {
        let place = UnsafeMutablePointer<Element>.allocate(capacity: 1)
        place.initialize(to: value)
        blocks.append(UnsafeMutableRawPointer(place))
        return UnsafePointer(place)
    }

    func keep(_ program: Program) -> ProgramRef {
        programs.append(program)
        return ProgramRef(program)
    }
}
