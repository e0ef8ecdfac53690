// The words of a text as tags look at them. Private to the room. Thread-safe.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/sheet.hpp"
#include "text/tag_words.hpp"

namespace octavo::text {

struct TagToken {
    enum class Gap : std::uint8_t {
        blank,    // nothing but a space before it
        hyphen,   // or a hyphen: "Jean-Pierre"
        initial,  // a full stop and a space behind an initial or a shortened title: "J. Edgar", "Sen. Cruz"
        ampersand,
        elision,   // "d'Indianapolis": its article is cut off
        quote,     // a quotation opens
        bracket,   // a bracket opens
        other,     // a comma and the like
        sentence,  // a sentence begins
    };
    std::size_t begin = 0, end = 0;  // bytes, without an elided article in front and a possessive behind
    std::uint64_t hash = 0;          // of its term: the same for all its forms
    std::string_view folded;         // small letters, no marks; "" for a stop word; lives as long as the sheet
    std::uint16_t kinds = 0;         // tag_word
    Gap gap = Gap::blank;
    bool stop = false, digits = false, capital = false, caseless = false, initial = false;
    bool all_capitals = false;  // two letters at least
    bool mixed = false;         // a capital behind its first letter, a small one too: "iPhone"
    bool possessive = false;    // "Trump's"
    bool starts() const { return gap == Gap::sentence || gap == Gap::quote; }
};

// Into `out`, which is emptied first: its room is used again.
void tag_tokens(const Sheet& text, std::vector<TagToken>& out);

}  // namespace octavo::text
