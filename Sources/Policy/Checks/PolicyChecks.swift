import Diagnostics

/// What must be seen before a policy runs: one check a file, each with its words.
package enum PolicyChecks {
    /// A check looks at a typed policy and says what it finds.
    typealias Check = @Sendable (TypedPolicy) -> [Diagnostic]

    static let all: [Check] = []

    /// The findings of all checks.
    package static func findings(_ typed: TypedPolicy) -> [Diagnostic] { all.flatMap { $0(typed) } }
}
