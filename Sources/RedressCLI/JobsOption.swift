import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `--jobs`, as every command that decides many records has it.
struct JobsOption: ParsableArguments {
    @Option(help: "Threads (default: one a core). The output is the same for any number.")
    var jobs: Int?

    var count: Int { jobs ?? Int(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    func validate() throws {
        if let jobs, jobs < 1 || jobs > 1024 { throw ValidationError("--jobs takes a number from 1 to 1024.") }
    }
}
