#include "text/segments.hpp"

#include <unicode/ubrk.h>
#include <unicode/uloc.h>

#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::text {
namespace {

struct Close {
    void operator()(UBreakIterator* it) const { ubrk_close(it); }
};
using Breaks = std::unique_ptr<UBreakIterator, Close>;

// UTF-16 as ICU wants it, with the byte each unit came from: converting costs less than a UText over UTF-8.
struct Utf16 {
    std::u16string units;
    std::vector<std::uint32_t> bytes;  // of each unit, and of the end

    void assign(std::string_view utf8) {
        units.clear();
        bytes.clear();
        for (std::size_t at = 0; at < utf8.size();) {
            const auto from = static_cast<std::uint32_t>(at);
            const char32_t c = utf8::next(utf8, at);
            if (c > 0xFFFF) {
                units += static_cast<char16_t>(0xD7C0 + (c >> 10));
                units += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
                bytes.push_back(from);
            } else {
                units += static_cast<char16_t>(c);
            }
            bytes.push_back(from);
        }
        bytes.push_back(static_cast<std::uint32_t>(utf8.size()));
    }
};

// A run is cut here if it is longer: no honest paragraph is, and ICU's dictionaries keep state by length.
constexpr std::size_t longest_run = 16 * 1024;

Utf16& scratch() {
    thread_local Utf16 made;
    return made;
}

UBreakIterator* word_breaks() {
    thread_local const Breaks made = [] {
        UErrorCode error = U_ZERO_ERROR;
        return Breaks(ubrk_open(UBRK_WORD, "", nullptr, 0, &error));
    }();
    return made.get();
}

// Sentence rules differ for Greek alone: its question mark is our semicolon.
UBreakIterator* sentence_breaks(std::string_view language) {
    thread_local std::array<Breaks, 2> made;
    const bool greek = language.substr(0, language.find('-')) == "el";
    Breaks& breaks = made[greek ? 1 : 0];
    if (!breaks) {
        UErrorCode error = U_ZERO_ERROR;
        breaks.reset(ubrk_open(UBRK_SENTENCE, greek ? "el" : "", nullptr, 0, &error));
    }
    return breaks.get();
}

bool set_text(UBreakIterator* breaks, const Utf16& text) {
    if (!breaks) return false;  // ICU's data are missing: the caller goes on without it
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(breaks, text.units.data(), static_cast<int32_t>(text.units.size()), &error);
    return U_SUCCESS(error);
}

}  // namespace

void dictionary_words(std::string_view text, Span run, std::vector<Span>& out) {
    while (run.begin < run.end) {
        const auto part = utf8::cut(text.substr(run.begin, run.end - run.begin), longest_run);
        Utf16& utf16 = scratch();
        utf16.assign(part);
        UBreakIterator* breaks = word_breaks();
        if (set_text(breaks, utf16)) {
            int32_t from = ubrk_first(breaks);
            for (int32_t to = ubrk_next(breaks); to != UBRK_DONE; from = to, to = ubrk_next(breaks)) {
                if (ubrk_getRuleStatus(breaks) < UBRK_WORD_NONE_LIMIT) continue;
                out.push_back({run.begin + utf16.bytes[static_cast<std::size_t>(from)],
                               run.begin + utf16.bytes[static_cast<std::size_t>(to)]});
            }
        } else {
            out.push_back({run.begin, run.begin + part.size()});
        }
        run.begin += std::max<std::size_t>(part.size(), 1);
    }
}

void sentence_ends(std::string_view paragraph, std::string_view language, std::vector<std::size_t>& out) {
    std::size_t base = 0;
    while (base < paragraph.size()) {
        const auto part = utf8::cut(paragraph.substr(base), 4 * longest_run);
        if (part.empty()) break;
        Utf16& utf16 = scratch();
        utf16.assign(part);
        UBreakIterator* breaks = sentence_breaks(language);
        if (set_text(breaks, utf16)) {
            ubrk_first(breaks);
            for (int32_t to = ubrk_next(breaks); to != UBRK_DONE; to = ubrk_next(breaks))
                out.push_back(base + utf16.bytes[static_cast<std::size_t>(to)]);
        } else {
            out.push_back(base + part.size());
        }
        base += part.size();
    }
    if (out.empty() || out.back() != paragraph.size()) out.push_back(paragraph.size());
}

}  // namespace octavo::text
