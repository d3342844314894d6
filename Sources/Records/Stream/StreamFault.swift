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
    /// Its subject's other records stand further up, with records of other subjects between.
    case subjectAgain
    /// Its subject has more records, or longer ones, than are looked at together.
    case subjectTooLarge

    /// Whether the record itself is there, and it is where it stands that is wrong.
    var isAboutPlace: Bool { self == .subjectAgain || self == .subjectTooLarge }

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
        case .subjectAgain:
            Phrase(
                zh: "同一主体的其他记录在前面，中间隔有别的主体；政策要看主体的历史记录，请把同一主体的记录排在一起，或加 `--group-by subject`",
                en:
                    "other records of this subject stand further up, with other subjects between; the policy looks at a subject's earlier records: put them together, or add `--group-by subject`"
            )
        case .subjectTooLarge:
            Phrase(zh: "这个主体的记录过多，无法一并查看", en: "this subject has more records than can be looked at together")
        }
    }
}
