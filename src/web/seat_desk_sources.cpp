// Sources on the desk: the list, one of them, the catalogue.
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "model/health.hpp"
#include "store/rulings.hpp"
#include "web/asking.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t a_page = 100;
constexpr std::chrono::days counted{7};
// What was found at the address, and which of it is followed now.
std::vector<FoundFeed> found_in(const Carried& carried) {
    std::vector<FoundFeed> out;
    for (const std::string& line : carried.lines) {
        const auto json = Json::parse(line);
        if (!json) continue;
        const auto status = (*json)["status"].string();
        if (status == "refused") continue;
        out.push_back({.url = std::string((*json)["url"].string()),
                       .title = std::string((*json)["title"].string()),
                       .what = status == "followed"  ? FoundFeed::What::followed
                               : status == "already" ? FoundFeed::What::already
                                                     : FoundFeed::What::also});
    }
    return out;
}

// The worse of two feeds stands for their source.
bool is_worse(const Feed& a, const Feed& b) {
    const bool trouble_a = needs_attention(trouble_of(a)), trouble_b = needs_attention(trouble_of(b));
    if (trouble_a != trouble_b) return trouble_a;
    return a.worked.value_or(Instant{}) < b.worked.value_or(Instant{});
}

struct AllSources {
    std::vector<DeskSourceRow> rows;
    Result<> read(store::Reader& reader, store::Rulings* rulings, Instant now) {
        std::unordered_map<SourceId, std::vector<Feed>> feeds;
        for (Feed& feed : TRY(reader.feeds())) feeds[feed.source].push_back(std::move(feed));
        std::unordered_map<SourceId, Instant> paused;
        std::unordered_map<SourceId, std::int64_t> lately;
        if (rulings) {
            paused = TRY(rulings->paused());
            lately = TRY(rulings->articles_since(now - counted));
        }
        for (store::SourceRow& row : TRY(reader.sources())) {
            DeskSourceRow one{.row = std::move(row), .feed = {}, .paused = {}};
            if (const auto of = feeds.find(one.row.source.id); of != feeds.end()) {
                one.feeds = of->second.size();
                one.feed = *std::ranges::min_element(of->second, is_worse);
            }
            if (const auto since = paused.find(one.row.source.id); since != paused.end()) one.paused = since->second;
            if (const auto count = lately.find(one.row.source.id); count != lately.end())
                one.a_day = static_cast<double>(count->second) / static_cast<double>(counted.count());
            rows.push_back(std::move(one));
        }
        return {};
    }
};

bool fits(const DeskSourceRow& one, std::string_view text, std::string_view state) {
    if (state == "paused" && !one.paused) return false;
    if (state == "trouble" && (one.paused || !one.feed || !needs_attention(trouble_of(*one.feed)))) return false;
    const Source& s = one.row.source;
    return text.empty() || utf8::lower(s.name).contains(text) || s.domain.contains(text);
}

}  // namespace

Response SiteSeat::desk_sources(const Request& request, const Route& route, const Edition& edition,
                                const Asker& asker) {
    DeskSourcesView view{
        .rows = {}, .a_page = a_page, .text = {}, .state = {}, .outcome = {}, .found = {}, .typed = {}};
    if (request.post) {
        view.typed = typed_line(request, "address");
        if (form_value(request, "do") != "add" || view.typed.empty()) return failed(edition, 400);
        const auto done = carried(request, edition, asker, Role::owner, {.words = {"add", view.typed}});
        if (!done) return done.error();
        view.outcome = outcome_of(*done);
        view.found = found_in(*done);
        if (view.outcome->done) view.typed.clear();
    }
    const DeskSetting d = desk_setting(request, edition, asker);
    view.text = utf8::squeeze(utf8::cut(utf8::repair(asked_value(request, "q")), 200));
    view.state = asked_value(request, "state");
    std::from_chars(route.text.data(), route.text.data() + route.text.size(), view.from);
    AllSources all;
    const auto held = hands();
    if (!held || !all.read(*(*held)->reader, site_.wires.rulings, d.s.now))
        return failed(edition, 503, "Retry-After: 5\r\n");
    const std::string lowered = utf8::lower(view.text);
    for (DeskSourceRow& one : all.rows) {
        if (!fits(one, lowered, view.state)) continue;
        if (view.all >= view.from && view.rows.size() < a_page) view.rows.push_back(std::move(one));
        ++view.all;
    }
    return page_for_one(desk_sources_page(d, view), view.outcome && !view.outcome->done ? 422 : 200);
}

Response SiteSeat::desk_source(const Request& request, const Route& route, const Edition& edition, const Asker& asker) {
    const std::string place = "admin/sources/" + percent_encode(route.name);
    DeskSourceView view{.source = {}, .feeds = {}, .outcome = {}};
    const auto held = hands();
    if (!held) return failed(edition, 503, "Retry-After: 5\r\n");
    store::Reader& reader = *(*held)->reader;
    auto row = reader.source(route.name);
    if (!row) return failed(edition, 503, "Retry-After: 5\r\n");
    if (request.post) {
        const std::string doing = form_value(request, "do");
        const bool sure = form_value(request, "sure") == "yes";
        Errand errand;
        if (doing == "pause" || doing == "resume") errand.words = {doing, route.name};
        if (doing == "set") {
            errand.words = {"set", route.name};
            for (const std::string_view field : {"name", "country", "language", "kind"})
                if (query_value(request.body, field))  // one that was not sent stays as it is
                    errand.words.push_back(fmt::format("{}={}", field, typed_line(request, field)));
        }
        if (doing == "remove" && sure) errand.words = {"remove", route.name};
        if (doing == "forget" && sure) errand = {.words = {"remove", route.name}, .all = true};
        if (doing == "optout" && sure) errand.words = {"optout", route.name, typed_line(request, "why")};
        // Where it is waited for, the source may have gone with it.
        if (errand.words.empty() || (!*row && !request.waited)) return failed(edition, *row ? 400 : 404);
        const auto done = carried(request, edition, asker, Role::owner, std::move(errand));
        if (!done) return done.error();
        view.outcome = outcome_of(*done);
        const bool gone = doing == "forget" || doing == "optout";
        if (view.outcome->done)
            return moved(303, place_in(edition, gone ? "admin/sources" : place + "?done=1"), Keep::not_at_all);
    }
    if (!*row) return failed(edition, 404);
    if (!request.post && !asked_value(request, "done").empty()) view.outcome = Outcome{.done = true};
    const DeskSetting d = desk_setting(request, edition, asker);
    auto feeds = reader.feeds_of((*row)->source.id);
    if (!feeds) return failed(edition, 503, "Retry-After: 5\r\n");
    view.feeds = *std::move(feeds);
    view.source.row = **row;
    if (store::Rulings* rulings = site_.wires.rulings) {
        const auto paused = rulings->paused();
        const auto lately = rulings->articles_since(d.s.now - counted);
        const SourceId id = view.source.row.source.id;
        if (paused && paused->contains(id)) view.source.paused = paused->at(id);
        if (lately && lately->contains(id))
            view.source.a_day = static_cast<double>(lately->at(id)) / static_cast<double>(counted.count());
    }
    return page_for_one(desk_source_page(d, view), view.outcome && !view.outcome->done ? 422 : 200);
}

Response SiteSeat::desk_catalogue(const Request& request, const Route& route, const Edition& edition,
                                  const Asker& asker) {
    if (!site_.wires.desk || !site_.wires.desk->catalogue) return failed(edition, 404);
    DeskCatalogueView view{.countries = {}, .country = {}, .rows = {}, .outcome = {}};
    if (request.post) {
        const std::string address = typed_line(request, "address");
        if (form_value(request, "do") != "add" || address.empty()) return failed(edition, 400);
        const auto done = carried(request, edition, asker, Role::owner, {.words = {"add", address}});
        if (!done) return done.error();
        view.outcome = outcome_of(*done);
    }
    const auto held = hands();
    auto feeds = held ? (*held)->reader->feeds() : fail(Fault::busy, "the archive");
    if (!feeds) return failed(edition, 503, "Retry-After: 5\r\n");
    std::unordered_set<std::string> followed;
    for (const Feed& feed : *feeds) followed.insert({feed.url, feed.was_at});
    // What belongs to no country stands under the code that stands for none.
    const auto code_of = [](const CatalogueFeed& one) { return one.country.empty() ? "ZZ" : one.country; };
    std::map<std::string, std::size_t> countries;
    const auto catalogue = site_.wires.desk->catalogue();
    for (const CatalogueFeed& one : catalogue) ++countries[code_of(one)];
    for (const auto& [code, count] : countries) view.countries.push_back({code, count});
    view.country = countries.contains(route.text) ? route.text : std::string(edition.country);
    if (!countries.contains(view.country) && !countries.empty()) view.country = countries.begin()->first;
    for (const CatalogueFeed& one : catalogue)
        if (code_of(one) == view.country) view.rows.push_back({one, followed.contains(one.url)});
    return page_for_one(desk_catalogue_page(desk_setting(request, edition, asker), view),
                        view.outcome && !view.outcome->done ? 422 : 200);
}

}  // namespace octavo::web
