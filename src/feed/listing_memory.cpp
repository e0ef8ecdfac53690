// What is kept of a listing page between two visits: which addresses stood there and since when, and what each shape of
// address was worth. About ten bytes a link; the links that were away longest are forgotten first.
#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "base/hash.hpp"
#include "base/url.hpp"
#include "feed/listing.hpp"
#include "model/wire.hpp"

namespace octavo::feed {
namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t max_seen = 1500;   // links that are away included
constexpr std::size_t max_links = 3000;  // of one page (links.cpp reads no more): all that stand there are remembered
constexpr std::size_t max_shapes = 200;
constexpr std::uint32_t stays_after_hours = 72, stays_after_visits = 6;

std::uint32_t hours_of(Instant now) {
    return static_cast<std::uint32_t>(
        std::max<std::int64_t>(0, std::chrono::floor<std::chrono::hours>(now.time_since_epoch()).count()));
}

std::uint32_t short_hash(std::string_view text) { return static_cast<std::uint32_t>(hash64(text)); }

std::uint32_t name_of(const ListedArticle& link) {
    const auto url = Url::parse(link.url);
    return short_hash(url ? normalize(*url) : link.url);
}

}  // namespace

ListingMemory ListingMemory::read(std::string_view bytes) {
    wire::Decoder in(bytes);
    ListingMemory out;
    if (in.number() != version) return {};
    const auto small = [&] { return static_cast<std::uint32_t>(std::min<std::uint64_t>(in.number(), 0xFFFFFFFFU)); };
    out.visits_ = small();
    const auto seen = in.number();
    for (std::uint64_t i = 0; i < seen && i < max_links && in.ok(); ++i) {
        const std::uint32_t name = small();
        Seen s;
        s.first = small();
        s.last = s.first + std::min<std::uint32_t>(small(), 1U << 24);
        s.visits = small();
        const auto marks = in.number();
        s.news = (marks & 1) != 0;
        s.stays = (marks & 2) != 0;
        out.seen_[name] = s;
    }
    const auto shapes = in.number();
    for (std::uint64_t i = 0; i < shapes && i < max_shapes && in.ok(); ++i) {
        const std::uint32_t name = small();
        Shape& shape = out.shapes_[name];
        shape.came = small();
        shape.stayed = small();
    }
    return in.done() ? out : ListingMemory{};
}

std::string ListingMemory::bytes() const {
    wire::Encoder out;
    out.number(version);
    out.number(visits_);
    out.list(seen_, [&](const auto& entry) {
        const Seen& s = entry.second;
        out.number(entry.first);
        out.number(s.first);
        out.number(s.last - s.first);
        out.number(s.visits);
        out.number((s.news ? 1U : 0U) | (s.stays ? 2U : 0U));
    });
    out.list(shapes_, [&](const auto& entry) {
        out.number(entry.first);
        out.number(entry.second.came);
        out.number(entry.second.stayed);
    });
    return out.take();
}

double ListingMemory::weight_of(std::string_view shape) const {
    const auto found = shapes_.find(short_hash(shape));
    if (found == shapes_.end()) return 0;
    const double odds = (found->second.came + 1.0) / (found->second.stayed + 1.0);
    return std::clamp(0.3 * std::log2(odds), -1.2, 1.2);
}

std::vector<ListedArticle> ListingMemory::take(std::vector<ListedArticle> links, std::string_view page_host,
                                               Instant now, const ListingCaps& caps) {
    const std::uint32_t hour = hours_of(now);
    ++visits_;
    if (links.size() > max_links) links.erase(links.begin() + max_links, links.end());
    std::unordered_set<std::uint32_t> standing;
    const auto is_new = [&](const ListedArticle& a) { return !seen_.contains(name_of(a)); };
    const auto is_article = [](const ListedArticle& a) { return a.score > 0; };
    const auto fresh = static_cast<std::size_t>(
        std::ranges::count_if(links, [&](const auto& a) { return is_article(a) && is_new(a); }));
    const auto all = static_cast<std::size_t>(std::ranges::count_if(links, is_article));
    // At the first sight of a page, or of a page that was rebuilt, its newest stand at the top.
    const bool begins = visits_ == 1 || (fresh > caps.a_visit && fresh * 2 > all);
    const std::size_t most = begins ? caps.first_visit : caps.a_visit;

    std::size_t taken = 0;
    std::vector<ListedArticle> news;
    for (ListedArticle& link : links) {
        const auto [at, first_sight] = seen_.try_emplace(name_of(link));
        standing.insert(at->first);
        Seen& seen = at->second;
        const bool old = link.date && *link.date < now - caps.too_old;
        if (first_sight) {
            seen.first = hour;
            seen.news = is_article(link) && !old && taken < most;
            if (seen.news) ++taken;
            if (!begins) ++shapes_[short_hash(shape_of(link.url, page_host))].came;
        }
        seen.last = std::max(hour, seen.first);
        ++seen.visits;
        if (!seen.stays && seen.last - seen.first >= stays_after_hours && seen.visits >= stays_after_visits) {
            seen.stays = true;
            ++shapes_[short_hash(shape_of(link.url, page_host))].stayed;
        }
        const auto age = std::chrono::hours(seen.last - seen.first);
        if (seen.news && age < caps.news_for) news.push_back(std::move(link));
    }
    if (seen_.size() > max_seen) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> by_age;
        // What stands there now would come as news the next time.
        for (const auto& [name, seen] : seen_)
            if (!standing.contains(name)) by_age.emplace_back(seen.last, name);
        std::ranges::sort(by_age);
        for (const auto& [last, name] : by_age)
            if (seen_.size() > max_seen) seen_.erase(name);
    }
    while (shapes_.size() > max_shapes)
        shapes_.erase(std::ranges::min_element(
            shapes_, {}, [](const auto& entry) { return entry.second.came + entry.second.stayed; }));
    return news;
}

}  // namespace octavo::feed
