#include "provider/repair.hpp"

#include <vector>

#include "base/json.hpp"
#include "base/utf8.hpp"

namespace octavo::provider {
namespace {

constexpr std::size_t deepest = 32, most_tries = 8;

// What stands behind the last "</think>": the rest was thinking aloud.
std::string_view without_thoughts(std::string_view text) {
    for (const std::string_view end : {"</think>", "</thinking>", "</reasoning>"})
        if (const auto at = text.rfind(end); at != std::string_view::npos) text.remove_prefix(at + end.size());
    return text;
}

// Copies one value that begins with a bracket, mending on the way; stops where it is closed, or the text is over.
class Mender {
  public:
    explicit Mender(std::string_view text) : text_(text) {}

    // Absent: it was never closed in the right order.
    std::optional<std::string> mend() {
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '"') {
                if (!string()) break;
            } else if (c == '{' || c == '[') {
                if (open_.size() == deepest) return std::nullopt;
                open_ += c == '{' ? '}' : ']';
                out_ += c;
            } else if (c == '}' || c == ']') {
                if (open_.empty() || open_.back() != c) return std::nullopt;
                drop_comma();
                out_ += c;
                open_.pop_back();
                if (open_.size() <= 2 && c == '}') whole_ = {out_.size(), open_};
                if (open_.empty()) return out_;
            } else {
                out_ += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
            }
        }
        return up_to_whole();
    }
    std::size_t end() const { return at_; }

  private:
    // False: the text ends inside it.
    bool string() {
        out_ += '"';
        for (++at_; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '\\' && at_ + 1 < text_.size()) {
                const char next = text_[++at_];
                // "\'" and the like are no escapes of JSON's: the letter alone.
                if (std::string_view("\"\\/bfnrtu").find(next) != std::string_view::npos) out_ += '\\';
                out_ += static_cast<unsigned char>(next) < ' ' ? ' ' : next;
                continue;
            }
            out_ += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
            if (c == '"') return true;
        }
        return false;
    }

    void drop_comma() {
        auto last = out_.find_last_not_of(" ");
        if (last != std::string::npos && out_[last] == ',') out_.resize(last);
    }

    // The text was cut: what was whole of the list's items, and the brackets closed.
    std::optional<std::string> up_to_whole() {
        if (whole_.first == 0 || whole_.second.empty()) return std::nullopt;
        std::string out = out_.substr(0, whole_.first);
        for (auto c = whole_.second.rbegin(); c != whole_.second.rend(); ++c) out += *c;
        return out;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_, open_;
    std::pair<std::size_t, std::string> whole_;  // where the last whole item ends, and what is open there
};

}  // namespace

std::optional<std::string> repair_json(std::string_view written) {
    const std::string clean = utf8::repair(without_thoughts(written));
    std::string_view text(clean);
    for (std::size_t tries = 0; tries < most_tries; ++tries) {
        const auto start = text.find_first_of("{[");
        if (start == std::string_view::npos) return std::nullopt;
        text.remove_prefix(start);
        Mender mender(text);
        if (auto mended = mender.mend()) {
            const auto json = Json::parse(*mended);
            if (json && json->is_object() && !json->members().empty()) return mended;
            // "[1]" in prose is no answer; a list of items is one.
            if (json && json->is_array() && !json->items().empty() && json->items().front().is_object())
                return fmt::format("{{\"items\":{}}}", *mended);
        }
        text.remove_prefix(1);
    }
    return std::nullopt;
}

}  // namespace octavo::provider
