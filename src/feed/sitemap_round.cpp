#include "feed/sitemap_round.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "model/wire.hpp"

namespace octavo::feed {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t version = 1;
constexpr std::size_t max_stops = 8, max_stop = 2000;
constexpr Duration index_again = 6h;

// "sitemap-2026-11.xml" after "sitemap-2026-9.xml": numbers by their value.
std::vector<std::uint64_t> numbers_in(std::string_view text) {
    std::vector<std::uint64_t> out;
    bool in_number = false;
    for (const char c : text.substr(0, max_stop)) {
        if (c < '0' || c > '9') {
            in_number = false;
            continue;
        }
        if (!in_number) out.push_back(0);
        in_number = true;
        if (out.back() < (1ULL << 58)) out.back() = out.back() * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return out;
}

std::string_view path_of(std::string_view url) {
    const auto host = url.find("://");
    const auto slash = host == std::string_view::npos ? host : url.find('/', host + 3);
    return slash == std::string_view::npos ? std::string_view{} : url.substr(slash);
}

}  // namespace

std::vector<NewsUrl> fresh_news(const Sitemap& sitemap, Instant now, const SitemapCaps& caps) {
    std::vector<NewsUrl> out;
    // A date a little ahead of us is a clock; one far ahead is nobody's.
    const auto fresh = [&](const std::optional<Instant>& date) {
        return date && *date >= now - caps.window && *date <= now + 24h;
    };
    for (const NewsUrl& item : sitemap.news)
        if (fresh(item.published)) out.push_back(item);
    std::size_t most = caps.news;
    if (sitemap.news.empty()) {
        most = caps.plain;
        for (std::size_t i = 0; i < sitemap.locs.size() && i < sitemap.modified.size(); ++i)
            if (fresh(sitemap.modified[i])) out.push_back({sitemap.locs[i], {}, {}, {}, sitemap.modified[i]});
    }
    std::ranges::stable_sort(out, std::greater<>{}, &NewsUrl::published);
    if (out.size() > most) out.resize(most);
    // When a page was changed is not when it was published.
    if (sitemap.news.empty())
        for (NewsUrl& item : out) item.published.reset();
    return out;
}

std::vector<std::string> newest_parts(const Sitemap& index, Instant now, const SitemapCaps& caps) {
    struct Part {
        const std::string* url;
        bool news;
        std::optional<Instant> modified;
        std::vector<std::uint64_t> numbers;
    };
    std::vector<Part> parts;
    for (std::size_t i = 0; i < index.sitemaps.size(); ++i) {
        const auto modified = i < index.sitemaps_modified.size() ? index.sitemaps_modified[i] : std::nullopt;
        const std::string path = utf8::lower(path_of(index.sitemaps[i]));
        const auto has = [&](std::string_view word) { return path.find(word) != std::string::npos; };
        if (has("image") || has("video") || has("categor") || has("/tag") || has("tag-") || has("author")) continue;
        if (modified && *modified < now - caps.window) continue;
        parts.push_back({&index.sitemaps[i], has("news") || has("latest") || has("today"), modified, numbers_in(path)});
    }
    std::ranges::stable_sort(parts, [](const Part& a, const Part& b) {
        if (a.news != b.news) return a.news;
        if (a.modified != b.modified) return a.modified > b.modified;
        return a.numbers > b.numbers;
    });
    std::vector<std::string> out;
    for (const Part& part : parts)
        if (out.size() < caps.parts) out.push_back(*part.url);
    return out;
}

SitemapRound SitemapRound::read(std::string_view bytes) {
    wire::Decoder in(bytes);
    SitemapRound out;
    if (in.number() != version) return {};
    out.index_read_ = in.instant();
    out.at_ = in.number();
    const auto count = in.number();
    if (count < 1 || count > max_stops || out.at_ >= count) return {};
    out.stops_.clear();
    for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
        Stop stop;
        stop.url = in.string();
        stop.etag = in.string();
        stop.last_modified = in.string();
        stop.body_hash = in.string();
        out.stops_.push_back(std::move(stop));
    }
    return in.done() ? out : SitemapRound{};
}

std::string SitemapRound::bytes() const {
    wire::Encoder out;
    out.number(version);
    out.instant(index_read_);
    out.number(at_);
    out.list(stops_, [&](const Stop& stop) {
        out.string(stop.url);
        out.string(stop.etag);
        out.string(stop.last_modified);
        out.string(stop.body_hash);
    });
    return out.take();
}

void SitemapRound::found(const std::vector<std::string>& parts, Instant now) {
    // An index inside an index stays a stop: its own parts come behind it.
    std::vector<Stop> next = {stops_.front()};
    if (at_ > 0) next.push_back(stops_[at_]);
    const std::size_t at = next.size() - 1;
    for (const std::string& part : parts) {
        const bool there = std::ranges::find(next, part, &Stop::url) != next.end();
        if (part.empty() || part.size() > max_stop || next.size() >= max_stops || there) continue;
        const auto known = std::ranges::find(stops_, part, &Stop::url);
        next.push_back(known == stops_.end() ? Stop{part, {}, {}, {}} : *known);
    }
    stops_ = std::move(next);
    at_ = at;
    index_read_ = now;
}

void SitemapRound::advance(Instant now) {
    if (more()) {
        ++at_;
    } else {
        at_ = stops_.size() == 1 || !index_read_ || now - *index_read_ >= index_again ? 0 : 1;
    }
}

}  // namespace octavo::feed
