// Which piece of the text to show: the 300 characters with the most different words of the query in them, begun a
// little before the first, at the beginning of a sentence when one is near.
#include "search/snippet.hpp"

#include "base/utf8.hpp"
#include "text/words.hpp"

namespace octavo::search {
namespace {

constexpr std::size_t max_text = std::size_t{64} << 10;  // further down nobody looks
constexpr std::size_t window_bytes = 280, lead_bytes = 60, max_code_points = 300;

struct Match {
    text::Span at;
    std::size_t phrase = 0;
};

std::vector<Match> matches_in(std::string_view text, std::string_view language, const Query& query) {
    std::unordered_map<std::string, std::size_t> wanted;
    for (std::size_t i = 0; i < query.wanted.size(); ++i)
        for (const auto& variant : query.wanted[i].variants)
            for (const auto& term : variant) wanted.emplace(term, i);
    std::vector<Match> found;
    for (const auto at : text::words(text, language)) {
        const auto term = text::term_of(text.substr(at.begin, at.end - at.begin), language);
        if (const auto hit = wanted.find(term); hit != wanted.end()) found.push_back({at, hit->second});
        if (found.size() == 1000) break;
    }
    return found;
}

// The first match of the window with the most different phrases.
std::size_t best_window(const std::vector<Match>& matches) {
    std::size_t best = 0, most = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        std::uint64_t seen = 0;
        for (std::size_t k = i; k < matches.size() && matches[k].at.end <= matches[i].at.begin + window_bytes; ++k)
            seen |= std::uint64_t{1} << (matches[k].phrase & 63);
        if (const auto count = static_cast<std::size_t>(std::popcount(seen)); count > most) {
            most = count;
            best = i;
        }
    }
    return best;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Back from `at` to a good place to begin: behind a sentence's end or a paragraph, else behind a space.
std::size_t beginning(std::string_view text, std::size_t at) {
    const std::size_t least = at > lead_bytes ? at - lead_bytes : 0;
    if (least == 0) return 0;
    std::size_t space = at;
    for (std::size_t i = at; i-- > least;) {
        if (text[i] == '\n') return i + 1;
        if (text[i] == ' ') {
            if (i > 0 && (text[i - 1] == '.' || text[i - 1] == '!' || text[i - 1] == '?')) return i + 1;
            space = i + 1;
        }
        if (text.substr(i).starts_with("。")) return i + 3;
    }
    if (space != at) return space;
    std::size_t i = least;
    while (i < at && is_continuation(text[i])) ++i;
    return i;
}

}  // namespace

Snippet snippet_of(std::string_view whole, std::string_view language, const Query& query) {
    const auto text = utf8::cut(whole, max_text);
    const auto matches = matches_in(text, language, query);
    if (matches.empty()) return {};
    const auto first = best_window(matches);
    const auto from = beginning(text, matches[first].at.begin);
    // Four bytes a code point at most; the excerpt counts them.
    const auto rest = text.substr(from, max_code_points * 4 + 4);
    const std::string shown = utf8::excerpt(utf8::cut(rest, rest.size()), max_code_points);

    // White space was squeezed, so each match is looked for again, in its order.
    Snippet snippet;
    if (from > 0) snippet.text = "…";
    const std::size_t shift = snippet.text.size();
    snippet.text += shown;
    std::size_t behind = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (matches[i].at.begin < from) continue;
        const auto word = text.substr(matches[i].at.begin, matches[i].at.end - matches[i].at.begin);
        // A word of the snippet is never further right than it is in the text.
        const auto place = shown.find(word, behind);
        if (place == std::string::npos || place > matches[i].at.begin - from) continue;
        snippet.marks.emplace_back(shift + place, shift + place + word.size());
        behind = place + word.size();
    }
    return snippet;
}

}  // namespace octavo::search
