// Comments on the pages: the conversation of a story, shown on each of its articles; and the moderator's queue. Pure
// but for what the seat asks (seat_comments.cpp).
#pragma once

#include "readers/talk.hpp"
#include "web/comment_order.hpp"
#include "web/page.hpp"

namespace octavo::web {

// What is said, and about which articles. The first article is the one whose page it is.
struct Conversation {
    std::string place;                    // of its page: "a/slug-id/comments"
    std::vector<store::Card> cards = {};  // brief
    std::vector<Comment> comments = {};   // the oldest first, of all states
    bool open = true;                     // more may be said
};

// Who looks: what they may see and do.
struct CommentsView {
    Conversation talk;  // in its order
    CommentOrder order = CommentOrder::oldest;
    std::string back;                              // where the article or story is
    std::optional<readers::Visitor> visitor = {};  // signed in
    std::string token = {};
    std::int64_t answer = 0, change = 0, report = 0;  // the comment whose form is open; 0: none
    std::string typed = {};                           // as it was sent, and refused
    std::optional<readers::Refusal> refused = {};     // what was typed; or, where nothing was, a press
    bool held = false, reported = false;              // what was sent just now
    Duration slow{};                                  // what each waits here between two comments
    std::optional<readers::Over> over = {};           // which limit of the account it is
    Instant again{};                                  // when something may be said, where that was refused
};
std::string comments_page(const Setting& s, const CommentsView& view);

// On the page of the article or story itself: what is shown to all, and the way to say more. Nothing where there are no
// accounts.
void comments_part(Html& h, const Setting& s, const Conversation& talk);

// The conversation as Atom: what all see of it, the newest first.
std::string comment_feed_place(const Conversation& talk);
std::string comment_feed(const Setting& s, const Conversation& talk);

// What answers somebody, the latest first; and whether they want to hear of it.
struct RepliesView {
    std::string token;
    std::vector<readers::Talk::Reply> replies = {};
    std::unordered_map<ArticleId, store::Card> cards = {};  // about which; none where it has left
    bool told = true;
    std::vector<Comment> removed = {};                // one's own, the latest first
    std::vector<readers::Talk::Appeal> appeals = {};  // one's own
    readers::Talk::Standing standing = {};
    std::int64_t appeal = -1;  // the comment about which another look is asked for; 0 a ban; -1 no form is open
    std::string typed = {};    // as it was sent, and refused
    std::optional<readers::Refusal> refused = {};
};
std::string replies_page(const Setting& s, const RepliesView& view);

// The moderator's desk: what waits, and what was decided lately; and all that one account has said.
struct DeskCommentsView {
    std::string token;
    Role role = Role::moderator;
    std::int64_t total = 0;  // that wait, with requests for another look
    std::vector<readers::Talk::Waiting> waiting = {};
    std::vector<readers::Talk::OpenAppeal> appeals = {};
    std::vector<readers::Talk::Decided> decisions = {};
    std::unordered_map<ArticleId, store::Card> cards = {};  // about which; none where it has left
    Duration slow{};                                        // on the whole site
    std::optional<readers::Refusal> refused = {};
};
std::string desk_comments_page(const Setting& s, const DeskCommentsView& view);

struct DeskAuthorView {
    std::string token;
    Role role = Role::moderator;
    Account account;
    readers::Talk::Standing standing = {};
    std::vector<Comment> comments = {};  // the latest first
    std::unordered_map<ArticleId, store::Card> cards = {};
    std::int64_t undo = 0;  // of what was done just now
    std::optional<readers::Refusal> refused = {};
};
std::string desk_author_page(const Setting& s, const DeskAuthorView& view);
std::string desk_author_place(AccountId author);

}  // namespace octavo::web
