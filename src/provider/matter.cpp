#include "provider/matter.hpp"

#include "assist/ground.hpp"
#include "assist/numbered.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "provider/budget.hpp"
#include "text/language.hpp"

namespace octavo::provider {
namespace {

constexpr std::uint64_t tokens_of_a_frame = 12;  // {"n":17,"article":3,"text":""},

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }

std::string language_of(const Material& article) {
    if (!article.language.empty() && article.language != "und") return article.language;
    return text::identify_article(article.title, article.text, {}).language;
}

// How far a place is from where the answer may be, in bytes.
std::size_t distance_of(text::Span at, const Material& article) {
    std::size_t out = article.text.size();
    for (const text::Span near : article.near)
        out = std::min(out, at.begin > near.begin ? at.begin - near.begin : near.begin - at.begin);
    return out;
}

// The whole sentences that are nearest to where the answer may be, in their order; all where nobody says where.
std::string near_text(const Material& article, std::string_view language) {
    constexpr std::size_t most_near = 150;  // a title and what assist/numbered leaves out have room beside them
    if (article.near.empty()) return article.text;
    const std::string_view text = utf8::cut(article.text, assist::most_source_bytes);
    auto spans = text::sentences(text, language);
    if (spans.size() <= most_near) return article.text;
    std::ranges::stable_sort(spans, {}, [&](text::Span at) { return distance_of(at, article); });
    spans.resize(most_near);
    std::ranges::sort(spans, {}, &text::Span::begin);
    std::string out;
    for (const text::Span at : spans) (out += text.substr(at.begin, at.end - at.begin)) += "\n\n";
    return out;
}

// In which order an article's sentences are wanted: as they stand, or those nearest to where the answer may be.
std::vector<std::size_t> wanted(const std::vector<std::string>& sentences, const Material& article) {
    std::vector<std::size_t> order(sentences.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (article.near.empty()) return order;
    std::vector<std::size_t> distance(sentences.size(), 0);  // a title, and what cannot be found, is always wanted
    for (std::size_t i = 0; i < sentences.size(); ++i)
        if (const auto at = place_of(sentences[i], article.text)) distance[i] = distance_of(*at, article);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return distance[i]; });
    return order;
}

// The sentences of one article that fit, of `most`; the tokens they take.
std::uint64_t add_article(Matter& out, const Material& article, std::uint32_t number, std::uint64_t room,
                          std::size_t most) {
    const auto numbered = assist::number_sentences(article.title, near_text(article, out.language), out.language);
    std::uint64_t taken = 0;
    std::set<std::size_t> chosen;
    for (const std::size_t i : wanted(numbered.sentences, article)) {
        const std::uint64_t tokens = count_tokens(numbered.sentences[i]) + tokens_of_a_frame;
        if (taken + tokens > room || chosen.size() == most) break;
        taken += tokens;
        chosen.insert(i);
    }
    for (const std::size_t i : chosen) {
        out.sentences.push_back(numbered.sentences[i]);
        out.articles.push_back(number);
    }
    return taken;
}

}  // namespace

Matter matter_of(const Order& order, std::uint64_t most_tokens) {
    Matter out;
    if (order.articles.empty()) return out;
    out.language = language_of(order.articles.front());
    out.question = utf8::squeeze(assist::clean_input(utf8::cut(order.question, most_question_bytes)));
    std::vector<std::uint32_t> taking_part;
    for (std::uint32_t i = 0; i < order.articles.size() && taking_part.size() < most_articles; ++i)
        if (primary(language_of(order.articles[i])) == primary(out.language)) taking_part.push_back(i);
    std::uint64_t room = most_tokens;
    for (std::size_t i = 0; i < taking_part.size(); ++i) {
        // What one does not take of its share, of tokens and of numbers, is the others'.
        const std::uint64_t share = room / (taking_part.size() - i);
        const std::size_t numbers = (assist::most_numbered - out.sentences.size()) / (taking_part.size() - i);
        room -= add_article(out, order.articles[taking_part[i]], taking_part[i], share, numbers);
    }
    out.sources = std::set<std::uint32_t>(out.articles.begin(), out.articles.end()).size();
    for (const std::string& sentence : out.sentences) out.prints.push_back(hash64(sentence));
    std::ranges::sort(out.prints);
    return out;
}

std::string Matter::json(std::span<const std::string> rejected) const {
    JsonWriter out;
    out.object();
    if (!question.empty()) out.field("question", question);
    if (!rejected.empty()) out.strings("rejected", rejected);
    out.key("sentences").array();
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        out.object().field("n", i + 1);
        if (sources > 1) out.field("article", articles[i] + 1);
        out.field("text", sentences[i]).end();
    }
    out.end().end();
    return out.take();
}

std::string Matter::hash() const {
    const Digest all = digest(json());
    return to_hex({reinterpret_cast<const char*>(all.data()), 16});
}

std::optional<text::Span> place_of(std::string_view sentence, std::string_view text) {
    const auto at = text.find(sentence);
    if (at == std::string_view::npos) return std::nullopt;
    return text::Span{at, at + sentence.size()};
}

}  // namespace octavo::provider
