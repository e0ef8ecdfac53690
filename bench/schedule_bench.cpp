// How often to ask, against how late we hear: 28 days of feeds, simulated, with the scheduler's own functions beside
// fixed intervals and the rules of other programs.
//   bench_schedule                         300 feeds, every rule
//   bench_schedule --feeds 100000          the same with as many
//   bench_schedule --pattern newsroom      sharp office hours, weekends and entries in batches, instead of a sine
//
// Rates are log-normal, median 20 and mean 97 entries a week, spread over the feeds evenly, so that two seeds differ in
// when things happen and not in how much; at night a feed writes a twentieth of what it does at its peak. Each feed has
// its own hour of peak. No HTTP limits: nobody sends max-age or ttl. Delays are weighted by article: from its
// publication to the poll that finds it. Same seed, same figures.
//
// Other programs' rules are written from what they document (docs/benchmarks.md): Miniflux's entry_frequency is one
// week / (entries of the last week x factor), 5 min to 24 h; CommaFeed's is half the mean gap between the entries in
// the feed, 5 min to 4 h, and a quarter, half or all of that after 7, 14 or 30 quiet days.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <numbers>
#include <random>

#include "fetch/schedule.hpp"

using namespace octavo;
using namespace std::chrono_literals;

namespace {

constexpr Duration day = 24h, week = 7 * day;
const Instant begun = at("2025-06-02T00:00:00Z");  // a Monday
constexpr std::size_t entries_in_a_document = 30;

enum class Pattern { sine, newsroom };

struct World {
    std::size_t feeds = 300;
    std::uint64_t seed = 28;
    int days = 28, warm = 7;
    Pattern pattern = Pattern::sine;
    double k_minutes = 0;  // 0: the scheduler's own
    double sigma = 1.777;  // with it the mean is 97 a week
};

double normal(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

// The inverse of it, by bisection: it is asked once a feed.
double quantile(double p) {
    double low = -10, high = 10;
    for (int i = 0; i < 60; ++i) (normal((low + high) / 2) < p ? low : high) = (low + high) / 2;
    return (low + high) / 2;
}

// Entries a week of feed number `index`: the mean of its share of a log-normal distribution with median 20, so that
// the feeds together write as much as the distribution says, its long tail included.
double a_week(const World& world, std::size_t index) {
    const double n = static_cast<double>(world.feeds), i = static_cast<double>(index), s = world.sigma;
    const double mean = 20 * std::exp(s * s / 2);
    return mean * n * (normal(quantile((i + 1) / n) - s) - normal(quantile(i / n) - s));
}

// How lively this moment is beside the mean, and at most.
double liveliness(Pattern pattern, double hour, double peak, bool weekend) {
    const double phase = std::fmod(hour - peak + 48, 24);
    if (pattern == Pattern::sine) return 1 + 0.9 * std::cos(2 * std::numbers::pi * phase / 24);
    const double office = phase < 6 || phase >= 18 ? 1.9 : 0.1;  // twelve hours around the peak
    return office * (weekend ? 0.5 : 1.2);
}
double most_lively(Pattern pattern) { return pattern == Pattern::sine ? 1.9 : 1.9 * 1.2; }

struct Entries {
    double an_hour = 0, peak = 0;
    std::vector<Instant> dates = {};  // oldest first, from four weeks before the first poll to the end
};
Entries entries_of(const World& world, std::size_t index) {
    std::mt19937_64 random(world.seed * 1'000'003 + index);
    std::uniform_real_distribution<double> even;
    const double an_hour = a_week(world, index) / (7 * 24);
    const double peak = even(random) * 24;
    const double batch = world.pattern == Pattern::newsroom ? 2.5 : 1;  // entries that come together, on average
    const double from = -28.0 * 24, to = (world.days + world.warm) * 24.0;
    std::exponential_distribution<double> gap(an_hour / batch * most_lively(world.pattern));
    Entries out{.an_hour = an_hour, .peak = peak};
    for (double hour = from + gap(random); hour < to; hour += gap(random)) {
        const double weekday = std::fmod(hour / 24 + 28, 7);
        const double alive = liveliness(world.pattern, std::fmod(hour + 28 * 24, 24), peak, weekday >= 5);
        if (even(random) * most_lively(world.pattern) > alive) continue;
        const auto when = begun + Duration(static_cast<std::int64_t>(hour * 3.6e6));
        out.dates.push_back(when);
        while (batch > 1 && even(random) > 1 / batch) out.dates.push_back(when);
    }
    return out;
}

// What a poll sees.
struct Look {
    Instant now;
    std::span<const Instant> document;  // the newest entries, oldest first
    std::span<const Instant> fresh;
};
using Rule = std::move_only_function<Instant(const Look&)>;
using MakeRule = std::function<Rule(std::size_t index, const Entries& truth)>;

Rule fixed(Duration interval) {
    return [interval](const Look& look) { return look.now + interval; };
}

// The count is of its archive, not of the document.
Rule miniflux(double factor) {
    return [factor, archive = std::deque<Instant>()](const Look& look) mutable {
        const auto& fresh = archive.empty() ? look.document : look.fresh;
        archive.insert(archive.end(), fresh.begin(), fresh.end());
        while (!archive.empty() && archive.front() <= look.now - week) archive.pop_front();
        const double share = static_cast<double>(archive.size()) * factor;
        if (share < 1) return look.now + day;
        return look.now +
               std::clamp<Duration>(Duration(static_cast<std::int64_t>(static_cast<double>(week.count()) / share)),
                                    5min, day);
    };
}

Rule commafeed() {
    return [](const Look& look) {
        constexpr Duration least = 5min, most = 4h;
        if (look.document.empty()) return look.now + most;
        const Duration quiet = look.now - look.document.back();
        Duration interval = most;
        if (quiet >= 30 * day) {
            interval = most;
        } else if (quiet >= 14 * day) {
            interval = most / 2;
        } else if (quiet >= 7 * day) {
            interval = most / 4;
        } else if (look.document.size() > 1) {
            interval = (look.document.back() - look.document.front()) / (look.document.size() - 1) / 2;
        }
        return look.now + std::clamp<Duration>(interval, least, most);
    };
}

// What learning costs: the square-root rule for somebody who need not learn.
Rule told(const World& world, const Entries& truth, const fetch::Pace& pace) {
    return [&world, truth = Entries{truth.an_hour, truth.peak}, &pace](const Look& look) {
        constexpr double step = 1.0 / 30;  // hours
        const double hour = std::chrono::duration<double, std::ratio<3600>>(look.now - begun).count();
        double needed = std::chrono::duration<double, std::ratio<3600>>(pace.hourly).count(), waited = 0;
        for (; needed > 0 && waited < 24; waited += step) {
            const double then = hour + waited;
            const double alive =
                liveliness(world.pattern, std::fmod(then, 24), truth.peak, std::fmod(then / 24, 7) >= 5);
            needed -= step * std::sqrt(truth.an_hour * alive);
        }
        return look.now + std::max<Duration>(pace.floor, Duration(static_cast<std::int64_t>(waited * 3.6e6)));
    };
}

struct Cost {
    std::uint64_t polls = 0, forced = 0, bytes = 0, largest = 0, feeds = 0;
    double seconds = 0;  // of CPU, in after_poll alone
};

double cpu_seconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

// All that is kept of a feed between two polls: the row in memory, and what its strings hold.
std::size_t bytes_of(const Feed& feed) {
    std::size_t sum = sizeof(Feed);
    for (const std::string* text :
         {&feed.url, &feed.title, &feed.etag, &feed.last_modified, &feed.body_hash, &feed.reason, &feed.learnt})
        if (text->capacity() > 15) sum += text->capacity() + 1;
    return sum;
}

// The scheduler itself: request, answer, after_poll.
Rule octavo_rule(std::size_t index, const fetch::Pace& pace, Cost& cost) {
    Feed feed;
    feed.url = fmt::format("https://www.newspaper-{}.example/feeds/all/rss.xml", index);
    feed.id = feed_id(feed.url);
    feed.title = fmt::format("Newspaper number {}", index);
    ++cost.feeds;
    const Url address = *Url::parse(feed.url);
    return [feed = std::move(feed), url = address, &pace, &cost](const Look& look) mutable {
        const bool first = fetch::is_unknown(feed);
        const auto request = fetch::poll_request(feed, url, look.now);
        const bool forced = !feed.etag.empty() && request.etag.empty();
        const bool changed = first || !look.fresh.empty() || forced;
        Result<fetch::Fetched> answer = fetch::Fetched{.url = url, .status = changed ? 200 : 304};
        fetch::PollResult result{.answer = &answer};
        answer->headers = {{"etag", "\"0123456789abcdef0123456789abcdef\""},
                           {"last-modified", "Mon, 02 Jun 2025 00:00:00 GMT"}};
        if (changed) {
            answer->body = look.document.empty() ? "-" : to_iso(look.document.back());
            result.parsed = true;
            result.entries = look.document.size();
            result.fresh = first ? look.document.size() : look.fresh.size();
            const auto dates = first ? look.document : look.fresh;
            result.dates.assign(dates.begin(), dates.end());
        }
        const double before = cost.polls % 16 == 0 ? cpu_seconds() : 0;
        feed = fetch::after_poll(std::move(feed), result, look.now, pace);
        if (before > 0) cost.seconds += (cpu_seconds() - before) * 16;
        ++cost.polls;
        cost.forced += forced;
        if (first) cost.bytes += bytes_of(feed), cost.largest = std::max<std::uint64_t>(cost.largest, bytes_of(feed));
        return feed.due;
    };
}

struct Figures {
    std::vector<std::uint32_t> delays = std::vector<std::uint32_t>(16'000);  // by tenths of a minute
    std::uint64_t articles = 0, polls = 0, finds = 0, missed = 0;
    double sum = 0;  // minutes

    void add(double minutes) {
        sum += minutes;
        ++articles;
        ++delays[std::min(delays.size() - 1, static_cast<std::size_t>(minutes * 10))];
    }
    double percentile(double share) const {
        auto left = static_cast<std::uint64_t>(share * static_cast<double>(articles));
        for (std::size_t i = 0; i < delays.size(); ++i) {
            if (left < delays[i]) return static_cast<double>(i) / 10;
            left -= delays[i];
        }
        return static_cast<double>(delays.size()) / 10;
    }
};

void follow(const World& world, const std::vector<Instant>& entries, std::size_t index, Rule rule, Figures& figures) {
    const Instant counted_from = begun + world.warm * day, end = counted_from + world.days * day;
    // All feeds are added in one hour.
    Instant now = begun + Duration(static_cast<std::int64_t>(index * 3'600'000 / world.feeds));
    std::size_t seen = 0;
    for (bool first = true; now < end; first = false) {
        const auto next = static_cast<std::size_t>(std::ranges::upper_bound(entries, now) - entries.begin());
        const std::span all(entries);
        const auto fresh = all.subspan(seen, next - seen);
        const auto oldest = next - std::min(next, entries_in_a_document);
        const bool counts = now >= counted_from;
        if (counts) {
            ++figures.polls;
            figures.finds += !fresh.empty();
            figures.missed += seen < oldest ? oldest - seen : 0;
        }
        if (!first)
            for (const Instant entry : fresh)
                if (entry >= counted_from)
                    figures.add(std::chrono::duration<double, std::ratio<60>>(now - entry).count());
        const Look look{now, all.subspan(oldest, next - oldest),
                        all.subspan(std::max(seen, oldest), next - std::max(seen, oldest))};
        seen = next;
        now = std::max(rule(look), now + 1s);
    }
}

void print(std::string_view name, const World& world, const Figures& f) {
    const double feed_days = static_cast<double>(world.feeds) * world.days;
    fmt::print("| {:<34} | {:>6.2f} | {:>4.0f} % | {:>6.2f} | {:>6.1f} | {:>6.1f} | {:>6} |\n", name,
               static_cast<double>(f.polls) / feed_days,
               100 * static_cast<double>(f.finds) / static_cast<double>(std::max<std::uint64_t>(1, f.polls)),
               f.sum / static_cast<double>(std::max<std::uint64_t>(1, f.articles)), f.percentile(0.5),
               f.percentile(0.95), f.missed);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    World world;
    bool only_ours = false;
    CLI::App app("Schedulers side by side: polls per feed and day, delay by article");
    app.add_option("--feeds", world.feeds, "feeds")->check(CLI::Range(1, 1'000'000));
    app.add_option("--seed", world.seed, "same seed, same figures");
    app.add_option("--days", world.days, "days counted")->check(CLI::Range(1, 365));
    app.add_option("--warm", world.warm, "days before them, that are polled and not counted")
        ->check(CLI::Range(0, 365));
    app.add_option("--k", world.k_minutes, "minutes: the interval at one entry an hour; 0: the scheduler's own");
    app.add_option("--sigma", world.sigma, "of the logarithm of the rates");
    app.add_flag("--ours", only_ours, "the scheduler alone");
    app.add_option("--pattern", world.pattern, "when entries come")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, Pattern>{{"sine", Pattern::sine}, {"newsroom", Pattern::newsroom}}));
    CLI11_PARSE(app, argc, argv);

    fetch::Pace pace;
    if (world.k_minutes > 0) pace.hourly = Duration(static_cast<std::int64_t>(world.k_minutes * 60'000));
    Cost cost;
    std::vector<std::pair<std::string, MakeRule>> rules;
    if (!only_ours) {
        rules.emplace_back("fixed 60 min", [](std::size_t, const Entries&) { return fixed(60min); });
        rules.emplace_back("fixed 20 min", [](std::size_t, const Entries&) { return fixed(20min); });
        rules.emplace_back("Miniflux entry_frequency, factor 1",
                           [](std::size_t, const Entries&) { return miniflux(1); });
        rules.emplace_back("Miniflux entry_frequency, factor 4",
                           [](std::size_t, const Entries&) { return miniflux(4); });
        rules.emplace_back("CommaFeed empirical", [](std::size_t, const Entries&) { return commafeed(); });
    }
    rules.emplace_back("the same rule, told rate and hours",
                       [&](std::size_t, const Entries& truth) { return told(world, truth, pace); });
    rules.emplace_back("Octavo", [&](std::size_t index, const Entries&) { return octavo_rule(index, pace, cost); });

    // One feed after the other: they do not meet, and a hundred thousand need no more memory than one.
    std::vector<Figures> figures(rules.size());
    for (std::size_t i = 0; i < world.feeds; ++i) {
        const auto entries = entries_of(world, i);
        for (std::size_t r = 0; r < rules.size(); ++r)
            follow(world, entries.dates, i, rules[r].second(i, entries), figures[r]);
    }
    fmt::print("{} feeds, {} articles in {} days, seed {}\n\n", world.feeds, figures.back().articles, world.days,
               world.seed);
    fmt::print("| rule                               | polls  | find   | mean   | median | p95    | missed |\n");
    fmt::print("|------------------------------------|--------|--------|--------|--------|--------|--------|\n");
    for (std::size_t r = 0; r < rules.size(); ++r) print(rules[r].first, world, figures[r]);
    fmt::print(
        "\npolls per feed and day; share of polls that find something; delay in minutes. Octavo's after_poll: "
        "{:.2f} us of CPU each; {:.1f} % of its polls without conditions; {:.0f} bytes a feed in memory, at most {}\n",
        cost.seconds * 1e6 / static_cast<double>(cost.polls),
        100 * static_cast<double>(cost.forced) / static_cast<double>(cost.polls),
        static_cast<double>(cost.bytes) / static_cast<double>(cost.feeds), cost.largest);
    return 0;
}
