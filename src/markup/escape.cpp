// Text -> markup. The five characters become references; one list for element content and for attribute values, because
// two lists are one mistake more.
#include "markup/escape.hpp"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>

#include "markup/safe_html.hpp"

namespace octavo::markup {
namespace {

// Where the next character to escape stands, or the end. Sixteen bytes at a time: pages are mostly clean.
std::size_t next_to_escape(std::string_view text, std::size_t at) {
#ifdef __SSE2__
    const auto is = [](__m128i block, char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
    const auto hits = [&](const char* bytes) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
        const __m128i hit = _mm_or_si128(_mm_or_si128(_mm_or_si128(is(block, '&'), is(block, '<')), is(block, '>')),
                                         _mm_or_si128(is(block, '"'), is(block, '\'')));
        return static_cast<unsigned>(_mm_movemask_epi8(hit));
    };
    for (; at + 16 <= text.size(); at += 16)
        if (const auto mask = hits(text.data() + at)) return at + static_cast<std::size_t>(std::countr_zero(mask));
    if (at == text.size()) return at;
    char rest[16] = {};  // most of what is escaped is short: its last bytes are a good part of it
    std::memcpy(rest, text.data() + at, text.size() - at);
    const auto mask = hits(rest);
    return mask ? at + static_cast<std::size_t>(std::countr_zero(mask)) : text.size();
#else
    while (at < text.size() && !must_escape(text[at])) ++at;
    return at;
#endif
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
    std::size_t done = 0;
    while (true) {
        const std::size_t at = next_to_escape(text, done);
        out.append(text, done, at - done);
        if (at >= text.size()) return;
        out += reference_for(text[at]);
        done = at + 1;
    }
}

SafeHtml escape(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    append_escaped(out, text);
    return SafeHtml(std::move(out));
}

}  // namespace octavo::markup
