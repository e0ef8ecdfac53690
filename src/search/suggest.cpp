#include "search/suggest.hpp"

#include "base/utf8.hpp"
#include "search/fulltext.hpp"
#include "text/words.hpp"

namespace octavo::search {
namespace {

constexpr std::size_t shortest = 4, long_word = 8;  // code points; a long word may have two faults
constexpr std::size_t most_terms = 5000, most_words = 4;
constexpr std::size_t longest = 40;

std::vector<char32_t> letters_of(std::string_view text) {
    std::vector<char32_t> out;
    for (std::size_t at = 0; at < text.size();) out.push_back(utf8::next(text, at));
    return out;
}

// The index keeps stems: the word as a recent article's title or excerpt writes it; "" when none of a few has it there.
// What only bodies say is not suggested: not all of them may be shown.
Result<std::string> as_written(store::Connection& connection, store::Reader& reader, const std::string& term) {
    Query::Phrase phrase;
    phrase.terms = {term};
    phrase.variants = {phrase.terms};
    for (const std::size_t deep : {1, 8, 64}) {
        const auto common = TRY(commonness(connection, phrase, deep));
        if (common.count == 0) break;
        const std::array at = {common.oldest};
        for (const store::Card& card : TRY(reader.cards_at(at))) {
            const std::string text = utf8::lower(card.title + " " + card.excerpt);
            for (std::size_t from = 0; from < text.size();) {
                const auto end = std::min(text.find_first_of(" ,.;:!?\"'()\n", from), text.size());
                const std::string word = text.substr(from, end - from);
                from = end + 1;
                if (!word.empty() && text::index_terms(word, card.language) == term) return word;
            }
        }
        if (common.count < deep) break;
    }
    return std::string();
}

// Where a word stands by itself.
std::size_t find_word(std::string_view text, std::string_view word) {
    const auto parts = [](char c) { return c == ' ' || c == '"'; };
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || parts(text[at - 1])) && (end == text.size() || parts(text[end]))) return at;
    }
    return std::string_view::npos;
}

struct Near {
    std::string term;
    std::size_t distance = 3;
    std::int64_t articles = 0;
};

// The first letters are seldom the wrong ones, and bound what is looked at.
Result<> look_near(store::Connection& connection, const std::string& wanted, Near& best) {
    const auto letters = letters_of(wanted);
    if (letters.size() < shortest || letters.size() > longest) return {};
    const std::size_t most = letters.size() >= long_word ? 2 : 1;
    std::string front;
    for (std::size_t i = 0; i < 2; ++i) utf8::append(front, letters[i]);
    return each_term(connection, front, most_terms, [&](std::string_view term, std::int64_t articles) {
        const std::size_t d = distance(wanted, term, most);
        if (d > most || d == 0) return;
        if (d < best.distance || (d == best.distance && articles > best.articles))
            best = {std::string(term), d, articles};
    });
}

}  // namespace

std::size_t distance(std::string_view first, std::string_view second, std::size_t most) {
    const auto a = letters_of(first), b = letters_of(second);
    if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t other = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + other});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return std::min(last[b.size()], most + 1);
}

Result<std::optional<std::string>> suggest(store::Connection& connection, store::Reader& reader, const Query& query,
                                           std::string_view text) {
    std::string meant(text);
    bool changed = false;
    std::size_t looked_at = 0;
    for (const Query::Phrase& phrase : query.wanted) {
        if (phrase.terms.size() != 1 || ++looked_at > most_words) continue;
        if (TRY(commonness(connection, phrase, 1)).count > 0) continue;
        // The word as it was typed: the one of the text that becomes this term.
        for (const std::string& typed : query.words) {
            if (text::index_terms(typed, query.language.empty() ? "und" : query.language) != phrase.terms.front())
                continue;
            Near best;
            for (const auto& variant : phrase.variants)  // as each language stems it
                if (variant.size() == 1) TRY(look_near(connection, variant.front(), best));
            const auto at = best.term.empty() ? std::string::npos : find_word(meant, typed);
            if (at == std::string::npos) break;
            const std::string word = TRY(as_written(connection, reader, best.term));
            if (word.empty()) break;
            meant.replace(at, typed.size(), word);
            changed = true;
            break;
        }
    }
    return changed ? std::optional(std::move(meant)) : std::nullopt;
}

}  // namespace octavo::search
