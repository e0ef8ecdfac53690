#include "newsroom/world.hpp"

#include "base/hash.hpp"
#include "newsroom/press.hpp"

namespace octavo::newsroom {
namespace {

constexpr std::size_t a_feed = 20;

// Half of a text is of these; the other half are words of its own, so that no two reports are one.
constexpr std::string_view words[] = {
    "the",      "council", "of",      "harbour", "opened",  "a",      "tram",    "minister", "said",   "river",
    "school",   "budget",  "on",      "Tuesday", "after",   "long",   "meeting", "with",     "people", "who",
    "had",      "waited",  "for",     "years",   "bridge",  "and",    "market",  "in",       "old",    "town",
    "engineer", "found",   "nothing", "wrong",   "station", "closed", "before",  "winter",   "new",    "law"};

std::uint64_t draw(std::uint64_t& state) { return mix64(state += 0x9e3779b97f4a7c15u); }

std::string own_word(std::uint64_t& state) {
    constexpr std::string_view heads = "bdfgklmnprstv", tails = "aeiou";
    std::string out;
    std::uint64_t bits = draw(state) % 30'000;
    for (int i = 0; i < 3; ++i, bits /= 65) (out += heads[bits % 13]) += tails[bits / 13 % 5];
    return out;
}

std::string title_of(std::size_t feed, std::uint64_t number, std::uint64_t state) {
    return fmt::format("Report {}-{}: {} {} {}", feed, number, own_word(state), own_word(state), own_word(state));
}

std::uint64_t state_of(std::uint64_t seed, std::size_t feed, std::uint64_t number) {
    return mix64(seed ^ mix64(feed * 0x10001 + 1)) ^ mix64(number);
}

std::optional<std::size_t> number_of(std::string_view text) {
    std::size_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end == text.data()) return std::nullopt;
    return out;
}

}  // namespace

World::World(WorldSettings settings) : settings_(settings), sites_(settings.feeds) {
    for (std::size_t i = 0; i < sites_.size(); ++i) sites_[i].next = {gap(i, 0), 0};
}

// Exponential, as if the reports knew nothing of each other; its mean is the site's own.
Duration World::gap(std::size_t feed, std::uint64_t number) const {
    std::uint64_t state = state_of(settings_.seed, feed, number);
    std::uint64_t of_site = state_of(settings_.seed ^ 0xfeed, feed, 0);
    const auto unit = [](std::uint64_t& from) {
        return (static_cast<double>(draw(from) >> 11) + 0.5) / 9007199254740992.0;
    };
    const double mean = static_cast<double>(settings_.mean_gap.count()) * std::pow(3.0, 2 * unit(of_site) - 1);
    return Duration(static_cast<std::int64_t>(-std::log(unit(state)) * mean) + 1000);
}

void World::publish(std::size_t feed, Duration until) {
    Site& site = sites_[feed];
    while (site.next.out <= until) {
        site.newest.push_front(site.next);
        if (site.newest.size() > a_feed) site.newest.pop_back();
        site.next = {site.next.out + gap(feed, site.next.number + 1), site.next.number + 1};
    }
}

Resource World::feed_of(std::size_t feed) const {
    const std::string name = host(feed), origin = "https://" + name;
    std::vector<Listing> listings;
    for (const Report& report : sites_[feed].newest) {
        std::uint64_t state = state_of(settings_.seed, feed, report.number);
        std::string summary;
        for (int i = 0; i < 25; ++i) (summary += words[draw(state) % std::size(words)]) += ' ';
        listings.push_back({fmt::format("{}/{}-{}", origin, report.out.count(), report.number),
                            title_of(feed, report.number, state_of(settings_.seed, feed, report.number)),
                            std::move(summary), settings_.beginning + report.out});
    }
    std::vector<const Listing*> order;
    for (const Listing& listing : listings) order.push_back(&listing);
    return {.type = "application/rss+xml; charset=utf-8",
            .body = gzip(print_feed(origin, name, order, {})),
            .gzipped = true};
}

Resource World::page_of(std::size_t feed, Report report) const {
    std::uint64_t state = state_of(settings_.seed, feed, report.number);
    const std::string title = title_of(feed, report.number, state);
    std::string text;
    for (int paragraph = 0; paragraph < 6; ++paragraph) {
        for (int i = 0; i < 45; ++i) {
            text += i % 2 ? own_word(state) : std::string(words[draw(state) % std::size(words)]);
            text += i % 15 == 14 ? ". " : " ";
        }
        text += "\n\n";
    }
    const Article article{.url = fmt::format("https://{}/{}-{}", host(feed), report.out.count(), report.number),
                          .title = title,
                          .text = std::move(text),
                          .published = settings_.beginning + report.out};
    return {.body = gzip(print_page(article, host(feed))), .gzipped = true};
}

std::optional<Resource> World::at(const Asked& asked, Duration time) {
    if (!asked.host.starts_with('h') || !asked.host.ends_with(".example")) return std::nullopt;
    const auto feed = number_of(std::string_view(asked.host).substr(1));
    if (!feed || *feed >= sites_.size() || asked.host != host(*feed)) return std::nullopt;
    publish(*feed, time);
    if (asked.target == "/feed.xml") return feed_of(*feed);
    for (const Report& report : sites_[*feed].newest)
        if (asked.target == fmt::format("/{}-{}", report.out.count(), report.number)) return page_of(*feed, report);
    return std::nullopt;
}

std::optional<Duration> out_at(std::string_view url) {
    const auto slash = url.rfind('/');
    if (slash == std::string_view::npos || !url.substr(slash).contains('-')) return std::nullopt;
    const auto out = number_of(url.substr(slash + 1));
    if (!out) return std::nullopt;
    return Duration(static_cast<std::int64_t>(*out));
}

}  // namespace octavo::newsroom
