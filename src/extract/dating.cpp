// Which day an article is of.
//
// Idea: a page that says it in its data (JSON-LD, then meta) is believed; its address is a second witness, for it was
// made once and never changed. Else the visible dates compete: one that says "published", stands in a <time> or a
// date's class, and near the headline, wins over a bare number further off. No date near enough, no date: we do not
// guess.
//   data 2024-05-06, address /2024/05/01/    ->  the 1st: data that old was touched since
//   <h1>..</h1> <span>30.01.2022 18:36</span> .. 40 teasers with dates of their own       ->  30 January
// Copyright lines and days to come are no answer. Checked by tests/extract/dating_test.cpp.
#include "extract/dating.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace octavo::extract {
namespace {

using namespace std::chrono_literals;
using Says = SaidDate::Says;
using By = SaidDate::By;

constexpr Instant web_began = std::chrono::sys_days{std::chrono::year{1990} / 1 / 1};

constexpr bool digit(char c) { return c >= '0' && c <= '9'; }

class Chooser {
  public:
    explicit Chooser(const DateQuestion& q) : q_(q) {}

    void run(Extraction& out) {
        std::optional<Stamp> published = stated(q_.linked_published);
        const std::optional<Stamp> by_meta = stated(q_.said.published);
        if (!published) published = by_meta;
        if (published && is_touched(*published))
            for (const auto& other : {visible(80, Says::published), by_meta})
                if (other && other->at + 24h < published->at) {
                    published = other;
                    break;
                }
        auto by_address = date_in_address(q_.url);
        if (!by_address) by_address = date_in_address(q_.canonical);
        if (!published && !by_address) published = in_month_of_address();
        if (!published) published = visible(by_address || !q_.said.perhaps.empty() ? 55 : 20);
        if (!published) published = stated(q_.said.perhaps);
        if (!published) published = stated(q_.linked_otherwise);
        if (published && by_address &&
            (published->at > by_address->at + 72h || published->at + 60 * 24h < by_address->at))
            published = by_address;
        if (!published) published = by_address;
        if (!published)
            for (const auto text : {q_.title, q_.description})
                if (const auto found = find_date(text, q_.said.slash); found && !published)
                    published = believed(found->stamp);

        if (!published) published = only_day();
        if (!published) published = visible(8);
        if (!published) published = date_in_address(q_.picture);
        if (published) find_zone(*published);

        std::optional<Stamp> modified = stated(q_.linked_modified);
        if (!modified) modified = stated(q_.said.modified);
        if (!modified) modified = nearest(Says::modified);
        if (!published) published = modified;
        if (modified && published && modified->at < published->at) modified.reset();
        set(published, out.published, out.published_as);
        set(modified, out.modified, out.modified_as);
    }

  private:
    static void set(const std::optional<Stamp>& stamp, std::optional<Instant>& at, DateForm& form) {
        if (!stamp) return;
        at = stamp->at;
        form = {.day_only = stamp->precision == Stamp::Precision::day, .east = stamp->east};
    }

    std::optional<Stamp> believed(const Stamp& stamp) const {
        if (stamp.precision < Stamp::Precision::day || stamp.at < from_unix_ms(0)) return std::nullopt;
        if (q_.now != Instant{} && stamp.at > q_.now + 24h) return std::nullopt;
        return stamp;
    }
    std::optional<Stamp> stated(std::string_view text) const {
        const auto stamp = parse_stamp(text, q_.said.slash);
        return stamp ? believed(*stamp) : std::nullopt;
    }

    // Published when, or after, it was last changed: the data may tell of the latest of several times.
    bool is_touched(const Stamp& published) const {
        const auto modified = stated(q_.linked_modified);
        return modified && modified->at <= published.at;
    }

    // /2024/05/31/, /2024-5-31, /31-05-2024-tram, /20240531 in an address.
    std::optional<Stamp> date_in_address(std::string_view url) const {
        for (std::size_t at = 1; at < url.size(); ++at) {
            if (!digit(url[at]) || digit(url[at - 1])) continue;
            const Run first = run_at(url, at);
            std::optional<Stamp> day;
            if (first.length == 8) {
                day = day_of(first.value / 10000, first.value / 100 % 100, first.value % 100);
            } else if ((first.length == 4 || first.length == 2) && first.end < url.size()) {
                const auto separates = [&](std::size_t i) {
                    return i < url.size() && (url[i] == '/' || url[i] == '-' || url[i] == '_');
                };
                const Run second = run_at(url, first.end + 1);
                if (!separates(first.end) || second.length < 1 || second.length > 2 || !separates(second.end)) continue;
                const Run third = run_at(url, second.end + 1);
                // "/2019-10/12-best-films/" counts films, "/2019-10/12/" days.
                const bool even = url[first.end] == url[second.end] ||
                                  (url[second.end] == '/' && third.end < url.size() && url[third.end] == '/');
                if (even && first.length == 4 && (third.length == 1 || third.length == 2))
                    day = day_of(first.value, second.value, third.value);
                else if (even && first.length == 2 && third.length == 4)
                    day = day_of(third.value, second.value, first.value);
            }
            if (day) return day;
        }
        return std::nullopt;
    }
    struct Run {
        int value = 0;
        std::size_t length = 0, end = 0;
    };
    static Run run_at(std::string_view text, std::size_t at) {
        Run run;
        for (; at < text.size() && digit(text[at]); ++at, ++run.length)
            if (run.length < 9) run.value = run.value * 10 + (text[at] - '0');
        run.end = at;
        return run;
    }
    std::optional<Stamp> day_of(int year, int month, int day) const {
        const auto date = std::chrono::year{year} / month / day;
        if (year < 1990 || month < 1 || day < 1 || !date.ok()) return std::nullopt;
        return believed({Instant{std::chrono::sys_days{date}}, Stamp::Precision::day, {}});
    }

    // /2024/05/tram: of the visible dates, the one in that month that speaks most for itself, wherever it stands.
    std::optional<Stamp> in_month_of_address() const {
        for (const std::string_view url : {q_.url, q_.canonical})
            for (std::size_t at = 1; at < url.size(); ++at) {
                if (!digit(url[at]) || url[at - 1] != '/') continue;
                const Run year = run_at(url, at);
                if (year.length != 4 || year.end >= url.size() || url[year.end] != '/') continue;
                const Run month = run_at(url, year.end + 1);
                if (month.length < 1 || month.length > 2 || month.end >= url.size() || url[month.end] != '/') continue;
                const auto first = day_of(year.value, month.value, 1);
                if (!first) continue;
                return best_of([&](const SaidDate& d) {
                    return d.says != Says::modified && d.stamp.at >= first->at && d.stamp.at < first->at + 31 * 24h;
                });
            }
        return std::nullopt;
    }

    // "Monday, 3 May 2024" bare above the headline is the paper's day, not the article's; so is any day far above it.
    bool is_masthead(const SaidDate& d) const {
        return d.by == By::line && d.says == Says::nothing && !q_.headline_at.empty() &&
               std::ranges::all_of(q_.headline_at,
                                   [&](Place headline) { return d.place < headline - (d.weekday ? 0 : 25); });
    }
    // How much a visible date speaks for being the article's; more is better.
    int weight(const SaidDate& d) const {
        int weight = d.by == By::microdata ? 50 : d.by == By::time ? 30 : d.by == By::credit ? 25 : 0;
        if (d.aside && d.by != By::microdata) weight -= 15;
        int nearness = q_.headline_at.empty() ? 0 : -25;
        for (const Place headline : q_.headline_at) {
            const int off = d.place - headline;
            if (off >= 0)
                nearness = std::max(nearness, off <= 12    ? 50
                                              : off <= 30  ? 40
                                              : off <= 60  ? 15
                                              : off <= 120 ? 5
                                              : off <= 200 ? -5
                                                           : -20);
            else
                nearness = std::max(nearness, off >= -6 ? 40 : off >= -15 ? 30 : off >= -30 ? 5 : -25);
        }
        // Beside the headline "published" is said of the article; further off it may be said of a book.
        if (d.says == Says::published) weight += nearness >= 40 ? 35 : 20;
        return weight + nearness;
    }
    std::optional<Stamp> visible(int at_least, std::optional<Says> says = std::nullopt) const {
        const SaidDate* best = nullptr;
        int most = at_least;
        for (const SaidDate& d : q_.said.seen) {
            if (says ? d.says != *says : d.says == Says::modified) continue;
            if (!believed(d.stamp) || d.stamp.at < web_began || is_masthead(d)) continue;
            const int w = weight(d);
            if (w > most) {
                most = w;
                best = &d;
            }
        }
        return best ? std::optional(best->stamp) : std::nullopt;
    }
    // A page that names one day and no other is of that day.
    std::optional<Stamp> only_day() const {
        std::optional<Stamp> only;
        for (const SaidDate& d : q_.said.seen) {
            if (d.says == Says::modified || !believed(d.stamp) || is_masthead(d)) continue;
            using std::chrono::days;
            if (only && std::chrono::floor<days>(only->at) != std::chrono::floor<days>(d.stamp.at)) return std::nullopt;
            if (!only) only = d.stamp;
        }
        return only;
    }
    // A moment that is given in UTC here and in local time there, to the minute, tells the zone.
    void find_zone(Stamp& stamp) const {
        if (stamp.precision != Stamp::Precision::time || stamp.east.value_or(0) != 0) return;
        const auto try_one = [&](const Stamp& other) {
            if (other.precision != Stamp::Precision::time || other.east) return;
            using std::chrono::minutes;
            const auto apart = std::chrono::floor<minutes>(other.at) - std::chrono::floor<minutes>(stamp.at);
            if (apart != 0min && apart % 30min == 0min && std::chrono::abs(apart) <= 14h && stamp.east.value_or(0) == 0)
                stamp.east = static_cast<int>(apart.count());
        };
        if (stamp.east == 0)
            for (const SaidDate& d : q_.said.seen) try_one(d.stamp);
        if (stamp.east == 0)
            if (const auto other = stated(q_.said.local)) try_one(*other);
    }
    std::optional<Stamp> nearest(Says says) const {
        return best_of([&](const SaidDate& d) { return d.says == says; });
    }
    std::optional<Stamp> best_of(const auto& may_be) const {
        const SaidDate* best = nullptr;
        int most = -1000;
        for (const SaidDate& d : q_.said.seen) {
            if (!may_be(d) || !believed(d.stamp)) continue;
            if (const int w = weight(d); w > most) {
                most = w;
                best = &d;
            }
        }
        return best ? std::optional(best->stamp) : std::nullopt;
    }

    const DateQuestion& q_;
};

}  // namespace

void choose_dates(const DateQuestion& question, Extraction& out) { Chooser(question).run(out); }

}  // namespace octavo::extract
