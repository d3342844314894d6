#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A compiled expression: reads the machine's slots, gives a value.
@usableFromInline
package typealias Code = @Sendable (MachineRef) -> Value

/// Where a machine lives. Closures get the address, so that nothing on the way is retained, copied or checked for exclusive access.
@usableFromInline
package typealias MachineRef = UnsafeMutablePointer<Machine>

/// What one thread of evaluation works on: the frame of slots, the stack of locals, the arena, the budget.
///
/// Owned by whoever evaluates (``MachineOwner``); never shared between threads.
@usableFromInline
package struct Machine {
    /// The frame: facts, states, definitions, parameters, in the numbering the environment gave them.
    @usableFromInline package var slots: UnsafeMutablePointer<Value>
    /// The locals of the function or expression being evaluated.
    @usableFromInline package var locals: UnsafeMutablePointer<Value>
    /// One past the last local that may be used.
    @usableFromInline package var localsEnd: UnsafeMutablePointer<Value>
    /// One past the frame of locals in use: where the next call's frame begins.
    @usableFromInline package var top: UnsafeMutablePointer<Value>
    @usableFromInline package var arena: Arena
    /// Iterations and calls left before evaluation gives up.
    @usableFromInline package var steps: Int
    /// Levels of the functions that are being called.
    @usableFromInline package var depth: Int
    /// Set when the budget was used up; what was being evaluated is null.
    @usableFromInline package var exhausted: Bool
    /// What the host reads in its own functions (the events of the case being decided).
    @usableFromInline package var host: UnsafeMutableRawPointer?
    /// By slot: the program of a deferred one (a definition). Whoever sets it keeps the table and the programs.
    @usableFromInline package var deferred: UnsafeMutablePointer<ProgramRef?>?
    /// Reasons for nulls, while somebody asks for them.
    package var reasons: Unmanaged<ReasonSink>?
    /// User-defined functions made during this evaluation; a function value is an index here.
    @usableFromInline package var closures: [Closure]
    /// Hit policies of decision tables that were violated, for a host that reports them; it takes them away.
    @usableFromInline package var violations: [TableViolation] = []
    /// Patterns that were compiled while evaluating.
    var expressions: RegularExpressionCache?
    /// When `now()` and `today()` are; nil where there is no clock.
    package var now: Instant?
    /// The first year that was asked for and that the calendar lacks, since the host last looked; ``noYear`` for none. What reads it is null.
    @usableFromInline package var missingYear = Machine.noYear
    /// The last day of the period that was evaluated last, before it was moved; ``noDay`` where there was none since the host last looked.
    @usableFromInline package var periodEnd = Machine.noDay

    @inlinable @inline(__always) package static var noYear: Int { Int.min }
    @inlinable @inline(__always) package static var noDay: Int64 { Int64.min }

    /// Takes one step of the budget; false when there is none left.
    @inlinable @inline(__always)
    package mutating func step(_ count: Int = 1) -> Bool {
        steps &-= count
        if steps >= 0 { return true }
        exhausted = true
        return false
    }

    /// Limits of one evaluation. Each is a guard against hostile input, far above what a policy needs.
    @usableFromInline
    package enum Limit {
        /// Iterations, calls and list elements.
        @usableFromInline package static let steps = 10_000_000
        /// Levels of the bodies of user-defined functions that call one another.
        package static let depth = 512
        /// What a logarithm or a power of e takes of them: about as long as that many iterations.
        package static let transcendentalSteps = 128
        /// Values on the stack of locals.
        package static let locals = 1 << 15
        /// Bytes of the arena.
        package static let arenaBytes = 256 << 20
    }
}

/// Owns a machine and its memory.
@usableFromInline
package final class MachineOwner {
    @usableFromInline package let ref: MachineRef
    private let slotStorage: UnsafeMutablePointer<Value>
    private let localStorage: UnsafeMutablePointer<Value>
    private let sink = ReasonSink()

    /// - Parameters:
    ///   - slots: how many slots the frame has.
    ///   - now: when `now()` and `today()` are; nil for no clock.
    package init(slots: Int, now: Instant? = nil) {
        slotStorage = .allocate(capacity: max(1, slots))
        slotStorage.initialize(repeating: .null, count: max(1, slots))
        let locals = MachineOwner.zeroed(Machine.Limit.locals)
        localStorage = locals.start
        ref = .allocate(capacity: 1)
        ref.initialize(
            to: Machine(
                slots: slotStorage, locals: localStorage, localsEnd: localStorage + locals.count,
                top: localStorage, arena: Arena(),
                steps: Machine.Limit.steps, depth: 0, exhausted: false, host: nil, deferred: nil, reasons: nil, closures: [],
                now: now))
    }

    deinit {
        ref.pointee.arena.free()
        ref.deinitialize(count: 1)
        ref.deallocate()
        slotStorage.deallocate()
        free(localStorage)
    }

    /// Memory of null values that the system hands out page by page as it is touched: most machines never use a local.
    private static func zeroed(_ count: Int) -> (start: UnsafeMutablePointer<Value>, count: Int) {
        guard let memory = calloc(count, MemoryLayout<Value>.stride) else { return (.allocate(capacity: 1), 0) }
        return (memory.bindMemory(to: Value.self, capacity: count), count)
    }

    /// Forgets everything but the slots: values made before must not be used any more.
    @inlinable
    package func reset() {
        ref.pointee.arena.reset()
        ref.pointee.steps = Machine.Limit.steps
        ref.pointee.exhausted = false
        if !ref.pointee.closures.isEmpty { ref.pointee.closures.removeAll(keepingCapacity: true) }
    }

    /// Runs `body` while reasons for nulls are collected, and returns them beside its result.
    package func collectingReasons<R>(_ body: (MachineRef) -> R) -> (R, [Reason]) {
        sink.reasons = []
        let before = ref.pointee.reasons
        ref.pointee.reasons = Unmanaged.passUnretained(sink)
        let result = body(ref)
        ref.pointee.reasons = before
        return (result, sink.reasons)
    }
}
