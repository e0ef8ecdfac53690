// What articles are about, read from the archive: their hashtags and places. Private to the room; Reader's members of
// the same names (store.hpp) say what each gives.
#pragma once

#include "store/database.hpp"
#include "store/store.hpp"

namespace octavo::store {

Result<> add_topics(Connection& connection, FullArticle& article);
Result<std::optional<TagRef>> tag_of(Connection& connection, TagId id);
Result<std::vector<TagCount>> related_tags(Connection& connection, TagId id, std::size_t limit);
Result<std::vector<Instant>> times_of_tag(Connection& connection, TagId id, Instant since, std::optional<bool> sample);
struct Rising {
    Instant since, recent;
    std::string_view language;
    std::optional<bool> sample;
    int publishers = 1;
};
Result<std::vector<TagPulse>> rising_tags(Connection& connection, const Rising& wanted);
Result<std::vector<PlaceCount>> busy_places(Connection& connection, Instant since, std::optional<bool> sample,
                                            std::size_t limit);

// Takes an article's hashtags from it and says which they were; drop_lone_tags lets go the names no other article has.
Result<std::vector<std::int64_t>> take_tags(Connection& connection, Position position);
Result<> drop_lone_tags(Connection& connection, std::span<const std::int64_t> tags);

}  // namespace octavo::store
