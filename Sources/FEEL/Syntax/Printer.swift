/// The canonical text of a tree: read again with the same names in scope, it gives the same tree. Brackets stand only where the tree needs them.
package enum Printer {
    /// The text of an expression.
    package static func text(of expr: Expr) -> String {
        var writer = ExpressionWriter()
        writer.write(expr)
        return writer.text
    }

    /// The text of a type.
    package static func text(of type: TypeExpr) -> String {
        switch type.kind {
        case .named(let name): name
        case .list(let element): "list<" + text(of: element) + ">"
        case .range(let element): "range<" + text(of: element) + ">"
        case .context(let entries): "context<" + entries.map { $0.name + ": " + text(of: $0.type) }.joined(separator: ", ") + ">"
        case .function(let parameters, let result):
            "function<" + parameters.map { text(of: $0) }.joined(separator: ", ") + "> -> " + text(of: result)
        }
    }

    /// A string literal.
    static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: text += "\\u" + hex(scalar.value)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// A key of a context, in quotes unless it is plain words.
    static func key(_ name: String) -> String {
        let words = name.split(separator: " ", omittingEmptySubsequences: false)
        let isPlain = words.allSatisfy { word in
            guard let first = word.unicodeScalars.first, FEELCharacter.isNameStart(first) else { return false }
            return word.unicodeScalars.allSatisfy(FEELCharacter.isNamePart)
        }
        return isPlain ? name : quoted(name)
    }
}
