// Sitemaps over HTTP: which files there are, and what stands in them. Of a public site only. They are made a few times
// an hour, whatever changes, and a request reads one day, or the last days, but never the whole archive.
#include "web/asking.hpp"
#include "web/seat.hpp"
#include "web/sections.hpp"
#include "web/sitemaps.hpp"

namespace octavo::web {
namespace {

using What = store::BusyTopic::What;
using std::chrono::sys_days;

constexpr std::string_view xml_type = "application/xml; charset=utf-8";
constexpr std::chrono::minutes often{15};
constexpr std::chrono::minutes news_often{2};
constexpr std::chrono::days a_week{7};
constexpr std::chrono::days still_news{2};
constexpr std::int64_t fewest_articles = 3;  // of a week and a language: what has fewer is no page to be found by
constexpr std::size_t most_topics = 5'000;
constexpr std::size_t most_days = 20'000;
constexpr std::size_t most_days_looked_into = 200;  // of those we know nothing of, in one request
constexpr std::chrono::hours known_for{24};
constexpr int days_back = 31;  // pages of the archive that are listed; those before are found from month to month
const Instant first_day = sys_days(std::chrono::days(1));  // what is undated stands before it

store::Stretch stretch_of_day(sys_days day) { return store::stretch_of(day, day + std::chrono::days(1)); }

std::string address(const std::string& origin, const Edition& edition, std::string_view place) {
    return origin + place_in(edition, place);
}

// The page of a topic; "" when there is none.
std::string place_of(const store::BusyTopic& topic) {
    switch (topic.what) {
        case What::category: {
            const auto category = category_of(topic.id);
            const bool shown =
                category && std::ranges::find(sections_of_a_paper, *category) != sections_of_a_paper.end();
            return shown ? category_place(*category) : "";
        }
        case What::tag: {
            const auto id = TagId::parse(topic.id);
            return id ? tag_place({*id, topic.name}) : "";
        }
        case What::place: {
            const auto* place = find_locality(topic.id);
            return place ? locality_place(*place) : "";
        }
    }
    return {};
}

void add_topics(SitemapFile& file, const Topics& topics, What what, const std::string& origin) {
    for (const store::BusyTopic& topic : topics.all()) {
        if (topic.what != what) continue;
        const std::string place = place_of(topic);
        if (place.empty()) continue;
        for (const Edition& edition : editions())
            if (edition.language == topic.tongue) file.add(address(origin, edition, place), topic.newest);
    }
}

// The part of a day that a file has: each begins behind as many articles as a file may have lines.
Result<std::optional<store::Stretch>> part_of_day(store::Reader& reader, const DayFile& file) {
    store::Stretch rest = stretch_of_day(file.day);
    for (unsigned part = 1;; ++part) {
        const auto next = TRY(reader.position_after(rest, most_addresses));
        if (part == file.part) return store::Stretch{rest.before, next ? *next + 1 : rest.from};
        if (!next) return std::nullopt;
        rest.before = *next + 1;
    }
}

Result<std::size_t> parts_of_day(store::Reader& reader, sys_days day) {
    bool any = false;
    TRY(reader.each_told_story(stretch_of_day(day), 1, [&](const store::ToldStory&) { any = true; }));
    if (!any) return 0;
    store::Stretch rest = stretch_of_day(day);
    for (std::size_t parts = 1;; ++parts) {
        const auto next = TRY(reader.position_after(rest, most_addresses));
        if (!next) return parts;
        rest.before = *next + 1;
    }
}

}  // namespace

// The days that have stories, the newest first. What is found of a past day is remembered for a day; a request looks
// into so many new ones, and the next request into the next.
Result<> Site::State::each_day(store::Reader& reader, const std::function<void(const DayStories&)>& visit) {
    const Instant now = clock.now();
    std::size_t looked = 0;
    Instant below = now + std::chrono::days(1);
    for (std::size_t count = 0; count < most_days; ++count) {
        const auto spot = TRY(reader.newest_in(store::stretch_of(first_day, below)));
        if (!spot) return {};
        const auto day = std::chrono::floor<std::chrono::days>(spot->published);
        if (Instant(day) >= below) return {};  // cannot be; and would not end
        below = day;
        std::optional<std::size_t> parts;
        {
            const std::scoped_lock lock(days_mutex);
            const auto known = days.find(day);
            if (known != days.end() && now - known->second.counted < known_for && now - Instant(day) > still_news)
                parts = known->second.parts;
        }
        if (!parts) {
            if (looked++ == most_days_looked_into) return {};
            parts = TRY(parts_of_day(reader, day));
            const std::scoped_lock lock(days_mutex);
            days[day] = {*parts, now};
        }
        if (*parts > 0) visit({day, *parts, spot->published});
    }
    return {};
}

Result<std::shared_ptr<const Topics>> Site::State::topics_of(store::Reader& reader) {
    const Instant now = clock.now();
    if (auto known = topics.get(now, often)) return known;
    const auto fresh = [&]() -> Result<std::shared_ptr<const Topics>> {
        std::vector<store::BusyTopic> all;
        for (const What what : {What::category, What::place, What::tag})
            for (auto& topic : TRY(reader.busy_topics(what, now - a_week, fewest_articles, most_topics)))
                all.push_back(std::move(topic));
        return std::make_shared<const Topics>(std::move(all));
    }();
    topics.put(fresh ? *fresh : nullptr, now);
    return fresh;
}

Result<std::vector<const Edition*>> SiteSeat::alternates(Hands& hands, const Setting& s, What what,
                                                         std::string_view id) {
    std::vector<const Edition*> found;
    if (!s.is_public()) return found;
    const auto topics = TRY(site_.topics_of(*hands.reader));
    for (const Edition& edition : editions())
        if (id.empty() ? topics->speaks(edition.language) : topics->has(what, id, edition.language))
            found.push_back(&edition);
    if (found.size() < 2 || std::ranges::find(found, &s.edition()) == found.end()) found.clear();
    return found;
}

// Made anew when so much time has passed, and not sooner: a crawler may ask as often as it likes.
Result<Response> SiteSeat::seldom(const Request& request, std::string_view name, Duration every,
                                  const std::function<Result<std::string>(store::Reader&, const std::string&)>& write) {
    if (site_.settings.base_url.empty()) return fail(Fault::not_found, "a private site has no sitemaps");
    const std::string origin = origin_of(request);
    const Instant tick = Instant(site_.clock.now().time_since_epoch() / every * every);
    std::optional<Failure> failure;
    const auto page = site_.cache.get(fmt::format("sitemap|{}", name), 0, tick, [&]() -> PagePtr {
        const auto bytes = [&]() -> Result<std::string> { return write(*TRY(hands())->reader, origin); }();
        if (bytes) return page_of(*bytes, xml_type);
        failure = bytes.error();
        return nullptr;
    });
    if (failure) return std::unexpected(std::move(*failure));
    return found(page);
}

Result<std::string> SiteSeat::sitemap_index(store::Reader& reader, const std::string& origin) {
    SitemapFile file(SitemapFile::What::files);
    for (const std::string_view name : {"pages", "places", "tags", "days", "sources"})
        file.add(fmt::format("{}/sitemap/{}.xml", origin, name));
    TRY(site_.each_day(reader, [&](const Site::State::DayStories& day) {
        for (unsigned part = 1; part <= day.parts; ++part)
            file.add(fmt::format("{}/sitemap/{}.xml", origin, DayFile{day.day, part}.name()), day.newest);
    }));
    return file.take();
}

Result<std::string> SiteSeat::sitemap_of_pages(store::Reader& reader, const std::string& origin) {
    SitemapFile file;
    const auto topics = TRY(site_.topics_of(reader));
    const auto newest = TRY(site_.stats_of(reader)).newest;
    for (const Edition& edition : editions()) {
        if (!topics->speaks(edition.language)) continue;
        file.add(address(origin, edition, ""), newest);
        for (const std::string_view place : {"t", "l", "src"}) file.add(address(origin, edition, place));
    }
    if (file.count() == 0) file.add(address(origin, editions().front(), ""), newest);
    add_topics(file, *topics, What::category, origin);
    return file.take();
}

// Each edition's last days, as its own clock parts them, and its way into all the others.
Result<std::string> SiteSeat::sitemap_of_days(store::Reader& reader, const std::string& origin) {
    SitemapFile file;
    const auto topics = TRY(site_.topics_of(reader));
    for (const Edition& edition : editions()) {
        if (!topics->speaks(edition.language)) continue;
        file.add(address(origin, edition, "archive"));
        const Tongue tongue(edition);
        auto day = sys_days(tongue.date_of(site_.clock.now()));
        Instant before = tongue.start_of(day + std::chrono::days(1));
        for (int i = 0; i < days_back; ++i, day -= std::chrono::days(1)) {
            const Instant from = tongue.start_of(day);
            const std::string language(edition.language);
            if (TRY(reader.any_in({.from = from, .before = before, .language = language, .sample = false})))
                file.add(address(origin, edition, day_place(day)));
            before = from;
        }
    }
    return file.take();
}

Result<Response> SiteSeat::sitemap(const Request& request, const Route& route) {
    return seldom(
        request, route.name, often, [&](store::Reader& reader, const std::string& origin) -> Result<std::string> {
            if (route.name.empty()) return sitemap_index(reader, origin);
            if (route.name == "pages") return sitemap_of_pages(reader, origin);
            if (route.name == "days") return sitemap_of_days(reader, origin);
            SitemapFile file;
            if (route.name == "places" || route.name == "tags") {
                const auto topics = TRY(site_.topics_of(reader));
                add_topics(file, *topics, route.name == "tags" ? What::tag : What::place, origin);
                return file.take();
            }
            if (route.name == "sources") {
                for (const store::SourceRow& row : TRY(reader.sources()))
                    if (row.source.klass == Source::Class::real && row.articles > 0)
                        file.add(address(origin, home_of(row.source.language), source_place(row.source.domain)),
                                 row.newest);
                return file.take();
            }
            const auto day = read_day_file(route.name);
            if (!day) return fail(Fault::not_found, "no such sitemap");
            const auto part = TRY(part_of_day(reader, *day));
            if (part)
                TRY(reader.each_told_story(*part, most_addresses, [&](const store::ToldStory& story) {
                    file.add(home_address(origin, story), story.newest);
                }));
            if (file.count() == 0) return fail(Fault::not_found, "no stories of that day");
            return file.take();
        });
}

Result<Response> SiteSeat::news_sitemap(const Request& request) {
    return seldom(request, "news", news_often,
                  [&](store::Reader& reader, const std::string& origin) -> Result<std::string> {
                      NewsFile file(site_.settings.name);
                      const Instant now = site_.clock.now();
                      const auto stretch = store::stretch_of(now - still_news, now + std::chrono::days(1));
                      TRY(reader.each_told_story(stretch, most_news, [&](const store::ToldStory& story) {
                          if (story.first >= now - still_news && !news_language(story.language).empty())
                              file.add(home_address(origin, story), story);
                      }));
                      return file.take();
                  });
}

}  // namespace octavo::web
