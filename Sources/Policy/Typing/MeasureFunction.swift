import FEEL

/// The functions of expressions that look at the case's own measures: as the day before left them.
package enum MeasureFunction: Int, Sendable, CaseIterable {
    case served = 200
    case daysServed, fulfilled, stands

    package var name: String {
        switch self {
        case .served: "served"
        case .daysServed: "days served"
        case .fulfilled: "fulfilled"
        case .stands: "stands"
        }
    }

    /// The Chinese spelling.
    package var chineseName: String {
        switch self {
        case .served: "已执行"
        case .daysServed: "已执行日数"
        case .fulfilled: "已履行"
        case .stands: "在执行"
        }
    }

    var result: FEELType {
        switch self {
        case .served: .yearsMonthsDuration
        case .daysServed: .daysTimeDuration
        case .fulfilled, .stands: .boolean
        }
    }
}
