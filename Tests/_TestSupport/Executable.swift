import Foundation

/// A program of this package, as built beside the tests.
public struct Executable: Sendable {
    public let url: URL

    /// What a run of it came to.
    public struct Outcome: Sendable {
        public var status: Int32
        public var out: [UInt8]
        public var error: String

        public var text: String { String(decoding: out, as: UTF8.self) }
        /// Lines of standard output.
        public var lines: [String] { text.split(separator: "\n").map(String.init) }
    }

    public init(_ name: String) { url = Executable.products.appendingPathComponent(name) }

    /// A program of the system.
    public init(at path: String) { url = URL(fileURLWithPath: path) }

    /// Where the build puts its programs and the bundle of tests.
    private static var products: URL {
        if let bundle = Bundle.allBundles.first(where: { $0.bundlePath.hasSuffix(".xctest") }) {
            return bundle.bundleURL.deletingLastPathComponent()
        }
        return (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments.first ?? ".")).deletingLastPathComponent()
    }

    /// Runs it to its end, in the repository's folder. Input and output go by files, so that nothing waits for anything.
    /// - Parameter environment: put over the tests' own.
    public func run(_ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]) throws -> Outcome {
        let folder = try TemporaryFolder()
        let input = try folder.write(input, "in")
        let (out, error) = (try folder.write("", "out"), try folder.write("", "error"))
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.currentDirectoryURL = Repository.folder
        process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "", "LC_MESSAGES": "", "LANG": "C"]) { $1 }
            .merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: error))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, out: Array(try Data(contentsOf: URL(fileURLWithPath: out))),
            error: try String(contentsOfFile: error, encoding: .utf8))
    }
}
