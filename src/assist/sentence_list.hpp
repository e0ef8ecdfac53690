// An article taken apart: its sentences with their places, and the words of each. What all that assists a reader works
// on. Pure; thread-safe.
//
// A sentence has the number it has among text::sentences of the whole text, whatever is left out later, so that
// "article and sentence number" names one place for ever.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/words.hpp"

namespace octavo::assist {

struct SourceText {
    std::string_view title;
    std::string_view text;      // paragraphs parted by empty lines
    std::string_view language;  // BCP 47; "und" when unsure
};

// What a sentence is, as far as telling others about the article goes.
enum class SentenceKind : std::uint8_t {
    prose,       // a reporter's sentence
    question,    // asks
    quotation,   // nothing but somebody's words, or a piece of them
    fragment,    // a heading, a label, what is too short to say anything
    credit,      // a byline, a dateline alone, who took the picture, who contributed
    invitation,  // "Read more", "Sign up"
    post,        // somebody's post that the page shows
};

struct Word {
    std::uint64_t term = 0;  // hash of its stem: the same in every article of the language
    std::uint32_t begin = 0, end = 0;
    bool stop = false, digits = false, capital = false;
};

struct Sentence {
    std::uint32_t number = 0;  // among all of the text
    text::Span at;             // bytes, without a dateline in front
    std::uint32_t first_word = 0, last_word = 0;
    SentenceKind kind = SentenceKind::prose;
    bool leans = false;       // points back: "He", "But", "Last month, she"
    bool opens = false;       // begins with a quotation, or inside one
    bool unclosed = false;    // a quotation in it begins or ends elsewhere
    bool endless = false;     // has no stop, in a text whose sentences have
    bool refers = false;      // begins with what was told before: "The bill", "As a result"
    bool personal = false;    // in the first or second person, outside quotations: "As we went to press"
    std::uint64_t named = 0;  // the term of what it refers to, "bill"; 0: none
    bool elsewhere = false;   // tells of another event than the story that its article is in (roundups.hpp)
    std::uint32_t words() const { return last_word - first_word; }
};

// Caps: what stands behind is not looked at (a book is no article).
constexpr std::size_t most_bytes = 400'000;
constexpr std::size_t most_sentences = 3'000;

struct SentenceList {
    std::string_view text;  // the part that was looked at
    std::vector<Sentence> sentences;
    std::vector<Word> words;
    std::vector<Word> title;
    std::uint32_t word_count = 0;  // of the text
    bool cut = false;              // there was more

    std::string_view string(const Sentence& s) const { return text.substr(s.at.begin, s.at.end - s.at.begin); }
    std::span<const Word> words_of(const Sentence& s) const {
        return std::span(words).subspan(s.first_word, s.last_word - s.first_word);
    }
};
SentenceList sentence_list(const SourceText& article);

}  // namespace octavo::assist
