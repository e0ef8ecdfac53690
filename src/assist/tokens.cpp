#include "assist/tokens.hpp"

#include "base/hash.hpp"

namespace octavo::assist {
namespace {

bool is_han(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF); }
// Of a word of which all characters are Han.
bool all_han(std::string_view word) {
    for (std::size_t at = 0; at < word.size();)
        if (!is_han(utf8::next(word, at))) return false;
    return true;
}

}  // namespace

void each_token(std::string_view text, std::string_view language,
                const std::function<void(const text::WordAt&)>& visit) {
    if (!language.starts_with("zh") && !language.starts_with("ja")) return text::each_word(text, language, visit);
    text::Span last;  // the character before
    bool joined = false;
    text::each_word(text, language, [&](const text::WordAt& word) {
        const std::string_view written = text.substr(word.at.begin, word.at.end - word.at.begin);
        if (!all_han(written)) {
            joined = false;
            return visit(word);
        }
        for (std::size_t at = word.at.begin; at < word.at.end;) {
            const text::Span one{at, 0};
            utf8::next(text, at);
            if (joined && last.end == one.begin) {
                text::WordAt pair = word;
                pair.at = {last.begin, at};
                pair.term = text.substr(last.begin, at - last.begin);
                pair.hash = word_hash(pair.term);
                pair.stop = false;
                visit(pair);
            }
            last = {one.begin, at};
            joined = true;
        }
        if (word.at.end - word.at.begin <= 4 || !word.stop) {
            text::WordAt whole = word;
            if (whole.at.end - whole.at.begin != 6) visit(whole);  // a word of two characters is a pair already
        }
    });
}

}  // namespace octavo::assist
