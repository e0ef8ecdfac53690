#include "web/site.hpp"

#include "base/log.hpp"
#include "base/url.hpp"
#include "web/asking.hpp"
#include "web/assets.hpp"
#include "web/callback.hpp"
#include "web/drawing.hpp"
#include "web/feeds_out.hpp"
#include "web/front.hpp"
#include "web/operator.hpp"
#include "web/pages.hpp"
#include "web/pictures.hpp"
#include "web/rate_limit.hpp"
#include "web/route.hpp"

namespace octavo::web {

constexpr std::string_view html_type = "text/html; charset=utf-8";
constexpr std::string_view text_type = "text/plain; charset=utf-8";
constexpr std::size_t listing_length = 30;
constexpr std::size_t search_length = 20;

struct Site::State {
    SiteSettings settings;
    Archive archive;
    const Clock& clock;
    std::function<Outlook()> outlook;
    Wires wires;
    PageCache cache;
    RateLimit limit;
    std::vector<PeerAddress> proxies;
    std::atomic<std::uint16_t> port;

    // The archive's counts are dear in a big archive and wanted by every listing: kept for two seconds.
    std::mutex stats_mutex;
    store::Stats stats;
    std::optional<Instant> counted;

    State(SiteSettings s, Archive a, const Clock& c, std::function<Outlook()> o, Wires w)
        : settings(std::move(s)),
          archive(std::move(a)),
          clock(c),
          outlook(std::move(o)),
          wires(std::move(w)),
          limit(settings.searches_a_minute, settings.searches_at_once),
          port(settings.port) {
        for (const std::string& proxy : settings.trusted_proxies)
            if (const auto address = read_address(proxy)) proxies.push_back(*address);
    }

    Result<store::Stats> stats_of(store::Reader& reader) {
        const std::scoped_lock lock(stats_mutex);
        const Instant now = clock.now();
        if (!counted || now - *counted >= std::chrono::seconds(2) || now < *counted) {
            stats = TRY(reader.stats());
            counted = now;
        }
        return stats;
    }
};

namespace {

using Kind = Route::Kind;
using PagePtr = std::shared_ptr<const Page>;

PagePtr page_of(std::string bytes, std::string_view type) {
    return std::make_shared<const Page>(std::move(bytes), type, true);
}

class SeatAt final : public Seat {
  public:
    explicit SeatAt(Site::State& site) : site_(site) {}

    Response answer(const Request& request) override {
        const Route route = read_route(request.target);
        const Edition& edition = route.edition ? *route.edition : preferred_edition(request);
        Response response = [&]() -> Response {
            if (route.kind == Kind::hub) {
                auto answered = answer_hub(site_.wires, request, route);
                return answered ? *std::move(answered) : failed(edition, 404);
            }
            if (!request.get) return failed(edition, 405, "Allow: GET, HEAD\r\n");
            if (is_dear(route))
                if (const Duration wait = wait_of(request); wait > Duration(0))
                    return failed(
                        edition, 429,
                        fmt::format("Retry-After: {}\r\n", std::chrono::ceil<std::chrono::seconds>(wait).count()));
            auto made = answer_route(request, route, edition);
            if (made) return std::move(*made);
            if (made.error().fault == Fault::not_found) return failed(edition, 404);
            log::warning("page {}: {}", request.target.substr(0, 200), made.error().detail);
            return failed(edition,
                          made.error().fault == Fault::busy || made.error().fault == Fault::timed_out ? 503 : 500);
        }();
        if (response.page) {
            if (response.status == 200 && names_tag(request.if_none_match, response.page->etag()))
                response.status = 304;
            if (response.page->packable()) response.packing = choose_packing(request.accept_encoding);
        }
        return response;
    }

    int admit(const Request& request, std::uint64_t length) override {
        if (!request.post) return 405;
        return admit_push(site_.wires, read_route(request.target), length, site_.settings.max_body);
    }

    Response refuse(int status, std::string_view accept_language) override {
        return failed(choose_edition(accept_language), status, status == 405 ? "Allow: GET, HEAD\r\n" : "");
    }

  private:
    static Response found(PagePtr page, Keep keep = Keep::ask_again) { return {.page = std::move(page), .keep = keep}; }
    static Response moved(int status, std::string_view to, Keep keep, std::string_view extra = {}) {
        return {.status = status, .keep = keep, .extra = fmt::format("Location: {}\r\n{}", to, extra)};
    }

    // What is made by reading far into the archive, and under so many addresses that no cache holds them.
    static bool is_dear(const Route& route) {
        return (route.kind == Kind::search && !route.text.empty()) || route.before != store::newest;
    }
    Duration wait_of(const Request& request) {
        return site_.limit.take(client_of(request.peer, request.forwarded_for, site_.proxies), site_.clock.now());
    }

    Response failed(const Edition& edition, int status, std::string extra = {}) {
        const Setting s = setting(edition, {});
        return {.status = status,
                .page = page_of(error_page(s, status), html_type),
                .keep = Keep::not_at_all,
                .extra = std::move(extra)};
    }

    const Tongue& tongue(const Edition& edition) {
        auto& kept = tongues_[edition.code];
        if (!kept) kept = std::make_unique<Tongue>(edition);
        return *kept;
    }

    Setting setting(const Edition& edition, std::string origin) {
        return {.site = site_.settings,
                .tongue = tongue(edition),
                .now = site_.clock.now(),
                .outlook = site_.outlook(),
                .origin = std::move(origin)};
    }

    std::string origin_of(const Request& request) const {
        return web::origin_of(request, site_.settings.base_url, site_.port.load());
    }

    // Opened when first needed, and again after a failure: an archive that was busy at start is not lost for ever.
    Result<Hands*> hands() {
        if (!hands_) hands_ = TRY(site_.archive.open());
        return &*hands_;
    }

    // A page of the cache, or made now by `render`: Result<std::string>(Hands&, const Setting&). An absent page
    // (Fault::not_found) is not kept.
    template <class Render>
    Result<Response> kept(const Request& request, const Route& route, const Edition& edition, std::string_view key,
                          std::string_view type, Render render) {
        const std::string origin = origin_of(request);
        std::string name = fmt::format("{}|{}|{}", edition.code, key, static_cast<int>(route.form));
        if (route.form != Form::html) name += "|" + origin;
        std::optional<Failure> failure;
        const auto page = site_.cache.get(name, site_.archive.generation(), site_.clock.now(), [&]() -> PagePtr {
            const auto bytes = [&]() -> Result<std::string> {
                Hands* held = TRY(hands());
                return render(*held, setting(edition, origin));
            }();
            if (bytes) return page_of(std::move(*bytes), type);
            failure = bytes.error();
            return nullptr;
        });
        if (failure) return std::unexpected(std::move(*failure));
        return found(page);
    }

    Result<Response> answer_route(const Request& request, const Route& route, const Edition& edition) {
        switch (route.kind) {
            case Kind::unknown:
                return fail(Fault::not_found, "no such address");
            case Kind::root:
                return root(request, route);
            case Kind::today:
                return today(request, route, edition);
            case Kind::short_article: {
                Hands* held = TRY(hands());
                const auto article = TRY(held->reader->article(ArticleId{route.id}));
                if (!article) return fail(Fault::not_found, "no such article");
                return moved(302, place_in(edition, article_place(article->card.id, article->card.title)),
                             Keep::not_at_all, "Vary: Accept-Language, Cookie\r\n");
            }
            case Kind::article:
                return article(request, route, edition);
            case Kind::story:
                return story(request, route, edition);
            case Kind::sources:
                return sources(request, route, edition);
            case Kind::source:
                return source(request, route, edition);
            case Kind::search:
                return search(request, route, edition);
            case Kind::opml:
                return opml(request, route);
            case Kind::robots:
                return found(page_of(robots_text(request), text_type));
            case Kind::health: {
                Hands* held = TRY(hands());
                TRY(held->reader->stats());
                return found(page_of("ok\n", text_type), Keep::not_at_all);
            }
            case Kind::status:
                return status(request, edition);
            case Kind::hub:  // answered before
                break;
            case Kind::asset:
                return asset(route);
            case Kind::drawing:
                return drawing(route);
            case Kind::picture:
                return picture(route);
        }
        return fail(Fault::not_found, "no such address");
    }

    Result<Response> root(const Request& request, const Route& route) {
        if (const Edition* chosen = find_edition(route.choose)) {
            const std::string place = is_plain_place(route.choose_at) ? route.choose_at : std::string();
            return moved(302, place_in(*chosen, place), Keep::not_at_all,
                         fmt::format("Set-Cookie: edition={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly\r\n",
                                     chosen->code));
        }
        return moved(302, place_in(preferred_edition(request), ""), Keep::not_at_all,
                     "Vary: Accept-Language, Cookie\r\n");
    }

    Result<Response> today(const Request& request, const Route& route, const Edition& edition) {
        if (route.form != Form::html) {
            return kept(request, route, edition, "feed", feed_type(route.form),
                        [&](Hands& hands, const Setting& s) -> Result<std::string> {
                            const auto stats = TRY(site_.stats_of(*hands.reader));
                            const auto cards = TRY(hands.reader->list(
                                {.language = std::string(edition.language),
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
                        return today_page(s, TRY(make_front(*hands.reader, edition, stats, site_.settings.ranking)));
                    });
    }

    Result<Response> archive(const Request& request, const Route& route, const Edition& edition) {
        return kept(request, route, edition, fmt::format("before|{}", route.before), html_type,
                    [&](Hands& hands, const Setting& s) -> Result<std::string> {
                        const auto stats = TRY(site_.stats_of(*hands.reader));
                        ListingView view;
                        view.cards = TRY(hands.reader->list({.language = std::string(edition.language),
                                                             .before = route.before,
                                                             .limit = listing_length,
                                                             .sample = sample_filter(stats)}));
                        finish(view);
                        return archive_page(s, view);
                    });
    }

    static void finish(ListingView& view) {
        if (view.cards.size() == listing_length) view.older = view.cards.back().position;
        view.sample = std::ranges::any_of(view.cards, &store::Card::sample);
    }

    static std::string feed_name(std::string_view base, Form form) {
        return fmt::format("{}.{}", base, form == Form::rss ? "xml" : form == Form::atom ? "atom" : "json");
    }

    // The address an id has; a request under another spelling of the slug is led there.
    static bool same_place(std::string_view asked, std::string_view right) {
        return asked == right || percent_decode(asked) == percent_decode(right);
    }

    Result<Response> article(const Request& request, const Route& route, const Edition& edition) {
        std::optional<std::string> right, gone;
        const std::string key = fmt::format("a|{}", route.place);
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
                if (!spread->article.expired) return article_page(s, *spread);
                gone = article_page(s, *spread);
                return fail(Fault::not_found, "its text has left the archive");
            });
        if (right) return moved(301, place_in(edition, *right), Keep::ask_again);
        if (gone) return Response{.status = 410, .page = page_of(*std::move(gone), html_type)};
        return response;
    }

    Result<Response> story(const Request& request, const Route& route, const Edition& edition) {
        std::optional<std::string> right;
        const std::string key = fmt::format("s|{}", route.place);
        auto response =
            kept(request, route, edition, key, html_type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
                StoryView view{StoryId{route.id},
                               TRY(hands.reader->list({.story = StoryId{route.id}, .limit = 200, .copies = true}))};
                if (view.cards.empty()) {
                    // It went into another: readers' links lead on.
                    const auto now = TRY(hands.reader->story_now(view.id));
                    const auto cards = now ? TRY(hands.reader->list({.story = *now, .limit = 200, .copies = true}))
                                           : std::vector<store::Card>();
                    if (!cards.empty()) right = story_place(*now, cards.back().title);
                    return fail(Fault::not_found, "no such story");
                }
                std::ranges::reverse(view.cards);
                // A story's title changes with its coverage; any of its headlines is a right address.
                const bool known = std::ranges::any_of(view.cards, [&](const store::Card& card) {
                    return same_place(route.place, story_place(view.id, card.title));
                });
                if (!known) {
                    right = story_place(view.id, view.cards.front().title);
                    return fail(Fault::not_found, "under another address");
                }
                return story_page(s, view);
            });
        if (right) return moved(301, place_in(edition, *right), Keep::ask_again);
        return response;
    }

    Result<Response> sources(const Request& request, const Route& route, const Edition& edition) {
        return kept(request, route, edition, "src", html_type,
                    [&](Hands& hands, const Setting& s) -> Result<std::string> {
                        SourcesView view{TRY(hands.reader->sources()), TRY(hands.reader->feeds()), false};
                        const auto stats = TRY(site_.stats_of(*hands.reader));
                        if (sample_filter(stats))
                            std::erase_if(view.sources,
                                          [](const auto& row) { return row.source.klass == Source::Class::sample; });
                        view.sample = std::ranges::any_of(
                            view.sources, [](const auto& row) { return row.source.klass == Source::Class::sample; });
                        return sources_page(s, view);
                    });
    }

    Result<Response> source(const Request& request, const Route& route, const Edition& edition) {
        const std::string key = fmt::format("src|{}|{}", route.name, route.before);
        const std::string_view type = route.form == Form::html ? html_type : feed_type(route.form);
        return kept(request, route, edition, key, type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
            auto row = TRY(hands.reader->source(route.name));
            if (!row) return fail(Fault::not_found, "no such source");
            SourceView view{std::move(*row), {}, {}};
            view.articles.cards = TRY(hands.reader->list(
                {.source = view.source.source.id, .before = route.before, .limit = listing_length, .copies = true}));
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
    Result<Response> status(const Request& request, const Edition& edition) {
        const Setting s = setting(edition, origin_of(request));
        if (!is_operator(request, s.is_public(), site_.proxies)) return failed(edition, 403);
        store::Reader& reader = *TRY(hands())->reader;
        const StatusView view{TRY(reader.feed_counts()), TRY(reader.troubled_feeds(200)), TRY(reader.subscriptions()),
                              site_.wires.ledger ? site_.wires.ledger() : Ledger{}};
        return found(page_of(status_page(s, view), html_type), Keep::not_at_all);
    }

    Result<Response> search(const Request& request, const Route& route, const Edition& edition) {
        const std::string key = fmt::format("q|{}|{}|{}", route.newest_first, route.from, route.text);
        const std::string_view type = route.form == Form::html ? html_type : feed_type(route.form);
        return kept(request, route, edition, key, type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
            SearchView view{.text = route.text,
                            .order = route.newest_first ? search::Order::newest : search::Order::best,
                            .offset = route.from,
                            .found = {}};
            if (route.form != Form::html) view.order = search::Order::newest;
            if (!route.text.empty())
                view.found = TRY(hands.search(
                    *hands.reader,
                    {.text = route.text, .order = view.order, .limit = search_length, .offset = route.from}));
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

    Result<Response> opml(const Request& request, const Route& route) {
        return kept(request, route, editions().front(), "opml", "text/x-opml; charset=utf-8",
                    [&](Hands& hands, const Setting& s) -> Result<std::string> {
                        return write_opml(s, TRY(hands.reader->sources()), TRY(hands.reader->feeds()));
                    });
    }

    std::string robots_text(const Request&) const {
        if (site_.settings.base_url.empty()) return "User-agent: *\nDisallow: /\n";
        std::string text = "User-agent: *\n";
        for (const Edition& e : editions()) text += fmt::format("Disallow: /{}/search\n", e.code);
        return text + "Disallow: /?edition=\n";
    }

    Result<Response> asset(const Route& route) {
        if (route.name == "favicon.ico") return moved(302, asset_address("sign.svg"), Keep::ask_again);
        const Asset* asset = find_asset(route.name);
        if (!asset) return fail(Fault::not_found, "no such asset");
        // Shared by all threads, packed once in the program's life.
        const auto page = site_.cache.get("asset|" + route.name, 0, Instant{}, [&] {
            return std::make_shared<const Page>(std::string(asset->bytes), asset->type, asset->compress);
        });
        return found(page, Keep::for_ever);
    }

    Result<Response> drawing(const Route& route) {
        const auto page = site_.cache.get("drawing|" + route.name, 0, Instant{},
                                          [&] { return page_of(draw_landscape(route.name), "image/svg+xml"); });
        return found(page, Keep::for_ever);
    }

    Result<Response> picture(const Route& route) {
        auto file = TRY(read_picture(site_.settings.pictures_folder, route.name));
        return found(std::make_shared<const Page>(std::move(file.bytes), file.type, false), Keep::for_ever);
    }

    Site::State& site_;
    std::optional<Hands> hands_;
    std::unordered_map<std::string_view, std::unique_ptr<Tongue>> tongues_;
};

}  // namespace

Site::Site(SiteSettings settings, Archive archive, const Clock& clock, std::function<Outlook()> outlook, Wires wires)
    : state_(std::make_unique<State>(std::move(settings), std::move(archive), clock, std::move(outlook),
                                     std::move(wires))) {}
Site::~Site() = default;

std::unique_ptr<Seat> Site::seat() { return std::make_unique<SeatAt>(*state_); }
void Site::set_port(std::uint16_t port) { state_->port = port; }
const PageCache& Site::cache() const { return state_->cache; }

}  // namespace octavo::web
