/// How documentation, completion and messages write a function.
extension Builtin {
    /// Every way in which it may be called, with the type of what it gives: `substring(string: string, start position: number, [length: number]) → string`.
    package var signatureTexts: [String] {
        signatures.map { signature in
            var parts = signature.parameters.enumerated().map { index, parameter in
                let text = "\(parameter.name): \(parameter.type.name)"
                return index < signature.required ? text : "[\(text)]"
            }
            if signature.isVariadic { parts.append("…") }
            return "\(name)(\(parts.joined(separator: ", "))) → \(result(signature.parameters.map(\.type)).name)"
        }
    }
}
