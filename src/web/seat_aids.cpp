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
    return assist::ask(index, read, {view.question, view.asked_in, now});
}

std::unexpected<Failure> answered() { return fail(Fault::not_found, "answered otherwise"); }

}  // namespace

// An article's page lies at `place`; what is asked of it stands behind that.
Result<Response> SiteSeat::brief(const Request& request, const Route& route, const Edition& edition) {
    const auto render = [&](Hands& hands, const Setting& s, Turn& turn) -> Result<std::string> {
        const auto article = TRY(hands.reader->article(ArticleId{route.id}));
        if (!article || !may_assist(s, *article)) return fail(Fault::not_found, "nothing is told of it in brief");
        const std::string place = brief_place(article->card);
        if (!request.post && !same_place(route.place, place)) return elsewhere(request, edition, place, turn);
        WritingView writing;
        if (writes(provider::Task::summary)) {
            Texts alone;
            alone.add(article->card, plain_text(article->extraction));
            if (!look(request, edition, place, fmt::format("summary|{}", article->card.id.text()),
                      order_of_summary(alone), writing.emplace(), turn))
                return answered();
        }
        const auto story = TRY(
            hands.reader->list({.story = article->card.story, .limit = assist::most_story_articles, .copies = true}));
        return brief_page(s, *article, several_sources(story), writing);
    };
    return aid(request, route, edition, fmt::format("brief|{}", percent_decode(route.place)), provider::Task::summary,
               render);
}

Result<Response> SiteSeat::compared(const Request& request, const Route& route, const Edition& edition) {
    const auto render = [&](Hands& hands, const Setting& s, Turn& turn) -> Result<std::string> {
        if (!s.site.assist) return fail(Fault::not_found, "reading aids are turned off");
        CompareView view{.id = StoryId{route.id}, .title = {}, .language = {}, .story = {}, .earlier = {}};
        auto cards = TRY(hands.reader->list({.story = view.id, .limit = assist::most_story_articles, .copies = true}));
        if (cards.empty()) {
            const auto now = TRY(hands.reader->story_now(view.id));
            cards =
                now ? TRY(hands.reader->list({.story = now, .limit = 1, .copies = true})) : std::vector<store::Card>();
            if (!cards.empty()) return elsewhere(request, edition, compare_place(*now, cards.front().title), turn);
            return fail(Fault::not_found, "no such story");
        }
        std::ranges::reverse(cards);  // the oldest first
        view.title = told_by(s, cards).title;
        view.language = told_by(s, cards).language;
        const std::string place = compare_place(view.id, view.title);
        if (!request.post && !same_place(route.place, place)) return elsewhere(request, edition, place, turn);
        if (several_sources(cards)) view.story = TRY(texts_of(s, *hands.reader, std::move(cards)));
        if (view.story.size() < 2) view.story = Texts();  // one alone compares with nothing
        if (view.story.size() > 1 && writes(provider::Task::story) &&
            !look(request, edition, place, fmt::format("story|{}", view.id.text()), order_of_story(view.id, view.story),
                  view.writing.emplace(), turn))
            return answered();
        if (view.story.size() > 1) view.earlier = TRY(earlier_of(s, *hands.reader, view.story));
        return compare_page(s, view);
    };
    return aid(request, route, edition, fmt::format("compare|{}", StoryId{route.id}.text()), provider::Task::story,
               render);
}

Result<Response> SiteSeat::asked(const Request& request, const Route& route, const Edition& edition) {
    Hands& held = *TRY(hands());
    const Setting s = setting(edition, origin_of(request));
    if (!s.site.assist) return fail(Fault::not_found, "reading aids are turned off");
    AskView view{.question = route.text};
    const std::string key =
        fmt::format("answer|{}|{}|{}|{}", static_cast<int>(route.kind), route.id, edition.language, route.text);
    // What is being written is waited for before the articles are looked for, not before and after.
    if (auto wait = wait_for(request, key)) return *std::move(wait);
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
    const std::string place = question_place(view);
    if (!request.post && !same_place(route.place, place.substr(0, place.find('?'))))
        return moved(301, place_in(edition, place), Keep::ask_again);
    Turn turn;
    if (!view.question.empty()) {
        view.answers = answers_to(view, index, s.now);
        provider::Order order = order_of_answer(view.question, view.texts, view.answers);
        if (writes(provider::Task::answer) && !order.articles.empty() &&
            !look(request, edition, place, key, std::move(order), view.writing.emplace(), turn))
            return *std::move(turn.early);
    }
    if (request.post) return moved(303, place_in(edition, place), Keep::not_at_all);  // nothing to write from
    return page_in_motion(ask_page(s, view), turn);
}

// The archive's articles that have the question's rarer words.
Result<> SiteSeat::find_texts(Hands& held, const Setting& s, AskView& view, assist::PassageIndex& index) {
    view.asked_in = text::identify(view.question).language;
    if (view.asked_in == "und") view.asked_in = s.edition().language;
    std::vector<std::string> words;
    for (const auto& term : assist::read_question(view.question, view.asked_in).terms)
        if (!term.stop) words.push_back(term.written);
    auto found = TRY(search::with_any(*held.reader, words, most_candidates));
    std::set<std::string> languages;
    for (const store::Card& card : found.cards) languages.insert(card.language.substr(0, card.language.find('-')));
    view.texts = TRY(texts_of(s, *held.reader, std::move(found.cards)));
    for (const std::string& each : languages)
        for (const auto& term : assist::read_question(view.question, view.asked_in, each).terms)
            for (const auto& [word, rarity] : found.rarities)
                if (word == term.written) index.know_rarity(term.hash, static_cast<float>(rarity));
    return {};
}

}  // namespace octavo::web
