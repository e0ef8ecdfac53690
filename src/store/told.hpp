// What the archive tells sitemaps: which days have stories, which stories were told on them, and what the last days'
// articles are about. A part of store.hpp, whose Reader says what each gives.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "model/ids.hpp"

namespace octavo::store {

class Connection;

// A story of several publishers.
struct ToldStory {
    StoryId id;
    std::string title, language;  // of the report that gives it its address: the first one
    Instant first{}, newest{};    // when that one was published, and its latest
    std::int64_t sources = 0;
};

// What articles in one language are about.
struct BusyTopic {
    enum class What : std::uint8_t { category, tag, place };
    What what = What::category;
    std::string id;      // of the category, hashtag or place
    std::string name;    // of a hashtag
    std::string tongue;  // the primary subtag of the articles' language
    std::int64_t articles = 0;
    Instant newest{};
};

// A stretch of positions, the newest first.
struct Stretch {
    std::int64_t before = 0, from = 0;
};
Stretch stretch_of(Instant from, Instant before);

// A real article's place in time.
struct Spot {
    std::int64_t position = 0;
    Instant published{};
};

Result<std::vector<Instant>> versions_of(Connection& connection, ArticleId id);
Result<std::optional<Spot>> newest_in(Connection& connection, const Stretch& stretch);
Result<std::optional<std::int64_t>> position_after(Connection& connection, const Stretch& stretch, std::size_t many);
Result<> each_told_story(Connection& connection, const Stretch& stretch, std::size_t most,
                         const std::function<void(const ToldStory&)>& visit);
Result<std::vector<BusyTopic>> busy_topics(Connection& connection, BusyTopic::What what, Instant since,
                                           std::int64_t fewest, std::size_t most);

}  // namespace octavo::store
