// Sections of the paper and places in the news.
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

// What surrounds a place: its country, and a city's region.
std::vector<const Place*> around(const Place& place) {
    std::vector<const Place*> out;
    if (place.kind == Place::Kind::country) return out;
    const auto& gazetteer = text::Gazetteer::own();
    if (const Place* country = gazetteer.country(place.country)) out.push_back(country);
    if (place.kind != Place::Kind::region)
        if (const Place* region = gazetteer.region(place.country, place.region)) out.push_back(region);
    return out;
}

bool lies_in(const Place& inner, const Place& outer) {
    if (&inner == &outer || inner.country != outer.country) return false;
    if (outer.kind == Place::Kind::country) return true;
    return outer.kind == Place::Kind::region && inner.kind != Place::Kind::region &&
           outer.id.substr(outer.id.find('.') + 1) == inner.region;
}

}  // namespace

Result<Response> SiteSeat::category(const Request& request, const Route& route, const Edition& edition) {
    const std::string place = category_place(route.category);
    const std::string key = fmt::format("{}|{}", place, route.before);
    const std::string_view type = route.form == Form::html ? html_type : feed_type(route.form);
    return kept(request, route, edition, key, type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
        const auto stats = TRY(site_.stats_of(*hands.reader));
        store::ListQuery query{.language = std::string(edition.language),
                               .before = route.before,
                               .limit = listing_length,
                               .sample = sample_filter(stats),
                               .category = route.category};
        if (route.form == Form::html)
            return category_page(s, route.category,
                                 TRY(make_desk(*hands.reader, edition, query, site_.settings.ranking)));
        const FeedHead head{fmt::format("{} · {}", s.tongue.say(category_word(route.category)), site_.settings.name),
                            place, feed_name(place + "/feed", route.form)};
        return write_feed(s, route.form, head, TRY(hands.reader->list(query)));
    });
}

Result<Response> SiteSeat::locality(const Request& request, const Route& route, const Edition& edition) {
    const Place* const there = find_locality(route.name);
    if (!there) return fail(Fault::not_found, "no such place");
    const std::string place = locality_place(*there);
    // One address a place: whatever stands before the id leads here.
    if (route.form == Form::html && !same_place(route.place, place))
        return moved(301, place_in(edition, place), Keep::ask_again);
    const std::string key = fmt::format("{}|{}", place, route.before);
    const std::string_view type = route.form == Form::html ? html_type : feed_type(route.form);
    return kept(request, route, edition, key, type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
        const auto stats = TRY(site_.stats_of(*hands.reader));
        store::ListQuery query{.language = std::string(edition.language),
                               .before = route.before,
                               .limit = listing_length,
                               .sample = sample_filter(stats),
                               .place = std::string(there->id)};
        if (route.form != Form::html) {
            const FeedHead head{fmt::format("{} · {}", locality_name(s, *there), site_.settings.name), place,
                                feed_name(place + "/feed", route.form)};
            return write_feed(s, route.form, head, TRY(hands.reader->list(query)));
        }
        LocalityView view{.place = there, .around = around(*there), .inside = {}, .desk = {}};
        view.desk = TRY(make_desk(*hands.reader, edition, query, site_.settings.ranking));
        // Of a place far away little is written in one's own language: then in any.
        if (view.desk.top.empty() && view.desk.more.empty()) {
            query.language.clear();
            view.desk = TRY(make_desk(*hands.reader, edition, query, site_.settings.ranking));
        }
        for (const auto& [id, articles] :
             TRY(hands.reader->busy_places(s.now - lately, sample_filter(stats), most_busy))) {
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
