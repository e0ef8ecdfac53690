#include "assist/ask_evidence.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "assist/number_words.hpp"
#include "assist/sentence_kinds.hpp"
#include "assist/sentence_words.hpp"
#include "assist/source_words.hpp"
#include "assist/tokens.hpp"
#include "text/gazetteer.hpp"

namespace octavo::assist {
namespace {

constexpr float focus_share = 0.5F, name_share = 1.2F;
// A title that says this much of a question is the question: all sentences under it may answer.
constexpr float title_is_question = 0.7F;
constexpr std::size_t first_sentences = 3;  // may have a dateline

bool asks_for_name(AnswerKind kind) { return kind == AnswerKind::person || kind == AnswerKind::name; }

// Where an article stands on the word: title words have no place in the text.
std::vector<Token> tokens_of(std::string_view text, Asking& asking) {
    std::vector<Token> out;
    const auto& language = asking.question().language;
    const bool numbers = is_numeric(asking.question().kind), named = asks_for_name(asking.question().kind);
    is_number_word("", language);  // the tables are made before the words of this language are walked over
    const Units& units = units_in(language);
    constexpr std::size_t shortest_joined = 6;  // bytes of a number in one word
    each_token(text, language, [&](const text::WordAt& word) {
        const auto match = asking.match(word);
        Token token{word.at, word.hash, match.exact, match.alike, word.stop, word.digits, word.capital, word.caseless};
        token.number = word.digits || (numbers && is_number_word(word.term, language));
        if (numbers && !token.number && word.at.end - word.at.begin >= shortest_joined)
            token.number =
                is_joined_number(utf8::lower(text.substr(word.at.begin, word.at.end - word.at.begin)), language);
        if (numbers || named)
            if (const auto unit = units.find(word.hash); unit != units.end()) token.unit = unit->second;
        out.push_back(token);
    });
    return out;
}

bool has_kind(const text::PlaceNames::Found& found, AnswerKind kind) {
    using Kind = text::GazetteerPlace::Kind;
    if (kind != AnswerKind::country && kind != AnswerKind::city) return true;
    const auto& places = text::Gazetteer::own().places();
    return std::ranges::any_of(found.places, [&](text::PlaceIndex i) {
        const Kind is = places[i].kind;
        return kind == AnswerKind::country ? is == Kind::country : is == Kind::capital || is == Kind::city;
    });
}

bool is_place(std::string_view text, std::span<const Token> tokens, std::size_t i, const Question& question) {
    const std::string_view language = question.language;
    const text::PlaceNames& names = text::Gazetteer::own().names(language);
    const std::string first = text::place_word(text.substr(tokens[i].at.begin, tokens[i].at.end - tokens[i].at.begin));
    if (language.starts_with("zh") || language.starts_with("ja")) {
        text::PlaceNames::Found found;
        return names.look_unspaced(first, found) > 0 && has_kind(found, question.kind);
    }
    const std::uint64_t one = text::place_hash(0, first);
    const auto found = names.look(one);
    if (found.whole && has_kind(found, question.kind)) return true;
    if (!found.more || i + 1 >= tokens.size()) return false;
    const auto& next = tokens[i + 1].at;
    const auto both =
        names.look(text::place_hash(one, text::place_word(text.substr(next.begin, next.end - next.begin))));
    return both.whole && has_kind(both, question.kind);
}

// Words that may be a name. No place names a person unless a name stands beside it, and no month names anything.
std::vector<std::size_t> names(std::string_view text, std::span<const Token> tokens, const Question& question) {
    std::vector<std::size_t> out;
    const bool nouns_too = question.language.starts_with("de");  // are written with capitals: a name is two of them
    const auto may_be = [&](std::size_t i) {
        const Token& token = tokens[i];
        return token.capital && token.exact == 0 && token.alike == 0 && !token.stop && !token.digits &&
               token.unit != Unit::month && token.unit != Unit::weekday;
    };
    const auto joined = [&](std::size_t i) { return tokens[i].at.begin - tokens[i - 1].at.end == 1; };
    for (std::size_t i = 0; i < tokens.size();) {
        std::size_t end = i;
        while (end < tokens.size() && may_be(end) && (end == i || joined(end))) ++end;
        if (end == i) {
            ++i;
            continue;
        }
        // Of one word that begins a sentence the capital tells nothing, but beside a capital that is asked for.
        bool counts = nouns_too ? end - i > 1 : i > 0 || end > 1 || (tokens.size() > 1 && tokens[1].capital);
        if (counts && question.kind == AnswerKind::person) {
            counts = false;
            for (std::size_t k = i; k < end && !counts; ++k) counts = !is_place(text, tokens, k, question);
        }
        for (; i < end; ++i)
            if (counts) out.push_back(i);
    }
    return out;
}

// A number that the question does not name, beside what it counts: "118 tackles", "tackles (118)".
bool counts(std::span<const Token> tokens, Mask counted) {
    constexpr std::size_t near = 3;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (((tokens[i].exact | tokens[i].alike) & counted) == 0) continue;
        for (std::size_t k = i > near ? i - near : 0; k < std::min(tokens.size(), i + near); ++k)
            if (tokens[k].number && tokens[k].exact == 0) return true;
    }
    return false;
}

// The words of a sentence that could answer, and whether the asked kind is among them.
// True: it is.
bool look_for_answer(std::string_view text, std::span<const Token> tokens, Asking& asking, SentenceSeen& sentence) {
    const Question& question = asking.question();
    const bool cased = std::ranges::none_of(tokens, &Token::caseless);
    const auto take = [&](const Token& token) { sentence.fresh.push_back({token.hash, asking.rarity(token.hash)}); };
    const auto fresh = [](const Token& token) { return token.exact == 0 && token.alike == 0; };
    const auto set = [&](Sign sign, bool there) {
        sentence.evidence[static_cast<std::size_t>(sign)] = there ? 1.0F : -1.0F;
    };
    std::vector<Fresh>& out = sentence.fresh;
    const std::string_view written = text.substr(sentence.at.begin, sentence.at.end - sentence.at.begin);
    // In a dateline stands who sends the news, and from where.
    const auto begins =
        std::ranges::find_if(tokens, [&](const Token& token) { return token.at.begin >= sentence.begins; });
    const auto told = tokens.subspan(static_cast<std::size_t>(begins - tokens.begin()));
    if (is_numeric(question.kind)) {
        const bool dated = question.kind == AnswerKind::time;
        if (!dated || !is_caption(written))
            for (const std::size_t i : framed(text, tokens, question.kind, asking.counted(), question.language))
                take(tokens[i]);
        if (!dated && asking.counted() != 0 && !out.empty() && counts(tokens, asking.counted()))
            sentence.evidence[static_cast<std::size_t>(Sign::counted)] = 1;
        set(dated ? Sign::time : Sign::number, !out.empty());
    }
    switch (question.kind) {
        case AnswerKind::place:
        case AnswerKind::country:
        case AnswerKind::city:
            for (std::size_t i = 0; i < tokens.size(); ++i) {
                const Token& token = tokens[i];
                if (fresh(token) && !token.stop && !token.digits && (token.capital || token.caseless) &&
                    is_place(text, tokens, i, question))
                    take(token);
            }
            set(Sign::placed, !out.empty());
            if (!out.empty()) return true;
            [[fallthrough]];
        case AnswerKind::person:
        case AnswerKind::name:
            for (const std::size_t i : names(text, told, question)) take(told[i]);
            if (cased && asks_for_name(question.kind)) set(Sign::named, !out.empty());
            break;
        case AnswerKind::reason:
            set(Sign::reason, gives_reason(written, question.language));
            break;
        default:
            break;
    }
    if (!out.empty()) return true;
    for (const Token& token : tokens)
        if (fresh(token) && !token.stop) take(token);
    return false;
}

// What one sentence says of the question, and which of the question's neighbours are neighbours in it.
struct Says {
    Mask exact = 0, alike = 0, pairs = 0;
};
Says says(std::span<const Token> tokens) {
    constexpr std::ptrdiff_t near = 4;
    Says out;
    std::array<std::ptrdiff_t, 64> last;
    last.fill(-1000);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Mask all = tokens[i].exact | tokens[i].alike;
        out.exact |= tokens[i].exact;
        out.alike |= tokens[i].alike;
        const auto here = static_cast<std::ptrdiff_t>(i);
        for (Mask rest = all; rest != 0; rest &= rest - 1) {
            const auto term = static_cast<std::size_t>(std::countr_zero(rest));
            last[term] = here;
            if (term > 0 && here - last[term - 1] <= near) out.pairs |= Mask{1} << (term - 1);
            if (term < 63 && here - last[term + 1] <= near) out.pairs |= Mask{1} << term;
        }
    }
    out.alike &= ~out.exact;
    return out;
}

}  // namespace

const std::array<std::string_view, signs> evidence_names = {
    "said", "alike", "common",      "before",  "behind",  "title", "elsewhere", "pairs",   "number",
    "time", "named", "placed",      "reason",  "article", "rank",  "early",     "length",  "short_one",
    "asks", "fresh", "points_back", "counted", "agreed",  "words", "beside",    "headline"};

Asking::Asking(const PassageIndex& index, std::string_view question, std::string_view language,
               std::string_view of_articles)
    : index_(index), question_(read_question(question, language, of_articles)) {
    float last = 0;
    for (std::size_t i = 0; i < question_.terms.size(); ++i) {
        const QuestionTerm& term = question_.terms[i];
        const float weight =
            index.rarity(term.hash) * (term.focus ? focus_share : 1) * (term.capital && i > 0 ? name_share : 1);
        weights_.push_back(weight);
        if (term.counted) counted_ |= Mask{1} << i;
        if (term.stop) {
            stops_ |= Mask{1} << i;
            all_common_ += weight;
            last = 0;
            continue;
        }
        all_ += weight;
        telling_ |= Mask{1} << i;
        if (term.beside) beside_ |= Mask{1} << i;
        if (i > 0 && last > 0) {
            pairs_ |= Mask{1} << (i - 1);
            all_pairs_ += std::min(last, weight);
        }
        last = weight;
    }
}

Asking::Match Asking::match(const text::WordAt& word) {
    const auto known = known_.find(word.hash);
    if (known != known_.end()) return known->second;
    Match match;
    for (std::size_t i = 0; i < question_.terms.size(); ++i) {
        const QuestionTerm& term = question_.terms[i];
        if (term.hash == word.hash)
            match.exact |= Mask{1} << i;
        else if (!term.stop && !word.stop && !term.digits && !word.digits && alike(term.term, word.term))
            match.alike |= Mask{1} << i;
    }
    return known_[word.hash] = match;
}

float Asking::weight(Mask terms) const {
    float sum = 0;
    for (Mask rest = terms & ~stops_; rest != 0; rest &= rest - 1)
        sum += weights_[static_cast<std::size_t>(std::countr_zero(rest))];
    return all_ > 0 ? sum / all_ : 0;
}

float Asking::share(Mask terms) const {
    return telling_ != 0
               ? static_cast<float>(std::popcount(terms & telling_)) / static_cast<float>(std::popcount(telling_))
               : 0;
}

float Asking::common_weight(Mask terms) const {
    float sum = 0;
    for (Mask rest = terms & stops_; rest != 0; rest &= rest - 1)
        sum += weights_[static_cast<std::size_t>(std::countr_zero(rest))];
    return all_common_ > 0 ? sum / all_common_ : 0;
}

float Asking::pair_weight(Mask first) const {
    float sum = 0;
    for (Mask rest = first & pairs_; rest != 0; rest &= rest - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(rest));
        sum += std::min(weights_[i], weights_[i + 1]);
    }
    return all_pairs_ > 0 ? sum / all_pairs_ : 0;
}

SentencesFound compare_sentences(const DocumentText& document, Asking& asking) {
    const std::string_view text = utf8::cut(document.text, most_document_bytes);
    auto spans = text::sentences(text, document.language);
    if (spans.size() > most_sentences) spans.resize(most_sentences);
    const auto tokens = tokens_of(text, asking), title_tokens = tokens_of(utf8::cut(document.title, 2'000), asking);
    const Says title = says(title_tokens);
    std::vector<Says> all;
    std::vector<std::span<const Token>> words;
    Mask everywhere = title.exact | title.alike;
    std::size_t at = 0;
    for (const text::Span span : spans) {
        while (at < tokens.size() && tokens[at].at.begin < span.begin) ++at;
        const std::size_t from = at;
        while (at < tokens.size() && tokens[at].at.end <= span.end) ++at;
        words.push_back(std::span(tokens).subspan(from, at - from));
        all.push_back(says(words.back()));
        everywhere |= all.back().exact | all.back().alike;
    }
    SentencesFound out;
    out.steps = tokens.size() + title_tokens.size();
    const auto& pointing = pointing_words(document.language);
    const Mask nothing_but_stops = ~asking.stops(), heading = title.exact | title.alike;
    const bool asked_by_title = asking.weight(heading) >= title_is_question;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const Mask own = all[i].exact | all[i].alike;
        const Mask before = (i > 0 ? all[i - 1].exact | all[i - 1].alike : 0) | (asked_by_title ? heading : 0);
        const Mask behind = i + 1 < all.size() ? all[i + 1].exact | all[i + 1].alike : 0;
        if (!asked_by_title && ((own | before | behind) & nothing_but_stops) == 0) continue;
        SentenceSeen sentence;
        sentence.at = spans[i];
        sentence.said = own;
        sentence.begins = spans[i].begin;
        if (i < first_sentences)
            sentence.begins +=
                behind_dateline(text.substr(spans[i].begin, spans[i].end - spans[i].begin), DatelinePlace::front);
        const bool could_answer = look_for_answer(text, words[i], asking, sentence);
        const auto set = [&](Sign sign, float value) { sentence.evidence[static_cast<std::size_t>(sign)] = value; };
        const auto count = static_cast<float>(words[i].size());
        set(Sign::said, asking.weight(all[i].exact));
        set(Sign::alike, asking.weight(all[i].alike));
        set(Sign::common, asking.common_weight(own));
        set(Sign::before, asking.weight(before & ~own));
        set(Sign::behind, asking.weight(behind & ~own & ~before));
        set(Sign::title, asking.weight(heading & ~own & ~before & ~behind));
        set(Sign::elsewhere, asking.weight(everywhere & ~own & ~before & ~behind & ~heading));
        set(Sign::words, asking.share(own));
        set(Sign::beside, (own & asking.beside()) != 0 ? 1.0F : 0.0F);
        set(Sign::headline, could_answer && std::ranges::any_of(sentence.fresh,
                                                                [&](const Fresh& word) {
                                                                    return std::ranges::find(title_tokens, word.hash,
                                                                                             &Token::hash) !=
                                                                           title_tokens.end();
                                                                })
                                ? 1.0F
                                : 0.0F);
        set(Sign::pairs, asking.pair_weight(all[i].pairs));
        set(Sign::early, 1 / static_cast<float>(i + 1));
        set(Sign::length, std::log(1 + count));
        set(Sign::short_one, count < 5 ? 1.0F : 0.0F);
        const bool points = std::ranges::any_of(words[i].first(std::min<std::size_t>(words[i].size(), 3)),
                                                [&](const Token& t) { return pointing.contains(t.hash); });
        set(Sign::points_back, points ? asking.weight(before & ~own) : 0);
        const std::string_view written = text.substr(spans[i].begin, spans[i].end - spans[i].begin);
        set(Sign::asks, written.ends_with('?') || written.ends_with("？") || written.ends_with("؟") ? 1.0F : 0.0F);
        const auto fresh = static_cast<float>(
            std::ranges::count_if(words[i], [](const Token& t) { return t.exact == 0 && t.alike == 0 && !t.stop; }));
        set(Sign::fresh, std::min(fresh, 6.0F) / 6);
        out.sentences.push_back(std::move(sentence));
    }
    return out;
}

}  // namespace octavo::assist
