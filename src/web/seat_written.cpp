// Services that write for readers, over HTTP: what is ordered of them, and how long a reader waits. A press is a POST,
// which no crawler and no other site's page can send for a reader; looking costs nothing.
#include "base/hash.hpp"
#include "base/log.hpp"
#include "web/aids.hpp"
#include "web/asking.hpp"
#include "web/seat.hpp"
#include "web/translations.hpp"
#include "web/writings.hpp"

namespace octavo::web {
namespace {

using Task = provider::Task;

provider::Material material_of(const Texts& texts, std::size_t i) {
    const store::Card& card = texts.card(i);
    return {.id = card.id.text(),
            .source = card.source_name,
            .title = card.title,
            .text = std::string(texts.text(i)),
            .language = card.language};
}

}  // namespace

provider::Order order_of_summary(const Texts& article) {
    return {.task = Task::summary, .articles = {material_of(article, 0)}};
}

provider::Order order_of_story(StoryId id, const Texts& story) {
    constexpr std::size_t most = 20;
    provider::Order out{.task = Task::story, .articles = {}, .subject = id.text()};
    for (std::size_t i = 0; i < story.size() && out.articles.size() < most; ++i)
        if (!story.card(i).duplicate_of) out.articles.push_back(material_of(story, i));
    return out;
}

provider::Order order_of_answer(const std::string& question, const Texts& texts, const assist::Answers& answers) {
    constexpr std::size_t most = 10;
    provider::Order out{.task = Task::answer, .articles = {}, .question = question};
    for (const auto& found : answers.documents) {
        if (out.articles.size() == most) break;
        provider::Material material = material_of(texts, found.document);
        for (const auto& answer : answers.answers)
            if (answer.document == found.document) material.near.push_back(answer.at);
        out.articles.push_back(std::move(material));
    }
    // No passage is near the question's words; a model may see what they mean.
    for (std::size_t i = 0; answers.documents.empty() && i < std::min(most, texts.size()); ++i)
        out.articles.push_back(material_of(texts, i));
    return out;
}

bool SiteSeat::writes(Task task) const { return site_.wires.writings && site_.wires.writings->offers(task); }

bool SiteSeat::takes_orders(const Route& route) const {
    switch (route.kind) {
        case Route::Kind::brief:
            return writes(Task::summary);
        case Route::Kind::compare:
            return writes(Task::story);
        case Route::Kind::translation:
            return writes(Task::translate);
        case Route::Kind::ask:
        case Route::Kind::ask_article:
        case Route::Kind::ask_story:
            return !route.text.empty() && writes(Task::answer);
        default:
            return false;
    }
}

// Whose share of the day's budget it is, and whose orders are counted together. In memory only.
std::string SiteSeat::owner_of(const Request& request) const {
    return fmt::format("{:016x}", household(client_of(request.peer, request.forwarded_for, site_.proxies)));
}

// A page that shows what is under way is made anew for everybody who looks.
Response SiteSeat::page_in_motion(std::string html, const Turn& turn) {
    return found(page_of(std::move(html), html_type), turn.soon ? Keep::not_at_all : Keep::ask_again);
}

std::unexpected<Failure> SiteSeat::elsewhere(const Request& request, const Edition& edition, std::string_view place,
                                             Turn& turn) {
    turn.early = moved(request.post ? 303 : 301, place_in(edition, place), Keep::ask_again);
    return fail(Fault::not_found, "answered otherwise");
}

Result<Response> SiteSeat::aid(const Request& request, const Route& route, const Edition& edition,
                               const std::string& key, Task task, const RenderAid& render) {
    Turn turn;
    auto response = [&]() -> Result<Response> {
        const bool written_too = writes(task);
        if (!written_too || (request.get && !site_.wires.writings->concerns(owner_of(request))))
            return kept(request, route, edition,
                        written_too ? fmt::format("{}|{}", key, site_.wires.writings->version()) : key, html_type,
                        [&](Hands& hands, const Setting& s) { return render(hands, s, turn); });
        Hands* held = TRY(hands());
        return page_in_motion(TRY(render(*held, setting(edition, origin_of(request)), turn)), turn);
    }();
    if (turn.early) return *std::move(turn.early);
    // A press on a page where there is nothing to write from: look at the page.
    if (response && request.post) return moved(303, place_in(edition, route.place), Keep::not_at_all);
    return response;
}

std::optional<Response> SiteSeat::wait_for(const Request& request, const std::string& key) {
    Writings* writings = site_.wires.writings;
    if (request.waited || !request.get || !writings || !writings->under_way(key)) return std::nullopt;
    return Response{
        .until = [writings, key](std::function<void()> done) { return writings->when(key, std::move(done)); }};
}

Response SiteSeat::ordered(const Edition& edition, std::string_view place, Taken taken) {
    if (taken == Taken::yes) return moved(303, place_in(edition, place), Keep::not_at_all);
    // Of one household too much waits, or of all.
    return failed(edition, taken == Taken::enough ? 429 : 503, "Retry-After: 10\r\n");
}

// Who is signed in has so many presses a day; who is not, the share of a household alone.
std::optional<Response> SiteSeat::over_services(const Request& request, const Edition& edition) {
    readers::Quotas* quotas = site_.wires.doors ? site_.wires.doors->quotas() : nullptr;
    const auto visitor = quotas ? site_.wires.doors->accounts().visitor(secret_of(request)) : std::nullopt;
    if (!visitor || !*visitor) return std::nullopt;
    const auto may = quotas->ask_service(**visitor);
    if (may || !may.error().over) return std::nullopt;
    return page_for_one(over_page(setting(edition, {}), *may.error().over, request.target), 429);
}

// Of a press that was not taken.
void SiteSeat::give_back_service(const Request& request) {
    readers::Quotas* quotas = site_.wires.doors ? site_.wires.doors->quotas() : nullptr;
    const auto visitor = quotas ? site_.wires.doors->accounts().visitor(secret_of(request)) : std::nullopt;
    if (visitor && *visitor) quotas->give_back_service(**visitor);
}

template <class Order, class T>
bool SiteSeat::look(const Request& request, const Edition& edition, std::string_view place, const std::string& key,
                    Order order, Written<Order, T>& out, Turn& turn) {
    Writings& writings = *site_.wires.writings;
    order.reader = owner_of(request);
    if (request.post) {
        if (!is_our_own(request, site_.settings.base_url)) {
            log::warning(
                "a press under the name \"{}\" was refused: another site's page sent it, or this is the site's own "
                "name and site.base_url does not say so",
                request.host.substr(0, 200));
            turn.early = {.status = 403,
                          .page = page_of(error_page(setting(edition, {}), 403, {}, Say::foreign_press), html_type),
                          .keep = Keep::not_at_all};
            return false;
        }
        if (writings.look(key, order).stage == Stage::made) {
            turn.early = ordered(edition, place, Taken::yes);
            return false;
        }
        const bool counts = !writings.under_way(key);
        if (counts && (turn.early = over_services(request, edition))) return false;
        const Taken taken = writings.order(key, std::move(order));
        if (counts && taken != Taken::yes) give_back_service(request);
        turn.early = ordered(edition, place, taken);
        return false;
    }
    if ((turn.early = wait_for(request, key))) return false;
    out = writings.look(key, order);
    turn.soon = out.stage == Stage::under_way;
    return true;
}
template bool SiteSeat::look(const Request&, const Edition&, std::string_view, const std::string&, provider::Order,
                             WrittenText&, Turn&);

// What a service made stands first; an engine on this machine serves until then, and where there is no service. It
// works while its first reader waits: as long as for a picture, then a page says that it is on its way.
Result<Response> SiteSeat::translated(const Request& request, const Route& route, const Edition& edition) {
    const Setting s = setting(edition, origin_of(request));
    Hands& held = *TRY(hands());
    const auto article = TRY(held.reader->article(ArticleId{route.id}));
    if (!article || !may_assist(s, *article)) return fail(Fault::not_found, "nothing is translated of it");
    const std::string& from = article->card.language;
    if (!translates(s, from)) return fail(Fault::not_found, "nobody here translates from its language");
    const std::string place = translation_place(article->card);
    if (!request.post && !same_place(route.place, place)) return moved(301, place_in(edition, place), Keep::ask_again);
    ToTranslate wanted = to_translate(*article);
    std::string all;
    for (const std::string& one : wanted.sentences) all += one + '\n';
    const std::string of = fmt::format("{}|{:016x}", article->card.id.text(), hash64(all));
    TranslationView view{.card = article->card, .cut = wanted.cut};
    Turn turn;
    WrittenTranslation service;
    if (writes(Task::translate)) {
        provider::TranslationOrder order{
            .sentences = wanted.sentences, .from = from, .to = std::string(edition.language)};
        if (!look(request, edition, place, fmt::format("translate|{}|{}", edition.language, of), std::move(order),
                  service, turn))
            return *std::move(turn.early);
        view.stage = service.stage;
        view.cause = service.cause;
        if (service.piece) view.made = &service.piece->made.translation;
    }
    Translations* engine = site_.wires.translations;
    const auto* pair = engine && !view.made ? engine->pair(from, edition.language) : nullptr;
    Translations::Made made;
    if (pair) {
        const std::string key = fmt::format("{}|{}", of, pair->mode);
        made = engine->find(key);
        if (made && !*made && !writes(Task::translate)) return failed(edition, 503, "Retry-After: 60\r\n");
        // While a service works, what is there already is shown, and nothing else begun.
        if (!made && view.stage != Stage::under_way) {
            if (!engine->order({key, std::move(wanted.sentences), pair}))
                return failed(edition, 503, "Retry-After: 10\r\n");
            if (!request.waited)
                return Response{
                    .until = [engine, key](std::function<void()> done) { return engine->when(key, std::move(done)); }};
            view.stage = Stage::under_way;
            turn.soon = true;
        }
        if (made && *made) view.made = &**made;
    }
    return page_in_motion(translation_page(s, view), turn);
}

}  // namespace octavo::web
