#include "model/ids.hpp"

namespace octavo {
namespace {

// The kind is part of what is hashed, so that ids of different kinds never meet. 0 means "no id": it becomes 1.
std::uint64_t make(std::string_view kind, std::string_view a, std::string_view b = {}) {
    std::string bytes;
    bytes.reserve(kind.size() + a.size() + b.size() + 2);
    bytes.append(kind).append(1, '\0').append(a);
    if (!b.empty()) bytes.append(1, '\0').append(b);
    const std::uint64_t h = hash64(bytes);
    return h ? h : 1;
}

std::string_view bytes_of(const std::uint64_t& value) { return {reinterpret_cast<const char*>(&value), sizeof value}; }

}  // namespace

ArticleId article_id(std::string_view normalized_address) { return {make("article", normalized_address)}; }
ArticleId article_id(SourceId source, std::string_view guid) { return {make("guid", bytes_of(source.value), guid)}; }
ArticleId article_id_of_text(std::string_view title, std::string_view text) { return {make("text", title, text)}; }
SourceId source_id(std::string_view domain) { return {make("source", domain)}; }
FeedId feed_id(std::string_view address) { return {make("feed", address)}; }
StoryId story_id(ArticleId first) { return {make("story", bytes_of(first.value))}; }
TagId tag_id(std::string_view key) { return {make("tag", key)}; }
AuthorId author_id(std::string_view key) { return {make("author", key)}; }
VersionId version_id(ArticleId article, const Digest& served) {
    return {make("version", bytes_of(article.value), {reinterpret_cast<const char*>(served.data()), served.size()})};
}

}  // namespace octavo
