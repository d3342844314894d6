import Diagnostics
import YAMLDocument

extension NodeReader {
    /// The entries of `parameters:` or, for values given to parameters of packs above, of `set:`.
    func parameters(_ node: YAMLNode, areSet: Bool = false, names: inout NameRegister) -> [Parameter] {
        let keys: [PolicyKey] =
            [.value, .versions, .stated, .clause, .label] + (areSet ? [] : [.unit, .sharper]) + [.localitiesMaySet, .localitiesMayOnly]
        var result: [Parameter] = []
        for (name, node) in named(node) where names.claim(name, findings: findings) {
            guard let fields = fields(node, keys: keys, at: name.location) else { continue }
            let label = label(fields)
            let unit = fields[.unit].flatMap(written)
            let stated = fields[.stated].flatMap(boolean) ?? true
            let clauses = fields[.clause].map(texts) ?? []
            let sharper = fields[.sharper].flatMap { node in word(Sharper.self, node).map { Written($0, at: location(of: node)) } }
            let competence = competence(fields, needsSharper: !areSet && sharper == nil)
            fields.exclude(.value, .versions)
            fields.exclude(.versions, .stated)
            let versions = fields[.versions].map(parameterVersions) ?? []
            let first = versions.first?.value ?? (fields.has(.versions) ? nil : fields.required(.value).flatMap(expression))
            guard let value = first else { continue }
            result.append(
                Parameter(
                    name: name.value, label: label, value: value, unit: unit, stated: stated, clauses: clauses, sharper: sharper,
                    competence: competence, versions: versions, location: name.location))
        }
        return result
    }

    /// What packs below may do with a parameter.
    private func competence(_ fields: Fields, needsSharper: Bool) -> Competence? {
        var competence = Competence()
        if let node = fields[.localitiesMaySet], let tests = expression(node) {
            competence.values = NameWord.reading(tests.text) == NameWord.none ? .none(tests.location) : .meeting(tests)
        }
        if let node = fields[.localitiesMayOnly], let direction = word(Competence.Direction.self, node) {
            competence.direction = Written(direction, at: location(of: node))
            if direction != .add, needsSharper {
                report(
                    .fault(
                        "needs-sharper", at: location(of: node), zh: "没有 `加严方向`，不知道什么算\(direction.chinese)",
                        en: "without `sharper` it can't be told what it is to \(direction.rawValue)",
                        mend: Phrase(zh: "补上 `加严方向:`", en: "add `sharper:`")))
            }
        }
        return competence == Competence() ? nil : competence
    }

    func clauses(_ node: YAMLNode, names: inout NameRegister) -> [Clause] {
        var result: [Clause] = []
        for (id, node) in named(node) where names.claim(id, findings: findings) {
            let keys: [PolicyKey] = [.cite, .part, .class, .zh, .en, .responsible, .covers, .because]
            guard let fields = fields(node, keys: keys, at: id.location) else { continue }
            var clause = Clause(id: id.value, cite: fields.required(.cite).flatMap(text) ?? id.value, location: id.location)
            clause.part = fields[.part].flatMap(text)
            clause.effect = fields[.class].flatMap { word(Clause.Effect.self, $0) }
            // A clause may be told in one language only.
            let zh = fields[.zh].flatMap(text)
            let en = fields[.en].flatMap(text)
            clause.text = Phrase(zh: zh ?? "", en: en ?? "")
            clause.responsible = fields[.responsible].map(texts)?.map(\.value) ?? []
            clause.covers = fields[.covers].map(texts) ?? []
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
            guard let fields = fields(node, keys: [.value, .anyOf, .allOf, .table, .label], at: name.location) else { continue }
            let label = label(fields)
            guard let body = definitionBody(fields) else { continue }
            result.append(Definition(name: name.value, label: label, body: body, location: name.location))
        }
        return result
    }

    private func definitionBody(_ fields: Fields) -> Definition.Body? {
        fields.exclude(.value, .anyOf, .allOf, .table)
        if let value = fields[.value] { return expression(value).map { .expression($0) } }
        if let node = fields[.table], !fields.has(.anyOf), !fields.has(.allOf) {
            return table(node, at: fields.keyLocation(.table)).map { .table($0) }
        }
        if let all = fields[.allOf], !fields.has(.anyOf) { return .allOf(texts(all)) }
        return fields.required(.anyOf).map { .anyOf(texts($0)) }
    }
}
