import FEEL

/// Looks on while a case is replayed. The replay is generic over its observer: the one that looks away costs nothing.
package protocol ReplayObserver {
    /// Whether it wants to see conditions evaluated that are known to be false beforehand.
    static var observes: Bool { get }
    /// A moment begins.
    mutating func moment(_ day: Int32)
    /// A rule's condition was evaluated.
    mutating func evaluated(rule: Int, on day: Int32, value: Value)
    /// A rule fired, or a `while` began to hold.
    mutating func fired(rule: Int, on day: Int32)
    /// A `while` ceased to hold.
    mutating func ceased(rule: Int, on day: Int32)
    /// An action of a rule was carried out.
    mutating func acted(rule: Int, action: Int, on day: Int32)
    /// A measure's status changed.
    mutating func changed(measure: Int, on day: Int32, to status: Status, rule: Int)
    /// An option was opened or decided.
    mutating func option(_ index: Int, on day: Int32, isOpen: Bool)
}

extension ReplayObserver {
    @inlinable @inline(__always) package static var observes: Bool { true }
    @inlinable @inline(__always) package mutating func moment(_ day: Int32) {}
    @inlinable @inline(__always) package mutating func evaluated(rule: Int, on day: Int32, value: Value) {}
    @inlinable @inline(__always) package mutating func fired(rule: Int, on day: Int32) {}
    @inlinable @inline(__always) package mutating func ceased(rule: Int, on day: Int32) {}
    @inlinable @inline(__always) package mutating func acted(rule: Int, action: Int, on day: Int32) {}
    @inlinable @inline(__always) package mutating func changed(measure: Int, on day: Int32, to status: Status, rule: Int) {}
    @inlinable @inline(__always) package mutating func option(_ index: Int, on day: Int32, isOpen: Bool) {}
}

/// The observer that looks away.
package struct Unobserved: ReplayObserver {
    @inlinable @inline(__always) package static var observes: Bool { false }
    package init() {}
}
