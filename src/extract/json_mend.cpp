// What breaks the structured data of news pages, by how often: comment or CDATA wrappers, raw line ends inside strings,
// commas before a closing bracket, and quotation marks that a template forgot to escape:
//
//   {"headline": "Minister: "We will rebuild" the pier", "author": "Ana Lima"}
//                           ^                ^  no comma and name, no bracket behind them: the publisher's own
//
// A text that parses is never touched; each mending is tried only when the one before did not do. Every look ahead is
// bounded. Checked by tests/extract/json_mend_test.cpp and fuzz/extract.cpp.
#include "extract/json_mend.hpp"

#include "base/utf8.hpp"

namespace octavo::extract {
namespace {

// Line ends inside strings, escapes that JSON does not know, commas before a closing bracket.
std::string mend(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool in_string = false;
    bool escaped = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (static_cast<unsigned char>(c) < 0x20) {
                out += c == '\n' ? "\\n" : " ";
                escaped = false;
                continue;
            }
            if (escaped) {
                // An escape JSON does not know stands for the character itself.
                if (std::string_view("\"\\/bfnrtu").find(c) == std::string_view::npos) out.pop_back();
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == '"') {
                in_string = false;
            }
            out += c;
            continue;
        }
        if (c == '"') in_string = true;
        if (c == ',') {
            const auto next = text.find_first_not_of(" \t\r\n", i + 1);
            if (next == std::string_view::npos || text[next] == '}' || text[next] == ']' || text[next] == ',') continue;
        }
        out += c;
    }
    return out;
}

std::string_view unwrap(std::string_view text) {
    text = utf8::trim(text);
    for (const std::string_view opener : {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "// <![CDATA["})
        if (text.starts_with(opener)) text = utf8::trim(text.substr(opener.size()));
    for (const std::string_view closer : {"-->", "//]]>", "/*]]>*/", "]]>", "// ]]>", ";"})
        if (text.ends_with(closer)) text = utf8::trim(text.substr(0, text.size() - closer.size()));
    return text;
}

constexpr std::string_view spaces = " \t\r\n";

char next_mark(std::string_view text, std::size_t from) {
    const auto at = text.find_first_not_of(spaces, from);
    return at == std::string_view::npos ? '\0' : text[at];
}

// Is this the name of an object's next member: "word": ?
bool is_member(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 64;
    at = text.find_first_not_of(spaces, at);
    if (at == std::string_view::npos || text[at] != '"') return false;
    const auto end = text.substr(0, at + 1 + longest).find('"', at + 1);
    return end != std::string_view::npos && next_mark(text, end + 1) == ':';
}

// Where the reader of a text with loose quotation marks stands.
class Place {
  public:
    void mark(char c) {
        if ((c == '{' || c == '[') && depth_ < open_.size()) open_[depth_++] = c;
        if ((c == '}' || c == ']') && depth_ > 0) --depth_;
        if (c == ':') name_ = false;
        if (c == ',' || c == '{') name_ = true;
    }
    // Does the quotation mark before `at` end the string it stands in?
    bool ends(std::string_view text, std::size_t at) const {
        const bool object = depth_ > 0 && open_[depth_ - 1] == '{';
        const char next = next_mark(text, at);
        if (object && name_) return next == ':';
        if (next == '\0') return true;
        if (next == '}') return object;
        if (next == ']') return !object;
        if (next != ',') return false;
        const auto behind = text.find(',', at) + 1;
        const char then = next_mark(text, behind);
        if (then == '}' || then == ']' || then == ',') return true;
        return object ? is_member(text, behind)
                      : std::string_view("\"{[-0123456789tfn").find(then) != std::string_view::npos;
    }

  private:
    std::array<char, 64> open_{};
    std::size_t depth_ = 0;
    bool name_ = false;
};

std::string escape_loose_quotes(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 64);
    Place place;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!in_string) {
            place.mark(c);
            in_string = c == '"';
        } else if (c == '\\' && i + 1 < text.size()) {
            out += c;
            out += text[++i];
            continue;
        } else if (c == '"') {
            in_string = !place.ends(text, i + 1);
            if (in_string) out += '\\';
        }
        out += c;
    }
    return out;
}

}  // namespace

namespace {

std::optional<Json> parse_without_guessing(std::string_view text) {
    if (text.empty()) return std::nullopt;
    if (auto json = Json::parse(text)) return *std::move(json);
    if (auto json = Json::parse(mend(text))) return *std::move(json);
    return std::nullopt;
}

}  // namespace

bool is_guesswork(std::string_view script) { return !parse_without_guessing(unwrap(script)); }

std::optional<Json> parse_mended(std::string_view script) {
    const std::string_view text = unwrap(script);
    if (text.empty()) return std::nullopt;
    if (auto json = parse_without_guessing(text)) return json;
    if (auto json = Json::parse(mend(escape_loose_quotes(text)))) return *std::move(json);
    return std::nullopt;
}

}  // namespace octavo::extract
