// Small things about UTF-8. Text inside Octavo is UTF-8 with byte offsets; code points only at the edge.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace octavo::utf8 {

bool valid(std::string_view text);
// Where the first byte at or after `at` is that is not ASCII; the end when there is none.
std::size_t skip_ascii(std::string_view text, std::size_t at = 0);

// Ill-formed sequences become U+FFFD, one per maximal subpart, as the Encoding standard decodes.
std::string repair(std::string_view text);

// The next code point at `at`, which moves behind it; U+FFFD for an ill-formed sequence (one byte is eaten).
char32_t next_of_many(std::string_view text, std::size_t& at);  // the same, where it is not ASCII
inline char32_t next(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first >= 0x80) return next_of_many(text, at);
    ++at;
    return first;
}
void append(std::string& out, char32_t code_point);

// At most `bytes` bytes, never ending inside a code point.
std::string_view cut(std::string_view text, std::size_t bytes);

// How many code points; ill-formed bytes count one each.
std::size_t length(std::string_view text);

// Byte offset -> code point offset, for ascending offsets: one pass over the text.
class CodePoints {
  public:
    explicit CodePoints(std::string_view text) : text_(text) {}
    std::size_t at(std::size_t byte_offset);

  private:
    std::string_view text_;
    std::size_t byte_ = 0;
    std::size_t count_ = 0;
};

// ASCII only: the rest is left as it is.
std::string lower(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
// Without ASCII white space at both ends.
std::string_view trim(std::string_view text);
// Without control characters (C0, DEL and C1: a terminal obeys them), but for tab and line ends.
std::string without_controls(std::string text);
// Runs of white space (ASCII and U+00A0, U+2000-200A, U+2028-9, U+202F, U+3000) become one space; trimmed.
std::string squeeze(std::string_view text);

// 200-300 characters of an excerpt: cut at a sentence or word end at or before `max_code_points`, with an
// ellipsis (U+2026) when something was left out.
std::string excerpt(std::string_view text, std::size_t max_code_points);

}  // namespace octavo::utf8
