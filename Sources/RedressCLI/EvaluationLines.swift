import Diagnostics
import FEEL
import Records

/// `redress eval --jsonl`: one typed request a line, one typed answer a line, in order, flushed.
struct EvaluationLines {
    func run() throws {
        while let line = readLine(strippingNewline: true) {
            if line.allSatisfy({ $0 == " " || $0 == "\t" || $0 == "\r" }) { continue }
            var out = OutputBuffer()
            answer(Array(line.utf8), to: &out)
            out.append("\n")
            try Terminal.write(UnsafeRawBufferPointer(out.bytes), to: 1)
        }
    }

    /// Appends the answer to one request, without a line break.
    func answer(_ line: [UInt8], to out: inout OutputBuffer) {
        let request: JSONTree
        do throws(JSONFault) {
            request = try JSONTree.read(line)
        } catch {
            return fail(nil, error.phrase.en, to: &out)
        }
        let id = request["id"]?.string
        guard let expression = request["expression"]?.string else { return fail(id, "the request has no expression", to: &out) }
        var context: [Datum.Member] = []
        if case .object(let members)? = request["context"] {
            for member in members {
                guard let datum = TypedValue.read(member.value) else { return fail(id, "`\(member.name)` isn't a typed value", to: &out) }
                context.append(Datum.Member(name: member.name, value: datum))
            }
        }
        var types: [Evaluator.TypeDefinition] = []
        if case .array(let written)? = request["types"] {
            for definition in written {
                guard let name = definition["name"]?.string, let text = definition["type"]?.string else {
                    return fail(id, "a type needs a name and a type", to: &out)
                }
                types.append(Evaluator.TypeDefinition(name: name, type: text))
            }
        }
        var definitions: [Evaluator.Definition] = []
        if case .array(let written)? = request["definitions"] {
            for definition in written {
                guard let name = definition["name"]?.string, let text = definition["expression"]?.string else {
                    return fail(id, "a definition needs a name and an expression", to: &out)
                }
                definitions.append(Evaluator.Definition(name: name, expression: text, resultType: definition["resultType"]?.string))
            }
        }
        let result = Evaluator(now: Clock.now).evaluate(
            expression, context: context, types: types, definitions: definitions, resultType: request["resultType"]?.string)
        guard result.isReadable else { return fail(id, result.diagnostics.first?.message.en ?? "not an expression", to: &out) }
        open(id, to: &out)
        out.append("\"value\":")
        TypedValue.write(result.value, to: &out)
        out.append("}")
    }

    private func open(_ id: String?, to out: inout OutputBuffer) {
        out.append("{\"id\":")
        if let id { out.appendJSONString(id) } else { out.append("null") }
        out.append(",")
    }

    private func fail(_ id: String?, _ message: String, to out: inout OutputBuffer) {
        open(id, to: &out)
        out.append("\"error\":")
        out.appendJSONString(message)
        out.append("}")
    }
}
