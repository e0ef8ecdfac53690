// Example: "In which US city did officials order evacuations?" -> place; us, city (the focus), offici, order, evacu.
// Checked by tests/assist/question_test.cpp and fuzz/ask.cpp.
#include "assist/question.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "assist/tokens.hpp"

namespace octavo::assist {
namespace {

struct Read {
    QuestionTerm term;
    text::Span at;
    bool dropped = false;
    bool asks = false;  // not only dropped: it tells what is asked for
};

// What "is", "of", "name" ask nothing of: a kind once found is kept.
void take_kind(Question& question, AnswerKind kind) {
    if (question.kind == AnswerKind::anything) question.kind = kind;
}

// "How many of the tackles": the first word that means something.
void mark_counted(std::vector<Read>& words, std::size_t from) {
    constexpr std::size_t reach = 3;
    for (std::size_t i = from; i < std::min(words.size(), from + reach); ++i)
        if (!words[i].term.stop) {
            words[i].term.counted = true;
            return;
        }
}

// Finds the asking phrases of languages that part words by blanks, and drops their words.
void drop_spaced(const AskingWords& asking, std::vector<Read>& words, Question& question) {
    for (std::size_t i = 0; i < words.size(); ++i)
        for (const auto& entry : asking.entries) {
            if (i + entry.terms.size() > words.size()) continue;
            bool fits = true;
            for (std::size_t k = 0; k < entry.terms.size() && fits; ++k)
                fits = !words[i + k].dropped && words[i + k].term.term == entry.terms[k];
            if (!fits) continue;
            for (std::size_t k = 0; k < entry.terms.size(); ++k) words[i + k].dropped = true;
            take_kind(question, entry.kind);
            words[i].asks = entry.kind != AnswerKind::anything || entry.focus;
            if (entry.kind == AnswerKind::number || entry.kind == AnswerKind::amount)
                mark_counted(words, i + entry.terms.size());
            if (!entry.focus) break;
            // What is asked for: one of the next words, up to the first that is known as such, else the first.
            constexpr std::size_t reach = 4;
            for (std::size_t k = i + 1; k < std::min(words.size(), i + 1 + reach); ++k) {
                const auto known = std::ranges::find(asking.focus_words, words[k].term.term,
                                                     &std::pair<std::string, AnswerKind>::first);
                if (known == asking.focus_words.end()) continue;
                take_kind(question, known->second);
                words[k].term.focus = true;
                break;
            }
            break;
        }
}

void drop_unspaced(const AskingWords& asking, std::string_view text, std::vector<Read>& words, Question& question) {
    std::vector<text::Span> taken;
    for (const auto& [phrase, kind] : asking.unspaced) {
        const auto at = text.find(phrase);
        if (at == std::string_view::npos) continue;
        const text::Span span{at, at + phrase.size()};
        if (std::ranges::any_of(taken, [&](text::Span t) { return t.begin < span.end && span.begin < t.end; }))
            continue;
        taken.push_back(span);
        take_kind(question, kind);
        for (Read& word : words)
            if (word.at.begin < span.end && span.begin < word.at.end) word.dropped = word.asks = true;
    }
}

// A question by one language's table: its words, those that ask marked as dropped.
std::vector<Read> take_apart(std::string_view text, std::string_view language, Question& question) {
    std::vector<Read> words;
    each_token(text, language, [&](const text::WordAt& word) {
        words.push_back({{.term = std::string(word.term),
                          .written = std::string(text.substr(word.at.begin, word.at.end - word.at.begin)),
                          .hash = word.hash,
                          .stop = word.stop,
                          .capital = word.capital,
                          .digits = word.digits},
                         word.at});
    });
    const AskingWords& asking = asking_words(language);
    if (asking.unspaced.empty())
        drop_spaced(asking, words, question);
    else
        drop_unspaced(asking, text, words, question);
    // "How much did it COST": of all that is measured, money.
    if (question.kind == AnswerKind::amount)
        for (const Read& word : words)
            for (const auto& [term, kind] : asking.focus_words)
                if (kind == AnswerKind::money && term == word.term.term) question.kind = kind;
    return words;
}

// The same words as articles of another language stem them. What asks in the question's language asks nothing there.
std::vector<Read> stemmed_by(std::string_view language, std::string_view text, std::span<const Read> own) {
    Question unused;
    std::vector<Read> words = take_apart(text, language, unused);
    for (Read& word : words) {
        word.dropped = word.asks = word.term.focus = word.term.counted = false;
        for (const Read& same : own) {
            if (same.at.begin >= word.at.end || word.at.begin >= same.at.end) continue;
            word.dropped = word.dropped || same.dropped;
            word.asks = word.asks || same.asks;
            word.term.stop = word.term.stop || same.term.stop;
            word.term.focus = word.term.focus || same.term.focus;
            word.term.counted = word.term.counted || same.term.counted;
        }
    }
    return words;
}

// Marks the first word behind the one that asks; where it stands last ("... in which city?"), the last before it.
// Beside words that do not say what kind of thing they ask for (Arabic "ما هو", Vietnamese "gì") stands the thing
// itself, which an answer seldom repeats: nothing is marked there.
void mark_beside(std::vector<QuestionTerm>& terms, std::size_t asked_at) {
    const auto tells = [](const QuestionTerm& term) { return !term.stop && !term.focus; };
    const auto asked = terms.begin() + static_cast<std::ptrdiff_t>(asked_at);
    if (const auto behind = std::find_if(asked, terms.end(), tells); behind != terms.end()) {
        behind->beside = true;
        return;
    }
    const auto before = std::find_if(std::reverse_iterator(asked), terms.rend(), tells);
    if (before != terms.rend()) before->beside = true;
}

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }

}  // namespace

Question read_question(std::string_view text, std::string_view language, std::string_view of_articles) {
    if (of_articles.empty()) of_articles = language;
    Question question;
    question.language = of_articles;
    text = utf8::cut(text, most_question_bytes);
    std::vector<Read> words = take_apart(text, language, question);
    if (primary(language) != primary(of_articles)) {
        // A short question's language is a guess: where nothing asks in it, the articles' table is tried.
        const bool asks = std::ranges::any_of(words, &Read::dropped);
        words = asks ? stemmed_by(of_articles, text, words) : take_apart(text, of_articles, question);
    }
    std::optional<std::size_t> asked_at;  // how many terms stand before the word that asks
    for (Read& word : words) {
        if (!asked_at && word.asks) asked_at = question.terms.size();
        if (word.dropped || question.terms.size() == most_question_terms) continue;
        const auto known = std::ranges::find(question.terms, word.term.hash, &QuestionTerm::hash);
        if (known == question.terms.end()) question.terms.push_back(std::move(word.term));
    }
    if (asked_at) mark_beside(question.terms, *asked_at);
    return question;
}

}  // namespace octavo::assist
