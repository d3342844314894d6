import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A call to the operating system that failed, by its error number.
package struct SystemFault: Error, Hashable, Sendable {
    package var code: Int32

    package init(code: Int32) { self.code = code }

    /// The fault of the call just made.
    static var latest: SystemFault { SystemFault(code: errno) }

    /// Whether nobody reads what is written any more, which ends a program but is no fault of its own.
    package var isClosedPipe: Bool { code == EPIPE }

    package var phrase: Phrase {
        switch code {
        case ENOENT: Phrase(zh: "没有这个文件", en: "no such file")
        case EACCES, EPERM: Phrase(zh: "没有权限", en: "permission denied")
        case EISDIR: Phrase(zh: "这是一个文件夹，不是文件", en: "this is a folder, not a file")
        case EPIPE: Phrase(zh: "接收方已关闭", en: "the receiving side is closed")
        case ENOSPC: Phrase(zh: "磁盘空间不足", en: "no space left on the disk")
        case EIO: Phrase(zh: "读写设备时出错", en: "an error of the device")
        case EBADF: Phrase(zh: "文件没有打开", en: "the file is not open")
        case EMFILE, ENFILE: Phrase(zh: "打开的文件过多", en: "too many open files")
        default: Phrase(zh: "系统错误 \(code)", en: "system error \(code)")
        }
    }
}
