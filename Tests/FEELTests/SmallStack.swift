import Foundation

/// Written by the thread, read once it has ended.
private final class Box<Value>: @unchecked Sendable {
    var value: Value?
    init() {}
}

/// Runs on a thread with half a megabyte of stack, the least that a thread is given on the platforms; with four times that where a sanitizer watches,
/// whose frames are larger.
func onSmallStack<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result? {
    let box = Box<Result>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        box.value = body()
        done.signal()
    }
    thread.stackSize = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil ? 512 << 10 : 2 << 20
    thread.start()
    done.wait()
    return box.value
}
