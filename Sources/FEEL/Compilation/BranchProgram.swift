/// A condition as jumps: its leaves in order, each with the place to go on at when it holds and when it doesn't. `and`, `or` and `not` cost nothing.
///
/// It deals with what is plainly true or false. Whatever else turns up (unknown, null, a value of another type) is left to the closures, which say
/// what the whole comes to.
@usableFromInline
final class BranchProgram: Sendable {
    /// A leaf.
    struct Branch: BitwiseCopyable {
        var kind: Kind
        /// What the value must be for the leaf to be dealt with here.
        var tag: Value.Tag = .null
        var exponent: Int8 = 0
        var isLocal = false
        /// The slot or local that is read, or the number of a step.
        var place: Int32 = 0
        /// Where to go on; ``BranchProgram/holds`` and ``BranchProgram/fails`` end it.
        var onTrue: Int16 = 0
        var onFalse: Int16 = 0
        /// The symbol, or the least of a set of them.
        var symbol: UInt16 = 0
        /// What is compared with, or a set of symbols, a bit each.
        var bits: Int64 = 0

        enum Kind: UInt8, BitwiseCopyable {
            /// A text is this one.
            case symbol
            /// A text is one of these.
            case symbols
            case less, lessOrEqual, equal
            /// A boolean in a slot, which may be a definition's.
            case flag
            /// Any code.
            case step
        }
    }

    /// Code that a leaf runs.
    final class Step: Sendable {
        let code: Code
        init(_ code: @escaping Code) { self.code = code }
    }

    static let holds: Int16 = -1
    static let fails: Int16 = -2

    // Constant once made.
    private nonisolated(unsafe) let table: UnsafeMutablePointer<Branch>
    private let steps: UnretainedList<Step>

    init(_ branches: [Branch], _ steps: [Step]) {
        table = .allocate(capacity: max(1, branches.count))
        for (index, branch) in branches.enumerated() { (table + index).initialize(to: branch) }
        self.steps = UnretainedList(steps)
    }

    deinit { table.deallocate() }

    /// The same as ``run(_:)``, once for all who call it.
    @usableFromInline @inline(never)
    func evaluate(_ m: MachineRef) -> Value { run(m) }

    /// Whether the condition holds; null where the closures have to say.
    @inline(__always)
    func run(_ m: MachineRef) -> Value {
        // Reasons are the closures' affair.
        if m.pointee.reasons != nil { return .null }
        var at = 0
        while true {
            let branch = table + at
            let place = Int(branch.pointee.place)
            let holds: Bool
            if branch.pointee.kind == .step {
                let value = steps.with(place) { $0.code(m) }
                guard value.tag == .boolean else { return .null }
                holds = value.bits != 0
            } else {
                let value = (branch.pointee.isLocal ? m.pointee.locals : m.pointee.slots)[place]
                switch branch.pointee.kind {
                case .symbol:
                    guard value.tag == .string, value.aux != 0 else { return .null }
                    holds = value.aux == branch.pointee.symbol
                case .symbols:
                    guard value.tag == .string, value.aux != 0 else { return .null }
                    let distance = UInt64(value.aux &- branch.pointee.symbol)
                    holds = distance < 64 && UInt64(bitPattern: branch.pointee.bits) &>> distance & 1 != 0
                case .less:
                    guard value.tag == branch.pointee.tag else { return .null }
                    holds = value.exponent == branch.pointee.exponent ? value.bits < branch.pointee.bits : compare(value, branch) < 0
                case .lessOrEqual:
                    guard value.tag == branch.pointee.tag else { return .null }
                    holds = value.exponent == branch.pointee.exponent ? value.bits <= branch.pointee.bits : compare(value, branch) <= 0
                case .equal:
                    guard value.tag == branch.pointee.tag else { return .null }
                    holds = value.exponent == branch.pointee.exponent ? value.bits == branch.pointee.bits : compare(value, branch) == 0
                case .flag, .step:
                    let flag = value.tag == .deferred ? m.force(place) : value
                    guard flag.tag == .boolean else { return .null }
                    holds = flag.bits != 0
                }
            }
            at = Int(holds ? branch.pointee.onTrue : branch.pointee.onFalse)
            if at < 0 { return .boolean(at == Int(BranchProgram.holds)) }
        }
    }

    /// Two numbers of different exponents.
    @inline(never)
    private func compare(_ value: Value, _ branch: UnsafeMutablePointer<Branch>) -> Int {
        SmallDecimal.compare(value.bits, value.exponent, branch.pointee.bits, branch.pointee.exponent)
    }
}
