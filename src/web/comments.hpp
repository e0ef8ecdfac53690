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
    std::string id = {};                  // whatever its headline: "a bvq3k2vs5h7la"
    std::vector<store::Card> cards = {};  // brief
    readers::Talk::Page page = {};        // what is looked at of it
    bool open = true;                     // more may be said
};

// Who looks: what they may see and do.
struct CommentsView {
    Conversation talk;
    CommentOrder order = CommentOrder::oldest;
    std::int64_t only = 0;                         // the comment whose thread alone is looked at; 0: all of them
    std::int64_t after = 0, before = 0;            // from where on, in threads or in the answers of the one
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
// What the address says of how it is looked at, with what else it is to say: "?sort=best&c=12"; "" nothing.
std::string comments_query(const CommentsView& view, std::string_view more = {});

// On the page of the article or story itself: the first of what is shown to all, how much there is, and the way to all
// of it. Nothing where there are no accounts.
constexpr std::size_t threads_on_article = 5, answers_on_article = 2;
void comments_part(Html& h, const Setting& s, const Conversation& talk);

// The conversation as Atom: the latest of what all see of it.
constexpr std::size_t entries_in_feed = 50;
std::string comment_feed_place(const Conversation& talk);
std::string comment_feed(const Setting& s, const Conversation& talk, std::span<const Comment> latest,
                         const readers::Talk& names);

// What answers somebody, the latest first; and whether they want to hear of it.
struct RepliesView {
    std::string token;
    std::vector<readers::Talk::Reply> replies = {};
    std::unordered_map<ArticleId, store::Card> cards = {};  // about which; none where it has left
    bool told = true;
    std::optional<std::int64_t> older = {};            // replies before these
    std::vector<readers::Talk::Removed> removed = {};  // one's own, the latest first
    std::optional<std::int64_t> older_removed = {};
    std::optional<readers::Talk::Limit> ban = {};
    std::optional<readers::Talk::Appeal> ban_appeal = {};
    std::int64_t appeal = -1;  // the comment about which another look is asked for; 0 a ban; -1 no form is open
    std::string typed = {};    // as it was sent, and refused
    std::optional<readers::Refusal> refused = {};
};
std::string replies_page(const Setting& s, const RepliesView& view);
// For the script on pages that are the same for all: how many are new, and how that is said.
std::string replies_as_json(const Setting& s, std::uint64_t many);

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
    std::string next = {};                                  // queries of what is further on: "?from=1-12"
    std::string next_appeals = {}, next_decisions = {};
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
    std::optional<std::int64_t> older = {};
    std::int64_t undo = 0;  // of what was done just now
    std::optional<readers::Refusal> refused = {};
};
std::string desk_author_page(const Setting& s, const DeskAuthorView& view);
std::string desk_author_place(AccountId author);

}  // namespace octavo::web
