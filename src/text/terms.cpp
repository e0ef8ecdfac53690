// The words of a text with their terms, one after the other: a face of vocabulary.hpp for those who walk alone.
// Checked by tests/text/terms_test.cpp.
#include "text/terms.hpp"

#include "text/each_word.hpp"

namespace octavo::text {

TermReader::TermReader(std::string_view text, std::string_view language)
    : words_(text), text_(text), vocabulary_(Vocabulary::of(language)) {}

bool TermReader::next(Word& word) {
    while (words_.next(word.at)) {
        number_ = vocabulary_.number_of(text_.substr(word.at.begin, word.at.end - word.at.begin));
        if (number_ == Vocabulary::none) continue;
        const KnownWord& known = vocabulary_.at(number_);
        if (known.term_size == 0) continue;
        word.term = known.term();
        word.hash = known.hash;
        word.stop = known.stop;
        word.digits = known.digits;
        word.capital = known.capital;
        word.caseless = known.caseless;
        word.bridge = known.bridge;
        return true;
    }
    return false;
}

std::string term_of(std::string_view word, std::string_view language) {
    TermReader reader(word, language);
    std::string out;
    for (Word part; reader.next(part);) out += part.term;
    return out;
}

void each_word(std::string_view text, std::string_view language, const std::function<void(const WordAt&)>& visit) {
    TermReader reader(text, language);
    for (Word word; reader.next(word);)
        visit({word.at, word.term, word.hash, word.stop, word.digits, word.capital, word.caseless});
}

std::string index_terms(std::string_view text, std::string_view language) {
    std::string out;
    out.reserve(text.size());
    TermReader reader(text, language);
    for (Word word; reader.next(word);) {
        if (!out.empty()) out += ' ';
        out += word.term;
    }
    return out;
}

}  // namespace octavo::text
