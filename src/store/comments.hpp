// Comments as rows of the archive. What may be said, who may remove it, is the readers room's (readers/talk.hpp).
// Connections of its own, as accounts have; every call is one transaction. Thread-safe. Checked by
// tests/readers/talk_test.cpp.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "model/comment.hpp"
#include "model/comment_order.hpp"
#include "store/database.hpp"

namespace octavo::store {

class Comments {
  public:
    // not_found: there is no archive in the folder, and none is made. refused: it is of an older version.
    static Result<std::unique_ptr<Comments>> open(const std::string& folder);

    // Its number; 0: its author is not there any more. `answered`: the comment whose author is told of it; 0 none.
    Result<std::int64_t> add(const Comment& comment, std::int64_t answered = 0);
    // False: it is not that author's, was made at `since` or before, or does not stand as `before` any more: what a
    // moderator holds meanwhile stays held.
    Result<bool> set_text(const Comment& comment, const Comment& before, Instant since);
    Result<bool> withdraw(std::int64_t number, AccountId author);
    // A moderator's decision: its reports are answered by it, and its signs are learnt, once for these words; an
    // earlier lesson of them is taken back. Its number; 0: the comment is not in that state, or does not say that any
    // more. `batch`: the first decision of the same press; 0: this is the first.
    struct Decision {
        Comment::State state;
        AccountId decider;  // none: the command line
        Instant at{};
        std::int64_t batch = 0;
        bool teaches = true;
    };
    Result<std::int64_t> decide(const Comment& seen, const Decision& decision, std::span<const std::uint32_t> signs);
    using SignsOf = std::function<std::vector<std::uint32_t>(std::string_view text)>;
    // Many at once, by one transaction: of those `teaches` lists by number something is learnt.
    struct Batch {
        std::int64_t number = 0, done = 0;
    };
    Result<Batch> decide_all(std::span<const Comment> seen, const Decision& decision, const SignsOf& signs_of,
                             std::span<const std::int64_t> teaches);
    // What was decided by one press; and back to how it was, where it still is as it was decided.
    struct Decided {
        std::int64_t batch = 0, comment = 0, comments = 1;  // the first of them
        AccountId decider, author;
        std::string name;  // the author's
        Instant at{};
        Comment::State state = Comment::State::shown;
    };
    Result<std::vector<Decided>> decisions(std::int64_t before, std::size_t most);  // the latest first
    // So many rows of it, behind decision `after`; by one transaction. What is removed again by that asks for another
    // look again, where that was granted.
    struct Undone {
        std::int64_t done = 0;  // how many are as they were
        std::int64_t last = 0;  // the last that was looked at; 0: there was none
    };
    Result<Undone> undo(std::int64_t batch, std::int64_t after, std::size_t most, const SignsOf& signs_of);
    Result<AccountId> author_of(std::int64_t batch);  // none: nothing is left to undo
    struct Removal {
        std::int64_t decision = 0;  // 0: none is known
        AccountId decider;          // none: the command line
    };
    Result<Removal> removal(std::int64_t number);
    Result<std::int64_t> count_waiting();
    struct Reported {
        std::int64_t comment = 0;
        Complaint why = Complaint::other;
        Instant made{};
    };
    Result<std::vector<Reported>> reports_by(AccountId account);  // the first made first

    // Grows with each change by the command line: for a site that runs beside it.
    Result<std::uint64_t> changes_elsewhere();
    Result<> note_change();

    // Who may not write for a time, or is seen by moderators alone. Each stands by itself under its number.
    struct Limit {
        enum class Kind : std::uint8_t { ban, shadow } kind = Kind::ban;
        Instant made{}, ends{};
        AccountId giver;
        std::int64_t number = 0;
    };
    Result<std::vector<Limit>> limits(AccountId account, Instant now);  // in force, twenty at most
    Result<std::int64_t> add_limit(AccountId account, const Limit& limit);
    Result<bool> end_limit(AccountId account, std::int64_t number);  // false: it was over
    Result<> end_limits(AccountId account);

    // Seconds that each waits between two comments; article 0 is the site. 0: none.
    Result<std::int64_t> slow(ArticleId article);
    Result<> set_slow(ArticleId article, std::int64_t seconds);
    Result<std::optional<Instant>> newest(AccountId author, ArticleId article);

    struct Appeal {
        std::int64_t number = 0;
        AccountId account;
        std::string name;
        std::int64_t comment = 0;  // 0: of being stopped
        std::int64_t about = 0;    // the decision that removed it, or the limit
        Instant made{};
        AccountId decider;  // about whose decision
        enum class State : std::uint8_t { open, granted, refused } state = State::open;
        std::string text;
    };
    Result<bool> add_appeal(const Appeal& appeal);  // false: there was one
    Result<std::vector<Appeal>> appeals_of(AccountId account);
    Result<std::optional<Appeal>> appeal(std::int64_t number);
    Result<std::optional<Appeal>> appeal(AccountId account, std::int64_t comment, std::int64_t about);
    // That still ask for something, the oldest first, behind that number.
    Result<std::vector<Appeal>> open_appeals(Instant now, std::int64_t after, std::size_t most);
    Result<std::int64_t> count_open_appeals(Instant now);
    Result<bool> answer_appeal(std::int64_t number, Appeal::State was, Appeal::State becomes);  // false: it is not so
    Result<std::int64_t> other_moderators(AccountId but, AccountId nor);
    struct Report {
        std::int64_t comment = 0;
        AccountId by;
        Complaint why = Complaint::other;
        Instant made{};
    };
    // Held by the same transaction where so many accounts report it by now that were there at `grown`, and are not
    // closed or stopped: a decision between the two would be overruled by reports that it has answered. True: it is
    // held by this report.
    Result<bool> report(const Report& report, Instant grown, std::uint32_t holds);
    // 1, -1; 0 takes it back. False: it is one's own, or is not there to be voted on.
    Result<bool> vote(std::int64_t number, AccountId by, int vote);
    Result<std::vector<std::pair<std::int64_t, int>>> votes_of(AccountId account);  // by comment

    Result<std::optional<Comment>> find(std::int64_t number);

    // ---- a conversation, in pages (comment_pages.cpp). Who looks sees what all see and their own; moderators what
    // waits.
    struct Eyes {
        AccountId account;
        bool moderator = false;
    };
    // Threads of these articles in this order: those behind comment `after`, or those right before comment `before`; by
    // number alone, so that no text is read that is not shown. `more`: there are others on.
    struct Stretch {
        CommentOrder order = CommentOrder::oldest;
        std::int64_t after = 0, before = 0;  // 0: from the first
        std::size_t most = 0;
    };
    struct Heads {
        std::vector<std::int64_t> numbers;
        bool more = false;
    };
    Result<Heads> threads(std::span<const ArticleId> articles, const Eyes& eyes, const Stretch& stretch);
    Result<std::optional<Comment>> find(std::int64_t number, const Eyes& eyes);
    struct Answers {
        std::vector<Comment> comments;  // the oldest first
        bool more = false;
    };
    Result<Answers> answers(std::int64_t head, const Eyes& eyes, const Stretch& stretch);  // order: by number
    Result<std::int64_t> count_answers(std::int64_t head, const Eyes& eyes);
    Result<std::int64_t> count_on(std::span<const ArticleId> articles, const Eyes& eyes);  // shown, as they see it
    Result<std::vector<Comment>> latest(std::span<const ArticleId> articles, std::size_t most);

    Result<std::vector<Comment>> of(AccountId author);  // all of them, the oldest first
    Result<std::vector<Comment>> of(AccountId author, std::int64_t before, std::size_t most);       // the latest first
    Result<std::vector<Comment>> removed(AccountId author, std::int64_t before, std::size_t most);  // with a text
    Result<std::vector<Comment>> standing(AccountId author, std::int64_t after, std::size_t most);  // or waiting
    Result<std::int64_t> count_standing(AccountId author);
    // For a moderator, what is shown and was reported, then what is held; each the oldest first, behind that one.
    struct Place {
        std::int64_t state = 0, number = 0;
    };
    Result<std::vector<Comment>> waiting(const Place& behind, std::size_t most);
    Result<std::vector<Complaint>> reports(std::int64_t number);
    Result<std::unordered_map<ArticleId, std::uint32_t>> articles();  // that were commented on, in any state

    // Answers to somebody that stand there, the latest first.
    struct Notice {
        Comment comment;
        bool seen = false;
    };
    Result<std::vector<Notice>> notices(AccountId account, std::int64_t before, std::size_t most);
    Result<std::int64_t> new_notices(AccountId account);
    Result<> see_notices(AccountId account, std::int64_t upto);
    Result<bool> is_quiet(AccountId account);  // wants to hear of no answers
    Result<> set_quiet(AccountId account, bool quiet);

    // In how many comments that were shown, and removed, by a decision each of these stood; the first is the comments
    // themselves. When there are more than `most_lessons` all count half, so that what is years old fades.
    static constexpr std::int64_t most_lessons = 20'000;
    struct SignCount {
        std::int64_t good = 0, bad = 0;
    };
    Result<std::vector<SignCount>> signs(std::span<const std::uint32_t> signs);

    // A secret of this archive's own: what is given, where there was none. For names in feeds, which may never change.
    Result<std::string> own_secret(const std::string& fresh);

    // What is known of an author, and of a text.
    struct Past {
        std::optional<Instant> newest;
        std::int64_t shown = 0, held = 0, removed = 0,
                     same = 0;  // same: others of these words since `since`, by anybody
    };
    Result<Past> past(AccountId author, std::uint64_t words, Instant since, std::int64_t but);

  private:
    Comments(std::unique_ptr<Database> database, std::unique_ptr<Connection> connection,
             std::unique_ptr<Connection> look);
    Result<std::int64_t> number_of(std::string_view sql, const auto&... values);
    Result<std::int64_t> decide_one(const Comment& seen, const Decision& decision,
                                    std::span<const std::uint32_t> signs);                // within a transaction
    Result<> learn(const Comment& seen, bool bad, std::span<const std::uint32_t> signs);  // within a transaction
    Result<> forget(const Comment& seen, std::span<const std::uint32_t> signs);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;  // of the one that looks
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
