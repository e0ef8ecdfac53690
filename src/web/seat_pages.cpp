// The pages of articles: today and its further pages, an article, a story, sources, search, the operator's status.
#include "base/url.hpp"
#include "web/feeds_out.hpp"
#include "web/front.hpp"
#include "web/media.hpp"
#include "web/operator.hpp"
#include "web/seat.hpp"
#include "web/writings.hpp"

namespace octavo::web {

Result<Response> SiteSeat::today(const Request& request, const Route& route, const Edition& edition) {
    if (route.form != Form::html) {
        return kept(
            request, route, edition, "feed", feed_type(route.form),
            [&](Hands& hands, const Setting& s) -> Result<std::string> {
                const auto stats = TRY(site_.stats_of(*hands.reader));
                const auto cards =
                    TRY(hands.reader->list({.language = std::string(edition.language),
                                            .limit = listing_length,
                                            .sample = stats.real_articles > 0 ? std::optional(false) : std::nullopt}));
                const FeedHead head{fmt::format("{} · {}", site_.settings.name, edition.name), "",
                                    feed_name("feed", route.form)};
                return write_feed(s, route.form, head, cards);
            });
    }
    if (route.before != store::newest) return archive(request, route, edition);
    return kept(request, route, edition, "today", html_type,
                [&](Hands& hands, const Setting& s) -> Result<std::string> {
                    const auto stats = TRY(site_.stats_of(*hands.reader));
                    TodayView view = TRY(make_front(*hands.reader, edition, stats, site_.settings.ranking, s.pictures));
                    const auto trends = TRY(site_.trends_of(*hands.reader, edition, sample_filter(stats)));
                    for (const story::Trend& trend : std::span(trends).first(std::min(trends.size(), trends_shown)))
                        view.trending.push_back({trend.id, trend.name});
                    view.alternates = TRY(alternates(hands, s, store::BusyTopic::What::category, ""));
                    return today_page(s, view);
                });
}

Result<Response> SiteSeat::archive(const Request& request, const Route& route, const Edition& edition) {
    return kept(request, route, edition, fmt::format("before|{}", route.before), html_type,
                [&](Hands& hands, const Setting& s) -> Result<std::string> {
                    const auto stats = TRY(site_.stats_of(*hands.reader));
                    ListingView view;
                    view.cards = TRY(hands.reader->list({.language = std::string(edition.language),
                                                         .before = route.before,
                                                         .limit = listing_length,
                                                         .sample = sample_filter(stats)}));
                    if (view.cards.empty()) return fail(Fault::not_found, "nothing is older than that");
                    finish(view);
                    return archive_page(s, view);
                });
}

void SiteSeat::finish(ListingView& view) {
    if (view.cards.size() == listing_length) view.older = view.cards.back().position;
    view.sample = std::ranges::any_of(view.cards, &store::Card::sample);
}

std::string SiteSeat::feed_name(std::string_view base, Form form) {
    return fmt::format("{}.{}", base, form == Form::rss ? "xml" : form == Form::atom ? "atom" : "json");
}

// The address an id has; a request under another spelling of the slug is led there.
bool SiteSeat::same_place(std::string_view asked, std::string_view right) {
    return asked == right || percent_decode(asked) == percent_decode(right);
}

Result<Response> SiteSeat::article(const Request& request, const Route& route, const Edition& edition) {
    // A page that was fetched ahead is shown without another request: of who is signed in nobody would know that they
    // opened it. Declined, it is asked for when they do. https://wicg.github.io/nav-speculation/prefetch.html
    if (request.purpose.contains("prefetch") && site_.wires.doors && readers::looks_like_secret(secret_of(request)))
        return Response{.status = 503, .keep = Keep::not_at_all};
    std::optional<std::string> right, gone;
    const std::string key = fmt::format("a|{}{}", percent_decode(route.place), talk_version());
    auto response =
        kept(request, route, edition, key, html_type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
            const auto spread = TRY(hands.reader->spread(ArticleId{route.id}, {}));
            if (!spread) return fail(Fault::not_found, "no such article");
            const store::Card& card = spread->article.card;
            const std::string place = article_place(card.id, card.title);
            if (!same_place(route.place, place)) {
                right = place;
                return fail(Fault::not_found, "under another address");
            }
            std::vector<store::Card> told = {card};
            for (const store::Card& other : spread->story)
                if (other.id != card.id) told.push_back(other);
            const Conversation talk = TRY(first_of(std::move(told), place + "/comments", "a " + card.id.text()));
            if (!spread->article.expired) return article_page(s, *spread, &talk);
            gone = article_page(s, *spread, &talk);
            return fail(Fault::not_found, "its text has left the archive");
        });
    if (right) return moved(301, place_in(edition, *right), Keep::ask_again);
    if (gone) return Response{.status = 410, .page = page_of(*std::move(gone), html_type)};
    note_opened(request, route);
    return response;
}

// Of who is signed in: that they have read it.
void SiteSeat::note_opened(const Request& request, const Route& route) {
    if (!site_.wires.doors || request.head) return;
    if (std::string secret = secret_of(request); !secret.empty())
        site_.wires.doors->opened(std::move(secret), ArticleId{route.id});
}

// On a public site only where the whole text may be shown: a version is one.
Result<Response> SiteSeat::version(const Request& request, const Route& route, const Edition& edition) {
    std::optional<std::string> right;
    const std::string key = fmt::format("v|{}", percent_decode(route.place));
    auto response =
        kept(request, route, edition, key, html_type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
            const auto old = TRY(hands.reader->version(route.version));
            if (!old || old->article != ArticleId{route.id}) return fail(Fault::not_found, "no such version");
            const auto spread = TRY(hands.reader->spread(old->article, {}));
            if (!spread || spread->article.expired || !showing_of(s, spread->article).whole)
                return fail(Fault::not_found, "its versions are not shown");
            store::FullArticle then = spread->article;  // which had marks of its own
            then.extraction = old->extraction;
            if (!showing_of(s, then).whole) return fail(Fault::not_found, "this version is not shown");
            const std::string place = version_place(spread->article.card, route.version);
            if (!same_place(route.place, place)) {
                right = place;
                return fail(Fault::not_found, "under another address");
            }
            return version_page(s, spread->article, *old);
        });
    if (right) return moved(301, place_in(edition, *right), Keep::ask_again);
    return response;
}

// As much of it as the article's page says: where its text is cut, the films in it are, too. Made anew each time, for
// its policy names where the file is.
Result<Response> SiteSeat::player(const Route& route, const Edition& edition) {
    store::Reader& reader = *TRY(hands())->reader;
    const auto spread = TRY(reader.spread(ArticleId{route.id}, {}));
    if (!spread || spread->article.expired || !showing_of(setting(edition, {}), spread->article).whole)
        return fail(Fault::not_found, "no such article");
    const store::FullArticle& article = spread->article;
    const Block* embed = embed_at(article.extraction, route.number);
    const Medium medium = embed ? medium_of(*embed) : Medium{};
    if (medium.origin.empty()) return fail(Fault::not_found, "nothing to play");
    const std::string place = player_place(article.card, route.number);
    if (!same_place(route.place, place)) return moved(301, place_in(edition, place), Keep::ask_again);
    Response response = found(page_of(player_page(setting(edition, {}), article, *embed, route.number), html_type));
    response.media_from = medium.origin;
    return response;
}

Result<Response> SiteSeat::sources(const Request& request, const Route& route, const Edition& edition) {
    return kept(request, route, edition, "src", html_type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
        SourcesView view{TRY(hands.reader->sources()), TRY(hands.reader->feeds()), false};
        const auto stats = TRY(site_.stats_of(*hands.reader));
        if (sample_filter(stats))
            std::erase_if(view.sources, [](const auto& row) { return row.source.klass == Source::Class::sample; });
        view.sample = std::ranges::any_of(view.sources,
                                          [](const auto& row) { return row.source.klass == Source::Class::sample; });
        return sources_page(s, view);
    });
}

Result<Response> SiteSeat::source(const Request& request, const Route& route, const Edition& edition) {
    const std::string key = fmt::format("src|{}|{}", route.name, route.before);
    return kept(
        request, route, edition, key, type_of(route), [&](Hands& hands, const Setting& s) -> Result<std::string> {
            auto row = TRY(hands.reader->source(route.name));
            if (!row) return fail(Fault::not_found, "no such source");
            SourceView view{
                .source = std::move(*row), .feeds = {}, .articles = {}, .further = route.before != store::newest};
            view.articles.cards = TRY(hands.reader->list(
                {.source = view.source.source.id, .before = route.before, .limit = listing_length, .copies = true}));
            if (view.articles.cards.empty() && route.before != store::newest)
                return fail(Fault::not_found, "nothing is older than that");
            finish(view.articles);
            const std::string place = source_place(route.name);
            if (route.form != Form::html) {
                const auto name = view.source.source.name.empty() ? route.name : view.source.source.name;
                return write_feed(
                    s, route.form,
                    {fmt::format("{} · {}", name, site_.settings.name), place, feed_name(place + "/feed", route.form)},
                    view.articles.cards);
            }
            view.feeds = TRY(hands.reader->feeds_of(view.source.source.id));
            return source_page(s, view);
        });
}

// Made anew each time: a feed's health changes without a new article.
Result<Response> SiteSeat::status(const Request& request, const Edition& edition) {
    const Setting s = setting(edition, origin_of(request));
    if (!is_operator(request, s.is_public(), site_.proxies) && !has_role(request, Role::owner))
        return failed(edition, 403);
    store::Reader& reader = *TRY(hands())->reader;
    const StatusView view{TRY(reader.feed_counts()), TRY(reader.troubled_feeds(200)), TRY(reader.subscriptions()),
                          site_.wires.ledger ? site_.wires.ledger() : Ledger{},
                          site_.wires.writings ? std::optional(site_.wires.writings->state()) : std::nullopt};
    return found(page_of(status_page(s, view), html_type), Keep::not_at_all);
}

Result<Response> SiteSeat::search(const Request& request, const Route& route, const Edition& edition) {
    const std::string key = fmt::format("q|{}|{}|{}", route.newest_first, route.from, route.text);
    return kept(request, route, edition, key, type_of(route),
                [&](Hands& hands, const Setting& s) -> Result<std::string> {
                    SearchView view{.text = route.text,
                                    .order = route.newest_first ? search::Order::newest : search::Order::best,
                                    .offset = route.from,
                                    .found = {}};
                    if (route.form != Form::html) view.order = search::Order::newest;
                    if (!route.text.empty())
                        view.found = TRY(hands.search(
                            *hands.reader,
                            {.text = route.text, .order = view.order, .limit = search_length, .offset = route.from}));
                    for (const auto& [id, count] : view.found.facets.sources)
                        if (auto row = TRY(hands.reader->source(id)))
                            view.sources.emplace_back(std::move(row->source), count);
                    if (route.form == Form::html) return search_page(s, view);
                    std::vector<store::Card> cards;
                    for (auto& hit : view.found.hits) cards.push_back(std::move(hit.card));
                    const std::string query = "?q=" + percent_encode(route.text);
                    return write_feed(s, route.form,
                                      {s.tongue.fill(Say::results_for, route.text), "search" + query,
                                       feed_name("search/feed", route.form) + query},
                                      cards);
                });
}

}  // namespace octavo::web
