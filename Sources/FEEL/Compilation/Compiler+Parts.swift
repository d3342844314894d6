/// Parts of an expression on their own, for those who explain what it came to.
extension Compiler {
    /// A part of a checked expression. One that reads locals of a loop, filter or function around it has no meaning by itself.
    package func program(_ part: TypedExpr, of whole: CheckedExpression) -> Program {
        Program(code: compile(part), frameSize: whole.frameSize, unit: unit)
    }
}
