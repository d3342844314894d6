import Diagnostics

extension Diagnostic {
    static func unreadable(_ path: String, _ fault: FileFault) -> Diagnostic {
        switch fault {
        case .missing:
            .fault("file-missing", at: nil, zh: "没有 `\(path)`", en: "there is no `\(path)`")
        case .isFolder:
            .fault("file-unreadable", at: nil, zh: "`\(path)` 是文件夹，不是文件", en: "`\(path)` is a folder, not a file")
        case .isFile:
            .fault("file-unreadable", at: nil, zh: "`\(path)` 是文件，不是文件夹", en: "`\(path)` is a file, not a folder")
        case .tooLarge(let limit):
            .fault(
                "file-too-large", at: nil, zh: "`\(path)` 超过 \(limit) 字节", en: "`\(path)` is larger than \(limit) bytes",
                mend: Phrase(zh: "把它拆成几个文件", en: "split it into several files"))
        case .unreadable(let words):
            .fault("file-unreadable", at: nil, zh: "无法读取 `\(path)`：\(words)", en: "can't read `\(path)`: \(words)")
        }
    }

    static func notAPack(_ folder: String, hasVocabulary: Bool) -> Diagnostic {
        .fault(
            "not-a-pack", at: nil, zh: "`\(folder)` 里没有 `pack.yaml`", en: "there is no `pack.yaml` in `\(folder)`",
            mend: hasVocabulary
                ? Phrase(zh: "这是词汇表，不是政策包", en: "this is a vocabulary, not a pack")
                : Phrase(zh: "写出含有 `pack.yaml` 的文件夹", en: "name a folder that holds a `pack.yaml`"))
    }

    /// An extended pack or a vocabulary that stands under none of the folders above.
    static func notFound(_ code: String, _ name: Written<String>, zh: String, en: String, lookedAt: [String]) -> Diagnostic {
        .fault(
            code, at: name.location, zh: "找不到\(zh) `\(name.value)`", en: "the \(en) `\(name.value)` isn't found",
            notes: lookedAt.map { Note(message: Phrase(zh: "找过 `\($0)`", en: "looked at `\($0)`"), location: nil) })
    }

    static func badIdentifier(_ code: String, _ name: Written<String>) -> Diagnostic {
        .fault(
            code, at: name.location, zh: "`\(name.value)` 不能作路径", en: "`\(name.value)` is no path of names",
            mend: Phrase(
                zh: "写作 `cn.shaanxi.zhashui`：各段以点相隔，不能为空", en: "write it as `cn.shaanxi.zhashui`: names with dots between, none of them empty"))
    }

    static func badCalendarName(_ name: Written<String>) -> Diagnostic {
        .fault(
            "missing-calendar", at: name.location, zh: "`\(name.value)` 不能作文件名", en: "`\(name.value)` can't be the name of a file",
            mend: Phrase(zh: "写 `calendars` 里一个文件的名字，如 `cn`", en: "write the name of a file in `calendars`, such as `cn`"))
    }

    static func calendarDiffers(_ calendar: CivilCalendar, expected: String) -> Diagnostic {
        .fault(
            "calendar-id", at: calendar.location, zh: "这里是 `\(calendar.name)`，按文件名应为 `\(expected)`",
            en: "this says `\(calendar.name)`, and its file says `\(expected)`",
            mend: Phrase(zh: "改名字，或改文件名", en: "correct the name, or rename the file"))
    }

    static func calendarCycle(_ name: Written<String>, chain: [String]) -> Diagnostic {
        let path = chain.map { "`\($0)`" }.joined(separator: " → ")
        return .fault(
            "calendar-cycle", at: name.location, zh: "日历互相扩展成环：" + path, en: "calendars extend each other in a circle: " + path,
            mend: Phrase(zh: "去掉其中一个 `上位政策`", en: "take one `extends` away"))
    }

    static func identifierDiffers(_ pack: Pack, expected: String, severity: Severity) -> Diagnostic {
        .fault(
            "pack-id", severity, at: pack.location, zh: "这里是 `\(pack.id)`，按所在文件夹应为 `\(expected)`",
            en: "this says `\(pack.id)`, and its folder says `\(expected)`",
            mend: Phrase(zh: "改 id，或移动文件夹", en: "correct the id, or move the folder"))
    }

    static func extendsCycle(_ name: Written<String>, chain: [String]) -> Diagnostic {
        let path = chain.map { "`\($0)`" }
        return .fault(
            "extends-cycle", at: name.location, zh: "上位关系成环：" + path.joined(separator: " → "),
            en: "packs extend each other in a circle: " + path.joined(separator: " → "),
            mend: Phrase(zh: "去掉其中一个 `extends`", en: "take one `extends` away"))
    }

    static func noVocabulary(_ pack: Pack) -> Diagnostic {
        .fault(
            "no-vocabulary", at: pack.location, zh: "`\(pack.id)` 及其上位政策都没有说明用哪个词汇表",
            en: "neither `\(pack.id)` nor what it extends names a vocabulary",
            mend: Phrase(zh: "补上 `词汇表:` 或 `vocabulary:`", en: "add `vocabulary:`"))
    }

    static func vocabularyDiffers(_ name: Written<String>, superior: Written<String>) -> Diagnostic {
        .fault(
            "vocabulary-differs", at: name.location, zh: "上位政策用的是词汇表 `\(superior.value)`，不是 `\(name.value)`",
            en: "the extended pack uses the vocabulary `\(superior.value)`, not `\(name.value)`",
            mend: Phrase(zh: "删掉它：词汇表随上位政策", en: "delete it: the vocabulary is inherited"),
            notes: [Note(message: Phrase(zh: "写在这里", en: "it is named here"), location: superior.location)])
    }
}
