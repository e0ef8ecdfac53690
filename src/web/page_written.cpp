// What services write for readers, on the pages of reading aids: apart from what publishers wrote, with its writer, its
// day, and the way to each sentence it was checked against. And the press that orders it, which says where text goes.
#include "assist/sentence_list.hpp"
#include "web/aids_parts.hpp"

namespace octavo::web {
namespace {

using Task = provider::Task;

// A model's or a host's name within a sentence: Latin letters and digits, whichever way the sentence runs.
std::string apart(std::string_view name) { return fmt::format("\u2068{}\u2069", name); }

// Which sentence of its article stands there, from 1.
std::uint64_t number_of(const assist::SentenceList& list, text::Span at) {
    const auto after =
        std::ranges::upper_bound(list.sentences, at.begin, {}, [](const auto& one) { return one.at.begin; });
    return after == list.sentences.begin() ? 1 : std::prev(after)->number + 1;
}

// Where a sentence that it cites stands: which one of the article, or whose where there are several articles.
void citation(Html& h, const Setting& s, const provider::Cite& cite, const provider::Material& material,
              const assist::SentenceList* alone) {
    store::Card card;
    card.id = ArticleId::parse(material.id).value_or(ArticleId{});
    card.title = material.title;
    const std::string address = cite.at ? address_of_words(s, card, material.text, *cite.at)
                                        : place_in(s.edition(), article_place(card.id, card.title));
    h.put(" <span class=\"cite\"");
    own_language(h, s);
    h.put("><a").url("href", address).attribute("title", cite.sentence).put(">");
    if (alone && cite.at)
        h.text(s.tongue.fill(Say::sentence_n, s.tongue.number(number_of(*alone, *cite.at))));
    else
        h.put("<bdi>").text(material.source).put("</bdi>");
    h.put("</a></span>");
}

void text_of(Html& h, const Setting& s, const provider::Generated& made, const provider::Order& from) {
    std::optional<assist::SentenceList> alone;
    if (from.articles.size() == 1)
        alone = assist::sentence_list({from.articles[0].title, from.articles[0].text, from.articles[0].language});
    if (made.sentences.empty()) h.put("<p>").text(s.tongue.say(Say::not_found_in)).put("</p>");
    for (const provider::GeneratedSentence& one : made.sentences) {
        h.put("<p><span").language(made.language).put(">").text(one.text).put("</span>");
        for (const provider::Cite& cite : one.cites) {
            const auto material = std::ranges::find(from.articles, cite.article, &provider::Material::id);
            if (material != from.articles.end()) citation(h, s, cite, *material, alone ? &*alone : nullptr);
        }
        h.put("</p>");
    }
}

}  // namespace

void not_written(Html& h, const Setting& s, Task task, provider::Cause cause) {
    using Cause = provider::Cause;
    const bool spent = cause == Cause::budget || cause == Cause::reader_budget;
    const Say why = spent ? Say::budget_spent : task == Task::translate ? Say::translation_failed : Say::model_failed;
    h.put("<p role=\"status\">").text(s.tongue.fill(why, apart(s.writings->by(task)))).put("</p>");
}

void being_written(Html& h, const Setting& s, const std::string& words, std::string_view place) {
    h.put("<p class=\"verdict\" role=\"status\" data-again>").text(words).put(" <a");
    h.url("href", place_in(s.edition(), place)).put(">").text(s.tongue.say(Say::look_again)).put("</a></p>");
}

void written(Html& h, const Setting& s, Task task, const WrittenText& writing, std::string_view place) {
    if (!s.writings) return;
    if (writing.stage == Stage::failed) not_written(h, s, task, writing.cause);
    if (writing.stage == Stage::under_way)
        being_written(h, s, s.tongue.fill(Say::writing_soon, apart(s.writings->by(task))), place);
    if (!writing.piece) return;
    const provider::Generated& made = writing.piece->made;
    h.put("<section class=\"written\" aria-labelledby=\"written\"><h2 id=\"written\">");
    h.text(s.tongue.fill(Say::written_by, apart(made.model))).put(" · ");
    when(h, s, made.made);
    h.put("</h2>");
    text_of(h, s, made, *writing.piece->from);
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::written_checked)).put("</p></section>");
}

void offer(Html& h, const Setting& s, Task task, Stage stage, std::string_view place) {
    if (!s.writings || !s.writings->offers(task) || (stage != Stage::offered && stage != Stage::failed)) return;
    const std::string by = apart(s.writings->by(task));
    const bool translates = task == Task::translate;
    h.put("<form class=\"let\" method=\"post\"").url("action", place_in(s.edition(), place));
    // What script says until there is an answer.
    h.attribute("data-soon",
                translates ? std::string(s.tongue.say(Say::translation_soon)) : s.tongue.fill(Say::writing_soon, by));
    h.put("><button class=\"btn\">")
        .text(s.tongue.fill(translates ? Say::let_translate : Say::let_write, by))
        .put("</button> <small>")
        .text(s.tongue.fill(Say::sends_text, apart(s.writings->host(task))))
        .put("</small></form>");
}

}  // namespace octavo::web
