import Diagnostics
import FEEL

/// What begins with a colon at the prompt.
enum InteractiveCommand: Equatable {
    case help
    /// A function of the table, in detail.
    case function(String)
    case names
    case type(String)
    case quit
    case unknown(String)

    static let words = ["help", "names", "quit", "type"]

    /// Nil when the input is no command.
    init?(_ input: String) {
        let text = input.drop(while: \.isWhitespace)
        guard text.first == ":" else { return nil }
        let word = text.dropFirst().prefix { !$0.isWhitespace }
        let rest = String(text.dropFirst(word.count + 1).drop(while: \.isWhitespace))
        switch word {
        case "help", "h", "?": self = rest.isEmpty ? .help : .function(rest.trimmingTrailingWhitespace)
        case "names", "n": self = .names
        case "type", "t": self = .type(rest)
        case "quit", "q", "exit": self = .quit
        default: self = .unknown(String(word))
        }
    }

    static let summary = Phrase(
        zh: """
            表达式            求值
            名称 = 表达式     定义一个名称（比较请加括号：(x = 1)）
            :type 表达式      表达式的类型
            :names            已定义的名称
            :help 函数名      某个内置函数的说明
            :quit             退出，也可按 Control-D
            Tab 补全名称；上下箭头翻看历史；括号未闭合时 Enter 换行，空行结束输入。
            """,
        en: """
            EXPRESSION          evaluates it
            NAME = EXPRESSION   defines a name (write a comparison in brackets: (x = 1))
            :type EXPRESSION    the type of an expression
            :names              the names defined so far
            :help FUNCTION      what a builtin function does
            :quit               leaves, as Control-D does
            Tab completes a name; the arrows go through the history; while a bracket is open Enter begins a line, an empty line ends the input.
            """)

    static func unknownCommand(_ word: String) -> Phrase {
        Phrase(zh: "没有命令 `:\(word)`；`:help` 列出全部命令", en: "there is no command `:\(word)`; `:help` lists them")
    }

    /// A function's signatures and summary out of the table, or which name is near.
    static func description(ofFunction name: String) -> Phrase {
        guard let builtin = Builtins.table[name] else {
            let near = nearestName(to: name, among: Builtins.table.keys)
            return Phrase(
                zh: "没有函数 `\(name)`" + (near.map { "，是否指 `\($0)`" } ?? ""),
                en: "there is no function `\(name)`" + (near.map { ", did you mean `\($0)`" } ?? ""))
        }
        let signatures = builtin.signatureTexts.joined(separator: "\n")
        return Phrase(zh: signatures + "\n" + builtin.summary.zh, en: signatures + "\n" + builtin.summary.en)
    }
}

extension String {
    fileprivate var trimmingTrailingWhitespace: String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
