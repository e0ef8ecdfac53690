// Which comments wait until a moderator has looked, and why. Pure; asked by talk.cpp, checked by
// tests/readers/talk_test.cpp.
#pragma once

#include "model/comment.hpp"
#include "readers/comment_signs.hpp"
#include "readers/shelf.hpp"
#include "store/comments.hpp"

namespace octavo::readers {

struct TalkSettings {
    bool hold_first = true;
    bool learns = true;                            // hold what looks like what moderators removed
    std::vector<std::string> held_words = {};      // in any case, as whole words
    std::vector<std::string> held_addresses = {};  // domains, with all below them
    Duration slow{};                               // that each waits between two comments, on the whole site
    std::vector<std::string> quiet_sources = {};   // domains whose articles are not commented on here
};

struct Looked {
    std::string_view text;
    const CommentSigns& signs;
    double doubt = 0;                   // comment_signs.hpp
    const store::Comments::Past& past;  // of its author, without what this comment is changed from
    bool repeated = false;              // its words were said before, by anybody
};
// Absent: it may stand at once.
std::optional<Comment::Held> why_held(const Looked& looked, const TalkSettings& settings);

// Of a domain, or of one below it.
bool is_of_domain(std::string_view host, std::span<const std::string> domains);

}  // namespace octavo::readers
