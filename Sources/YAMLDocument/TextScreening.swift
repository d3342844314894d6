import Diagnostics

/// What must be right about a file's bytes before anything is parsed: its size, its encoding, and that it is text.
struct TextScreening {
    var source: SourceText
    var limits: YAMLLimits

    func firstFault() -> Diagnostic? {
        let bytes = source.bytes
        if bytes.count > limits.size { return tooLarge() }
        if let encoding = wideEncoding() { return wide(encoding) }
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        return bytes.withUnsafeBufferPointer { bytes in
            while index < bytes.count {
                let byte = bytes[index]
                if byte < 0x80 {
                    if byte < 0x20 || byte == 0x7F, byte != 0x09, byte != 0x0A, byte != 0x0D { return control(Span(index, index + 1), UInt32(byte)) }
                    index += 1
                    continue
                }
                guard let (value, count) = scalar(bytes, at: index) else { return malformed(at: index) }
                switch value {
                case 0x85, 0x2028, 0x2029: return lineSeparator(Span(index, index + count), value)
                case 0x80...0x9F, 0xFEFF, 0xFFFE, 0xFFFF: return control(Span(index, index + count), value)
                default: index += count
                }
            }
            return nil
        }
    }

    /// The scalar at an index and its length; nil where the bytes aren't well-formed UTF-8 (Unicode 15, table 3-7).
    private func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int)? {
        let first = bytes[index]
        let count: Int
        var value: UInt32
        switch first {
        case 0xC2...0xDF: (count, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (count, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (count, value) = (4, UInt32(first & 0x07))
        default: return nil
        }
        guard index + count <= bytes.count else { return nil }
        for offset in 1..<count {
            let byte = bytes[index + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        switch count {
        case 3: return value < 0x800 || (0xD800...0xDFFF).contains(value) ? nil : (value, 3)
        case 4: return value < 0x10000 || value > 0x10FFFF ? nil : (value, 4)
        default: return (value, 2)
        }
    }

    /// UTF-16 and UTF-32 announce themselves by a byte order mark, or by the NULs in their first ASCII character.
    private func wideEncoding() -> String? {
        let head = Array(source.bytes.prefix(4))
        if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        guard head.count == 4 else { return nil }
        let pattern = head.map { $0 == 0 }
        if pattern == [false, true, true, true] || pattern == [true, true, true, false] { return "UTF-32" }
        return pattern == [false, true, false, true] || pattern == [true, false, true, false] ? "UTF-16" : nil
    }
}

extension TextScreening {
    private func fault(_ code: String, _ span: Span, _ message: Phrase, mend: Phrase?) -> Diagnostic {
        Diagnostic(code: code, message: message, location: Location(source: source, span: span), mend: mend)
    }

    private func tooLarge() -> Diagnostic {
        fault(
            "yaml-too-large", .at(0),
            Phrase(
                zh: "文件有 \(source.bytes.count) 字节，超过上限 \(limits.size) 字节",
                en: "the file has \(source.bytes.count) bytes, more than the \(limits.size) that are read"),
            mend: Phrase(zh: "把它拆成几个文件", en: "split it into several files"))
    }

    private func wide(_ encoding: String) -> Diagnostic {
        fault(
            "yaml-encoding", .at(0),
            Phrase(zh: "文件是 \(encoding) 编码，应为 UTF-8", en: "the file is encoded as \(encoding), not as UTF-8"),
            mend: Phrase(zh: "另存为 UTF-8", en: "save it as UTF-8"))
    }

    private func malformed(at index: Int) -> Diagnostic {
        fault(
            "yaml-encoding", Span(index, index + 1),
            Phrase(
                zh: "字节 `0x\(hexadecimal(UInt32(source.bytes[index]), width: 2))` 不是有效的 UTF-8",
                en: "byte `0x\(hexadecimal(UInt32(source.bytes[index]), width: 2))` is not valid UTF-8"),
            mend: Phrase(zh: "另存为 UTF-8；文件可能是 GB18030 编码", en: "save the file as UTF-8; it may be encoded as GB18030"))
    }

    private func control(_ span: Span, _ value: UInt32) -> Diagnostic {
        fault(
            "yaml-control-character", span,
            Phrase(
                zh: "控制字符 `U+\(hexadecimal(value, width: 4))` 不能出现在 YAML 中",
                en: "control character `U+\(hexadecimal(value, width: 4))` can't stand in YAML"),
            mend: value == 0 ? Phrase(zh: "这可能不是文本文件", en: "this may not be a text file") : Phrase(zh: "删掉它", en: "delete it"))
    }

    private func lineSeparator(_ span: Span, _ value: UInt32) -> Diagnostic {
        // YAML 1.1 breaks lines here and YAML 1.2 doesn't: refused, so that no two readers differ on where a line ends.
        let name = hexadecimal(value, width: 4)
        return fault(
            "yaml-line-separator", span,
            Phrase(zh: "换行符 `U+\(name)` 有歧义", en: "line separator `U+\(name)` is ambiguous"),
            mend: Phrase(
                zh: "改用普通换行，或在双引号中写 `\\u\(name)`", en: "use an ordinary line break, or `\\u\(name)` within double quotes"))
    }

    private func hexadecimal(_ value: UInt32, width: Int) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
