// Reading aids over HTTP: which texts they are made from. Summaries and comparisons are kept as any page; questions
// come in as many wordings as there are readers, are counted as searches, and are answered anew.
#include "assist/question.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "search/with_any.hpp"
#include "text/language.hpp"
#include "web/aids.hpp"
#include "web/pages.hpp"
#include "web/seat.hpp"
#include "web/translations.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t most_candidates = 48;  // articles of the archive that a question is put to
constexpr std::size_t most_asked = 6, most_earlier = 12;

bool several_sources(const std::vector<store::Card>& cards) {
    return std::ranges::any_of(cards, [&](const store::Card& card) { return card.source != cards.front().source; });
}

// Those that may be worked on, oldest first.
Result<Texts> texts_of(const Setting& s, store::Reader& reader, std::vector<store::Card> cards) {
    Texts out;
    std::ranges::stable_sort(cards, {}, &store::Card::published);
    for (const store::Card& card : cards) {
        const auto article = TRY(reader.article(card.id));
        if (article && may_assist(s, *article)) out.add(card, plain_text(article->extraction));
    }
    return out;
}

// What was written before about what this story's articles are related to.
Result<Texts> earlier_of(const Setting& s, store::Reader& reader, const Texts& story) {
    std::vector<store::Card> cards;
    for (std::size_t i = 0; i < std::min(story.size(), most_asked); ++i) {
        const auto full = TRY(reader.article(story.card(i).id));
        if (!full) continue;
        for (const store::Card& card : full->related)
            if (card.story != story.card(i).story && card.published < story.card(0).published &&
                cards.size() < most_earlier && std::ranges::find(cards, card.id, &store::Card::id) == cards.end())
                cards.push_back(card);
    }
    return texts_of(s, reader, std::move(cards));
}

assist::Answers answers_to(const AskView& view, assist::PassageIndex& index, Instant now) {
    for (const assist::StoryArticle& article : view.texts.articles())
        index.add({article.words.title, article.words.text, article.words.language, article.published});
    const auto read = [&](assist::DocumentNumber n) -> std::optional<assist::DocumentText> {
        const assist::SourceText& words = view.texts.articles()[n].words;
        return assist::DocumentText{std::string(words.title), std::string(words.text), std::string(words.language)};
    };
    return assist::ask(index, read, {view.question, {}, now});
}

}  // namespace

// An article's page lies at `place`; what is asked of it stands behind that.
Result<Response> SiteSeat::brief(const Request& request, const Route& route, const Edition& edition) {
    std::optional<std::string> right;
    const std::string key = fmt::format("brief|{}", percent_decode(route.place));
    auto response =
        kept(request, route, edition, key, html_type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
            const auto article = TRY(hands.reader->article(ArticleId{route.id}));
            if (!article || !may_assist(s, *article)) return fail(Fault::not_found, "nothing is told of it in brief");
            const std::string place = brief_place(article->card);
            if (!same_place(route.place, place)) {
                right = place;
                return fail(Fault::not_found, "under another address");
            }
            const auto story = TRY(hands.reader->list(
                {.story = article->card.story, .limit = assist::most_story_articles, .copies = true}));
            return brief_page(s, *article, several_sources(story));
        });
    if (right) return moved(301, place_in(edition, *right), Keep::ask_again);
    return response;
}

// Made once, while its first reader waits: as long as for a picture, then a page says that it is on its way.
Result<Response> SiteSeat::translated(const Request& request, const Route& route, const Edition& edition) {
    Translations* translations = site_.wires.translations;
    const Setting s = setting(edition, origin_of(request));
    Hands& held = *TRY(hands());
    const auto article = TRY(held.reader->article(ArticleId{route.id}));
    if (!translations || !article || !may_assist(s, *article))
        return fail(Fault::not_found, "nothing is translated of it");
    const auto* pair = translations->pair(article->card.language, edition.language);
    if (!pair) return fail(Fault::not_found, "nobody here translates from its language");
    const std::string place = translation_place(article->card);
    if (!same_place(route.place, place)) return moved(301, place_in(edition, place), Keep::ask_again);
    ToTranslate wanted = to_translate(*article);
    std::string all;
    for (const std::string& one : wanted.sentences) all += one + '\n';
    const std::string key = fmt::format("{}|{}|{:016x}", article->card.id.text(), pair->mode, hash64(all));
    if (const auto made = translations->find(key)) {
        if (*made) return found(page_of(translation_page(s, article->card, &**made, wanted.cut), html_type));
        return failed(edition, 503, "Retry-After: 60\r\n");
    }
    if (!translations->order({key, std::move(wanted.sentences), pair}))
        return failed(edition, 503, "Retry-After: 10\r\n");
    if (!request.waited)
        return Response{.until = [translations, key](std::function<void()> done) {
            return translations->when(key, std::move(done));
        }};
    Response soon = found(page_of(translation_page(s, article->card, nullptr, false), html_type), Keep::not_at_all);
    soon.extra = "Refresh: 3\r\n";
    return soon;
}

Result<Response> SiteSeat::compared(const Request& request, const Route& route, const Edition& edition) {
    std::optional<std::string> right;
    const std::string key = fmt::format("compare|{}", StoryId{route.id}.text());
    auto response =
        kept(request, route, edition, key, html_type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
            if (!s.site.assist) return fail(Fault::not_found, "reading aids are turned off");
            CompareView view{.id = StoryId{route.id}, .title = {}, .language = {}, .story = {}, .earlier = {}};
            auto cards =
                TRY(hands.reader->list({.story = view.id, .limit = assist::most_story_articles, .copies = true}));
            if (cards.empty()) {
                const auto now = TRY(hands.reader->story_now(view.id));
                cards = now ? TRY(hands.reader->list({.story = now, .limit = 1, .copies = true}))
                            : std::vector<store::Card>();
                if (!cards.empty()) right = compare_place(*now, cards.front().title);
                return fail(Fault::not_found, "no such story");
            }
            std::ranges::reverse(cards);  // the oldest first
            view.title = told_by(s, cards).title;
            view.language = told_by(s, cards).language;
            if (several_sources(cards)) view.story = TRY(texts_of(s, *hands.reader, std::move(cards)));
            if (view.story.size() < 2) view.story = Texts();  // one alone compares with nothing
            if (view.story.size() > 1) view.earlier = TRY(earlier_of(s, *hands.reader, view.story));
            return compare_page(s, view);
        });
    if (right) return moved(301, place_in(edition, *right), Keep::ask_again);
    return response;
}

Result<Response> SiteSeat::asked(const Request& request, const Route& route, const Edition& edition) {
    Hands& held = *TRY(hands());
    const Setting s = setting(edition, origin_of(request));
    if (!s.site.assist) return fail(Fault::not_found, "reading aids are turned off");
    AskView view{.question = route.text};
    assist::PassageIndex index;
    std::optional<store::FullArticle> article;
    if (route.kind == Route::Kind::ask_article) {
        article = TRY(held.reader->article(ArticleId{route.id}));
        if (!article || !may_assist(s, *article)) return fail(Fault::not_found, "nothing can be asked of it");
        view.article = &article->card;
        view.title = article->card.title;
        view.language = article->card.language;
        view.sample = article->card.sample;
        view.texts.add(article->card, plain_text(article->extraction));
    } else if (route.kind == Route::Kind::ask_story) {
        view.story = TRY(held.reader->story_now(StoryId{route.id})).value_or(StoryId{route.id});
        auto cards = TRY(held.reader->list({.story = view.story, .limit = assist::most_story_articles}));
        if (cards.empty()) return fail(Fault::not_found, "no such story");
        std::ranges::reverse(cards);  // the oldest first
        view.title = told_by(s, cards).title;
        view.language = told_by(s, cards).language;
        view.sample = cards.front().sample;
        if (!view.question.empty()) view.texts = TRY(texts_of(s, *held.reader, std::move(cards)));
    } else if (!view.question.empty()) {
        TRY(find_texts(held, s, view, index));
    }
    if (!view.question.empty()) view.answers = answers_to(view, index, s.now);
    return found(page_of(ask_page(s, view), html_type));
}

// The archive's articles that have the question's rarer words.
Result<> SiteSeat::find_texts(Hands& held, const Setting& s, AskView& view, assist::PassageIndex& index) {
    const std::string language = text::identify(view.question).language;
    std::vector<std::string> words;
    for (const auto& term :
         assist::read_question(view.question, language == "und" ? s.edition().language : std::string_view(language))
             .terms)
        if (!term.stop) words.push_back(term.written);
    auto found = TRY(search::with_any(*held.reader, words, most_candidates));
    std::set<std::string> languages;
    for (const store::Card& card : found.cards) languages.insert(card.language.substr(0, card.language.find('-')));
    view.texts = TRY(texts_of(s, *held.reader, std::move(found.cards)));
    for (const std::string& each : languages)
        for (const auto& term : assist::read_question(view.question, each).terms)
            for (const auto& [word, rarity] : found.rarities)
                if (word == term.written) index.know_rarity(term.hash, static_cast<float>(rarity));
    return {};
}

}  // namespace octavo::web
