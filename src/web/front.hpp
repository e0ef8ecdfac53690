// What goes where on a front page: articles of the edition's language grouped by story, the weightiest first, then
// the newest, then what the rest of the world's languages report.
//
// A story weighs what its number of sources says, and loses weight with age: eleven sources twelve hours ago stand
// level with three sources just now. Time is the newest article's, never the wall clock, so that the same archive
// gives the same page. What is sponsored never leads.
// Checked by tests/web/front_test.cpp.
#pragma once

#include "base/result.hpp"
#include "store/store.hpp"
#include "web/pages.hpp"

namespace octavo::web {

Result<TodayView> make_front(store::Reader& reader, const Edition& edition, const store::Stats& stats);
// Whether listings leave the sample edition out: as soon as there are enough real articles for a page.
std::optional<bool> sample_filter(const store::Stats& stats);

}  // namespace octavo::web
