#include "newsroom/newsroom.hpp"

#include <fstream>

#include "base/dates.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "newsroom/press.hpp"
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
    std::unordered_set<std::string> served;  // targets that went out with a validator
    HostCounters counters;
    std::uint64_t at_once = 0;
    std::optional<Steady::time_point> last;
    bool stale = true;  // feed and sitemap are behind the listings
};

std::string_view reason(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 304:
            return "Not Modified";
        case 404:
            return "Not Found";
        case 410:
            return "Gone";
        case 429:
            return "Too Many Requests";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        default:
            return "Whatever";
    }
}

Result<std::string> read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return fail(Fault::not_found, path.string());
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

Behaviour hang() { return {.kind = Behaviour::Kind::hang}; }
Behaviour cut_after(std::size_t bytes) { return {.kind = Behaviour::Kind::cut, .bytes = bytes}; }
Behaviour status(int code, std::string retry_after) {
    return {.kind = Behaviour::Kind::status, .status = code, .text = std::move(retry_after)};
}
Behaviour redirect(int code, std::string target) {
    return {.kind = Behaviour::Kind::redirect, .status = code, .text = std::move(target)};
}
Behaviour endless() { return {.kind = Behaviour::Kind::endless}; }
Behaviour slow(Duration every) { return {.kind = Behaviour::Kind::slow, .every = every}; }
Behaviour wrong_length(std::size_t declared) { return {.kind = Behaviour::Kind::wrong_length, .bytes = declared}; }
Behaviour bomb(std::size_t unpacked) { return {.kind = Behaviour::Kind::bomb, .bytes = unpacked}; }
Behaviour raw(std::string bytes) { return {.kind = Behaviour::Kind::raw, .text = std::move(bytes)}; }
Behaviour stall(std::size_t bytes) { return {.kind = Behaviour::Kind::stall, .bytes = bytes}; }

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
        }
        return *slot;
    }

    static void print(Site& site, std::string target, Resource resource) {
        Printed out;
        out.gzipped = resource.gzipped;
        out.etag = resource.etag.empty() ? fmt::format("\"{:016x}\"", hash64(resource.body)) : std::move(resource.etag);
        out.last_modified = std::move(resource.last_modified);
        out.fields = fmt::format("Content-Type: {}\r\nETag: {}\r\n", resource.type, out.etag);
        if (!out.last_modified.empty()) out.fields += fmt::format("Last-Modified: {}\r\n", out.last_modified);
        if (!resource.cache_control.empty()) out.fields += fmt::format("Cache-Control: {}\r\n", resource.cache_control);
        out.body = std::make_shared<const std::string>(std::move(resource.body));
        site.printed.insert_or_assign(std::move(target), std::move(out));
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
        const auto found = sites.find(asked.host);
        if (found == sites.end()) return plain(404, "text/plain", "no such site\n");
        Site& at = *found->second;
        if (at.stale) print_lists(at);
        count(at, asked);
        Plan plan = respond(at, asked);
        if (head_only) plan.body = nullptr;
        plan.token = &at;
        ++at.at_once;
        at.counters.most_at_once = std::max(at.counters.most_at_once, at.at_once);
        return plan;
    }

    void sent(void* token) override {
        const std::scoped_lock lock(mutex);
        if (token) --static_cast<Site*>(token)->at_once;
    }

    void count(Site& at, const Asked& asked) {
        ++at.counters.requests;
        const auto now = Steady::now();
        // Octavo's clock counts whole milliseconds; so does this one.
        if (at.last && now - *at.last + std::chrono::milliseconds(1) <= settings.delay) ++at.counters.too_soon;
        at.last = now;
        if (asked.target == "/robots.txt") ++at.counters.robots;
        if (asked.if_none_match.empty() && asked.if_modified_since.empty() && at.served.contains(asked.target))
            ++at.counters.repeats;
    }

    Plan respond(Site& at, const Asked& asked) {
        std::optional<Behaviour> behaviour;
        if (hook) behaviour = hook(asked);
        for (const std::string& key : {asked.target, std::string("*")}) {
            const auto fault = at.faults.find(key);
            if (behaviour || fault == at.faults.end() || fault->second.times == 0) continue;
            behaviour = fault->second;
            if (fault->second.times > 0) --fault->second.times;
        }
        if (behaviour && is_complete(*behaviour)) return misbehave(*behaviour);
        const auto page = at.printed.find(asked.target);
        if (page == at.printed.end()) return plain(404, "text/plain", "no such page\n");
        Plan plan = send(at, asked, page->second);
        if (behaviour) spoil(plan, *behaviour);
        return plan;
    }

    static Plan plain(int code, std::string_view type, std::string body, std::string_view fields = {}) {
        Plan plan;
        plan.head = fmt::format("HTTP/1.1 {} {}\r\nContent-Type: {}\r\n{}Content-Length: {}\r\n\r\n", code,
                                reason(code), type, fields, body.size());
        plan.body = std::make_shared<const std::string>(std::move(body));
        return plan;
    }

    Plan send(Site& at, const Asked& asked, const Printed& printed) {
        at.served.insert(asked.target);
        if (!asked.if_none_match.empty() && asked.if_none_match != printed.etag) ++at.counters.foreign_validators;
        // RFC 9110, section 13.2.2: the entity tag decides where there is one.
        const bool same = asked.if_none_match.empty()
                              ? !asked.if_modified_since.empty() && asked.if_modified_since == printed.last_modified
                              : asked.if_none_match == printed.etag;
        Plan plan;
        if (same) {
            ++at.counters.not_modified;
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

    // Behaviours that need no page, and those that spoil one.
    static bool is_complete(const Behaviour& behaviour) {
        using enum Behaviour::Kind;
        return behaviour.kind != cut && behaviour.kind != slow && behaviour.kind != wrong_length &&
               behaviour.kind != stall;
    }

    static Plan misbehave(const Behaviour& behaviour) {
        Plan plan;
        switch (behaviour.kind) {
            case Behaviour::Kind::hang:
                plan.silent = true;
                return plan;
            case Behaviour::Kind::status:
                return plain(behaviour.status, "text/plain", "no\n",
                             behaviour.text.empty() ? "" : fmt::format("Retry-After: {}\r\n", behaviour.text));
            case Behaviour::Kind::redirect:
                return plain(behaviour.status, "text/plain", "there\n",
                             fmt::format("Location: {}\r\n", behaviour.text));
            case Behaviour::Kind::endless:
                plan.head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n";
                plan.body = std::make_shared<const std::string>(64u << 10, 'a');
                plan.endless = true;
                return plan;
            case Behaviour::Kind::bomb: {
                std::string packed = gzip(std::string(behaviour.bytes, '\0'), 9);
                return plain(200, "text/html", std::move(packed), "Content-Encoding: gzip\r\n");
            }
            default:
                plan.head = behaviour.text;
                plan.close = true;
                return plan;
        }
    }

    static void spoil(Plan& plan, const Behaviour& behaviour) {
        switch (behaviour.kind) {
            case Behaviour::Kind::cut:
                plan.send = behaviour.bytes;
                plan.close = true;
                break;
            case Behaviour::Kind::stall:
                plan.send = behaviour.bytes;
                plan.silent = true;
                break;
            case Behaviour::Kind::slow:
                plan.every = behaviour.every;
                break;
            case Behaviour::Kind::wrong_length: {
                const auto at = plan.head.find("Content-Length: ");
                if (at != std::string::npos)
                    plan.head.replace(at, plan.head.find("\r\n", at) - at,
                                      fmt::format("Content-Length: {}", behaviour.bytes));
                plan.close = true;
                break;
            }
            default:
                break;
        }
    }

    // ---- lists ---------------------------------------------------------------------------------------------------

    std::string list_sites() const {
        std::vector<ListedSite> listed;
        for (const auto& [host, at] : sites)
            if (!at->listings.empty()) listed.push_back({at->origin, at->title});
        return print_opml(listed);
    }

    static void write(JsonWriter& out, const HostCounters& counters) {
        out.object()
            .field("requests", counters.requests)
            .field("not_modified", counters.not_modified)
            .field("robots", counters.robots)
            .field("repeats", counters.repeats)
            .field("foreign_validators", counters.foreign_validators)
            .field("too_soon", counters.too_soon)
            .field("most_at_once", counters.most_at_once)
            .end();
    }

    HostCounters sum() const {
        HostCounters all;
        for (const auto& [host, at] : sites) {
            all.requests += at->counters.requests;
            all.not_modified += at->counters.not_modified;
            all.robots += at->counters.robots;
            all.repeats += at->counters.repeats;
            all.foreign_validators += at->counters.foreign_validators;
            all.too_soon += at->counters.too_soon;
            all.most_at_once = std::max(all.most_at_once, at->counters.most_at_once);
        }
        return all;
    }

    std::string write_counters() const {
        JsonWriter out;
        out.object().key("total");
        write(out, sum());
        out.key("hosts").object();
        for (const auto& [host, at] : sites) write(out.key(host), at->counters);
        out.end().end();
        return out.take();
    }

    const Settings settings;
    mutable std::mutex mutex;
    std::map<std::string, std::unique_ptr<Site>, std::less<>> sites;
    std::function<std::optional<Behaviour>(const Asked&)> hook;
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
    site.stale = true;
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

Result<> Newsroom::start() { return state_->server.start(state_->settings.port); }
void Newsroom::stop() { state_->server.stop(); }
std::uint16_t Newsroom::port() const { return state_->server.port(); }

HostCounters Newsroom::counters(std::string_view host) const {
    const std::scoped_lock lock(state_->mutex);
    const auto found = state_->sites.find(host);
    return found == state_->sites.end() ? HostCounters{} : found->second->counters;
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
