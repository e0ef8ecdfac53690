// A reader's words to a Query. Any bytes are a query: what is no operator is words, what is no word is left out.
//
//   port "new lock" -ferry lang:de   ->  wanted: port, [new lock]   excluded: ferry   language: de
//   東京都                            ->  wanted: [東京 都], the words the segmenter finds, side by side
#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "search/search.hpp"
#include "text/tag_key.hpp"
#include "text/words.hpp"

namespace octavo::search {
namespace {

constexpr std::size_t max_text = 1000, max_phrases = 16, max_terms = 24, max_variants = 8;

// Languages whose stems differ, by script, the widest read first: what a word may have been stemmed as.
constexpr std::string_view latin[] = {"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no",
                                      "fi", "tr", "ro", "hu", "id", "ca", "ga", "lt", "eu", "sr"};
constexpr std::string_view cyrillic[] = {"ru", "sr"};
constexpr std::string_view arabic[] = {"ar"};
constexpr std::string_view greek[] = {"el"};
constexpr std::string_view indic[] = {"hi", "ne", "ta"};
constexpr std::string_view armenian[] = {"hy"};
constexpr std::string_view hebrew[] = {"yi"};

std::span<const std::string_view> languages_for(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
        const char32_t c = utf8::next(words, at);
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250)) return latin;
        if (c >= 0x370 && c < 0x400) return greek;
        if (c >= 0x400 && c < 0x530) return cyrillic;
        if (c >= 0x530 && c < 0x590) return armenian;
        if (c >= 0x590 && c < 0x600) return hebrew;
        if (c >= 0x600 && c < 0x780) return arabic;
        if (c >= 0x900 && c < 0xC00) return indic;
    }
    return {};
}

std::vector<std::string> terms_of(std::string_view words, std::string_view language) {
    std::vector<std::string> terms;
    const std::string joined = text::index_terms(words, language);
    for (std::size_t at = 0; at < joined.size() && terms.size() < max_terms;) {
        const auto space = std::min(joined.find(' ', at), joined.size());
        if (space > at) terms.push_back(joined.substr(at, space - at));
        at = space + 1;
    }
    return terms;
}

std::optional<Query::Phrase> phrase_of(std::string_view words, std::string_view language) {
    Query::Phrase phrase;
    const auto add = [&](std::string_view as) {
        auto terms = terms_of(words, as);
        if (terms.empty() || phrase.variants.size() == max_variants) return;
        if (std::ranges::find(phrase.variants, terms) == phrase.variants.end())
            phrase.variants.push_back(std::move(terms));
    };
    add(language.empty() ? "und" : language);
    if (language.empty())
        for (const auto other : languages_for(words)) add(other);
    if (phrase.variants.empty()) return std::nullopt;
    phrase.terms = phrase.variants.front();
    return phrase;
}

struct Piece {
    std::string_view text;
    bool excluded = false;
};

class Pieces {
  public:
    explicit Pieces(std::string_view text) : left_(text) {}

    std::optional<Piece> next() {
        while (!left_.empty() && is_space(left_.front())) left_.remove_prefix(1);
        if (left_.empty()) return std::nullopt;
        Piece piece;
        if (left_.front() == '-') {
            piece.excluded = true;
            left_.remove_prefix(1);
        }
        const bool quoted = !left_.empty() && left_.front() == '"';
        if (quoted) left_.remove_prefix(1);
        std::size_t end = 0;
        while (end < left_.size() && (quoted ? left_[end] != '"' : !is_space(left_[end]) && left_[end] != '"')) ++end;
        piece.text = left_.substr(0, end);
        left_.remove_prefix(std::min(left_.size(), end + (quoted ? 1 : 0)));
        return piece;
    }

  private:
    static bool is_space(char c) { return static_cast<unsigned char>(c) <= ' '; }
    std::string_view left_;
};

// True when the piece was an operator, understood or not worth searching for.
bool take_operator(Query& query, std::string_view piece) {
    // As hashtags are written everywhere: #TidalPower.
    const bool sign = piece.starts_with('#');
    const auto colon = sign ? 0 : piece.find(':');
    if (colon == std::string_view::npos || colon + 1 == piece.size()) return false;
    const auto name = sign ? "tag" : utf8::lower(piece.substr(0, colon));
    const auto value = piece.substr(colon + 1);
    if (name == "source" || name == "site") {
        query.source = utf8::lower(value);
    } else if (name == "category" || name == "section") {
        const auto category = category_of(utf8::lower(value));
        if (!category) return false;
        query.category = category;
    } else if (name == "tag") {
        const auto key = text::tag_key(value);
        if (key.empty()) return false;
        query.tag = tag_id(key);
    } else if (name == "lang" || name == "language") {
        const auto language = utf8::lower(value);
        query.language = language.substr(0, language.find('-'));
    } else if (name == "before" || name == "after") {
        const auto date = parse_date(value);
        if (!date) return false;
        (name == "before" ? query.before : query.after) = date;
    } else {
        return false;
    }
    return true;
}

// "-source:example.org"
bool leave_out(Query& query, std::string_view piece) {
    const auto colon = piece.find(':');
    const auto name = utf8::lower(piece.substr(0, colon));
    if (colon == std::string_view::npos || colon + 1 == piece.size() || (name != "source" && name != "site"))
        return false;
    if (query.without.size() < max_phrases) query.without.push_back(utf8::lower(piece.substr(colon + 1)));
    return true;
}

// Ideographic space and full-width marks are typed where ASCII ones are meant.
std::string plain_marks(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = utf8::next(text, at);
        switch (c) {
            case 0x3000:
            case 0xA0:
                out += ' ';
                break;
            case 0x201C:
            case 0x201D:
            case 0x201E:
            case 0xAB:
            case 0xBB:
            case 0x300C:
            case 0x300D:
            case 0xFF02:
                out += '"';
                break;
            case 0xFF1A:
                out += ':';
                break;
            case 0xFF0D:
                out += '-';
                break;
            default:
                utf8::append(out, c);
        }
    }
    return out;
}

}  // namespace

Query parse_query(std::string_view typed) {
    const std::string text = plain_marks(utf8::cut(typed, max_text));
    Query query;
    std::vector<Piece> pieces;
    // The language decides how words are read, wherever it stands.
    for (Pieces all(text); const auto piece = all.next();)
        if (piece->excluded ? !leave_out(query, piece->text) : !take_operator(query, piece->text))
            pieces.push_back(*piece);
    for (const auto& piece : pieces) {
        if (query.wanted.size() + query.excluded.size() == max_phrases) break;
        auto phrase = phrase_of(piece.text, query.language);
        if (!phrase) continue;
        if (!piece.excluded) query.words.emplace_back(piece.text);
        (piece.excluded ? query.excluded : query.wanted).push_back(std::move(*phrase));
    }
    return query;
}

}  // namespace octavo::search
