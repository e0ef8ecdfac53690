// Who is quoted.
//
// Idea: a quotation belongs to the person that its own sentence names outside the marks, beside a verb of saying. Where
// the sentence says "he", or names two, nobody is named: a quotation under a wrong name is worse than one under none.
// Checked by tests/assist/compare_test.cpp.
#include "assist/quotes.hpp"

#include "base/utf8.hpp"
#include "text/characters.hpp"

namespace octavo::assist {
namespace {

constexpr std::string_view saying[] = {
    "said",     "says",      "told",    "added",   "wrote",     "tweeted",  "asked",       "argued",     "warned",
    "insisted", "explained", "stated",  "replied", "announced", "declared", "according",   "called",     "sagte",
    "sagt",     "erklärte",  "betonte", "schrieb", "warnte",    "forderte", "kritisierte", "dit",        "déclaré",
    "affirmé",  "expliqué",  "ajouté",  "assuré",  "dijo",      "dice",     "afirmó",      "aseguró",    "añadió",
    "señaló",   "explicó",   "declaró", "disse",   "afirmou",   "declarou", "ha",          "detto",      "spiegato",
    "zei",      "zegt",      "aldus",   "sade",    "säger",     "sagde",    "sa",          "powiedział", "powiedziała",
    "сказал",   "сказала",   "заявил",  "заявила", "отметил",   "сообщил",  "قال",         "قالت",       "أضاف",
    "أكد",      "dedi",      "söyledi", "אמר",     "אמרה"};

struct Pair {
    std::string_view open, close;
};
constexpr Pair marks[] = {{"“", "”"}, {"„", "“"}, {"«", "»"}, {"»", "«"}, {"「", "」"}, {"\"", "\""}, {"‘", "’"}};
constexpr std::size_t longest = 900, fewest_words = 5;

bool says(std::string_view outside) {
    std::size_t at = 0;
    while (at < outside.size()) {
        const auto end = std::min(outside.find_first_of(" ,.:;\n", at), outside.size());
        if (end > at && text::contains(saying, text::fold(outside.substr(at, end - at)))) return true;
        at = end + 1;
    }
    return false;
}

std::string speaker_of(const SentenceList& list, const Sentence& s, text::Span quote,
                       std::span<const text::EntityFound> names) {
    std::string speaker;
    for (const auto& name : names) {
        if (name.begin >= s.at.end) break;
        if (name.begin < s.at.begin || name.kind != NameKind::person) continue;
        if (name.begin >= quote.begin && name.begin < quote.end) continue;
        if (!speaker.empty() && speaker != name.name) return {};
        speaker = name.name;
    }
    // One word alone is oftener a heading that was taken for a name than a person.
    const bool latin = !speaker.empty() && static_cast<unsigned char>(speaker[0]) < 0x80;
    if (speaker.empty() || (latin && speaker.find(' ') == std::string::npos) || speaker.starts_with("The ")) return {};
    const auto part = [&](std::size_t from, std::size_t to) {
        return from < to ? list.text.substr(from, to - from) : std::string_view();
    };
    const bool said = says(part(s.at.begin, std::max(s.at.begin, quote.begin))) || says(part(quote.end, s.at.end));
    return said ? speaker : std::string();
}

}  // namespace

std::vector<QuoteFound> find_quotes(const SentenceList& list, std::string_view language,
                                    std::span<const text::EntityFound> names) {
    std::vector<QuoteFound> out;
    std::uint32_t sentence = 0;
    const std::string_view text = list.text;
    for (std::size_t at = 0; at < text.size() && out.size() < 200;) {
        const Pair* found = nullptr;
        for (const Pair& pair : marks)
            if (text.substr(at).starts_with(pair.open)) {
                found = &pair;
                break;
            }
        const bool inner =
            at > 0 && text::class_of(static_cast<unsigned char>(text[at - 1])) == text::CharClass::letter;
        if (found == nullptr || (inner && found->open != "「")) {
            std::size_t next = at;
            utf8::next(text, next);
            at = next;
            continue;
        }
        const std::size_t from = at + found->open.size();
        const std::string_view rest = utf8::cut(text.substr(from), longest);
        const auto length = rest.substr(0, rest.find("\n\n")).find(found->close);
        if (length == std::string_view::npos) {
            at = from;
            continue;
        }
        text::Span words{from, from + length};
        at = words.end + found->close.size();
        if (length > 0 && text[words.end - 1] == ',') --words.end;  // American papers set it inside
        if (text::count_words(text.substr(from, length), language) < fewest_words) continue;
        while (sentence + 1 < list.sentences.size() && list.sentences[sentence].at.end < words.end) ++sentence;
        if (sentence >= list.sentences.size()) break;
        const Sentence& s = list.sentences[sentence];
        out.push_back({sentence, words, speaker_of(list, s, words, names)});
    }
    return out;
}

}  // namespace octavo::assist
