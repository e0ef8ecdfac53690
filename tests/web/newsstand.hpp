// A handful of made-up articles and an archive over them: what the site's tests and the preview show. Cards, stories
// and sources are as the store would give them.
#pragma once

#include <memory>
#include <vector>

#include "web/site.hpp"

namespace octavo::test {

// "Now" on the newsstand.
Instant press_time();

struct Newsstand {
    std::vector<store::FullArticle> articles;  // newest first
    std::vector<Source> sources;
    std::vector<Feed> feeds;
    std::vector<Subscription> subscriptions;
    std::vector<std::pair<StoryId, StoryId>> moved_stories;  // and where they are told now
    std::vector<store::OldVersion> old_versions;
    std::uint64_t generation = 1;
    bool broken = false;  // every read fails, as an archive does whose disk is gone

    // Adds an article, newest so far or not; the store's order is kept. Returns its id.
    ArticleId add(store::FullArticle article);
    web::Archive archive();  // over this newsstand, which outlives it
};

store::FullArticle make_article(std::string_view domain, std::string_view title, std::string_view language,
                                int minutes_ago);
// Eleven publishers, six languages, stories told by several.
Newsstand invented_news();

}  // namespace octavo::test
