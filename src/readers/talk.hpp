// Comments: what may be said and when, what a moderator looks at first, and who may take it away. Rules; the rows are
// the store's (store/comments.hpp), the pages are web's.
//
// Held until a moderator has looked (holds.hpp): an account's first comments until one was shown, a way to reach a new
// author, several addresses, words and addresses that the operator names, what somebody said word for word in the last
// day, an author of whom more was removed than shown, what looks like what moderators removed (comment_signs.hpp); and
// what three readers have reported. Its author sees it all the while, marked as such.
// Moderators see what waits with its reason and its author's standing, decide, and take decisions back; what they
// decide is in the log. Who was stopped from writing, or whose comment was removed, may ask once for another look;
// another moderator gives it, where there is another (talk_desk.cpp). A call that writes waits for the archive: never
// on a thread that serves pages. Thread-safe. Checked by tests/readers/talk_test.cpp.
#pragma once

#include <atomic>

#include "readers/holds.hpp"
#include "readers/quotas.hpp"
#include "store/comments.hpp"

namespace octavo::readers {

class Talk {
  public:
    static constexpr std::size_t longest = 4000;  // code points
    static constexpr Duration between = std::chrono::seconds(30), edit_window = std::chrono::minutes(15);
    static constexpr std::uint32_t reports_that_hold = 3;         // of accounts that are a day old
    static constexpr std::size_t most_lines = 60, most_held = 5;  // held: of one account, at a time
    static constexpr std::size_t most_of_article = 500;           // that are read and shown
    static constexpr std::size_t longest_appeal = 1000;           // code points
    static constexpr std::array slow_modes = {std::chrono::minutes(0), std::chrono::minutes(2),
                                              std::chrono::minutes(10), std::chrono::minutes(60)};
    static constexpr std::array bans = {std::chrono::days(1), std::chrono::days(7), std::chrono::days(30)};

    static Result<std::unique_ptr<Talk>> open(const std::string& folder, TalkSettings settings, Accounts& accounts,
                                              const Clock& clock);

    void heed(Quotas& quotas) { quotas_ = &quotas; }  // how much one may say in a day; else there is no limit

    bool is_open(std::string_view source_domain) const;

    // The conversation of these articles, the oldest first: what all see, and what somebody sees besides.
    Answer<std::vector<Comment>> conversation(std::span<const ArticleId> articles, const Visitor* who = nullptr);
    // Grows with every change of what is shown: for caches of pages that show comments. Of all conversations together:
    // to write a page anew is cheap, and to know which articles are of one story is not.
    // What the command line changes beside this process is noticed within two seconds.
    std::uint64_t version();
    void changed() { ++version_; }  // somebody has left

    Answer<std::vector<Comment>> said_by(const Visitor& who);  // all of it

    struct Said {
        std::int64_t number = 0;
        bool held = false;
    };
    // `articles`: of the conversation, the first the one that is spoken about; a parent has to be among them.
    // too_soon, slow, banned, too_long, empty, too_many (that are held), nobody (the parent).
    Answer<Said> say(const Visitor& who, std::span<const ArticleId> articles, std::int64_t parent,
                     std::string_view text);
    Answer<Said> edit(const Visitor& who, std::int64_t number, std::string_view text);  // too_late; also as say()
    Answer<> withdraw(const Visitor& who, std::int64_t number);                         // not_allowed: another's
    Answer<> report(const Visitor& who, std::int64_t number, Complaint why);            // nobody: no such comment
    // Helpful (1) or not (-1); 0 takes it back. Both are counted, and only the first is told: what most find unhelpful
    // sinks where somebody orders by it, and nobody's comment carries a number of those against it. To say that
    // something should not stand there is a report. not_allowed: one's own, or not there.
    Answer<> vote(const Visitor& who, std::int64_t number, int vote);
    Answer<std::vector<std::pair<std::int64_t, int>>> votes(const Visitor& who);  // all of theirs, by comment

    // Who was answered is told inside the site, once the answer stands there; where they want to hear of it.
    using Reply = store::Comments::Notice;
    Answer<std::vector<Reply>> replies(const Visitor& who, std::size_t most);  // the latest first
    Answer<std::int64_t> new_replies(const Visitor& who);
    Answer<> seen(AccountId who, std::int64_t upto);  // this number, and all before it
    Answer<bool> is_told(const Visitor& who);
    Answer<> tell(const Visitor& who, bool told);

    // ---- for moderators: not_allowed to all others; written down
    // What is known of somebody: how many comments were shown and removed, and what keeps them from writing.
    using Limit = store::Comments::Limit;
    struct Standing {
        std::int64_t shown = 0, removed = 0;
        std::optional<Limit> limit = {};  // that holds now
        bool banned() const { return limit && limit->kind == Limit::Kind::ban; }
        bool shadowed() const { return limit && limit->kind == Limit::Kind::shadow; }
    };
    Answer<Standing> standing(AccountId who);
    struct Waiting {
        Comment comment;
        std::vector<Complaint> reports;
        Standing author = {};
    };
    Answer<std::vector<Waiting>> waiting(const By& by, std::size_t most);
    Answer<std::int64_t> count_waiting(const By& by);  // with requests for another look
    Answer<std::vector<Comment>> said_by(const By& by, AccountId author);
    Answer<std::optional<Comment>> comment(const By& by, std::int64_t number);
    // `seen`: number, state and words as they stood before whoever decides. too_late: it is not so any more;
    // not_allowed: nor is one's own comment.
    // A number by which it is undone.
    Answer<std::int64_t> decide(const By& by, const Comment& seen, bool shown);
    Answer<std::int64_t> remove_all(const By& by, AccountId author);  // 0: there was nothing to remove
    using Decided = store::Comments::Decided;
    Answer<std::vector<Decided>> decisions(const By& by, std::size_t most);  // the latest first
    Answer<std::int64_t> undo(const By& by, std::int64_t decision);          // how many are as they were before
    // Of accounts with a lesser role than one's own: for a time nobody may be written to, or until it is ended nobody
    // but its author and moderators sees what is written.
    Answer<> ban(const By& by, AccountId who, Duration lasts);
    Answer<> shadow(const By& by, AccountId who);
    Answer<> end_limit(const By& by, AccountId who);
    // Of these articles; of none, the whole site. Moderators are not slowed.
    Answer<> set_slow(const By& by, std::span<const ArticleId> articles, Duration pause);
    Answer<Duration> slow(std::span<const ArticleId> articles);

    // ---- another look, once: at a comment that was removed, or (0) at not being allowed to write
    using Appeal = store::Comments::Appeal;
    Answer<> appeal(const Visitor& who, std::int64_t comment, std::string_view text);  // not_allowed: there is nothing
    Answer<std::vector<Appeal>> appeals(const Visitor& who);                           // one's own
    struct OpenAppeal {
        Appeal appeal;
        std::optional<Comment> comment = {};
        bool mine_to_decide = true;  // another moderator has to
    };
    Answer<std::vector<OpenAppeal>> open_appeals(const By& by);
    Answer<> answer_appeal(const By& by, std::int64_t number, bool granted);

  private:
    Talk(std::unique_ptr<store::Comments> rows, TalkSettings settings, Accounts& accounts, const Clock& clock);
    Answer<Comment> checked(const Visitor& who, std::string_view text, const Comment* before);
    Answer<double> doubt(const CommentSigns& signs);
    Answer<> may_write(const Visitor& who, std::span<const ArticleId> articles);
    Answer<Comment> known(const By& by, std::int64_t number);  // for a moderator, and not their own
    Answer<bool> has_to_be_another(const By& by, const Appeal& appeal);
    Answer<> may_limit(const By& by, AccountId who);

    const std::unique_ptr<store::Comments> rows_;
    const TalkSettings settings_;
    Accounts& accounts_;
    const Clock& clock_;
    Quotas* quotas_ = nullptr;
    void changed_by(const By& by);

    std::atomic<std::uint64_t> version_ = 1, elsewhere_ = 0;
    std::atomic<std::int64_t> looked_ = 0;  // elsewhere, in milliseconds
};

}  // namespace octavo::readers
