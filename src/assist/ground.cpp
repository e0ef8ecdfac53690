#include "assist/ground.hpp"

#include <cmath>

#include "assist/day_words.hpp"
#include "assist/number_words.hpp"
#include "assist/source_words.hpp"
#include "assist/word_places.hpp"
#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/language.hpp"
#include "text/month_names.hpp"

namespace octavo::assist {
namespace {

// In the order of Doubt. Learnt, with floors: an unknown name or number weighs .5 at least, what is unknown altogether
// 1.5, a turned negation .8, though editors do all of that; a near copy with its negation turned is doubted for it
// alone.
constexpr std::array<float, doubts> weights = {0.5F, 0.5F,  0.4F,  0.5F,  0.45F, 0,    0,     1.5F,  0.8F,
                                               0,    0.86F, 0.74F, 0.51F, 0,     1.0F, 0.95F, -1.37F};
constexpr float line = 0.43F;
constexpr std::size_t most_words_named = 12;

struct Unknown {
    std::vector<std::string> days, names, first_words, numbers, number_words, words;
    float near_words = 0, far_words = 0, negation = 0;
    float replaced = 0, beside = 0, words_replaced = 0, words_beside = 0, main_missing = 0, displaced = 0;
    bool openers = false;  // words that begin a sentence: perhaps names
    std::size_t all = 0, unknown = 0;
    std::size_t steps = 0;
};

std::string_view written(std::string_view text, const ClaimWord& word) {
    return text.substr(word.at.begin, word.at.end - word.at.begin);
}

// A weekday, a month, "tomorrow".
bool is_day(std::string_view said, bool capital, std::string_view language) {
    const bool english = language.starts_with("en");
    const auto day = day_word(text::fold(said), language);
    if (day) return capital || !english || !day->weekday;
    return (capital || !english) && text::month_named(said, language) > 0;
}

// "third": 3. English only; "second" is a part of a minute as well.
std::optional<double> ordinal(std::string_view folded, std::string_view language) {
    if (!language.starts_with("en")) return std::nullopt;
    static constexpr std::string_view ordinals[] = {"third",   "fourth", "fifth", "sixth",
                                                    "seventh", "eighth", "ninth", "tenth"};
    const auto found = std::ranges::find(ordinals, folded);
    if (found == std::end(ordinals)) return std::nullopt;
    return static_cast<double>(3 + (found - std::begin(ordinals)));
}

// Set before a list of links: "READ: ...", "CLICK HERE".
bool is_call(std::string_view said) {
    static constexpr std::string_view calls[] = {"READ", "CLICK", "HERE", "WATCH", "SCROLL", "VIDEO", "MORE", "FOR"};
    return std::ranges::find(calls, said) != std::end(calls);
}

// A capital inside a sentence; where one begins, only with another capital behind it, or letters that are all capital.
bool looks_like_name(std::string_view text, std::span<const ClaimWord> words, std::size_t i) {
    const ClaimWord& word = words[i];
    if (!word.capital || word.stop) return false;
    if (!word.first) return true;
    const std::string_view w = written(text, word);
    if (is_call(w)) return false;
    if (w.size() > 1 && utf8::lower(w) != w && std::ranges::all_of(w, [](char c) { return c >= 'A' && c <= 'Z'; }))
        return true;
    return i + 1 < words.size() && words[i + 1].capital && !words[i + 1].first && !words[i + 1].stop;
}

// What a claim's word is to the source.
enum class Mark : std::uint8_t { known, word, hard };  // hard: an unknown name, day or number

void look_at_places(std::span<const ClaimWord> words, std::span<const Mark> marks, WordPlaces& places, Unknown& out) {
    for (std::size_t from = 0, to = 0; from < words.size(); from = to) {
        to = from + 1;
        if (marks[from] == Mark::known) continue;
        while (to < words.size() && marks[to] == marks[from]) ++to;
        const Place place = places.place_of(words, from, to);
        const bool hard = marks[from] == Mark::hard;
        if (place == Place::replaced) (hard ? out.replaced : out.words_replaced) += 1;
        if (place == Place::beside) (hard ? out.beside : out.words_beside) += 1;
    }
}

void look_at_sentence(std::string_view text, std::span<const ClaimWord> words, std::string_view language,
                      SourceWords& source, WordPlaces& places, Unknown& out,
                      std::span<const WrittenNumber> unknown_numbers, std::span<const ClaimWord> claim) {
    const auto nearest = source.nearest(words);
    int negations = 0;
    std::size_t content = 0, own = 0;
    std::vector<Mark> marks(words.size(), Mark::known);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const ClaimWord& word = words[i];
        negations += is_negation(word.term, language) ? 1 : 0;
        if (std::ranges::any_of(unknown_numbers, [&](const WrittenNumber& n) {
                return n.at.begin < word.at.end && word.at.begin < n.at.end;
            }))
            marks[i] = Mark::hard;
        if (word.stop || word.digits || number_of_word(word.term, language)) continue;
        ++out.all;
        ++content;
        const std::string said(written(text, word));
        const bool name = looks_like_name(text, words, i) || (word.first && word.capital && is_place(said, language));
        if (name ? source.has_name(word, said) : source.has_word(word)) continue;
        ++out.unknown;
        marks[i] = Mark::hard;
        if (const auto count = ordinal(text::fold(said), language)) {
            if (!source.has_number({word.at, *count, true}))
                out.number_words.push_back(said);
            else
                marks[i] = Mark::known;
        } else if (is_day(said, word.capital, language))
            out.days.push_back(said);
        else if (name)
            (word.first ? out.first_words : out.names).push_back(said);
        else {
            marks[i] = Mark::word;
            out.openers = out.openers || word.first;
            out.words.push_back(said);
            ++own;
        }
    }
    bool name = false, number = false;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (marks[i] == Mark::hard) (words[i].digits ? number : name) = true;
    if ((name && places.lacks_other(words, claim, false)) || (number && places.lacks_other(words, claim, true)))
        out.displaced += 1;
    look_at_places(words, marks, places, out);
    // Of the words that the source has at all, nearly all stand in one sentence of it: what is new there was put there.
    const float known = static_cast<float>(content - own);
    const bool near = known >= 4 && nearest.share * static_cast<float>(content) >= 0.7F * known;
    (near ? out.near_words : out.far_words) += static_cast<float>(own);
    if (nearest.share >= 0.6F && negations != nearest.negations) out.negation += nearest.share >= 0.85F ? 2.0F : 1.0F;
}

std::string listed(std::string_view what, const std::vector<std::string>& words) {
    const auto shown = std::min(words.size(), most_words_named);
    return fmt::format("{}: {}", what,
                       fmt::join(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
}

Unknown unknown_of(std::string_view claim, std::string_view language, SourceWords& source) {
    Unknown out;
    WordPlaces places(source.words());
    std::vector<WrittenNumber> unknown_numbers;
    for (const WrittenNumber& number : numbers_in(claim, language)) {
        if (source.has_number(number)) continue;
        unknown_numbers.push_back(number);
        (number.spelled ? out.number_words : out.numbers)
            .emplace_back(claim.substr(number.at.begin, number.at.end - number.at.begin));
    }
    const auto words = claim_words(claim, language);
    for (std::size_t from = 0; from < words.size();) {
        std::size_t to = from + 1;
        while (to < words.size() && !words[to].first) ++to;
        look_at_sentence(claim, std::span(words).subspan(from, to - from), language, source, places, out,
                         unknown_numbers, words);
        from = to;
    }
    if (!out.names.empty() || !out.first_words.empty() || out.openers) {
        const auto main = places.main_names();
        for (const auto hash : main)
            if (std::ranges::none_of(words, [&](const ClaimWord& w) { return w.hash == hash; }))
                out.main_missing += 1.0F / static_cast<float>(main.size());
    }
    out.steps = places.steps();
    return out;
}

std::vector<std::string> currencies_missing(std::string_view claim, const SourceWords& source) {
    std::vector<std::string> out;
    for (const std::string_view sign : {"$", "£", "€", "¥", "₹"})
        if (claim.find(sign) != std::string_view::npos && !source.has_currency(sign)) out.emplace_back(sign);
    return out;
}

std::vector<std::string> reasons(const Unknown& unknown) {
    std::vector<std::string> why;
    const auto say = [&](std::string_view what, const std::vector<std::string>& words) {
        if (!words.empty()) why.push_back(listed(what, words));
    };
    say("name not in the source", unknown.names);
    say("name not in the source, perhaps", unknown.first_words);
    say("day not in the source", unknown.days);
    say("number not in the source", unknown.numbers);
    say("number not in the source", unknown.number_words);
    say("words not in the source", unknown.words);
    if (unknown.negation > 0) why.emplace_back("a negation more or less than in the nearest sentence");
    return why;
}

}  // namespace

Grounding ground(std::string_view claim, std::string_view source, std::string_view language) {
    claim = utf8::cut(claim, most_claim_bytes);
    source = utf8::cut(source, most_source_bytes);
    const std::string found = language.empty() ? text::identify(source).language : std::string(language);
    SourceWords words(source, found);
    const Unknown unknown = unknown_of(claim, found, words);
    Grounding out;
    const auto set = [&](Doubt doubt, float value) { out.evidence[static_cast<std::size_t>(doubt)] = value; };
    const auto count = [](const std::vector<std::string>& list) {
        return static_cast<float>(std::min<std::size_t>(list.size(), 2));
    };
    set(Doubt::names, count(unknown.names));
    set(Doubt::first_words, count(unknown.first_words));
    set(Doubt::days, count(unknown.days));
    set(Doubt::numbers, count(unknown.numbers));
    set(Doubt::number_words, count(unknown.number_words));
    set(Doubt::words, std::min(unknown.near_words, 6.0F));
    set(Doubt::far_words, std::min(unknown.far_words, 6.0F));
    set(Doubt::share, unknown.all == 0 ? 0 : static_cast<float>(unknown.unknown) / static_cast<float>(unknown.all));
    set(Doubt::negation, std::min(unknown.negation, 2.0F));
    set(Doubt::length, std::log(1 + static_cast<float>(unknown.all)));
    set(Doubt::replaced, std::min(unknown.replaced, 2.0F));
    set(Doubt::beside, std::min(unknown.beside, 2.0F));
    set(Doubt::words_replaced, std::min(unknown.words_replaced, 2.0F));
    set(Doubt::words_beside, std::min(unknown.words_beside, 2.0F));
    set(Doubt::main_missing, unknown.main_missing);
    set(Doubt::displaced, std::min(unknown.displaced, 2.0F));
    set(Doubt::alone, 1);
    float sum = 0;
    for (std::size_t i = 0; i < doubts; ++i) sum += weights[i] * out.evidence[i];
    out.doubt = 1 / (1 + std::exp(-sum));
    out.why = reasons(unknown);
    const bool says_something = unknown.all > 0 || !numbers_in(claim, found).empty();
    if (!says_something) out.why.emplace_back("the claim says nothing that could be looked up");
    out.supported = says_something && out.doubt < line;
    out.steps = words.steps() + unknown.steps;
    return out;
}

std::string folded_quote(std::string_view text) {
    std::string out;
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = utf8::next(text, at);
        if (c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF || c == 0x2060) continue;
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xA0 || c == 0x202F || c == 0x3000 ||
            (c >= 0x2000 && c <= 0x200A)) {
            blank = !out.empty();
            continue;
        }
        if (c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0x201B || c == 0x2039 || c == 0x203A || c == '`' ||
            c == 0xB4)
            c = '\'';
        if (c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0xAB || c == 0xBB || c == 0x300C ||
            c == 0x300D)
            c = '"';
        if (c >= 0x2010 && c <= 0x2015) c = '-';
        if (blank) out += ' ';
        blank = false;
        if (c < 0x80 && c >= 'A' && c <= 'Z') c += 'a' - 'A';
        utf8::append(out, c);
    }
    return out;
}

Verdict check_item(const GeneratedItem& item, std::span<const std::string> sentences, std::string_view language) {
    Verdict out;
    std::string source;
    if (item.cites.empty()) out.why.emplace_back("no sentence is cited");
    std::string quoted_from;
    bool quoted = item.quote.empty();
    for (const std::int64_t cite : item.cites) {
        if (cite < 1 || cite > static_cast<std::int64_t>(sentences.size())) {
            out.why.push_back(fmt::format("sentence {} is cited; there are {}", cite, sentences.size()));
            continue;
        }
        const std::string& sentence = sentences[static_cast<std::size_t>(cite - 1)];
        if (source.size() + sentence.size() <= most_source_bytes) source += sentence + "\n\n";
        quoted = quoted || folded_quote(sentence).find(folded_quote(item.quote)) != std::string::npos;
    }
    if (!quoted) out.why.emplace_back("the quote does not stand in a cited sentence");
    const std::string_view text = utf8::cut(item.text, most_claim_bytes);
    if (text.size() < item.text.size()) out.why.emplace_back("the text is too long");
    if (utf8::trim(text).empty()) out.why.emplace_back("the text is empty");
    const std::string found = language.empty() ? text::identify(source).language : std::string(language);
    SourceWords words(source, found);
    Unknown unknown = unknown_of(text, found, words);
    if (item.translated) {
        unknown.names.clear(), unknown.days.clear(), unknown.first_words.clear(), unknown.words.clear(),
            unknown.number_words.clear();
        unknown.negation = 0;
    }
    if (const auto missing = currencies_missing(text, words); !missing.empty())
        out.why.push_back(listed("currency not in the cited sentences", missing));
    const bool wrong = !unknown.names.empty() || !unknown.days.empty() || !unknown.first_words.empty() ||
                       !unknown.numbers.empty() || !unknown.number_words.empty() || unknown.negation > 0;
    // Words of its own are allowed, as long as the cited sentences are what it speaks of.
    constexpr float most_own = 0.5F;
    const bool strays = !item.translated && unknown.all > 2 &&
                        static_cast<float>(unknown.unknown) > most_own * static_cast<float>(unknown.all);
    if (wrong || strays) {
        auto why = reasons(unknown);
        out.why.insert(out.why.end(), why.begin(), why.end());
    }
    out.passed = out.why.empty();
    return out;
}

}  // namespace octavo::assist
