import Diagnostics
import FEEL

/// A floor above its cap.
enum BoundsCrossed {
    static let code = "bounds-crossed"

    @Sendable static func check(_ typed: TypedPolicy) -> [Diagnostic] {
        zip(typed.policy.assessments, typed.assessments).flatMap { assessment, checked in
            var found = [fault(checked.floor?.value, checked.cap?.value, at: assessment.floor?.location)]
            for (indicator, checked) in zip(assessment.indicators, checked.indicators) {
                found.append(fault(checked.floor?.value, checked.cap?.value, at: indicator.written.floor?.location))
            }
            return found.compactMap { $0 }
        }
    }

    private static func fault(_ floor: Decimal128?, _ cap: Decimal128?, at location: Location?) -> Diagnostic? {
        guard let floor, let cap, cap < floor else { return nil }
        return .fault(
            code, at: location, zh: "下限 \(floor.description) 高于上限 \(cap.description)",
            en: "the floor \(floor.description) is above the cap \(cap.description)", mend: Phrase(zh: "改正其中一个", en: "correct one of them"))
    }
}
