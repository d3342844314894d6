import Diagnostics
import YAMLDocument

extension NodeReader {
    /// `name: [members]`, or `name: {label, members}`.
    func groups(_ node: YAMLNode) -> [Group] {
        var names = NameRegister()
        return named(node).compactMap { name, node in
            guard names.claim(name, findings: findings) else { return nil }
            if node.items != nil { return Group(name: name.value, members: texts(node), location: name.location) }
            guard let fields = fields(node, keys: [.label, .members], at: name.location) else { return nil }
            let label = label(fields)
            let members = fields.required(.members).map(texts) ?? []
            return Group(name: name.value, label: label, members: members, location: name.location)
        }
    }
}
