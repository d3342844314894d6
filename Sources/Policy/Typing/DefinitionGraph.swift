/// Which definition reads which: an order in which each comes after those it reads, and those that come back to themselves.
struct DefinitionGraph {
    private(set) var order: [Int] = []
    private(set) var cyclic: Set<Int> = []
    /// How many definitions stand behind each other, itself included.
    private(set) var depths: [Int]

    /// Evaluating a definition evaluates those it reads, each in the frame of the last.
    static let depthLimit = 200

    /// - Parameter reads: for each definition, those it reads.
    init(_ reads: [[Int]]) {
        depths = [Int](repeating: 1, count: reads.count)
        var isOpen = [Bool](repeating: false, count: reads.count)
        var isDone = isOpen
        for start in reads.indices where !isDone[start] {
            // A stack of its own: a file may hold a longer chain than calls may be nested.
            var path: [(index: Int, next: Int)] = [(start, 0)]
            isOpen[start] = true
            while let (index, next) = path.last {
                guard next < reads[index].count else {
                    path.removeLast()
                    isOpen[index] = false
                    isDone[index] = true
                    depths[index] = 1 + (reads[index].map { isDone[$0] && $0 != index ? depths[$0] : 0 }.max() ?? 0)
                    order.append(index)
                    continue
                }
                path[path.count - 1].next += 1
                let other = reads[index][next]
                if isOpen[other] {
                    if let first = path.firstIndex(where: { $0.index == other }) { cyclic.formUnion(path[first...].map(\.index)) }
                } else if !isDone[other] {
                    isOpen[other] = true
                    path.append((other, 0))
                }
            }
        }
    }
}
