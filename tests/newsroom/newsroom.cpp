#include "newsroom/newsroom.hpp"

#include <fstream>

#include "base/dates.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "newsroom/behaviour.hpp"
#include "newsroom/faults.hpp"
#include "newsroom/press.hpp"
#include "newsroom/referee.hpp"
#include "newsroom/server.hpp"

namespace octavo::newsroom {
namespace {

using Steady = std::chrono::steady_clock;
using Body = std::shared_ptr<const std::string>;

// A resource as it is sent.
struct Printed {
    std::string fields;  // Content-Type, ETag, Last-Modified
    std::string etag, last_modified;
    Body body;
    bool gzipped = false;
};

struct Site {
    std::string host, origin, title, robots;
    std::vector<Listing> listings;
    std::unordered_map<std::string, Printed> printed;  // by target
    std::unordered_map<std::string, Behaviour> faults;
    Referee referee;
    const FaultKind* kind = nullptr;
    std::unordered_map<std::string, std::uint64_t> turns;  // requests by target, where it is of a kind
    bool stale = true;                                     // feed and sitemap are behind the listings
};

Result<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(Fault::not_found, path.string());
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

struct Newsroom::State final : Desk {
    explicit State(Settings given) : settings(given), server(*this) {}
    ~State() override { server.stop(); }

    // ---- content -------------------------------------------------------------------------------------------------

    Site& site(std::string_view host) {
        auto& slot = sites[std::string(host)];
        if (!slot) {
            slot = std::make_unique<Site>();
            slot->host = host;
            slot->origin = fmt::format("https://{}", host);
            slot->title = host;
            slot->referee.forbid("/private/");
        }
        return *slot;
    }

    static Printed printed_of(Resource resource) {
        Printed out;
        out.gzipped = resource.gzipped;
        out.etag = resource.etag.empty() ? fmt::format("\"{:016x}\"", hash64(resource.body)) : std::move(resource.etag);
        out.last_modified = std::move(resource.last_modified);
        out.fields = fmt::format("Content-Type: {}\r\nETag: {}\r\n", resource.type, out.etag);
        if (!out.last_modified.empty()) out.fields += fmt::format("Last-Modified: {}\r\n", out.last_modified);
        if (!resource.cache_control.empty()) out.fields += fmt::format("Cache-Control: {}\r\n", resource.cache_control);
        out.body = std::make_shared<const std::string>(std::move(resource.body));
        return out;
    }

    static void print(Site& site, std::string target, Resource resource) {
        site.printed.insert_or_assign(std::move(target), printed_of(std::move(resource)));
    }

    void list(Site& site, const Url& url, Listing listing) {
        site.origin = url.origin();
        site.listings.push_back(std::move(listing));
        site.stale = true;
        ++article_count;
    }

    void take(const Article& article) {
        const auto url = Url::parse(article.url);
        if (!url) return;
        const std::string page =
            print_page(article, article.source.empty() ? url->host() : std::string_view(article.source));
        Resource resource{.body = gzip(page), .gzipped = true};
        if (article.published) resource.last_modified = to_http_date(*article.published);
        const std::scoped_lock lock(mutex);
        Site& at = site(url->host());
        if (!article.source.empty()) at.title = article.source;
        print(at, url->target(), std::move(resource));
        list(at, *url, {article.url, article.title, utf8::excerpt(article.text, 280), article.published});
    }

    // Feed pages and sitemap, made anew when an article came since.
    void print_lists(Site& site) {
        site.stale = false;
        std::vector<const Listing*> order;
        for (const Listing& listing : site.listings) order.push_back(&listing);
        std::ranges::stable_sort(order, [](const Listing* a, const Listing* b) { return a->published > b->published; });
        const std::size_t a_page = std::max<std::size_t>(settings.feed_items, 1);
        for (std::size_t from = 0, page = 1; from == 0 || from < order.size(); from += a_page, ++page) {
            const auto items =
                std::span<const Listing* const>(order).subspan(from, std::min(a_page, order.size() - from));
            const std::string next = from + a_page < order.size() ? fmt::format("/feed.xml?page={}", page + 1) : "";
            print(site, page == 1 ? "/feed.xml" : fmt::format("/feed.xml?page={}", page),
                  {.type = "application/rss+xml; charset=utf-8",
                   .body = gzip(print_feed(site.origin, site.title, items, next)),
                   .gzipped = true});
        }
        print(site, "/sitemap.xml", {.type = "application/xml", .body = gzip(print_sitemap(order)), .gzipped = true});
        if (!site.printed.contains("/picture.png"))
            print(site, "/picture.png", {.type = "image/png", .body = print_picture(hash64(site.host))});
        const std::string robots =
            site.robots.empty()
                ? fmt::format("User-agent: *\nDisallow: /private/\n\nSitemap: {}/sitemap.xml\n", site.origin)
                : site.robots;
        print(site, "/robots.txt", {.type = "text/plain; charset=utf-8", .body = robots});
    }

    // ---- answers -------------------------------------------------------------------------------------------------

    Plan answer(const Asked& asked, bool head_only) override {
        const std::scoped_lock lock(mutex);
        if (witness) witness(asked);
        if (asked.target == "/opml") return plain(200, "text/x-opml; charset=utf-8", list_sites());
        if (asked.target == "/newsroom/counters") return plain(200, "application/json", write_counters());
        Site* at = find(asked.host);
        if (!at) return plain(404, "text/plain", "no such site\n");
        if (at->stale) print_lists(*at);
        connections[asked.connection] = at;
        const Instant time = now();
        const std::string domain = registrable_domain(asked.host);
        const auto quiet = quiets.find(domain);
        at->referee.asked(asked, time, settings.delay, quiet == quiets.end() ? Instant{} : quiet->second);
        Plan plan = respond(*at, asked);
        if (head_only) plan.body = nullptr;
        if (const auto until = at->referee.answers(asked, plan, time)) quiets[domain] = *until;
        plan.over = [this, at, target = asked.target, from = asked.connection](const Plan& sent, bool whole) {
            const std::scoped_lock again(mutex);
            at->referee.answered(target, from, sent, whole, now());
        };
        return plan;
    }

    void closed(std::uint64_t connection, bool broken) override {
        const std::scoped_lock lock(mutex);
        const auto found = connections.find(connection);
        if (found == connections.end()) return;
        found->second->referee.closed(connection, broken);
        connections.erase(found);
    }

    Instant now() const {
        if (settings.clock) return settings.clock->now();
        return Instant(std::chrono::floor<Duration>(Steady::now().time_since_epoch()));
    }

    // A host below one that was cast is part of its play. With an author, any host may be.
    Site* find(const std::string& host) {
        if (const auto found = sites.find(host); found != sites.end()) return found->second.get();
        const auto parent = sites.find(host.substr(std::min(host.find('.'), host.size() - 1) + 1));
        const bool below = parent != sites.end() && parent->second->kind;
        if (!below && !author) return nullptr;
        Site& made = site(host);
        made.stale = false;  // its feed is the author's, or the play's
        if (below) made.kind = parent->second->kind;
        return &made;
    }

    Plan respond(Site& at, const Asked& asked) {
        std::optional<Behaviour> behaviour;
        if (hook) behaviour = hook(asked);
        if (at.kind && !behaviour)
            behaviour = at.kind->act({.asked = asked, .turn = at.turns[asked.target]++, .site = at.host});
        for (const std::string& key : {asked.target, std::string("*")}) {
            const auto fault = at.faults.find(key);
            if (behaviour || fault == at.faults.end() || fault->second.times == 0) continue;
            behaviour = fault->second;
            if (fault->second.times > 0) --fault->second.times;
        }
        if (behaviour && is_complete(*behaviour)) return misbehave(*behaviour);
        const auto page = at.printed.find(asked.target);
        Plan plan;
        if (page != at.printed.end()) {
            plan = send(asked, page->second);
        } else {
            const auto written = author ? author(asked) : std::nullopt;
            if (!written) return plain(404, "text/plain", "no such page\n");
            plan = send(asked, printed_of(*written));
        }
        if (behaviour) spoil(plan, *behaviour);
        return plan;
    }

    static Plan send(const Asked& asked, const Printed& printed) {
        // RFC 9110, section 13.2.2: the entity tag decides where there is one.
        const bool same = asked.if_none_match.empty()
                              ? !asked.if_modified_since.empty() && asked.if_modified_since == printed.last_modified
                              : asked.if_none_match == printed.etag;
        Plan plan;
        if (same) {
            plan.head = fmt::format("HTTP/1.1 304 Not Modified\r\n{}\r\n", printed.fields);
            return plan;
        }
        plan.body = printed.body;
        std::string_view encoding;
        if (printed.gzipped) {
            if (asked.accept_encoding.contains("gzip")) {
                encoding = "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n";
            } else {
                plan.body = std::make_shared<const std::string>(gunzip(*printed.body));
            }
        }
        plan.head = fmt::format("HTTP/1.1 200 OK\r\n{}{}Content-Length: {}\r\n\r\n", printed.fields, encoding,
                                plan.body->size());
        return plan;
    }

    // ---- lists ---------------------------------------------------------------------------------------------------

    std::string list_sites() const {
        std::vector<ListedSite> listed;
        for (const auto& [host, at] : sites)
            if (!at->listings.empty()) listed.push_back({at->origin, at->title});
        return print_opml(listed);
    }

    HostCounters sum() const {
        HostCounters all;
        for (const auto& [host, at] : sites) all.add(at->referee.counters());
        return all;
    }

    std::string write_counters() const {
        JsonWriter out;
        out.object().key("total");
        sum().write(out);
        out.key("hosts").object();
        for (const auto& [host, at] : sites) at->referee.counters().write(out.key(host));
        out.end().end();
        return out.take();
    }

    const Settings settings;
    mutable std::mutex mutex;
    std::map<std::string, std::unique_ptr<Site>, std::less<>> sites;
    std::unordered_map<std::uint64_t, Site*> connections;  // open ones
    std::unordered_map<std::string, Instant> quiets;       // by registrable domain
    std::function<std::optional<Behaviour>(const Asked&)> hook;
    std::function<std::optional<Resource>(const Asked&)> author;
    std::function<void(const Asked&)> witness;
    std::size_t article_count = 0;
    Server server;
};

Newsroom::Newsroom(Settings settings) : state_(std::make_unique<State>(settings)) {}
Newsroom::~Newsroom() = default;

void Newsroom::add_article(const Article& article) { state_->take(article); }

Result<std::size_t> Newsroom::add_articles(const std::filesystem::path& jsonl, std::size_t limit) {
    std::ifstream in(jsonl);
    if (!in) return fail(Fault::not_found, jsonl.string());
    std::size_t count = 0;
    for (std::string line; count < limit && std::getline(in, line);) {
        const auto row = Json::parse(line);
        if (!row || !Url::parse((*row)["url"].string())) continue;
        state_->take({.url = std::string((*row)["url"].string()),
                      .title = std::string((*row)["title"].string()),
                      .text = std::string((*row)["text"].string()),
                      .source = std::string((*row)["source"].string()),
                      .language = std::string((*row)["lang"].string()),
                      .published = parse_date((*row)["published"].string())});
        ++count;
    }
    return count;
}

Result<std::size_t> Newsroom::add_pages(const std::filesystem::path& folder, std::size_t limit) {
    std::error_code error;
    std::vector<std::filesystem::path> described;
    for (auto it = std::filesystem::recursive_directory_iterator(folder, error);
         !error && it != std::filesystem::recursive_directory_iterator(); it.increment(error))
        if (it->path().extension() == ".json") described.push_back(it->path());
    if (error) return fail(Fault::not_found, folder.string());
    std::ranges::sort(described);
    std::size_t count = 0;
    for (const auto& path : described) {
        if (count >= limit) break;
        const auto text = read_file(path);
        const auto row = text ? Json::parse(*text) : fail(Fault::not_found, {});
        if (!row) continue;
        std::filesystem::path page = path;
        bool gzipped = true;
        auto bytes = read_file(page.replace_extension(".html.gz"));
        if (!bytes) {
            gzipped = false;
            bytes = read_file(path.parent_path() / (path.stem().string() + ".html"));
        }
        if (!bytes) continue;
        const std::scoped_lock lock(state_->mutex);
        auto url = Url::parse((*row)["url"].string());
        // Without an address, or with one that another page has already: an address of our own.
        if (!url || !url->is_web() || state_->site(url->host()).printed.contains(url->target()))
            url = Url::parse(fmt::format("https://{}.newsroom.example/{}", path.parent_path().filename().string(),
                                         percent_encode(path.stem().string())));
        if (!url) continue;
        Site& site = state_->site(url->host());
        // Many pages of the corpora declare no charset in their bytes: the header says nothing either, as in the wild.
        State::print(site, url->target(), {.type = "text/html", .body = *std::move(bytes), .gzipped = gzipped});
        state_->list(site, *url,
                     {url->without_fragment(),
                      std::string((*row)["title"].string()),
                      {},
                      parse_date((*row)["published"].string())});
        ++count;
    }
    return count;
}

void Newsroom::add(std::string_view host, std::string_view target, Resource resource) {
    const std::scoped_lock lock(state_->mutex);
    Site& site = state_->site(host);
    if (site.stale) state_->print_lists(site);
    State::print(site, std::string(target), std::move(resource));
}

void Newsroom::set_robots(std::string_view host, std::string text) {
    const std::scoped_lock lock(state_->mutex);
    Site& site = state_->site(host);
    site.robots = std::move(text);
    site.referee.forbid_nothing();
    site.stale = true;
}

void Newsroom::forbid(std::string_view host, std::string prefix) {
    const std::scoped_lock lock(state_->mutex);
    state_->site(host).referee.forbid(std::move(prefix));
}

void Newsroom::set_author(std::function<std::optional<Resource>(const Asked&)> author) {
    const std::scoped_lock lock(state_->mutex);
    state_->author = std::move(author);
}

void Newsroom::cast(std::string_view host, const FaultKind& kind) {
    const std::scoped_lock lock(state_->mutex);
    Site& site = state_->site(host);
    site.kind = &kind;
    for (const std::string_view prefix : kind.forbids) site.referee.forbid(std::string(prefix));
}

void Newsroom::fault(std::string_view host, std::string_view target, Behaviour behaviour) {
    const std::scoped_lock lock(state_->mutex);
    state_->site(host).faults.insert_or_assign(std::string(target), std::move(behaviour));
}

void Newsroom::mend(std::string_view host, std::string_view target) {
    const std::scoped_lock lock(state_->mutex);
    state_->site(host).faults.erase(std::string(target));
}

void Newsroom::set_hook(std::function<std::optional<Behaviour>(const Asked&)> hook) {
    const std::scoped_lock lock(state_->mutex);
    state_->hook = std::move(hook);
}

void Newsroom::set_witness(std::function<void(const Asked&)> witness) {
    const std::scoped_lock lock(state_->mutex);
    state_->witness = std::move(witness);
}

Result<> Newsroom::start() {
    const Settings& settings = state_->settings;
    if (!settings.certificate.empty()) TRY(state_->server.speak_tls(settings.certificate, settings.key));
    return state_->server.start(settings.port);
}
void Newsroom::stop() { state_->server.stop(); }
std::uint16_t Newsroom::port() const { return state_->server.port(); }

HostCounters Newsroom::counters(std::string_view host) const {
    const std::scoped_lock lock(state_->mutex);
    const auto found = state_->sites.find(host);
    return found == state_->sites.end() ? HostCounters{} : found->second->referee.counters();
}
HostCounters Newsroom::total() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->sum();
}
std::string Newsroom::counters_json() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->write_counters();
}
std::string Newsroom::opml() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->list_sites();
}
std::vector<std::string> Newsroom::urls() const {
    const std::scoped_lock lock(state_->mutex);
    std::vector<std::string> out;
    for (const auto& [host, site] : state_->sites)
        for (const Listing& listing : site->listings) out.push_back(listing.url);
    return out;
}
std::size_t Newsroom::articles() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->article_count;
}

}  // namespace octavo::newsroom
