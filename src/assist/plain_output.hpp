// What a model wrote, before anybody sees it: plain sentences or nothing. Pure; thread-safe.
//
// A model that read a hostile article may write what the article told it to. So its answer is parsed by a schema that
// has no room for anything but sentences with numbers of sentences; each text must be plain (no address, no markup, no
// marker of a chat, no invisible character, not long), and then pass the gate (ground.hpp). Links are made by us from
// the numbers. Checked by tests/assist/injection_test.cpp and fuzz/ask.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "assist/ground.hpp"
#include "base/result.hpp"

namespace octavo::assist {

constexpr std::size_t most_output_bytes = 64'000;  // of an answer
constexpr std::size_t most_items = 24;
constexpr std::size_t most_item_characters = 600;
constexpr std::size_t fewest_item_words = 3;

// The text, blanks squeezed. refused: says what it must not hold; too_big.
Result<std::string> plain_output(std::string_view text, std::size_t most_characters = most_item_characters);

// {"items": [{"text": "...", "cites": [1, 2], "quote": "..."}]}, and nothing else: `quote` may be missing. Texts are
// plain. malformed, refused, too_big say what and where, fit to be sent back for another try.
Result<std::vector<GeneratedItem>> parse_items(std::string_view json);

// The whole gate: those items of an answer that pass, and why others did not.
struct Gated {
    std::vector<GeneratedItem> items;
    std::vector<std::string> rejected;  // one line each
};
Gated gate(std::string_view json, std::span<const std::string> sentences, std::string_view language = {});

}  // namespace octavo::assist
