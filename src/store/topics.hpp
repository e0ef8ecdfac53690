// What articles are about and who wrote them: their hashtags, places and authors, read and written. Private to the
// room; Reader's members of the same names (store.hpp) say what each gives.
#pragma once

#include "store/database.hpp"
#include "store/store.hpp"

namespace octavo::store {

Result<> add_topics(Connection& connection, FullArticle& article);
// Why each of `related` is there.
Result<> add_shared(Connection& connection, FullArticle& article);
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

Result<std::optional<AuthorRef>> author_of(Connection& connection, AuthorId id);
Result<std::vector<Paper>> papers_of(Connection& connection, AuthorId id, std::size_t limit);

// The writer's: what an article has when it comes, in the place of what it had, and when it leaves. A hashtag's or an
// author's name leaves with the last article that has it.
Result<> add_topics(Connection& connection, Position position, const ParsedArticle& parsed);
Result<> put_topics(Connection& connection, Position position, const ParsedArticle& parsed);
Result<> drop_topics(Connection& connection, Position position);

}  // namespace octavo::store
