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
#include "store/database.hpp"

namespace octavo::store {

class Comments {
  public:
    // not_found: there is no archive in the folder, and none is made. refused: it is of an older version.
    static Result<std::unique_ptr<Comments>> open(const std::string& folder);

    // Its number; 0: its author is not there any more. `answered`: the comment whose author is told of it; 0 none.
    Result<std::int64_t> add(const Comment& comment, std::int64_t answered = 0);
    // False: it is not that author's, was made at `since` or before, or is not there to be changed.
    Result<bool> set_text(const Comment& comment, Instant since);
    Result<bool> withdraw(std::int64_t number, AccountId author);
    // A moderator's decision: its reports are answered by it, and its signs are learnt, once for these words; an
    // earlier lesson of them is taken back. Its number; 0: the comment is not in that state, or does not say that any
    // more. `batch`: the first decision of the same press; 0: this is the first.
    struct Decision {
        Comment::State state;
        AccountId decider;  // none: the command line
        Instant at{};
        std::int64_t batch = 0;
    };
    Result<std::int64_t> decide(const Comment& seen, const Decision& decision, std::span<const std::uint32_t> signs);
    // What was decided by one press; and back to how it was, where it still is as it was decided.
    struct Decided {
        std::int64_t batch = 0, comment = 0, comments = 1;  // the first of them
        AccountId decider, author;
        std::string name;  // the author's
        Instant at{};
        Comment::State state = Comment::State::shown;
    };
    Result<std::vector<Decided>> decisions(std::size_t most);  // the latest first
    using SignsOf = std::function<std::vector<std::uint32_t>(std::string_view text)>;
    Result<std::int64_t> undo(std::int64_t batch, const SignsOf& signs_of);  // how many are as they were
    Result<AccountId> author_of(std::int64_t batch);                         // none: nothing is left to undo
    Result<AccountId> remover(std::int64_t number);                          // none: the command line, or nobody
    Result<std::int64_t> count_waiting();

    // Grows with each change by the command line: for a site that runs beside it.
    Result<std::uint64_t> changes_elsewhere();
    Result<> note_change();

    // Who may not write for a time, or is seen by moderators alone.
    struct Limit {
        enum class Kind : std::uint8_t { ban, shadow } kind = Kind::ban;
        Instant made{}, ends{};
        AccountId giver;
    };
    Result<std::optional<Limit>> limit(AccountId account);
    Result<> set_limit(AccountId account, const std::optional<Limit>& limit);

    // Seconds that each waits between two comments; article 0 is the site. 0: none.
    Result<std::int64_t> slow(ArticleId article);
    Result<> set_slow(ArticleId article, std::int64_t seconds);
    Result<std::optional<Instant>> newest(AccountId author, ArticleId article);

    struct Appeal {
        std::int64_t number = 0;
        AccountId account;
        std::string name;
        std::int64_t comment = 0;  // 0: of a ban, which was made at `about`
        Instant about{}, made{};
        AccountId decider;  // about whose decision
        enum class State : std::uint8_t { open, granted, refused } state = State::open;
        std::string text;
    };
    Result<bool> add_appeal(const Appeal& appeal);  // false: there was one
    Result<std::vector<Appeal>> appeals_of(AccountId account);
    Result<std::optional<Appeal>> appeal(std::int64_t number);
    Result<std::vector<Appeal>> open_appeals(Instant now);  // that still ask for something, the oldest first
    Result<> answer_appeal(std::int64_t number, Appeal::State state);
    Result<std::int64_t> other_moderators(AccountId but, AccountId nor);
    // By how many accounts that were there at `grown` it is reported now.
    Result<std::uint32_t> report(std::int64_t number, AccountId by, Complaint why, Instant now, Instant grown);
    Result<> hold(std::int64_t number, Comment::Held why);
    // 1, -1; 0 takes it back. False: it is one's own, or is not there to be voted on.
    Result<bool> vote(std::int64_t number, AccountId by, int vote);
    Result<std::vector<std::pair<std::int64_t, int>>> votes_of(AccountId account);  // by comment

    Result<std::optional<Comment>> find(std::int64_t number);
    // What all see; what this author sees besides; what moderators do. The newest, the oldest of them first.
    Result<std::vector<Comment>> on(ArticleId article, AccountId author, bool moderator, std::size_t most);
    Result<std::vector<Comment>> of(AccountId author);       // all of them, the oldest first
    Result<std::vector<Comment>> waiting(std::size_t most);  // for a moderator, the oldest first
    Result<std::vector<Complaint>> reports(std::int64_t number);
    Result<std::unordered_map<ArticleId, std::uint32_t>> articles();  // that were commented on, in any state

    // Answers to somebody that stand there, the latest first.
    struct Notice {
        Comment comment;
        bool seen = false;
    };
    Result<std::vector<Notice>> notices(AccountId account, std::size_t most);
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
    Result<> learn(const Comment& seen, bool bad, std::span<const std::uint32_t> signs);  // within a transaction
    Result<> forget(const Comment& seen, std::span<const std::uint32_t> signs);

    const std::unique_ptr<Database> database_;
    std::mutex mutex_;  // of the connection that writes
    const std::unique_ptr<Connection> connection_;
    std::mutex look_mutex_;  // of the one that looks
    const std::unique_ptr<Connection> look_;
};

}  // namespace octavo::store
