import Diagnostics
import YAMLDocument

extension NodeReader {
    /// The entries of `parameters:` or `set:`.
    func parameters(_ node: YAMLNode, names: inout NameRegister) -> [Parameter] {
        var result: [Parameter] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: [.value, .stated, .clause, .label], at: name.location) else { continue }
            let label = label(fields)
            let stated = fields[.stated].flatMap(boolean) ?? true
            let clauses = fields[.clause].map(texts) ?? []
            guard let value = fields.required(.value).flatMap(expression) else { continue }
            result.append(Parameter(name: name.value, label: label, value: value, stated: stated, clauses: clauses, location: name.location))
        }
        return result
    }

    func clauses(_ node: YAMLNode, names: inout NameRegister) -> [Clause] {
        var result: [Clause] = []
        for (id, node) in named(node) where names.claim(id, findings: findings) {
            let keys: [PolicyKey] = [.cite, .part, .class, .zh, .en, .responsible, .because]
            guard let fields = fields(node, keys: keys, at: id.location) else { continue }
            var clause = Clause(id: id.value, cite: fields.required(.cite).flatMap(text) ?? id.value, location: id.location)
            clause.part = fields[.part].flatMap(text)
            clause.effect = fields[.class].flatMap { word(Clause.Effect.self, $0) }
            // A clause may be told in one language only.
            let zh = fields[.zh].flatMap(text)
            let en = fields[.en].flatMap(text)
            clause.text = Phrase(zh: zh ?? "", en: en ?? "")
            clause.responsible = fields[.responsible].map(texts)?.map(\.value) ?? []
            clause.because = fields[.because].flatMap(phrase)
            result.append(clause)
        }
        return result
    }

    /// `name: expression`, `name: {any of: events}`, or with a label `name: {value: expression, label}`.
    func definitions(_ node: YAMLNode, names: inout NameRegister) -> [Definition] {
        var result: [Definition] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            guard node.entries != nil else {
                if let body = expression(node) { result.append(Definition(name: name.value, body: .expression(body), location: name.location)) }
                continue
            }
            guard let fields = fields(node, keys: [.value, .anyOf, .allOf, .label], at: name.location) else { continue }
            let label = label(fields)
            guard let body = definitionBody(fields) else { continue }
            result.append(Definition(name: name.value, label: label, body: body, location: name.location))
        }
        return result
    }

    private func definitionBody(_ fields: Fields) -> Definition.Body? {
        fields.exclude(.value, .anyOf, .allOf)
        if let value = fields[.value] { return expression(value).map { .expression($0) } }
        if let all = fields[.allOf], !fields.has(.anyOf) { return .allOf(texts(all)) }
        return fields.required(.anyOf).map { .anyOf(texts($0)) }
    }
}
