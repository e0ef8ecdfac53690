// Which words of an article are looked at for its category, and how much each counts. Private to the room.
#pragma once
#include <string_view>

#include "text/category.hpp"
#include "text/category_features.hpp"
#include "text/small_log.hpp"

namespace octavo::text {

constexpr std::size_t category_tokens = 700;     // of a body: the lead says what it is about
constexpr std::size_t category_bytes = 1 << 14;  // of a body, whatever its script
constexpr float category_title_weight = 3;

// Calls each(token, times) for the title's and the text's tokens.
template <class Each>
void each_category_token(std::string_view title, std::string_view text, Each each) {
    Token token;
    TokenReader of_title(title.substr(0, 1000));
    while (of_title.next(token)) each(token, category_title_weight);
    token = {Token::Kind::end, {}};
    each(token, 1.0F);
    TokenReader of_text(text.substr(0, category_bytes));
    for (std::size_t n = 0; n < category_tokens && of_text.next(token); ++n) each(token, 1.0F);
}
// The beginning of a body that each_category_token looks at: a model learns the same from it as from all.
inline std::string_view category_lead(std::string_view text) {
    text = text.substr(0, category_bytes);
    Token token;
    TokenReader reader(text);
    for (std::size_t n = 0; n < category_tokens; ++n)
        if (!reader.next(token)) return text;
    return text.substr(0, static_cast<std::size_t>(token.text.data() - text.data()) + token.text.size());
}
// How much a feature that stands there this often counts.
inline float damped(float times) { return times <= 0 ? 0 : 1 + log_of(times); }

}  // namespace octavo::text
