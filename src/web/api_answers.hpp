// The answers of the API: one function that reads the archive and writes JSON.
#pragma once

#include <functional>

#include "web/api_ask.hpp"
#include "web/pages.hpp"
#include "web/site.hpp"

namespace octavo::web {

// What an answer is made with.
struct ApiDesk {
    Hands& hands;
    const Setting& s;
    const store::Stats& stats;
    std::function<Result<std::vector<story::Trend>>()> trends;  // of the setting's edition
    // Set when the answer is no plain one: where a story is told now; or the answer, when a text has left the archive.
    std::optional<StoryId> moved = {};
    std::optional<std::string> gone = {};
};

// not_found: there is no such thing; the detail says what.
Result<std::string> answer_api(ApiDesk& desk, const ApiAsk& ask);

// Of answer_api: what has to do with stories, hashtags and places (api_topics.cpp).
Result<std::string> answer_stories(ApiDesk& desk, const ApiAsk& ask);
Result<std::string> answer_story(ApiDesk& desk, const ApiAsk& ask);
Result<std::string> answer_rank(ApiDesk& desk, const ApiAsk& ask);
Result<std::string> answer_tags(ApiDesk& desk, const ApiAsk& ask);
Result<std::string> answer_tag(ApiDesk& desk, const ApiAsk& ask);
Result<std::string> answer_places(ApiDesk& desk, const ApiAsk& ask);
Result<std::string> answer_place(ApiDesk& desk, const ApiAsk& ask);

}  // namespace octavo::web
