#include "pipeline/finder.hpp"

#include <unordered_set>

#include "base/utf8.hpp"
#include "feed/feed.hpp"
#include "feed/listing.hpp"
#include "feed/opml.hpp"
#include "feed/platforms.hpp"
#include "feed/robots.hpp"
#include "pipeline/feed_answer.hpp"

namespace octavo::pipeline {
namespace {

using namespace std::chrono_literals;
using fetch::Fetched;
using fetch::Purpose;

constexpr std::size_t least_articles = 4;  // links that make a page a list
constexpr std::size_t max_sitemaps = 5;

struct Candidate {
    std::string url, title, how;
};

class Finder {
  public:
    Finder(const Ask& ask, Instant now, const FinderCaps& caps) : ask_(ask), now_(now), caps_(caps) {}

    Result<Findings> find(const Url& url);
    Result<std::vector<Fetched>> feeds_of(const Url& page);

  private:
    Result<Fetched> get(const Url& url, Purpose purpose);
    void note(const std::string& url, std::string_view what);
    std::optional<FoundSource> described(const Fetched& answer, std::string_view how, std::string_view title);
    bool take(const Candidate& candidate);
    void take_all(const std::vector<Candidate>& candidates, std::size_t most);
    void take_feeds_of(const Fetched& page, const feed::PageLinks& links);
    void take_sitemaps(const Url& url);
    void take_listing(const Fetched& page, const feed::PageLinks& links);
    Result<Findings> of_page(const Fetched& page);
    Failure nothing(const Fetched& page, const feed::PageLinks& links) const;

    const Ask& ask_;
    const Instant now_;
    const FinderCaps caps_;
    std::size_t requests_ = 0;
    std::unordered_set<std::string> asked_;
    std::vector<Fetched>* bodies_ = nullptr;  // where feeds go when their bodies are wanted
    Findings out_;
};

void Finder::note(const std::string& url, std::string_view what) {
    out_.tried.push_back(fmt::format("{}: {}", url, what));
}

Result<Fetched> Finder::get(const Url& url, Purpose purpose) {
    if (++requests_ > caps_.requests) return fail(Fault::busy, "asked enough");
    asked_.insert(url.without_fragment());
    auto answer = ask_(url, purpose);
    if (!answer) {
        note(url.href(), answer.error().detail);
    } else if (answer->status != 200) {
        note(url.href(), fmt::format("the server answered {}", answer->status));
    }
    return answer;
}

std::optional<FoundSource> Finder::described(const Fetched& answer, std::string_view how, std::string_view title) {
    auto told = read_as_source(answer, now_);
    if (!told) return std::nullopt;
    FoundSource out;
    out.kind = told->kind;
    out.url = answer.url.without_fragment();
    out.how = how;
    out.title = told->content.title.empty() ? std::string(title) : told->content.title;
    out.site = told->kind == Feed::Kind::feed ? told->content.link : std::string();
    out.language = told->content.language;
    // An index tells nothing itself: its newest part does.
    if (!told->parts.empty())
        if (const auto url = Url::parse(told->parts.front()))
            if (const auto part = get(*url, Purpose::sitemap); part && part->status == 200)
                if (auto inner = read_as_source(*part, now_)) told->content = std::move(inner->content);
    if (out.title.empty()) out.title = told->content.title;
    if (out.language.empty()) out.language = told->content.language;
    out.entries = told->content.entries.size();
    for (const feed::Entry& entry : told->content.entries) {
        const auto& date = entry.published ? entry.published : entry.updated;
        if (date && *date <= now_ + 24h && (!out.newest || *date > *out.newest)) out.newest = date;
        if (!entry.title.empty() && out.samples.size() < 3) out.samples.push_back(entry.title);
    }
    return out;
}

// True when it is something to follow.
bool Finder::take(const Candidate& candidate) {
    const auto url = Url::parse(candidate.url);
    if (!url || !url->is_web() || asked_.contains(url->without_fragment())) return false;
    auto answer = get(*url, Purpose::feed);
    if (!answer || answer->status != 200) return false;
    if (bodies_) {
        bodies_->push_back(*std::move(answer));
        return true;
    }
    auto found = described(*answer, candidate.how, candidate.title);
    if (!found) {
        note(url->href(), "no feed");
        return false;
    }
    if (std::ranges::find(out_.found, found->url, &FoundSource::url) != out_.found.end()) return false;
    found->order = out_.found.size();
    out_.found.push_back(*std::move(found));
    return true;
}

void Finder::take_all(const std::vector<Candidate>& candidates, std::size_t most) {
    std::size_t taken = 0;
    for (const Candidate& candidate : candidates)
        if (taken < most && requests_ < caps_.requests && take(candidate)) ++taken;
}

void Finder::take_feeds_of(const Fetched& page, const feed::PageLinks& links) {
    const auto got_some = [&] { return bodies_ ? !bodies_->empty() : !out_.found.empty(); };
    std::vector<Candidate> candidates;
    for (auto& found : feed::discover(page.body, page.url.href()))
        candidates.push_back({found.url, found.title, "named by the page"});
    take_all(candidates, caps_.feeds);
    if (got_some()) return;
    candidates.clear();
    for (auto& found : feed::feeds_of_page(page.body, page.url))
        candidates.push_back({found.url, {}, std::string(found.platform)});
    for (auto& found : feed::feeds_linked(links)) candidates.push_back({found.url, found.title, "linked by the page"});
    for (auto& found : feed::feeds_of_address(page.url))
        candidates.push_back({found.url, {}, std::string(found.platform)});
    take_all(candidates, 4);
    if (got_some()) return;
    candidates.clear();
    for (auto& address : feed::common_feed_addresses(page.url)) candidates.push_back({address, {}, "a common address"});
    take_all(candidates, 1);
}

void Finder::take_sitemaps(const Url& url) {
    std::vector<Candidate> candidates;
    if (const auto robots_url = Url::parse(url.origin() + "/robots.txt"))
        if (const auto robots = get(*robots_url, Purpose::robots); robots && robots->status == 200) {
            auto named = feed::Robots::parse(robots->body).sitemaps();
            std::ranges::stable_partition(
                named, [](const std::string& s) { return utf8::lower(s).find("news") != std::string::npos; });
            for (auto& address : named) candidates.push_back({address, {}, "named by robots.txt"});
        }
    if (candidates.size() > 3) candidates.resize(3);
    for (auto& address : feed::common_sitemap_addresses(url)) candidates.push_back({address, {}, "a common address"});
    if (candidates.size() > max_sitemaps) candidates.resize(max_sitemaps);
    for (const Candidate& candidate : candidates) {
        if (!take(candidate)) continue;
        if (out_.found.back().entries > 0) return;
        note(candidate.url, "nothing in it is of the last two days");
        out_.found.pop_back();
    }
}

void Finder::take_listing(const Fetched& page, const feed::PageLinks& links) {
    FoundSource found;
    found.kind = Feed::Kind::listing;
    found.url = page.url.without_fragment();
    found.site = page.url.origin() + "/";
    found.title = links.title;
    found.language = links.language;
    found.how = "the page's own list";
    for (const feed::ListedArticle& article : feed::articles_on(links, found.url)) {
        if (article.score <= 0) continue;
        ++found.entries;
        if (article.date && *article.date <= now_ + 24h && (!found.newest || *article.date > *found.newest))
            found.newest = article.date;
        if (!article.title.empty() && found.samples.size() < 3) found.samples.push_back(article.title);
    }
    if (found.entries >= least_articles)
        out_.found.push_back(std::move(found));
    else
        note(found.url, fmt::format("{} links that look like articles: too few for a list", found.entries));
}

Failure Finder::nothing(const Fetched& page, const feed::PageLinks& links) const {
    if (feed::needs_browser(links))
        return {
            Fault::unsupported,
            fmt::format("{}: the page is made by scripts in a browser, and names no feed. Look for \"RSS\" on the site "
                        "in a browser and add that address",
                        page.url.href())};
    std::string tried;
    for (const std::string& line : out_.tried) tried += "\n  " + line;
    return {
        Fault::not_found,
        fmt::format("{}: nothing to follow was found there: no feed, no news sitemap, no list of articles. If you "
                    "know the feed's address, add it itself; a section page of the site may list articles. Tried:{}",
                    page.url.href(), tried)};
}

Result<Findings> Finder::of_page(const Fetched& page) {
    auto links = feed::links_of(page.body, page.url.href(), page.header("content-type"));
    if (!links)
        return std::unexpected(
            Failure{links.error().fault, fmt::format("{}: {}", page.url.href(), links.error().detail)});
    take_feeds_of(page, *links);
    const bool front = page.url.path() == "/" || page.url.path().empty();
    // A page inside a site often names nothing; its front page does.
    if (out_.found.empty() && !front)
        if (const auto url = Url::parse(page.url.origin() + "/"))
            if (auto answer = get(*url, Purpose::page); answer && answer->status == 200) {
                std::vector<Candidate> named;
                for (auto& found : feed::discover(answer->body, answer->url.href()))
                    named.push_back({found.url, found.title, "named by the front page"});
                take_all(named, caps_.feeds);
            }
    if (out_.found.empty()) take_sitemaps(page.url);
    if (out_.found.empty()) take_listing(page, *links);
    if (out_.found.empty()) return std::unexpected(nothing(page, *links));
    std::ranges::stable_sort(out_.found, {}, [&](const FoundSource& f) { return rank_of(f, page.url, now_); });
    for (FoundSource& found : out_.found)
        if (found.language.empty()) found.language = links->language;
    return std::move(out_);
}

Result<Findings> Finder::find(const Url& url) {
    // Platforms whose pages say nothing to us, and whose feeds' addresses are known.
    for (const auto& known : feed::feeds_of_address(url))
        if (known.sure && take({known.url, {}, std::string(known.platform)})) return std::move(out_);
    const Fetched answer = TRY(get(url, Purpose::feed));
    if (answer.status != 200)
        return fail(answer.status == 404 || answer.status == 410 ? Fault::not_found : Fault::unreachable,
                    fmt::format("{}: the server answered {}{}", url.href(), answer.status,
                                answer.status == 401 || answer.status == 403
                                    ? ": it does not let us in, and we do not pretend to be a browser"
                                    : ""));
    if (auto found = described(answer, "the address itself", {})) {
        out_.found.push_back(*std::move(found));
        return std::move(out_);
    }
    if (const auto list = feed::parse_opml(answer.body); list && !list->feeds.empty()) {
        out_.list = true;
        for (const feed::OpmlFeed& f : list->feeds) {
            FoundSource found;
            found.url = f.url;
            found.title = f.title;
            found.site = f.site;
            found.how = "an OPML list";
            out_.found.push_back(std::move(found));
        }
        return std::move(out_);
    }
    return of_page(answer);
}

Result<std::vector<Fetched>> Finder::feeds_of(const Url& page) {
    std::vector<Fetched> out;
    bodies_ = &out;
    const Fetched answer = TRY(get(page, Purpose::page));
    if (answer.status != 200) return fail(Fault::unreachable, fmt::format("the site answered {}", answer.status));
    const auto links = TRY(feed::links_of(answer.body, answer.url.href(), answer.header("content-type")));
    take_feeds_of(answer, links);
    return out;
}

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

}  // namespace

int rank_of(const FoundSource& found, const Url& page, Instant now) {
    const auto url = Url::parse(found.url);
    const std::string address = url ? utf8::lower(url->target()) : std::string();
    const std::string title = utf8::lower(found.title);
    int rank = 0;
    if (has(address, "comment") || has(title, "comment") || has(title, "kommentar")) rank += 100;
    for (const std::string_view part : {"/tag/", "/tags/", "/category/", "/author/", "/topic/", "/section/", "/search"})
        if (has(address, part)) rank += 30;
    for (const std::string_view part : {"podcast", "audio", "video", "newsletter", "jobs", "event"})
        if (has(address, part) || has(title, part)) rank += 15;
    // A section page asks for its section's feed, a front page for the site's.
    const std::string section = utf8::lower(page.path());
    const bool asks_for_section = section.size() > 1;
    if (asks_for_section && address.starts_with(section)) rank -= 40;
    if (url && registrable_domain(url->host()) != registrable_domain(page.host())) rank += 10;
    if (found.entries == 0) rank += 40;
    if (found.newest && now - *found.newest > std::chrono::days(365)) rank += 25;
    if (found.entries > 0 && !found.newest) rank += 3;
    if (!asks_for_section) rank += static_cast<int>(std::ranges::count(address, '/')) * 2;
    for (const std::string_view part : {"all", "top", "latest", "news", "index", "home", "main"})
        if (has(address, part)) rank -= 1;
    if (has(address, "json")) rank += 1;
    return rank;
}

Result<Findings> find_sources(const Url& url, const Ask& ask, Instant now, const FinderCaps& caps) {
    return Finder(ask, now, caps).find(url);
}

Result<std::vector<Fetched>> find_feeds_of(const Url& page, const Ask& ask, const FinderCaps& caps) {
    return Finder(ask, {}, caps).feeds_of(page);
}

}  // namespace octavo::pipeline
