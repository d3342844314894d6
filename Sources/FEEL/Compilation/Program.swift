import Diagnostics

/// A compiled expression, ready to run on any machine whose frame fits its environment. Immutable.
@usableFromInline
package final class Program: @unchecked Sendable {
    // Sendable: the closures capture constants only, and the unit that owns the constants is kept here.
    @usableFromInline package let code: Code
    /// What a condition plainly comes to is found out here; ``code`` says the rest.
    @usableFromInline let jumps: Unmanaged<BranchProgram>?
    private let keptJumps: BranchProgram?
    /// The slot that it merely reads; -1 where it does anything else.
    @usableFromInline let slot: Int
    /// Locals it needs.
    @usableFromInline package let frameSize: Int
    private let unit: CompilationUnit

    init(code: @escaping Code, jumps: BranchProgram? = nil, slot: Int = -1, frameSize: Int, unit: CompilationUnit) {
        self.code = code
        self.slot = slot
        self.jumps = jumps.map { .passUnretained($0) }
        keptJumps = jumps
        self.frameSize = frameSize
        self.unit = unit
    }

    /// Evaluates in a frame of locals of its own.
    @inlinable @inline(__always)
    package func evaluate(_ m: MachineRef) -> Value {
        if frameSize == 0 { return run(m) }
        return evaluateInFrame(m)
    }

    @inlinable @inline(__always)
    func run(_ m: MachineRef) -> Value {
        if slot >= 0 {
            let value = m.pointee.slots[slot]
            return value.tag == .deferred ? m.force(slot) : value
        }
        if let jumps {
            let value = jumps._withUnsafeGuaranteedRef { $0.evaluate(m) }
            if !value.isNull { return value }
        }
        return code(m)
    }

    @usableFromInline
    func evaluateInFrame(_ m: MachineRef) -> Value {
        let (locals, top) = (m.pointee.locals, m.pointee.top)
        guard m.pointee.localsEnd - top > frameSize else { return m.pointee.fail(.tooDeep, Site(span: .at(0), subject: "")) }
        m.pointee.locals = top
        m.pointee.top = top + frameSize
        let result = run(m)
        m.pointee.locals = locals
        m.pointee.top = top
        return result
    }
}

/// A program that somebody else keeps alive (a plan), as a plain value that tables can hold without reference counting.
@usableFromInline
package struct ProgramRef: BitwiseCopyable, @unchecked Sendable {
    @usableFromInline let program: Unmanaged<Program>

    package init(_ program: Program) { self.program = .passUnretained(program) }

    @inlinable @inline(__always)
    package func evaluate(_ m: MachineRef) -> Value { program._withUnsafeGuaranteedRef { $0.evaluate(m) } }
}

extension MachineRef {
    /// Evaluates a deferred slot and stores what it came to.
    @usableFromInline @inline(never)
    package func force(_ slot: Int) -> Value {
        // Definitions that aren't kept are evaluated as often as they are read, which takes of the budget.
        if pointee.missingYear != Machine.noYear, !pointee.step() { return .null }
        // While it is being evaluated it reads as null; a definition that reads itself was refused long before.
        pointee.slots[slot] = .null
        let value = pointee.deferred?[slot]?.evaluate(self) ?? .null
        // What hangs on a year that the calendar lacks is asked anew by everyone, so that each comes to know of it.
        pointee.slots[slot] = pointee.missingYear == Machine.noYear ? value : Value(tag: .deferred)
        return value
    }
}
