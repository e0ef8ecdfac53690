// What goes where on a front page: articles of the edition's language grouped by story, the weightiest first, then
// the newest, then what the rest of the world's languages report.
//
// What goes first says src/story/ranking.hpp. Time is the newest article's, never the wall clock, so that the same
// archive gives the same page. What is sponsored never leads.
// Checked by tests/web/front_test.cpp.
#pragma once

#include "base/result.hpp"
#include "store/store.hpp"
#include "story/ranking.hpp"
#include "web/pages.hpp"

namespace octavo::web {

Result<TodayView> make_front(store::Reader& reader, const Edition& edition, const store::Stats& stats,
                             const story::Weights& weights = {}, const PictureLook* pictures = nullptr);
// A section's or a place's page: the articles of the query, laid out as a front page is; a further page has rows alone.
Result<DeskView> make_desk(store::Reader& reader, const Edition& edition, store::ListQuery query,
                           const story::Weights& weights = {}, const PictureLook* pictures = nullptr);
// A day of an edition: what most publishers told that day on top, then the newest; further pages end with the day.
struct DayQuery {
    Instant from{}, to{};
    store::Position before = store::newest;
    std::optional<bool> sample;
};
Result<DeskView> make_day(store::Reader& reader, const Edition& edition, const DayQuery& query,
                          const story::Weights& weights = {}, const PictureLook* pictures = nullptr);
// The cards, one a story, in the order of an edition's front page, each with what speaks for it.
struct Standing {
    Group group;
    story::Rank rank;
    double score = 0;         // the rank's, less what it lost for
    std::size_t repeats = 0;  // stories of the same publisher and section above it
};
Result<std::vector<Standing>> stand(store::Reader& reader, const Edition& edition, std::vector<store::Card> cards,
                                    const story::Weights& weights);
// Whether listings leave the sample edition out: as soon as there are enough real articles for a page.
std::optional<bool> sample_filter(const store::Stats& stats);

}  // namespace octavo::web
