import Diagnostics
import YAMLDocument

extension NodeReader {
    /// How changes of terms combine, by measure or group.
    func combinations(_ node: YAMLNode, names: inout NameRegister) -> [Combination] {
        var result: [Combination] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: [.changeOrder, .shareOf, .atLeast, .atMost], at: name.location) else { continue }
            let order = fields[.changeOrder].map { oneOrList($0).compactMap { word(TermWord.self, $0) } } ?? []
            result.append(
                Combination(
                    target: name, order: order.map(\.verb), base: fields[.shareOf].flatMap { word(Combination.Base.self, $0) } ?? .rest,
                    atLeast: fields[.atLeast].flatMap(expression), atMost: fields[.atMost].flatMap(expression)))
        }
        return result
    }
}
