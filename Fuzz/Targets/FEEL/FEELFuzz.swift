import Diagnostics
import FEEL
import Sample

/// The first byte says how, the others are the text: parsed, checked, compiled and evaluated where facts of every type are known, and
/// where they aren't.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFEEL(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let isUnaryTests = start.pointee & 1 == 1
    let areKnown = start.pointee & 2 == 0
    let source = SourceText(name: "<expression>", bytes: Array(UnsafeBufferPointer(start: start + 1, count: count - 1)))
    let checked =
        isUnaryTests
        ? CheckedExpression(unaryTests: source, environment: SampleFrame.environment)
        : CheckedExpression(source, environment: SampleFrame.environment)
    show(checked.diagnostics)
    guard checked.written != nil else {
        demand(!checked.diagnostics.isEmpty, "a text that can't be read has a finding")
        return 0
    }
    _ = checked.slots
    _ = checked.hostCalls
    _ = checked.type.name

    let program = Compiler(unit: CompilationUnit(), host: SampleFrame.host).program(checked)
    SampleFrame.fill(known: areKnown)
    let machine = SampleFrame.machine
    let (first, reasons) = machine.collectingReasons { machine.ref.datum(of: program.evaluate($0), factNames: SampleFrame.names) }
    for reason in reasons {
        _ = reason.message
        let span = reason.site.span
        demand(span.lower >= 0 && span.lower <= span.upper && span.upper <= source.bytes.count, "a reason lies at \(span)")
    }
    _ = first.description
    // Nothing is left over from one evaluation to the next, and it makes no difference whether anybody asks why.
    SampleFrame.fill(known: areKnown)
    let second = machine.ref.datum(of: program.evaluate(machine.ref), factNames: SampleFrame.names)
    demand(first == second, "evaluated again: \(first), then \(second)")
    if case .number(let number) = first { demand(Number(number.description) == number, "the number \(number) reads back") }
    return 0
}
