/// Anchors of one page: each thing has one, readable and unlike any other's.
struct AnchorTable {
    private var anchors: [Key: String] = [:]
    private var taken: Set<String> = []

    private struct Key: Hashable {
        var kind: String
        var name: String
    }

    /// The anchor of a thing; made where it has none yet.
    mutating func claim(_ kind: String, _ name: String) -> String {
        let key = Key(kind: kind, name: name)
        if let anchor = anchors[key] { return anchor }
        let plain = "\(kind)-\(AnchorTable.slug(name))"
        var anchor = plain
        var number = 2
        while !taken.insert(anchor).inserted {
            anchor = "\(plain)-\(number)"
            number += 1
        }
        anchors[key] = anchor
        return anchor
    }

    subscript(kind: String, name: String) -> String? { anchors[Key(kind: kind, name: name)] }

    /// Letters and digits of any script, points, underscores and hyphens; everything else is a hyphen.
    static func slug(_ name: String) -> String {
        var slug = ""
        for character in name {
            if character.isLetter || character.isNumber || character == "." || character == "_" {
                slug.append(character)
            } else if slug.last != "-" {
                slug.append("-")
            }
        }
        while slug.last == "-" { slug.removeLast() }
        return slug
    }
}
