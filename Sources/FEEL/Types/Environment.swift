import Diagnostics

/// What names mean to an expression: the host's variables and functions beside FEEL's builtins.
package struct Environment: Sendable {
    package struct Variable: Sendable {
        /// The canonical name.
        package var name: String
        /// Index of the frame's slot.
        package var slot: Int
        package var type: FEELType
        /// The slot may be ``Value/Tag/deferred``: its expression is evaluated when it is first read.
        package var isDeferred: Bool
        /// May be unknown; false for parameters and for everything where a host declares no facts.
        package var mayBeUnknown: Bool
        /// The value, where it is the same for every evaluation.
        package var constant: Datum?
        /// It has one value as long as a case lasts.
        package var isFixed: Bool

        package init(
            name: String, slot: Int, type: FEELType, isDeferred: Bool = false, mayBeUnknown: Bool = false, constant: Datum? = nil,
            isFixed: Bool = true
        ) {
            self.isFixed = isFixed
            self.name = name
            self.constant = constant
            self.slot = slot
            self.type = type
            self.isDeferred = isDeferred
            self.mayBeUnknown = mayBeUnknown
        }
    }

    /// A function that the host implements. Its arguments are string literals out of a closed list, so that everything is resolved when the plan is made.
    package struct HostFunction: Sendable {
        package var name: String
        /// The closed list the one argument is taken from; nil for a function without arguments.
        package var argument: FEELType.Enumeration?
        package var result: FEELType
        /// Which function it is, for the host.
        package var id: Int
        /// Whether it takes a period instead.
        package var period: Period

        /// A duration that is known when the plan is made: written down, or a parameter.
        package enum Period: Sendable {
            case none
            case length
            /// A length and the date variable from which it is counted again and again.
            case lengthAndStart
        }

        package init(name: String, argument: FEELType.Enumeration?, result: FEELType, id: Int, period: Period = .none) {
            self.name = name
            self.argument = argument
            self.result = result
            self.id = id
            self.period = period
        }
    }

    package private(set) var variables: [String: Variable] = [:]
    /// The names of a slot's variable.
    private var namesBySlot: [Int: [String]] = [:]
    package private(set) var functions: [String: HostFunction] = [:]
    /// Functions beside FEEL's own that the host hands in with their bodies, by every spelling.
    package private(set) var builtins: [String: Builtin] = [:]
    /// Functions that could be here and aren't, and what they need.
    package private(set) var unavailable: [String: Phrase] = [:]
    /// Builtins that may not be used here (a policy reads no clock).
    package var forbiddenBuiltins: Set<String> = []
    /// Whether `is known(x)` exists: only where facts can be unknown.
    package var hasUnknowns = false
    /// Types that the host has given a name (DMN 1.5, 7.3.2: item definitions).
    package private(set) var types: [String: FEELType] = [:]
    package private(set) var names: NameTable
    package private(set) var members = NameTable()

    package init() {
        names = Builtins.names
    }

    /// Makes a variable known under its name and further names (labels). A name that is taken already stays what it was.
    @discardableResult
    package mutating func declare(_ variable: Variable, aliases: [String] = []) -> Bool {
        var fresh = true
        for name in [variable.name] + aliases {
            if variables[name] == nil {
                variables[name] = variable
                namesBySlot[variable.slot, default: []].append(name)
                names.insert(name)
            } else if name == variable.name {
                fresh = false
            }
        }
        return fresh
    }

    /// Makes a variable known under its name instead of any other. What was checked before keeps to the other.
    package mutating func redeclare(_ variable: Variable) {
        if variables.updateValue(variable, forKey: variable.name)?.slot != variable.slot {
            namesBySlot[variable.slot, default: []].append(variable.name)
        }
        names.insert(variable.name)
    }

    /// Gives a variable that is declared already its type or its constant value, under all its names.
    package mutating func refine(_ variable: Variable) {
        // A name may have gone to another variable since.
        for name in namesBySlot[variable.slot] ?? [] where variables[name]?.slot == variable.slot { variables[name] = variable }
    }

    package mutating func declare(_ function: HostFunction, aliases: [String] = []) {
        for name in [function.name] + aliases {
            functions[name] = function
            names.insert(name)
        }
    }

    /// Gives a type a name. One that FEEL names itself stays what it is.
    package mutating func declare(type: FEELType, named name: String) {
        if FEELType.named[name] == nil { types[name] = type }
    }

    package mutating func declare(_ builtin: Builtin, aliases: [String] = []) {
        for name in [builtin.name] + aliases {
            builtins[name] = builtin
            names.insert(name)
        }
    }

    /// Makes names known as those of functions that are not here, so that who writes one is told why.
    package mutating func declareUnavailable(_ names: [String], needs: Phrase) {
        for name in names {
            unavailable[name] = needs
            self.names.insert(name)
        }
    }

    /// A member name that may stand after a dot.
    package mutating func declareMember(_ name: String) { members.insert(name) }

    /// A name an expression may begin with, for suggestions.
    package var knownNames: [String] {
        (Array(variables.keys) + Array(functions.keys) + Array(builtins.keys)).sorted()
    }
}
