// What changed between two texts, paragraph by paragraph and word by word. Pure.
//
//   "The lock opens in May."  ->  "The lock opens in June, the council says."
//   same "The lock opens in "   gone "May"   new "June, the council says"   same "."
//
// The longest common subsequence, of paragraphs and then of the words of those that changed; within caps on the work,
// beyond which a paragraph, or the whole text, counts as replaced.
// Checked by tests/web/changes_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::web {

struct Change {
    enum class Kind : std::uint8_t { same, gone, added };
    Kind kind = Kind::same;
    std::string text;
};
using ChangedParagraph = std::vector<Change>;

std::vector<ChangedParagraph> changes_between(std::span<const std::string> before, std::span<const std::string> after);

}  // namespace octavo::web
