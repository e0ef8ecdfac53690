#include "web/site.hpp"

#include "base/log.hpp"
#include "web/asking.hpp"
#include "web/callback.hpp"
#include "web/ranges.hpp"
#include "web/seat.hpp"

namespace octavo::web {

using Kind = Route::Kind;

Response SiteSeat::answer(const Request& request) {
    const Route route = read_route(request.target);
    const Edition& edition = route.edition ? *route.edition : preferred_edition(request);
    Response response = [&]() -> Response {
        if (route.kind == Kind::hub) {
            auto answered = answer_hub(site_.wires, request, route);
            return answered ? *std::move(answered) : failed(edition, 404);
        }
        if (route.kind == Kind::api) return api(request);
        const bool orders = request.post && takes_forms(route);
        if (!request.get && !orders)
            return failed(edition, 405, takes_forms(route) ? "Allow: GET, HEAD, POST\r\n" : "Allow: GET, HEAD\r\n");
        if ((orders || is_dear(route)) && !request.waited)
            if (const Duration wait = wait_of(request); wait > Duration(0))
                return failed(
                    edition, 429,
                    fmt::format("Retry-After: {}\r\n", std::chrono::ceil<std::chrono::seconds>(wait).count()));
        if (is_for_one(route)) return account(request, route, edition, access_of(route.kind));
        auto made = answer_route(request, route, edition);
        if (made) return std::move(*made);
        if (made.error().fault == Fault::not_found) {
            if (auto gone = taken_away(route, edition)) return *std::move(gone);
            return missing(request, route, edition);
        }
        log::warning("page {}: {}", request.target.substr(0, 200), made.error().detail);
        return failed(edition, made.error().fault == Fault::busy || made.error().fault == Fault::timed_out ? 503 : 500);
    }();
    promise_tls(response);
    if (response.page) {
        if (response.status == 200 && names_tag(request.if_none_match, response.page->etag())) response.status = 304;
        if (response.ranges && response.status == 200) answer_range(response, request);
        if (response.page && response.page->packable()) response.packing = choose_packing(request.accept_encoding);
    }
    return response;
}

int SiteSeat::admit(const Request& request, std::uint64_t length) {
    if (!request.post) return 405;
    const Route route = read_route(request.target);
    // A button's name; or a name and two passwords, whose every letter may take nine bytes. Or a comment of 4,000
    // letters. Or a file, of who is signed in: others do not fill our memory.
    constexpr std::uint64_t longest_form = 65'536;
    const Press press = access_of(route.kind).press;
    // What somebody wrote: of an article, of a site's pages, or typed before they signed in.
    const bool carries_text = press == Press::member || route.kind == Kind::sign_in || route.kind == Kind::my_note ||
                              route.kind == Kind::desk_rules;
    const std::uint64_t longest = route.kind == Kind::my_bring ? site_.settings.max_file
                                  : press == Press::service    ? 4096
                                  : carries_text               ? longest_form
                                                               : 16'384;
    if (takes_forms(route) && !request.chunked && length <= longest && length > longest_form && !is_signed_in(request))
        return 403;
    if (takes_forms(route)) return request.chunked ? 411 : length > longest ? 413 : 0;
    return admit_push(site_.wires, route, length, site_.settings.max_body);
}

bool SiteSeat::is_signed_in(const Request& request) {
    const auto visitor = site_.wires.doors->accounts().visitor(secret_of(request));
    return visitor && *visitor;
}

// Pages of accounts, which are never anybody else's.
bool SiteSeat::is_for_one(const Route& route) {
    const Access& access = access_of(route.kind);
    return access.signed_in || access.press == Press::door || access.press == Press::member ||
           route.kind == Kind::short_pass;
}

bool SiteSeat::takes_forms(const Route& route) const {
    switch (access_of(route.kind).press) {
        case Press::door:
        case Press::form:
        case Press::member:
            return site_.wires.doors != nullptr;
        case Press::service:
            return takes_orders(route);
        case Press::none:
        case Press::hub:
            break;
    }
    return false;
}

Response SiteSeat::refuse(int status, std::string_view accept_language) {
    Response response = failed(choose_edition(accept_language), status, status == 405 ? "Allow: GET, HEAD\r\n" : "");
    promise_tls(response);
    return response;
}

// Strict-Transport-Security (RFC 6797) of this one host, for a year: a reader's next visit does not begin in the clear.
// Neighbours under the same name are not ours to promise for.
void SiteSeat::promise_tls(Response& response) const {
    if (is_safe() && site_.settings.hsts) response.extra += "Strict-Transport-Security: max-age=31536000\r\n";
}

Response SiteSeat::found(PagePtr page, Keep keep) { return {.page = std::move(page), .keep = keep}; }
Response SiteSeat::moved(int status, std::string_view to, Keep keep, std::string_view extra) {
    return {.status = status, .keep = keep, .extra = fmt::format("Location: {}\r\n{}", to, extra)};
}

// What is made by reading far into the archive, and under so many addresses that no cache holds them.
bool SiteSeat::is_dear(const Route& route) {
    if ((route.kind == Kind::sitemap && !route.name.empty()) || route.kind == Kind::my || route.kind == Kind::my_feed ||
        route.kind == Kind::me_zip || route.kind == Kind::me_export || route.kind == Kind::my_notes_file ||
        (route.kind == Kind::my_notes && !route.text.empty()) || route.kind == Kind::comments_article ||
        route.kind == Kind::comments_story)
        return true;
    if (route.kind == Kind::version || route.kind == Kind::player || route.kind == Kind::events ||
        route.kind == Kind::card)
        return true;
    const bool asks = route.kind == Kind::ask || route.kind == Kind::ask_article || route.kind == Kind::ask_story;
    if ((asks && !route.text.empty()) || route.kind == Kind::compare || route.kind == Kind::translation) return true;
    return (route.kind == Kind::search && !route.text.empty()) || route.before != store::newest;
}
Duration SiteSeat::wait_of(const Request& request) {
    return site_.limit.take(client_of(request.peer, request.forwarded_for, site_.proxies), site_.clock.now());
}

Response SiteSeat::failed(const Edition& edition, int status, std::string extra) {
    const Setting s = setting(edition, {});
    return {.status = status,
            .page = page_of(error_page(s, status), html_type),
            .keep = Keep::not_at_all,
            .extra = std::move(extra)};
}

// Not found, with what the readable part of its address may have meant. That takes a search, which strangers' guesses
// must not make dear: whoever asks for much is answered plainly.
Response SiteSeat::missing(const Request& request, const Route& route, const Edition& edition) {
    const std::string words = words_of_address(route.place);
    std::vector<store::Card> perhaps;
    if (route.form == Form::html && !words.empty() && wait_of(request) <= Duration(0)) {
        if (const auto held = hands()) {
            auto found = (*held)->search(*(*held)->reader, {.text = words, .limit = suggestions});
            if (found)
                for (auto& hit : found->hits) perhaps.push_back(std::move(hit.card));
        }
    }
    return {.status = 404,
            .page = page_of(error_page(setting(edition, {}), 404, perhaps), html_type),
            .keep = Keep::not_at_all};
}

const Tongue& SiteSeat::tongue(const Edition& edition) {
    auto& kept = tongues_[edition.code];
    if (!kept) kept = std::make_unique<Tongue>(edition);
    return *kept;
}

Setting SiteSeat::setting(const Edition& edition, std::string origin) {
    return {.site = site_.settings,
            .tongue = tongue(edition),
            .now = site_.clock.now(),
            .outlook = site_.outlook(),
            .origin = std::move(origin),
            .translations = site_.wires.translations,
            .writings = site_.wires.writings,
            .pictures = &site_.wires.look_at_picture,
            .accounts = site_.wires.doors != nullptr,
            .lists = site_.wires.doors ? &site_.wires.doors->lists() : nullptr};
}

std::string SiteSeat::origin_of(const Request& request) const {
    return web::origin_of(request, site_.settings.base_url, site_.port.load());
}

// Opened when first needed, and again after a failure: an archive that was busy at start is not lost for ever.
Result<Hands*> SiteSeat::hands() {
    if (!hands_) hands_ = TRY(site_.archive.open());
    return &*hands_;
}

Result<Response> SiteSeat::kept(const Request& request, const Route& route, const Edition& edition,
                                std::string_view key, std::string_view type, const Render& render) {
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

Result<Response> SiteSeat::answer_route(const Request& request, const Route& route, const Edition& edition) {
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
            return moved(302, place_in(edition, article_place(article->card.id, article->card.title)), Keep::not_at_all,
                         "Vary: Accept-Language, Cookie\r\n");
        }
        case Kind::article:
            return article(request, route, edition);
        case Kind::version:
            return version(request, route, edition);
        case Kind::player:
            return player(route, edition);
        case Kind::brief:
            return brief(request, route, edition);
        case Kind::translation:
            return translated(request, route, edition);
        case Kind::compare:
            return compared(request, route, edition);
        case Kind::ask:
        case Kind::ask_article:
        case Kind::ask_story:
            return asked(request, route, edition);
        case Kind::story:
            return story(request, route, edition);
        case Kind::sources:
            return sources(request, route, edition);
        case Kind::source:
            return source(request, route, edition);
        case Kind::author:
            return author(request, route, edition);
        case Kind::month:
            return month(request, route, edition);
        case Kind::day:
            return day(request, route, edition);
        case Kind::about:
        case Kind::privacy:
        case Kind::ranking:
        case Kind::publishers:
        case Kind::style:
        case Kind::api_page:
            return words(request, route, edition);
        case Kind::category:
            return category(request, route, edition);
        case Kind::tag:
            return tag(request, route, edition);
        case Kind::trending:
            return trending(request, route, edition);
        case Kind::localities:
            return localities(request, route, edition);
        case Kind::locality:
            return locality(request, route, edition);
        case Kind::list:
            return list(request, route, edition);
        case Kind::search:
            return search(request, route, edition);
        case Kind::opml:
            return opml(request, route);
        case Kind::robots:
            return found(page_of(robots_text(), text_type));
        case Kind::health: {
            Hands* held = TRY(hands());
            TRY(held->reader->stats());
            return found(page_of("ok\n", text_type), Keep::not_at_all);
        }
        case Kind::events:
            return Response{.keep = Keep::not_at_all, .events = !request.head};
        case Kind::status:
            return status(request, edition);
        case Kind::sitemap:
            return sitemap(request, route);
        case Kind::news_sitemap:
            return news_sitemap(request);
        case Kind::hub:  // answered before
        case Kind::api:
        case Kind::sign_in:
        case Kind::sign_up:
        case Kind::short_pass:
        case Kind::pass:
        case Kind::me:
        case Kind::me_keys:
        case Kind::recover:
        case Kind::my_feed:
        case Kind::me_zip:
        case Kind::desk:
        case Kind::desk_account:
        case Kind::desk_log:
        case Kind::desk_accounts:
        case Kind::desk_sources:
        case Kind::desk_source:
        case Kind::desk_rules:
        case Kind::desk_takedowns:
        case Kind::desk_work:
        case Kind::desk_config:
        case Kind::desk_stories:
        case Kind::desk_story:
        case Kind::desk_tags:
        case Kind::desk_catalogue:
        case Kind::desk_backups:
        case Kind::desk_services:
        case Kind::my:
        case Kind::my_saved:
        case Kind::my_follows:
        case Kind::my_follow:
        case Kind::my_save:
        case Kind::my_history:
        case Kind::my_bring:
        case Kind::my_link:
        case Kind::my_for_you:
        case Kind::my_tune:
        case Kind::my_rules:
        case Kind::my_lists:
        case Kind::my_list:
        case Kind::my_notes:
        case Kind::my_note:
        case Kind::my_notes_file:
        case Kind::list_report:
        case Kind::desk_lists:
        case Kind::desk_wishes:
        case Kind::comments_article:
        case Kind::comments_story:
        case Kind::desk_comments:
        case Kind::desk_author:
        case Kind::my_replies:
        case Kind::me_export:
        case Kind::me_opml:
            break;
        case Kind::asset:
            return asset(route);
        case Kind::drawing:
            return drawing(route);
        case Kind::picture:
            return picture(request, route);
        case Kind::briefing:
            return briefing(request, route, edition);
        case Kind::apps:
        case Kind::offline:
        case Kind::manifest:
            return app(route, edition);
        case Kind::worker:
            return worker();
        case Kind::shared:
            return shared(request, route, edition);
        case Kind::add:
            return added(request, edition);
        case Kind::card:
            return shared_picture(request, route, edition);
    }
    return fail(Fault::not_found, "no such address");
}

Result<Response> SiteSeat::root(const Request& request, const Route& route) {
    if (const Edition* chosen = find_edition(route.choose)) {
        const std::string place = is_plain_place(route.choose_at) ? route.choose_at : std::string();
        return moved(
            302, place_in(*chosen, place), Keep::not_at_all,
            fmt::format("Set-Cookie: edition={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly\r\n", chosen->code));
    }
    return moved(302, place_in(preferred_edition(request), ""), Keep::not_at_all, "Vary: Accept-Language, Cookie\r\n");
}

Site::Site(SiteSettings settings, Archive archive, const Clock& clock, std::function<Outlook()> outlook, Wires wires)
    : state_(std::make_unique<State>(std::move(settings), std::move(archive), clock, std::move(outlook),
                                     std::move(wires))) {}
Site::~Site() = default;

std::unique_ptr<Seat> Site::seat() { return std::make_unique<SiteSeat>(*state_); }
void Site::set_port(std::uint16_t port) { state_->port = port; }
const PageCache& Site::cache() const { return state_->cache; }

}  // namespace octavo::web
