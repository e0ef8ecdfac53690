// What people decided about the paper, and what no later run of the pipeline may undo: what is withheld, who is left
// out, who is not asked for a while, how stories and hashtags are put right.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "model/ids.hpp"

namespace octavo {

// An article that was taken down. Nothing of what it said is kept: its names, so that it is known when it comes again.
struct Withheld {
    ArticleId article;
    std::string domain;  // of its publisher
    Instant at{};
    std::string reason;  // as whoever did it wrote it: for the desk, never for readers
};

// A publisher who asked to be left out: a domain, and all that lies below it.
struct LeftOut {
    std::string domain;
    Instant since{};
    std::string reason;
};
// Whether a host is this domain or lies below it.
inline bool lies_below(std::string_view host, std::string_view domain) {
    if (domain.empty() || !host.ends_with(domain)) return false;
    return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

// What an editor said of a story.
struct StoryRuling {
    enum class Kind : std::uint8_t { title, merge, split };
    std::int64_t number = 0;  // absent where it is written
    Kind kind = Kind::title;
    Instant at{};
    StoryId story;      // title: whose; merge: where it is told now; split: what was left
    StoryId other;      // merge: the one that went into it; split: the new one
    ArticleId article;  // split: the one that left
    std::string words;  // title
};

// What an editor said of a hashtag.
struct TagRuling {
    TagId tag;
    std::string name;
    TagId now;  // it is written as that one; 0: it stands for itself
    std::string now_name;
    bool banned = false;  // shown nowhere
    std::string about;    // what it is, for its page
    Instant at{};
};

}  // namespace octavo
