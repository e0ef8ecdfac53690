// An article in the edition's language, sentence beside sentence. On a narrow screen the publisher's words are a press
// away, on a wide one they stand beside.
#include "base/utf8.hpp"
#include "text/words.hpp"
#include "web/aids.hpp"
#include "web/aids_parts.hpp"
#include "web/translations.hpp"

namespace octavo::web {
namespace {

Say word_of(assist::Quality quality) {
    using Quality = assist::Quality;
    return quality == Quality::good   ? Say::quality_good
           : quality == Quality::fair ? Say::quality_fair
                                      : Say::quality_rough;
}

void sentence(Html& h, const Setting& s, const assist::Translation& made, const assist::TranslatedSentence& one) {
    h.put("<li><p");
    h.language(one.kept ? std::string_view(made.from) : std::string_view(made.to))
        .put(">")
        .text(one.kept ? one.original : one.translated);
    if (one.kept) {
        h.put(" <small");
        own_language(h, s);
        h.put(">").text(s.tongue.say(Say::kept_as_written)).put("</small>");
    }
    h.put("</p>");
    if (!one.kept) h.put("<p class=\"orig\"").language(made.from).put(">").text(one.original).put("</p>");
    h.put("</li>");
}

}  // namespace

std::string translation_place(const store::Card& card) { return article_place(card.id, card.title) + "/translate"; }

ToTranslate to_translate(const store::FullArticle& a) {
    constexpr std::size_t most_bytes = 100'000, most_sentences = 2'000;
    ToTranslate out{.sentences = {utf8::squeeze(utf8::cut(a.card.title, most_bytes))}};
    std::size_t bytes = 0;
    const std::string text = plain_text(a.extraction);
    for (const text::Span at : text::sentences(text, a.card.language)) {
        std::string one = utf8::squeeze(std::string_view(text).substr(at.begin, at.end - at.begin));
        if (one.empty()) continue;
        bytes += one.size();
        out.cut = bytes > most_bytes || out.sentences.size() == most_sentences;
        if (out.cut) break;
        out.sentences.push_back(std::move(one));
    }
    return out;
}

bool translates(const Setting& s, std::string_view language) {
    const std::string_view ours = s.edition().language;
    if (language.empty() || language == "und" || language.substr(0, language.find('-')) == ours) return false;
    return (s.translations && s.translations->pair(language, ours)) ||
           (s.writings && s.writings->offers(provider::Task::translate));
}

std::string translation_page(const Setting& s, const TranslationView& view) {
    const auto& [card, made, cut, stage, cause] = view;
    const std::string place = article_place(card.id, card.title);
    const bool titled = made && !made->sentences.empty() && !made->sentences.front().kept;
    const Frame frame{.title = titled ? made->sentences.front().translated : card.title,
                      .place = translation_place(card),
                      .noindex = true,
                      .aids = stage == Stage::under_way,
                      .presses = s.writings && s.writings->offers(provider::Task::translate),
                      .sample = card.sample,
                      .made_up = card.sample};
    Html h;
    begin_aid(h, s, frame, s.tongue.say(Say::translate), place_in(s.edition(), place),
              titled ? std::string_view(made->to) : std::string_view(card.language));
    if (stage == Stage::failed) not_written(h, s, provider::Task::translate, cause);
    if (stage == Stage::under_way)
        being_written(h, s, std::string(s.tongue.say(Say::translation_soon)), translation_place(card));
    if (made) {
        h.put("<p class=\"measures\">")
            .text(s.tongue.language_name(made->from))
            .put(" → ")
            .text(s.tongue.language_name(made->to));
        h.put(" · ").text(s.tongue.say(word_of(made->quality))).put("</p>");
        h.put("<p class=\"choose-orig\"><label><input type=\"checkbox\"> ")
            .text(s.tongue.say(Say::as_written))
            .put("</label></p>");
        h.put("<ol class=\"both\">");
        for (const assist::TranslatedSentence& one :
             std::span(made->sentences).subspan(made->sentences.empty() ? 0 : 1))
            sentence(h, s, *made, one);
        h.put("</ol>");
    }
    if (made && cut) {
        h.put("<p><a class=\"btn\"").url("href", place_in(s.edition(), place)).put(">");
        h.text(s.tongue.say(Say::whole_article)).put("</a></p>");
    }
    offer(h, s, provider::Task::translate, stage, translation_place(card));
    if (made) aid_foot(h, s, s.tongue.fill(Say::translated_by, made->engine));
    end_aid(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
