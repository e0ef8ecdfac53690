// Typed ids: a StoryId cannot slip in where an ArticleId is meant.
//
// Each is 64 bits of BLAKE2b of what the thing is called at first sight, so that the same thing gets the same id in
// every archive; it is written as 13 base32 letters and never recomputed (other addresses of an article are aliases).
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.hpp"

namespace octavo {

template <class Tag>
struct Id {
    std::uint64_t value = 0;  // 0: no id

    constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(Id, Id) = default;

    // As databases keep it: the same 64 bits, signed.
    constexpr std::int64_t to_db() const { return static_cast<std::int64_t>(value); }
    static constexpr Id from_db(std::int64_t v) { return Id{static_cast<std::uint64_t>(v)}; }

    std::string text() const { return to_base32(value); }
    static std::optional<Id> parse(std::string_view letters) {
        const auto v = from_base32(letters);
        return v && *v != 0 ? std::optional(Id{*v}) : std::nullopt;
    }
};

using ArticleId = Id<struct ArticleTag>;
using SourceId = Id<struct SourceTag>;
using FeedId = Id<struct FeedTag>;
using StoryId = Id<struct StoryTag>;
using VersionId = Id<struct VersionTag>;
using TagId = Id<struct TagTag>;
using AuthorId = Id<struct AuthorTag>;

// From the canonical address (normalize() of it).
ArticleId article_id(std::string_view normalized_address);
// Without an address: source and GUID, else title and text.
ArticleId article_id(SourceId source, std::string_view guid);
ArticleId article_id_of_text(std::string_view title, std::string_view text);
// From the host without "www.".
SourceId source_id(std::string_view domain);
// From the feed's address.
FeedId feed_id(std::string_view address);
// From the first article of the story.
StoryId story_id(ArticleId first);
// From a hashtag's letters and digits in lower case (text::tag_key).
TagId tag_id(std::string_view key);
// From a name's letters, likewise: whoever is called so. Of which publisher says where it is used.
AuthorId author_id(std::string_view key);
// From the article and the hash of what the publisher served.
VersionId version_id(ArticleId article, const Digest& served);

}  // namespace octavo

template <class Tag>
struct std::hash<octavo::Id<Tag>> {
    std::size_t operator()(octavo::Id<Tag> id) const noexcept { return octavo::mix64(id.value); }
};
