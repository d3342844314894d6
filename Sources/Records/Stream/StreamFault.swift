import Diagnostics

/// Why a stretch of the input is no record, found while cutting it up, before anybody reads it.
package enum StreamFault: UInt8, Error, Sendable, CaseIterable {
    /// Longer than ``RecordReader/Limits/recordBytes``; skipped without being kept.
    case tooLong
    /// Two commas, or a comma before the end of the array.
    case missingElement
    /// The array has no end; the record on this line, if one begins there, isn't whole.
    case unclosedArray
    /// Something stands behind the end of the array; it isn't read.
    case textAfterArray

    package func phrase(limits: RecordReader.Limits) -> Phrase {
        switch self {
        case .tooLong:
            Phrase(
                zh: "记录超过 \(limits.recordBytes) 字节的上限", en: "the record is longer than \(limits.recordBytes) bytes")
        case .missingElement: Phrase(zh: "两个逗号之间缺少一条记录", en: "a record is missing beside a comma")
        case .unclosedArray:
            Phrase(
                zh: "文件在数组的 `]` 之前结束，从这一行起的内容不完整",
                en: "the file ends before the `]` of its array; what begins on this line is not complete")
        case .textAfterArray:
            Phrase(
                zh: "数组的 `]` 之后还有内容，从这一行起没有读取", en: "text after the `]` of the array; from this line on nothing is read")
        }
    }
}
