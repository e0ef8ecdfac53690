#include "assist/ask.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "assist/ask_evidence.hpp"
#include "assist/ask_rule.hpp"
#include "base/utf8.hpp"
#include "text/language.hpp"

namespace octavo::assist {
namespace {

constexpr std::size_t most_documents_read = 24, most_answers = 10, most_listed = 10;
constexpr std::size_t most_languages = 4;  // of an archive that a question's words are stemmed by
constexpr std::size_t voters = 40;         // sentences that are asked what they agree on
constexpr float voters_scale = 1.0F;

float& at(Evidence& evidence, Sign sign) { return evidence[static_cast<std::size_t>(sign)]; }

float sum_of(const Evidence& evidence) {
    float sum = 0;
    for (std::size_t i = 0; i < signs; ++i) sum += ask_rule.sentence[i] * evidence[i];
    return sum;
}

// One sentence among those of all articles.
struct Ranked {
    std::size_t article = 0;  // its place among those read
    SentenceSeen sentence;
    float score = 0;
};

std::vector<Wanted> wanted_by(const Question& question, std::span<const std::string> languages, std::string_view text) {
    std::vector<Wanted> wanted;
    for (const QuestionTerm& term : question.terms) {
        if (term.stop) continue;
        wanted.push_back({{term.hash}, term.focus ? 0.5F : 1.0F});
    }
    for (const std::string& language : languages) {
        if (language == question.language.substr(0, question.language.find('-'))) continue;
        const Question other = read_question(text, question.language, language);
        // Only what stays in place can be told to be the same word: the terms are as many, or the question is split
        // otherwise and its words are asked for besides.
        const bool same = other.terms.size() == question.terms.size();
        std::size_t place = 0;
        for (std::size_t i = 0; i < other.terms.size(); ++i) {
            if (same && question.terms[i].stop) continue;
            if (other.terms[i].stop && !same) continue;
            if (same) {
                auto& hashes = wanted[place++].hashes;
                if (std::ranges::find(hashes, other.terms[i].hash) == hashes.end())
                    hashes.push_back(other.terms[i].hash);
            } else {
                // "Who" in an article's language means nothing: it may be there, and is not missed.
                const std::uint64_t hash = other.terms[i].hash;
                if (std::ranges::none_of(wanted, [&](const Wanted& w) { return w.hashes.front() == hash; }))
                    wanted.push_back({{hash}, 1.0F, true});
            }
        }
    }
    return wanted;
}

// How rare a word is among the sentences that were compared: of an archive only the articles about a question are at
// hand, and among whole articles what answers it is common.
void know_rarities(std::vector<Ranked>& ranked) {
    std::unordered_map<std::uint64_t, float> counts;
    for (const Ranked& one : ranked)
        for (const Fresh& word : one.sentence.fresh) ++counts[word.hash];
    const auto all = static_cast<float>(ranked.size());
    for (Ranked& one : ranked)
        for (Fresh& word : one.sentence.fresh)
            word.weight = std::max(word.weight, std::log((all + 1) / counts.at(word.hash)));
}
constexpr float telling = 1;  // a word that a third of the sentences have agrees on nothing

// What the best sentences of different articles say besides the question: each word's share of their trust.
void agree(std::vector<Ranked>& ranked) {
    const std::size_t many = std::min(voters, ranked.size());
    if (many == 0) return;
    know_rarities(ranked);
    const float best = ranked.front().score;
    float all = 0;
    std::unordered_map<std::uint64_t, std::map<std::size_t, float>> votes;  // by article: it votes once
    std::map<std::size_t, float> trust;
    for (std::size_t i = 0; i < many; ++i) {
        const float weight = std::exp((ranked[i].score - best) * voters_scale);
        trust[ranked[i].article] = std::max(trust[ranked[i].article], weight);
        for (const Fresh& word : ranked[i].sentence.fresh) {
            float& vote = votes[word.hash][ranked[i].article];
            vote = std::max(vote, weight);
        }
    }
    for (const auto& [article, weight] : trust) all += weight;
    for (Ranked& one : ranked) {
        float most = 0;
        for (const Fresh& word : one.sentence.fresh) {
            const auto known = votes.find(word.hash);
            if (known == votes.end() || word.weight < telling) continue;
            float sum = 0;
            for (const auto& [article, weight] : known->second) sum += article == one.article ? 0 : weight;
            most = std::max(most, sum / all);
        }
        at(one.sentence.evidence, Sign::agreed) = most;
        one.score = sum_of(one.sentence.evidence);
    }
}

void sort(std::vector<Ranked>& ranked) { std::ranges::stable_sort(ranked, std::greater(), &Ranked::score); }

// Whether two sentences say one thing besides the question.
bool same_answer(const SentenceSeen& a, const SentenceSeen& b) {
    return std::ranges::any_of(a.fresh, [&](const Fresh& word) {
        return word.weight >= telling && std::ranges::find(b.fresh, word.hash, &Fresh::hash) != b.fresh.end();
    });
}

// What says whether the best sentence answers at all.
std::vector<float> certainty_of(std::span<const Ranked> ranked, std::span<const DocumentFound> documents,
                                const Question& question) {
    const Ranked& first = ranked.front();
    const auto of = [&](Sign sign) { return first.sentence.evidence[static_cast<std::size_t>(sign)]; };
    // The third best sentence of other articles that says something else; where there is none, nothing rivals.
    constexpr float nothing_rivals = 6;
    const auto gap_to = [&](std::size_t nth, bool rivals_only) {
        std::size_t others = 0;
        for (const Ranked& one : ranked)
            if (one.article != first.article && !(rivals_only && same_answer(first.sentence, one.sentence)) &&
                ++others == nth)
                return std::min(first.score - one.score, nothing_rivals) / nothing_rivals;
        return 1.0F;
    };
    const float said = of(Sign::said) + of(Sign::alike);
    const float asked = of(Sign::number) + of(Sign::time) + of(Sign::named) + of(Sign::placed);
    const bool why = question.kind == AnswerKind::reason;
    // "How many employees": two women beside no employees may be anybody.
    const bool uncounted =
        of(Sign::number) > 0 && of(Sign::counted) == 0 && std::ranges::any_of(question.terms, &QuestionTerm::counted);
    return {said,
            said + of(Sign::before) + of(Sign::behind) + of(Sign::title),
            gap_to(3, false),
            gap_to(1, true),
            of(Sign::agreed),
            uncounted ? 0 : asked,
            asked == 0 && !why ? 1.0F : 0.0F,
            of(Sign::reason),
            why ? 1.0F : 0.0F,
            of(Sign::counted),
            of(Sign::pairs),
            documents.front().coverage,
            of(Sign::article),
            of(Sign::common),
            of(Sign::words),
            of(Sign::headline),
            1};
}

float certainty(std::span<const float> of) {
    float sum = 0;
    for (std::size_t i = 0; i < of.size(); ++i) sum += ask_rule.certainty[i] * of[i];
    return 1 / (1 + std::exp(-sum));
}

}  // namespace

Answers ask(const PassageIndex& index, const ReadDocument& read, const ToAsk& to_ask, const AskSettings& settings) {
    Answers out;
    const std::string_view text = utf8::cut(to_ask.question, most_question_bytes);
    auto languages = index.languages();
    if (languages.size() > most_languages) languages.resize(most_languages);
    std::string language(to_ask.language);
    if (language.empty()) language = text::identify(text).language;
    if (language == "und") language = languages.empty() ? "en" : languages.front();
    const Question question = read_question(text, language);
    if (question.terms.empty()) return out;
    out.documents = index.find(wanted_by(question, languages, text), to_ask.date, most_documents_read);
    if (out.documents.empty()) return out;

    std::map<std::string, Asking> by_language;
    std::vector<Ranked> ranked;
    std::vector<DocumentText> texts;
    const float best_score = std::max(out.documents.front().score, 1e-6F);
    for (std::size_t i = 0; i < out.documents.size(); ++i) {
        auto document = read(out.documents[i].document);
        if (!document) document.emplace();
        auto asking = by_language.find(document->language);
        if (asking == by_language.end())
            asking = by_language.emplace(document->language, Asking(index, text, language, document->language)).first;
        auto found = compare_sentences(*document, asking->second);
        out.steps += found.steps;
        for (SentenceSeen& sentence : found.sentences) {
            at(sentence.evidence, Sign::article) = out.documents[i].score / best_score;
            at(sentence.evidence, Sign::rank) = 1 / static_cast<float>(i + 1);
            const float score = sum_of(sentence.evidence);
            ranked.push_back({i, std::move(sentence), score});
        }
        texts.push_back(std::move(*document));
    }
    sort(ranked);
    agree(ranked);
    sort(ranked);

    if (!ranked.empty()) {
        out.signs_of_certainty = certainty_of(ranked, out.documents, question);
        out.certainty = certainty(out.signs_of_certainty);
        out.found = out.certainty >= ask_rule.shown;
    }
    std::unordered_set<std::string> said;
    for (const Ranked& one : ranked) {
        if (!settings.everything && out.answers.size() == most_answers) break;
        const text::Span span = one.sentence.at;
        std::string sentence = texts[one.article].text.substr(span.begin, span.end - span.begin);
        if (!settings.everything && !said.insert(sentence).second) continue;
        out.answers.push_back(
            {out.documents[one.article].document, span, std::move(sentence), one.score, one.sentence.evidence});
    }
    // What says most in one sentence is nearer to the question than what is about its words all over.
    constexpr float article_share = 15;
    std::vector<std::pair<float, std::size_t>> order;
    for (std::size_t i = 0; i < out.documents.size(); ++i)
        order.emplace_back(article_share * out.documents[i].score / best_score, i);
    std::vector<bool> met(out.documents.size());
    for (const Ranked& one : ranked) {
        if (met[one.article]) continue;
        met[one.article] = true;
        float own = one.score;
        for (const Sign sign : {Sign::article, Sign::rank})
            own -= ask_rule.sentence[static_cast<std::size_t>(sign)] *
                   one.sentence.evidence[static_cast<std::size_t>(sign)];
        order[one.article].first += own;
    }
    std::ranges::stable_sort(order, std::greater(), &std::pair<float, std::size_t>::first);
    // Behind the first ones, as the index has them: a stray sentence of an article far down is no reason to list it.
    constexpr std::size_t by_sentences = 3;
    if (order.size() > by_sentences)
        std::ranges::sort(order.begin() + by_sentences, order.end(), {}, &std::pair<float, std::size_t>::second);
    std::vector<DocumentFound> documents;
    for (const auto& [score, i] : order) documents.push_back(out.documents[i]);
    out.documents = std::move(documents);
    if (out.documents.size() > most_listed) out.documents.resize(most_listed);
    return out;
}

}  // namespace octavo::assist
