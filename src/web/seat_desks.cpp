// Sections of the paper, hashtags and places in the news.
#include "store/rulings.hpp"
#include "web/feeds_out.hpp"
#include "web/front.hpp"
#include "web/seat.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

using Place = text::GazetteerPlace;

constexpr std::chrono::days lately{7};
constexpr std::size_t most_busy = 2000;
constexpr std::size_t most_inside = 24;
constexpr std::size_t most_countries = 250;
constexpr std::chrono::minutes trends_kept{1};
constexpr std::chrono::hours trend_recent{24};
constexpr std::chrono::days trend_before{7};
constexpr int fewest_publishers = 2;
constexpr std::size_t most_trends = 40;
constexpr std::size_t most_related = 12;
constexpr std::size_t days_drawn = 14;

Result<std::vector<story::Trend>> count_trends(store::Reader& reader, Instant now, std::string_view language,
                                               std::optional<bool> sample) {
    std::vector<story::Trend> tags;
    const Instant recent = now - trend_recent;
    for (auto& pulse : TRY(reader.rising_tags(recent - trend_before, recent, language, sample, fewest_publishers)))
        tags.push_back({.id = pulse.tag.id,
                        .name = std::move(pulse.tag.name),
                        .recent = pulse.recent,
                        .publishers = pulse.publishers,
                        .before = pulse.before});
    return story::rank_trends(std::move(tags), trend_recent, trend_before, most_trends);
}

}  // namespace

// Every listing is a page and three feeds.
std::string_view SiteSeat::type_of(const Route& route) {
    return route.form == Form::html ? html_type : feed_type(route.form);
}

Result<store::ListQuery> SiteSeat::listing(Hands& hands, const Route& route) {
    const auto stats = TRY(site_.stats_of(*hands.reader));
    return store::ListQuery{.before = route.before, .limit = listing_length, .sample = sample_filter(stats)};
}

Result<std::string> SiteSeat::listing_feed(Hands& hands, const Setting& s, Form form, std::string_view title,
                                           const std::string& place, const store::ListQuery& query) {
    const FeedHead head{fmt::format("{} · {}", title, site_.settings.name), place, feed_name(place + "/feed", form)};
    return write_feed(s, form, head, TRY(hands.reader->list(query)));
}

Result<Response> SiteSeat::category(const Request& request, const Route& route, const Edition& edition) {
    const std::string place = category_place(route.category);
    const std::string key = fmt::format("{}|{}", place, route.before);
    return kept(
        request, route, edition, key, type_of(route), [&](Hands& hands, const Setting& s) -> Result<std::string> {
            store::ListQuery query = TRY(listing(hands, route));
            query.language = edition.language;
            query.category = route.category;
            if (route.form != Form::html)
                return listing_feed(hands, s, route.form, s.tongue.say(category_word(route.category)), place, query);
            DeskView desk = TRY(make_desk(*hands.reader, edition, query, site_.settings.ranking, s.pictures));
            desk.alternates = TRY(alternates(hands, s, store::BusyTopic::What::category, name_of(route.category)));
            return category_page(s, route.category, desk);
        });
}

Result<std::vector<story::Trend>> Site::State::trends_of(store::Reader& reader, const Edition& edition,
                                                         std::optional<bool> sample) {
    const Instant now = clock.now();
    // With the sample or without it: its hashtags lead nowhere once it has left.
    const std::string name = fmt::format("{}|{}", edition.language, sample ? static_cast<int>(*sample) : -1);
    {
        const std::scoped_lock lock(trends_mutex);
        Trends& known = trends[name];
        const bool good = known.counted != Instant{} && now - known.counted < trends_kept && now >= known.counted;
        if (good || (known.counting && known.counted != Instant{})) return known.tags;
        known.counting = true;  // whoever comes meanwhile is given what was
    }
    auto tags = count_trends(reader, now, edition.language, sample);
    const std::scoped_lock lock(trends_mutex);
    Trends& known = trends[name];
    known.counting = false;
    if (!tags) return std::unexpected(tags.error());
    known.tags = *tags;
    known.counted = now;
    return tags;
}

Result<Response> SiteSeat::trending(const Request& request, const Route& route, const Edition& edition) {
    return kept(request, route, edition, "t", html_type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
        const auto stats = TRY(site_.stats_of(*hands.reader));
        return trending_page(s, TRY(site_.trends_of(*hands.reader, edition, sample_filter(stats))));
    });
}

Result<Response> SiteSeat::tag(const Request& request, const Route& route, const Edition& edition) {
    std::optional<std::string> right;
    // A feed has one place in the cache, whatever stands before its id.
    const std::string key = route.form == Form::html ? fmt::format("{}|{}", route.place, route.before)
                                                     : fmt::format("t|{}|{}", route.id, route.before);
    auto response =
        kept(request, route, edition, key, type_of(route), [&](Hands& hands, const Setting& s) -> Result<std::string> {
            const TagId id{route.id};
            const auto known = TRY(hands.reader->tag(id));
            const auto ruling = site_.wires.rulings ? TRY(site_.wires.rulings->tag_ruling(id)) : std::nullopt;
            // An editor writes it as another one.
            if (!known && ruling && ruling->now) right = tag_place({ruling->now, ruling->now_name});
            if (!known) return fail(Fault::not_found, "no such hashtag");
            const std::string place = tag_place(*known);
            if (route.form == Form::html && !same_place(route.place, place)) {
                right = place;
                return fail(Fault::not_found, "under another address");
            }
            store::ListQuery query = TRY(listing(hands, route));
            query.tag = id;
            if (route.form != Form::html) {
                store::ListQuery any = query;
                any.limit = 1;
                if (TRY(hands.reader->list(any)).empty()) return fail(Fault::not_found, "nobody writes of it any more");
                return listing_feed(hands, s, route.form, "#" + known->name, place, query);
            }
            TagView view{
                .tag = *known, .related = TRY(hands.reader->related_tags(id, most_related)), .days = {}, .desk = {}};
            if (ruling) view.about = ruling->about;
            view.desk = TRY(make_desk(*hands.reader, edition, query, site_.settings.ranking, s.pictures));
            if (view.desk.top.empty() && view.desk.more.empty() && !view.desk.further)
                return fail(Fault::not_found, "nobody writes of it any more");
            view.days.assign(days_drawn, 0);
            const Instant from = std::chrono::floor<std::chrono::days>(s.now) - std::chrono::days(days_drawn - 1);
            for (const Instant time : TRY(hands.reader->times_of_tag(id, from, query.sample)))
                if (time >= from && time <= s.now)
                    ++view.days[static_cast<std::size_t>((time - from) / std::chrono::days(1))];
            return tag_page(s, view);
        });
    if (right) return moved(301, place_in(edition, *right), Keep::ask_again);
    return response;
}

Result<Response> SiteSeat::locality(const Request& request, const Route& route, const Edition& edition) {
    const Place* const there = find_locality(route.name);
    if (!there) return fail(Fault::not_found, "no such place");
    const std::string place = locality_place(*there);
    // One address a place: whatever stands before the id leads here.
    if (route.form == Form::html && !same_place(route.place, place))
        return moved(301, place_in(edition, place), Keep::ask_again);
    const std::string key = fmt::format("{}|{}", place, route.before);
    return kept(
        request, route, edition, key, type_of(route), [&](Hands& hands, const Setting& s) -> Result<std::string> {
            store::ListQuery query = TRY(listing(hands, route));
            query.language = edition.language;
            query.place = there->id;
            // Of a place far away little is written in one's own language: where nothing is, in any.
            store::ListQuery any = query;
            any.before = store::newest;
            any.limit = 1;
            if (TRY(hands.reader->list(any)).empty()) query.language.clear();
            if (route.form != Form::html)
                return listing_feed(hands, s, route.form, locality_name(s, *there), place, query);
            LocalityView view{.place = there, .around = places_around(*there), .inside = {}, .desk = {}};
            view.desk = TRY(make_desk(*hands.reader, edition, query, site_.settings.ranking, s.pictures));
            view.desk.alternates = TRY(alternates(hands, s, store::BusyTopic::What::place, there->id));
            if (there->kind == Place::Kind::city || there->kind == Place::Kind::capital || view.desk.further)
                return locality_page(s, view);
            for (const auto& [id, articles] : TRY(hands.reader->busy_places(s.now - lately, query.sample, most_busy))) {
                const Place* inner = find_locality(id);
                if (inner && lies_in(*inner, *there)) view.inside.push_back({inner, articles});
                if (view.inside.size() == most_inside) break;
            }
            return locality_page(s, view);
        });
}

Result<Response> SiteSeat::localities(const Request& request, const Route& route, const Edition& edition) {
    return kept(request, route, edition, "l", html_type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
        const auto stats = TRY(site_.stats_of(*hands.reader));
        LocalitiesView view;
        view.sample = stats.real_articles == 0 && stats.articles > 0;
        for (const auto& [id, articles] :
             TRY(hands.reader->busy_places(s.now - lately, sample_filter(stats), most_busy))) {
            const Place* place = find_locality(id);
            if (place && place->kind == Place::Kind::country) view.countries.push_back({place, articles});
            if (view.countries.size() == most_countries) break;
        }
        return localities_page(s, view);
    });
}

}  // namespace octavo::web
