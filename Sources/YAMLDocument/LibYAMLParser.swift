import CLibYAML
import Diagnostics

/// libyaml's events with spans in bytes. Owns the C parser; the bytes must outlive it.
struct LibYAMLParser: ~Copyable {
    // On the heap, because libyaml keeps a pointer to the parser inside the parser.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let offsets: ScalarOffsets

    init?(_ input: UnsafeBufferPointer<UInt8>, offsets: ScalarOffsets) {
        parser = .allocate(capacity: 1)
        self.offsets = offsets
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    struct Event {
        var kind: Kind
        /// With anchor and tag.
        var span: Span
        var anchor: String?
        var tag: String?
    }

    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias
        case scalar(String, YAMLScalar.Style)
        case sequenceStart(flow: Bool)
        case mappingStart(flow: Bool)
        case collectionEnd
    }

    /// What libyaml objects to.
    struct Problem: Error {
        var message: String
        var offset: Int
        /// What it was doing, and since where.
        var context: String?
        var contextOffset: Int?
    }

    mutating func next() -> Result<Event, Problem> {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { return .failure(problem()) }
        defer { yaml_event_delete(&event) }
        let span = Span(offsets.byte(ofScalar: event.start_mark.index), offsets.byte(ofScalar: event.end_mark.index))
        switch event.type {
        case YAML_STREAM_START_EVENT: return .success(Event(kind: .streamStart, span: span))
        case YAML_DOCUMENT_START_EVENT: return .success(Event(kind: .documentStart, span: span))
        case YAML_DOCUMENT_END_EVENT: return .success(Event(kind: .documentEnd, span: span))
        case YAML_ALIAS_EVENT: return .success(Event(kind: .alias, span: span, anchor: string(event.data.alias.anchor)))
        case YAML_SCALAR_EVENT:
            let data = event.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
            return .success(Event(kind: .scalar(text, style(data.style)), span: span, anchor: string(data.anchor), tag: string(data.tag)))
        case YAML_SEQUENCE_START_EVENT:
            let data = event.data.sequence_start
            let flow = data.style == YAML_FLOW_SEQUENCE_STYLE
            return .success(Event(kind: .sequenceStart(flow: flow), span: span, anchor: string(data.anchor), tag: string(data.tag)))
        case YAML_MAPPING_START_EVENT:
            let data = event.data.mapping_start
            let flow = data.style == YAML_FLOW_MAPPING_STYLE
            return .success(Event(kind: .mappingStart(flow: flow), span: span, anchor: string(data.anchor), tag: string(data.tag)))
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .success(Event(kind: .collectionEnd, span: span))
        default: return .success(Event(kind: .streamEnd, span: span))
        }
    }

    private func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(decodingCString: $0, as: UTF8.self) }
    }

    private func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    private func problem() -> Problem {
        let state = parser.pointee
        let hasMark = state.error == YAML_SCANNER_ERROR || state.error == YAML_PARSER_ERROR
        return Problem(
            message: state.problem.map { String(cString: $0) } ?? "",
            offset: hasMark ? offsets.byte(ofScalar: state.problem_mark.index) : offsets.byte(ofScalar: 0) + state.problem_offset,
            context: state.context.map { String(cString: $0) },
            contextOffset: hasMark && state.context != nil ? offsets.byte(ofScalar: state.context_mark.index) : nil)
    }
}
