/// The locals of an expression: iterator variables, parameters, context entries, `item`.
///
/// Every function body has a frame of its own; a name found in an outer frame is captured by copying it when the function is made.
struct Scope {
    struct Binding {
        var name: String
        var local: Int
        var type: FEELType
        /// `item` of a filter whose members may be named without it.
        var opensMembers = false
    }

    struct Frame {
        var bindings: [Binding] = []
        var next = 0
        var size = 0
        var captured: [(outer: Int, inner: Int)] = []

        mutating func reserve(_ count: Int = 1) -> Int {
            let first = next
            next += count
            size = max(size, next)
            return first
        }
    }

    var frames = [Frame()]

    /// Reserves locals in the current frame.
    mutating func reserve(_ count: Int = 1) -> Int { frames[frames.count - 1].reserve(count) }

    mutating func bind(_ name: String, type: FEELType, opensMembers: Bool = false) -> Int {
        let local = reserve()
        frames[frames.count - 1].bindings.append(Binding(name: name, local: local, type: type, opensMembers: opensMembers))
        return local
    }

    /// Takes back the innermost bindings. Their locals stay reserved: a closure or a list of partial results may still look at them.
    mutating func unbind(_ count: Int = 1) { frames[frames.count - 1].bindings.removeLast(count) }

    /// What a name means among the locals, captured into the current frame when it comes from outside.
    mutating func lookup(_ name: String) -> (local: Int, type: FEELType)? {
        lookup(in: frames.count - 1) { $0.name == name }.map { ($0.local, $0.type) }
    }

    /// The innermost filter's item in the current frame or outside.
    mutating func innermostItem() -> Binding? { lookup(in: frames.count - 1) { $0.opensMembers } }

    private mutating func lookup(in index: Int, where matches: (Binding) -> Bool) -> Binding? {
        if let found = frames[index].bindings.last(where: matches) { return found }
        guard index > 0, let outer = lookup(in: index - 1, where: matches) else { return nil }
        var copy = outer
        if let known = frames[index].captured.first(where: { $0.outer == outer.local }) {
            copy.local = known.inner
        } else {
            copy.local = frames[index].reserve()
            frames[index].captured.append((outer.local, copy.local))
        }
        return copy
    }
}
