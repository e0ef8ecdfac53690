#include "provider/event_stream.hpp"

#include <utility>

namespace octavo::provider {

Result<bool> EventStream::piece(std::string_view bytes, const Event& event) {
    while (!bytes.empty()) {
        if (std::exchange(after_return_, false) && bytes.front() == '\n') {
            bytes.remove_prefix(1);
            continue;
        }
        const auto end = bytes.find_first_of("\r\n");
        line_ += bytes.substr(0, end);
        if (line_.size() + data_.size() > most_event_bytes)
            return fail(Fault::too_big, "an event of its stream is too long");
        if (end == std::string_view::npos) return true;
        after_return_ = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        if (!end_line(event)) return false;
    }
    return true;
}

bool EventStream::finish(const Event& event) {
    if (!line_.empty() && !end_line(event)) return false;
    return end_line(event);
}

// "If the line is empty (a blank line): dispatch the event. If the line starts with a U+003A COLON character (:):
// ignore the line. [...] Collect the characters on the line before the first U+003A COLON character (:), and let field
// be that string. [...] If value starts with a U+0020 SPACE character, remove it from value."
bool EventStream::end_line(const Event& event) {
    std::string line = std::exchange(line_, {});
    if (std::exchange(first_, false) && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.empty()) {
        const std::string data = std::exchange(data_, {});
        return !std::exchange(has_data_, false) || event(data);
    }
    std::string_view value(line);
    if (!value.starts_with("data")) return true;  // a comment, an event's name, its id
    value.remove_prefix(4);
    if (!value.empty() && value.front() != ':') return true;
    if (!value.empty()) value.remove_prefix(1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (has_data_) data_ += '\n';
    data_ += value;
    has_data_ = true;
    return true;
}

}  // namespace octavo::provider
