// The daily briefing: its page, its recording, its feed. What is recorded stands for the day; where nothing can be
// recorded the page tells what is on top now.
#include "web/briefing.hpp"
#include "web/seat.hpp"

namespace octavo::web {
namespace {

using assist::AudioForm;

std::string day_text(std::chrono::year_month_day day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

constexpr std::size_t episodes_shown = 14;

}  // namespace

Result<std::optional<assist::Briefing>> SiteSeat::recorded(const Edition& edition) {
    assist::Recorder* recorder = site_.wires.recorder;
    if (!recorder || !recorder->reads(edition.code)) return std::nullopt;
    const Setting s = setting(edition, {});
    const std::string day = day_text(s.tongue.date_of(s.now));
    if (auto known = recorder->find(edition.code, day)) return known;
    if (recorder->being_made(edition.code, day) || recorder->rests(edition.code, day)) return std::nullopt;
    store::Reader& reader = *TRY(hands())->reader;
    const auto stats = TRY(site_.stats_of(reader));
    if (stats.real_articles == 0) return std::nullopt;  // nobody wants to be read the sample
    recorder->order(edition.code, day, TRY(make_briefing(reader, s, stats, site_.settings.ranking)));
    return std::nullopt;
}

Result<Response> SiteSeat::briefing_audio(const Route& route, const Edition& edition) {
    assist::Recorder* recorder = site_.wires.recorder;
    if (!recorder) return fail(Fault::not_found, "nothing is recorded here");
    const AudioForm form = route.name == "opus" ? AudioForm::opus : AudioForm::mp3;
    const Tongue& t = tongue(edition);
    const std::string today = day_text(t.date_of(site_.clock.now()));
    const std::string day = route.date.ok() ? day_text(route.date) : today;
    auto known = recorder->find(edition.code, day);
    if (!known && day == today) {
        known = TRY(recorded(edition));
        if (!known && recorder->being_made(edition.code, day)) return failed(edition, 503, "Retry-After: 20\r\n");
    }
    if (!known) return fail(Fault::not_found, "no such recording");
    const auto key = fmt::format("audio|{}|{}|{}", edition.code, day, to_unix_ms(known->made));
    auto page = site_.cache.get(key + route.name, 0, Instant{}, [&]() -> PagePtr {
        auto bytes = recorder->read(edition.code, day, form);
        if (!bytes) return nullptr;
        return std::make_shared<const Page>(std::move(*bytes), assist::media_type_of(form), false);
    });
    if (!page) return fail(Fault::not_found, "no recording in this form");
    Response response = found(std::move(page));
    response.ranges = true;
    return response;
}

Result<Response> SiteSeat::briefing_feed(const Request& request, const Route& route, const Edition& edition) {
    assist::Recorder* recorder = site_.wires.recorder;
    if (!recorder) return fail(Fault::not_found, "nothing is recorded here");
    TRY(recorded(edition));  // whoever follows the feed has today's made
    std::vector<Episode> episodes;
    for (const std::string& day : recorder->days(edition.code)) {
        if (episodes.size() >= episodes_shown) break;
        if (auto briefing = recorder->find(edition.code, day)) episodes.push_back({day, std::move(*briefing)});
    }
    if (episodes.empty() && !recorder->reads(edition.code)) return fail(Fault::not_found, "no voice for this language");
    Route feed = route;
    feed.form = Form::rss;  // its addresses are absolute
    const std::string newest = episodes.empty() ? std::string() : episodes.front().day;
    return kept(request, feed, edition, fmt::format("briefing-feed|{}|{}", newest, episodes.size()),
                "application/rss+xml; charset=utf-8",
                [&](Hands&, const Setting& s) -> Result<std::string> { return web::briefing_feed(s, episodes); });
}

Result<Response> SiteSeat::briefing(const Request& request, const Route& route, const Edition& edition) {
    if (route.name == "mp3" || route.name == "opus") return briefing_audio(route, edition);
    if (route.name == "xml") return briefing_feed(request, route, edition);
    assist::Recorder* recorder = site_.wires.recorder;
    if (route.name == "json") {
        const auto known = recorder ? recorder->find(edition.code, day_text(route.date)) : std::nullopt;
        if (!known) return fail(Fault::not_found, "no such recording");
        return found(page_of(briefing_chapters(setting(edition, origin_of(request)), *known),
                             "application/json+chapters; charset=utf-8"));
    }
    BriefingView view;
    if (auto known = TRY(recorded(edition))) {
        view.briefing = std::move(*known);
        view.recorded = true;
    }
    view.day = day_text(tongue(edition).date_of(site_.clock.now()));
    view.being_made = !view.recorded && recorder && recorder->being_made(edition.code, view.day);
    const std::string key = fmt::format("briefing|{}|{}{}", view.day, view.recorded ? 1 : 0, view.being_made ? 1 : 0);
    return kept(request, route, edition, key, html_type, [&](Hands& hands, const Setting& s) -> Result<std::string> {
        const auto stats = TRY(site_.stats_of(*hands.reader));
        if (!view.recorded) view.briefing = TRY(make_briefing(*hands.reader, s, stats, site_.settings.ranking));
        return briefing_page(s, view);
    });
}

}  // namespace octavo::web
