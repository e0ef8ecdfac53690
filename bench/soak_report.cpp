#include "soak_report.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>

#include "newsroom/world.hpp"
#include "origin.hpp"
#include "store/store.hpp"

namespace octavo::bench {
namespace {

constexpr Duration warm_up = std::chrono::minutes(2);

std::string quantiles(std::vector<double>& delays) {
    if (delays.empty()) return "none";
    std::ranges::sort(delays);
    const auto at = [&](double share) {
        return delays[static_cast<std::size_t>(share * static_cast<double>(delays.size() - 1))];
    };
    const double mean = std::accumulate(delays.begin(), delays.end(), 0.0) / static_cast<double>(delays.size());
    return fmt::format("{} | {:.1f} | {:.1f} | {:.1f} | {:.1f} | {:.1f}", delays.size(), mean, at(0.5), at(0.9),
                       at(0.99), delays.back());
}

struct Found {
    std::vector<double> delays;  // seconds
    std::uint64_t articles = 0, doubles = 0;
    std::map<std::string, std::uint64_t> states;
};

// What an article is, whatever address or edit of its title it came with.
std::string identity(const store::Card& card) {
    const auto edit = card.title.find(" (edit ");
    return card.source_domain + " " + card.title.substr(0, edit);
}

Found look(store::Store& archive, const Timeline& timeline) {
    Found found;
    const auto reader = must(archive.reader());
    std::map<std::string, int> seen;
    store::ListQuery query{.limit = 1000, .copies = true};
    for (;;) {
        const auto cards = must(reader->list(query));
        if (cards.empty()) break;
        for (const auto& card : cards) {
            ++found.articles;
            found.doubles += seen[identity(card)]++ > 0 ? 1 : 0;
            const auto out = newsroom::out_at(card.url);
            if (!card.source_domain.starts_with('h') || !out || *out < warm_up) continue;
            found.delays.push_back(std::chrono::duration<double>(timeline.followed_at(card.first_seen) - *out).count());
        }
        query.before = cards.back().position;
    }
    for (const auto& feed : must(reader->feeds())) ++found.states[std::string(name_of(feed.state))];
    return found;
}

struct Samples {
    double least = 1e9, most = 0, last = 0, cpu = 0, quarter = 0;
    std::uint64_t polls = 0, unchanged = 0, pages = 0, stored = 0, most_under_way = 0;
};

// Counters begin anew with each run: a value that falls is the beginning of one.
Samples read_samples(const std::filesystem::path& file) {
    Samples out;
    std::ifstream in(file);
    std::vector<double> memory;
    std::vector<double> before(9, 0), sum(9, 0);
    for (std::string line; std::getline(in, line);) {
        std::vector<double> row;
        for (std::size_t at = 0; at <= line.size();) {
            const auto comma = std::min(line.find(',', at), line.size());
            row.push_back(std::atof(line.substr(at, comma - at).c_str()));
            at = comma + 1;
        }
        if (row.size() < 9) continue;
        for (std::size_t i = 3; i < 7; ++i) sum[i] += row[i] >= before[i] ? row[i] - before[i] : row[i];
        before = row;
        memory.push_back(row[1]);
        out.cpu = row[2];
        out.most_under_way = std::max(out.most_under_way, static_cast<std::uint64_t>(row[8]));
    }
    if (memory.empty()) return out;
    out.most = std::ranges::max(memory);
    out.quarter = memory[memory.size() / 4];
    out.last = memory.back();
    out.polls = static_cast<std::uint64_t>(sum[3]);
    out.unchanged = static_cast<std::uint64_t>(sum[4]);
    out.pages = static_cast<std::uint64_t>(sum[5]);
    out.stored = static_cast<std::uint64_t>(sum[6]);
    return out;
}

}  // namespace

Timeline::Timeline(std::filesystem::path folder, Instant now)
    : folder_(std::move(folder)), beginning_(now), opened_(now) {
    std::ifstream runs(folder_ / "timeline");
    for (std::int64_t began = 0, before = 0; runs >> began >> before;)
        runs_.push_back({from_unix_ms(began), Duration(before)});
    std::int64_t followed = 0;
    std::ifstream(folder_ / "followed") >> followed >> cpu_;
    before_ = Duration(followed);
    if (!runs_.empty()) beginning_ = runs_.front().began;
}

void Timeline::begin(Instant now) {
    (void)now;  // the newsroom has been counting since we were opened: it is that moment for both
    runs_.push_back({opened_, before_});
    std::ofstream(folder_ / "timeline", std::ios::app) << to_unix_ms(opened_) << ' ' << before_.count() << '\n';
}

Duration Timeline::followed(Instant now) const { return before_ + (now - opened_); }

Duration Timeline::followed_at(Instant wall) const {
    const auto after = std::ranges::upper_bound(runs_, wall, {}, &Run::began);
    if (after == runs_.begin()) return Duration(0);
    const Run& run = *std::prev(after);
    return run.before + (wall - run.began);
}

void Timeline::note(Duration followed, double cpu) const {
    std::ofstream(folder_ / "followed.new") << followed.count() << ' ' << cpu << '\n';
    std::filesystem::rename(folder_ / "followed.new", folder_ / "followed");
}

std::string report_of(const Soak& soak, const Timeline& timeline) {
    const auto archive = must(store::Store::open((soak.data / "archive").string()));
    Found found = look(*archive, timeline);
    const Samples samples = read_samples(soak.data / "samples.csv");
    std::int64_t followed = 0;
    std::ifstream(soak.data / "followed") >> followed;
    const double minutes = static_cast<double>(followed) / 60'000, seconds = minutes * 60;
    const auto sound = archive->check([](int) {});

    std::string out = fmt::format(
        "# {} feeds followed for {:.0f} minutes\n\n"
        "Healthy {}, misbehaving {}; an article each {} minutes from a healthy feed on average; {}; {} {}. Pauses "
        "between "
        "requests as people have them. Memory and CPU are the following process's.\n\n"
        "| what | |\n|---|---|\n",
        soak.feeds, minutes, soak.healthy(), soak.faulty(),
        std::chrono::duration_cast<std::chrono::minutes>(soak.gap).count(), soak.pace, timeline.runs(),
        timeline.runs() == 1 ? "run" : "runs");
    const auto row = [&](std::string_view name, const std::string& value) {
        out += fmt::format("| {} | {} |\n", name, value);
    };
    row("polls", fmt::format("{} ({:.1f} a second), {} unchanged", samples.polls,
                             static_cast<double>(samples.polls) / seconds, samples.unchanged));
    row("pages fetched", fmt::format("{}", samples.pages));
    row("articles in the archive", fmt::format("{}", found.articles));
    row("doubles", fmt::format("{}", found.doubles));
    row("requests under way, at most", fmt::format("{}", samples.most_under_way));
    row("CPU", fmt::format("{:.0f} s: {:.1f} % of one core", samples.cpu, 100 * samples.cpu / seconds));
    row("memory", fmt::format("{:.0f} MB after a quarter of the time, {:.0f} MB at the end, {:.0f} MB at most",
                              samples.quarter, samples.last, samples.most));
    row("archive",
        fmt::format("{} MB, {}", archive->database().bytes() >> 20, sound && sound->empty() ? "sound" : "NOT SOUND"));
    std::string states;
    for (const auto& [state, count] : found.states)
        states += fmt::format("{}{} {}", states.empty() ? "" : ", ", count, state);
    row("feeds in the end", states);
    out +=
        "\nDelay of healthy feeds, in seconds, from coming out to being read:\n\n"
        "| articles | mean | median | 90 % | 99 % | longest |\n|---|---|---|---|---|---|\n| " +
        quantiles(found.delays) + " |\n\nWhat the publishers complain of (last run):\n\n";
    std::ifstream complaints(soak.data / "complaints.txt");
    for (std::string line; std::getline(complaints, line);) out += "    " + line + "\n";
    return out;
}

}  // namespace octavo::bench
