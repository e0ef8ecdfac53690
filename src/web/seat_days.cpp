// The archive by date, authors, and the pages about the site.
#include "web/feeds_out.hpp"
#include "web/front.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::size_t most_papers = 12;

// The days an archive has, as an edition counts them: of the oldest article and of the newest, but not of tomorrow.
struct Span {
    year_month_day first, last;
};
std::optional<Span> span_of(const Setting& s, const store::Stats& stats) {
    if (!stats.oldest || !stats.newest) return std::nullopt;
    return Span{s.tongue.date_of(*stats.oldest), s.tongue.date_of(std::min(*stats.newest, s.now))};
}

year_month_day after(year_month_day day) { return sys_days(day) + days(1); }

}  // namespace

Result<Response> SiteSeat::day(const Request& request, const Route& route, const Edition& edition) {
    const std::string place = day_place(route.date);
    const std::string key = fmt::format("{}|{}", place, route.before);
    return kept(
        request, route, edition, key, type_of(route), [&](Hands& hands, const Setting& s) -> Result<std::string> {
            const auto stats = TRY(site_.stats_of(*hands.reader));
            const Instant from = s.tongue.start_of(route.date), to = s.tongue.start_of(after(route.date));
            if (from > s.now) return fail(Fault::not_found, "that day has not come yet");
            if (route.form != Form::html) {
                store::ListQuery query = TRY(listing(hands, route));
                query.language = edition.language;
                query.before = store::first_position_at(to);
                auto cards = TRY(hands.reader->list(query));
                std::erase_if(cards,
                              [&](const store::Card& card) { return card.position < store::first_position_at(from); });
                const FeedHead head{fmt::format("{} · {}", s.tongue.day(from), site_.settings.name), place,
                                    feed_name(place + "/feed", route.form)};
                return write_feed(s, route.form, head, cards);
            }
            DayView view{.day = route.date, .before = {}, .after = {}, .desk = {}};
            view.desk = TRY(make_day(*hands.reader, edition,
                                     {.from = from, .to = to, .before = route.before, .sample = sample_filter(stats)},
                                     site_.settings.ranking, s.pictures));
            if (const auto span = span_of(s, stats)) {
                if (route.date > span->first) view.before = year_month_day(sys_days(route.date) - days(1));
                if (route.date < span->last) view.after = after(route.date);
            }
            return day_page(s, view);
        });
}

Result<Response> SiteSeat::month(const Request& request, const Route& route, const Edition& edition) {
    const bool newest = !route.date.ok();
    const std::string key = newest ? "archive" : month_place(route.date.year() / route.date.month());
    return kept(request, route, edition, key, html_type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
        const auto stats = TRY(site_.stats_of(*hands.reader));
        const auto span = span_of(s, stats);
        const year_month_day date = !newest ? route.date : span ? span->last : s.tongue.date_of(s.now);
        MonthView view{.month = date.year() / date.month(), .days = {}, .before = {}, .after = {}};
        view.sample = stats.real_articles == 0 && stats.articles > 0;
        if (span) {
            const year_month first = span->first.year() / span->first.month();
            const year_month last = span->last.year() / span->last.month();
            if (view.month < first || view.month > last) return fail(Fault::not_found, "nothing is of that month");
            if (view.month > first) view.before = view.month - std::chrono::months(1);
            if (view.month < last) view.after = view.month + std::chrono::months(1);
        } else if (!newest) {
            return fail(Fault::not_found, "nothing is of that month");
        }
        const auto count = static_cast<unsigned>((view.month / std::chrono::last).day());
        for (unsigned d = 1; d <= count; ++d) {
            const year_month_day one = view.month / std::chrono::day(d);
            const Instant from = s.tongue.start_of(one);
            view.days.push_back(from <= s.now && TRY(hands.reader->any_in({.from = from,
                                                                           .before = s.tongue.start_of(after(one)),
                                                                           .language = std::string(edition.language),
                                                                           .sample = sample_filter(stats)})));
        }
        return month_page(s, view);
    });
}

Result<Response> SiteSeat::author(const Request& request, const Route& route, const Edition& edition) {
    std::optional<std::string> right;
    const std::string key = route.form == Form::html ? fmt::format("{}|{}", route.place, route.before)
                                                     : fmt::format("by|{}|{}|{}", route.name, route.id, route.before);
    auto response =
        kept(request, route, edition, key, type_of(route), [&](Hands& hands, const Setting& s) -> Result<std::string> {
            auto author = TRY(hands.reader->author(AuthorId{route.id}));
            auto source = TRY(hands.reader->source(route.name));
            if (!author || !source) return fail(Fault::not_found, "no such author");
            AuthorView view{*std::move(author), *std::move(source), {}, {}};
            const std::string place = author_place(view.source.source.domain, view.author);
            if (route.form == Form::html && !same_place(route.place, place)) {
                right = place;
                return fail(Fault::not_found, "under another address");
            }
            const store::ListQuery query{.source = view.source.source.id,
                                         .before = route.before,
                                         .limit = listing_length,
                                         .copies = true,
                                         .author = view.author.id};
            view.articles.cards = TRY(hands.reader->list(query));
            if (view.articles.cards.empty()) return fail(Fault::not_found, "nobody of that name writes there");
            if (route.form != Form::html) return listing_feed(hands, s, route.form, view.author.name, place, query);
            finish(view.articles);
            view.papers = TRY(hands.reader->papers_of_author(view.author.id, most_papers));
            return author_page(s, view);
        });
    if (right) return moved(301, place_in(edition, *right), Keep::ask_again);
    return response;
}

Result<Response> SiteSeat::words(const Request& request, const Route& route, const Edition& edition) {
    if (!route.edition)  // "/api"
        return moved(302, place_in(edition, "api"), Keep::not_at_all, "Vary: Accept-Language, Cookie\r\n");
    return kept(request, route, edition, route.place, html_type, [&](Hands&, const Setting& s) -> Result<std::string> {
        if (route.kind == Route::Kind::about) return about_page(s);
        if (route.kind == Route::Kind::style) return style_page(s);
        if (route.kind == Route::Kind::api_page) return api_page(s);
        if (route.kind == Route::Kind::publishers) return publishers_page(s);
        return route.kind == Route::Kind::privacy ? privacy_page(s) : ranking_page(s);
    });
}

}  // namespace octavo::web
