#include "assist/ground.hpp"

#include <cmath>

#include "assist/number_words.hpp"
#include "assist/source_words.hpp"
#include "base/utf8.hpp"
#include "text/language.hpp"

namespace octavo::assist {
namespace {

// Learnt; in the order of Doubt.
constexpr std::array<float, doubts> weights = {1.07F, 1.04F, 0.95F, 0.92F, 0.83F, 0, 0, 1.5F, 0, 0, -1.15F};
constexpr float line = 0.4F;
constexpr std::size_t most_words_named = 12;

struct Unknown {
    std::vector<std::string> days, names, first_words, numbers, number_words, words;
    float near_words = 0, far_words = 0, negation = 0;
    std::size_t all = 0, unknown = 0;
};

std::string_view written(std::string_view text, const ClaimWord& word) {
    return text.substr(word.at.begin, word.at.end - word.at.begin);
}

bool is_day(std::string_view said, std::string_view language) {
    if (!language.starts_with("en")) return false;
    static constexpr std::string_view days[] = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",  "Sunday",  "January",  "February", "March",
        "April",  "May",     "June",      "July",     "August", "September", "October", "November", "December"};
    return std::ranges::find(days, said) != std::end(days);
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

void look_at_sentence(std::string_view text, std::span<const ClaimWord> words, std::string_view language,
                      SourceWords& source, Unknown& out) {
    const auto nearest = source.nearest(words);
    int negations = 0;
    std::size_t content = 0, own = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const ClaimWord& word = words[i];
        negations += is_negation(word.term, language) ? 1 : 0;
        if (word.stop || word.digits || number_of_word(word.term, language)) continue;
        ++out.all;
        ++content;
        const std::string said(written(text, word));
        const bool name = looks_like_name(text, words, i);
        if (name ? source.has_name(word, said) : source.has_word(word)) continue;
        ++out.unknown;
        if (is_day(said, language))
            out.days.push_back(said);
        else if (name)
            (word.first ? out.first_words : out.names).push_back(said);
        else {
            out.words.push_back(said);
            ++own;
        }
    }
    // Of the words that the source has at all, nearly all stand in one sentence of it: what is new there was put there.
    const float known = static_cast<float>(content - own);
    const bool near = known >= 4 && nearest.share * static_cast<float>(content) >= 0.7F * known;
    (near ? out.near_words : out.far_words) += static_cast<float>(own);
    if (nearest.share >= 0.6F && negations != nearest.negations) out.negation += 1;
}

std::string listed(std::string_view what, const std::vector<std::string>& words) {
    const auto shown = std::min(words.size(), most_words_named);
    return fmt::format("{}: {}", what,
                       fmt::join(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
}

Unknown unknown_of(std::string_view claim, std::string_view language, SourceWords& source) {
    Unknown out;
    const auto words = claim_words(claim, language);
    for (std::size_t from = 0; from < words.size();) {
        std::size_t to = from + 1;
        while (to < words.size() && !words[to].first) ++to;
        look_at_sentence(claim, std::span(words).subspan(from, to - from), language, source, out);
        from = to;
    }
    for (const WrittenNumber& number : numbers_in(claim, language))
        if (!source.has_number(number))
            (number.spelled ? out.number_words : out.numbers)
                .emplace_back(claim.substr(number.at.begin, number.at.end - number.at.begin));
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
    set(Doubt::alone, 1);
    float sum = 0;
    for (std::size_t i = 0; i < doubts; ++i) sum += weights[i] * out.evidence[i];
    out.doubt = 1 / (1 + std::exp(-sum));
    out.why = reasons(unknown);
    const bool says_something = unknown.all > 0 || !numbers_in(claim, found).empty();
    if (!says_something) out.why.emplace_back("the claim says nothing that could be looked up");
    out.supported = says_something && out.doubt < line;
    out.steps = words.steps();
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
