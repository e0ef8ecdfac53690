// The daily briefing of an edition: which stories, in which words, and how it is shown: a page, a podcast feed,
// chapters. The stories are today's page's, in its order (front.hpp); the sentences are what an article's page may show
// of it. Checked by tests/web/briefing_test.cpp.
#pragma once

#include "assist/briefing.hpp"
#include "web/front.hpp"
#include "web/pages.hpp"

namespace octavo::web {

constexpr std::size_t briefing_stories = 10;

// Asks the archive. No stories: there is nothing to tell yet.
Result<assist::Briefing> make_briefing(store::Reader& reader, const Setting& s, const store::Stats& stats,
                                       const story::Weights& weights);

struct BriefingView {
    assist::Briefing briefing;
    std::string day;        // "2026-11-27": of the recording
    bool recorded = false;  // it can be heard
    bool being_made = false;
};
std::string briefing_page(const Setting& s, const BriefingView& view);

// Where a page's reader can have it read by the browser's own voice (assets/listen.js): "article" or "briefing". Empty,
// and so not to be seen, until the script finds a voice.
void listen_button(Html& h, const Setting& s, Markup what);

// RSS 2.0 with the namespaces of podcasts; `episodes` the newest first.
// https://www.rssboard.org/rss-specification  https://podcasters.apple.com/support/823-podcast-requirements
struct Episode {
    std::string day;
    assist::Briefing briefing;
};
std::string briefing_feed(const Setting& s, std::span<const Episode> episodes);
// https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md
std::string briefing_chapters(const Setting& s, const assist::Briefing& briefing);

// "briefing/2026-11-27.mp3"
std::string briefing_place(std::string_view day, std::string_view form);

}  // namespace octavo::web
