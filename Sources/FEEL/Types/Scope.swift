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

    /// Gives a local that was reserved before a name.
    mutating func bind(_ name: String, to local: Int, type: FEELType) {
        frames[frames.count - 1].bindings.append(Binding(name: name, local: local, type: type))
    }

    /// Takes back the innermost bindings. Their locals stay reserved: a closure or a list of partial results may still look at them.
    mutating func unbind(_ count: Int = 1) { frames[frames.count - 1].bindings.removeLast(count) }

    /// What a name means among the locals, captured into the current frame when it comes from outside.
    mutating func lookup(_ name: String) -> (local: Int, type: FEELType)? {
        guard let found = layers(of: name).local else { return nil }
        return (capture(found), found.binding.type)
    }

    /// A binding and the frame it stands in.
    struct Found {
        var frame: Int
        var binding: Binding
    }

    /// The innermost local of this name, and the filters' items that stand further in and may have a member of it, outermost first.
    func layers(of name: String) -> (local: Found?, items: [Found]) {
        var items: [Found] = []
        for frame in frames.indices.reversed() {
            for binding in frames[frame].bindings.reversed() {
                // A member called `item` hides the item itself.
                if binding.opensMembers { items.append(Found(frame: frame, binding: binding)) }
                if binding.name == name { return (Found(frame: frame, binding: binding), items.reversed()) }
            }
        }
        return (nil, items.reversed())
    }

    /// The local of the current frame in which a binding stands, copied through every frame between.
    mutating func capture(_ found: Found) -> Int {
        var local = found.binding.local
        for frame in frames.indices where frame > found.frame {
            if let known = frames[frame].captured.first(where: { $0.outer == local }) {
                local = known.inner
            } else {
                let inner = frames[frame].reserve()
                frames[frame].captured.append((local, inner))
                local = inner
            }
        }
        return local
    }
}
