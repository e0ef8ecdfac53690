// Questions a reader could put to an article, each of which it answers. Pure; thread-safe.
//
// Made from patterns over the names it names most; kept only when ask() finds an answer in the same text.
// Checked by tests/assist/suggest_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace octavo::assist {

struct ToSuggest {
    std::string_view title, text, language;
};
// In the article's language; none where there is no pattern for it.
std::vector<std::string> suggested_questions(const ToSuggest& article, std::size_t most = 4);

}  // namespace octavo::assist
