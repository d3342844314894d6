import Diagnostics
import FEEL
import Policy
import Records

/// The variables of `redress eval --context`: the members of a JSON object.
enum ContextFile {
    struct Fault: Error {
        var phrase: Phrase
    }

    static func read(_ path: String) -> Result<[Datum.Member], Fault> {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try DiskFiles().read(path)
        } catch {
            return .failure(Fault(phrase: Phrase(zh: "无法读取", en: "can't be read")))
        }
        do throws(JSONFault) {
            let tree = try JSONTree.read(bytes)
            guard case .context(let members) = TypedValue.plain(tree) else {
                return .failure(Fault(phrase: Phrase(zh: "应是一个 JSON 对象", en: "it should be a JSON object")))
            }
            return .success(members)
        } catch {
            return .failure(Fault(phrase: error.phrase))
        }
    }
}
