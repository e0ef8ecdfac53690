// What somebody says about an article. One conversation for a story is that of all its articles together, so that it
// stays whole when stories are merged or come apart.
#pragma once

#include "model/account.hpp"

namespace octavo {

struct Comment {
    enum class State : std::uint8_t {
        shown,
        held,       // a moderator looks at it first; its author sees it
        removed,    // by a moderator; its author sees it, and may still take the text away
        withdrawn,  // by its author: its text is gone
        shadowed,   // its author sees it as if it stood there, and moderators do, marked
    };
    // Why a moderator looks at it first.
    enum class Held : std::uint8_t { nothing, first, contact, word, address, repeated, standing, learnt, reported };
    std::int64_t number = 0;  // grows with time
    ArticleId article;
    std::int64_t parent = 0;  // what it answers; 0: the article
    AccountId author;         // none: who has left
    std::string name;         // the author's
    Instant made{};
    std::optional<Instant> edited;
    State state = State::shown;
    std::string text;           // plain; paragraphs parted by empty lines
    std::uint32_t reports = 0;  // by how many, since a moderator has looked
    std::uint64_t words = 0;    // by which the text is known again, whatever its case and blanks
    Held held_for = Held::nothing;
    std::uint32_t helpful = 0, unhelpful = 0;  // to how many readers
    int vote = 0;                              // of who looks: 1, -1; 0 none
};

// Why somebody thinks that a comment should not stand there.
enum class Complaint : std::uint8_t { advertising, abuse, off_topic, false_claim, other };
inline constexpr std::array complaints = {Complaint::advertising, Complaint::abuse, Complaint::off_topic,
                                          Complaint::false_claim, Complaint::other};
constexpr std::string_view name_of(Complaint why) {
    constexpr std::array<std::string_view, 5> names = {"advertising", "abuse", "off-topic", "false", "other"};
    return names[static_cast<std::size_t>(why)];
}
constexpr std::optional<Complaint> complaint_named(std::string_view name) {
    for (const Complaint why : complaints)
        if (name_of(why) == name) return why;
    return std::nullopt;
}

}  // namespace octavo
