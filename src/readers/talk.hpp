// Comments: what may be said and when, what a moderator looks at first, and who may take it away. Rules; the rows are
// the store's (store/comments.hpp), the pages are web's.
//
// Held until a moderator has looked (holds.hpp): an account's first comments until one was shown, a way to reach a new
// author, several addresses, words and addresses that the operator names, what somebody said word for word in the last
// day, an author of whom more was removed than shown, what looks like what moderators removed (comment_signs.hpp); and
// what three readers have reported. Its author sees it all the while, marked as such.
// Moderators see what waits with its reason and its author's standing, decide, and take decisions back; what they
// decide is in the log. Who was stopped from writing, or whose comment was removed, may ask once for another look;
// another moderator gives it, where there is another (talk_limits.cpp). A call that writes waits for the archive: never
// on a thread that serves pages. Thread-safe. Checked by tests/readers/talk_test.cpp.
#pragma once

#include <atomic>
#include <limits>
#include <unordered_set>

#include "readers/holds.hpp"
#include "readers/quotas.hpp"
#include "store/comments.hpp"

namespace octavo::readers {

class Talk {
  public:
    static constexpr std::size_t longest = 4000;  // code points
    static constexpr Duration between = std::chrono::seconds(30), edit_window = std::chrono::minutes(15);
    static constexpr std::uint32_t reports_that_hold = 3;         // of grown-up accounts
    static constexpr std::size_t most_lines = 60, most_held = 5;  // held: of one account, at a time
    // A page of a conversation has so many rows at most, whatever was said: threads, and of each the first answers; one
    // thread alone has a page of its answers.
    static constexpr std::size_t threads_of_page = 20, answers_of_thread = 3, answers_of_page = 40;
    static constexpr Duration grown_up = std::chrono::hours(24);  // an account whose word counts
    static constexpr std::size_t most_limits = 10;                // in force, of one account
    static constexpr std::size_t lessons_of_press = 50;           // texts that are learnt when many are removed at once
    static constexpr std::size_t longest_appeal = 1000;           // code points
    static constexpr std::array slow_modes = {std::chrono::minutes(0), std::chrono::minutes(2),
                                              std::chrono::minutes(10), std::chrono::minutes(60)};
    static constexpr std::array bans = {std::chrono::days(1), std::chrono::days(7), std::chrono::days(30)};

    static Result<std::unique_ptr<Talk>> open(const std::string& folder, TalkSettings settings, Accounts& accounts,
                                              const Clock& clock);

    void heed(Quotas& quotas) { quotas_ = &quotas; }  // how much one may say in a day; else there is no limit

    bool is_open(std::string_view source_domain) const;

    // ---- a conversation, in pages (talk_pages.cpp): what all see, and what somebody sees besides
    struct Thread {
        Comment head;
        std::vector<Comment> answers = {};    // the oldest first
        std::int64_t all = 0;                 // answers there are, as who looks sees it
        bool earlier = false, later = false;  // others before the first and behind the last of them
    };
    struct Page {
        std::vector<Thread> threads = {};
        bool earlier = false, later = false;  // threads before and behind these, in this order
        std::int64_t count = 0;               // comments in all
    };
    // From the first thread; or those behind comment `after`, or those right before comment `before`, in this order.
    struct Stretch {
        CommentOrder order = CommentOrder::oldest;
        std::int64_t after = 0, before = 0;
        std::size_t threads = threads_of_page, answers = answers_of_thread;
    };
    Answer<Page> page(std::span<const ArticleId> articles, const Visitor* who, const Stretch& stretch);
    // The thread of this comment alone; its answers around it, or from a place on as above. Absent: who looks sees
    // nothing of it there.
    Answer<std::optional<Thread>> thread(std::span<const ArticleId> articles, const Visitor* who, std::int64_t number,
                                         std::int64_t after = 0, std::int64_t before = 0);
    Answer<std::int64_t> count(std::span<const ArticleId> articles, const Visitor* who);
    // Of which article something is said that whoever looks may see; none: there is no such comment for them.
    Answer<ArticleId> said_of(const Visitor* who, std::int64_t number);
    Answer<std::vector<Comment>> latest(std::span<const ArticleId> articles, std::size_t most);  // that all see
    // A name that no other archive gives, nor this one to anything else: it says nothing of host or headline.
    // https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6
    std::string urn_of(std::string_view kind, std::string_view id) const;

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
    // An account votes from its second day on (too_new), and not while it is stopped (banned; nor does it report then);
    // to take back is free. Votes of accounts that are closed or that moderators alone see do not count, those of who
    // left are gone.
    Answer<> vote(const Visitor& who, std::int64_t number, int vote);
    static std::optional<Instant> votes_from(const Visitor& who, Instant now);    // absent: they may
    Answer<std::vector<std::pair<std::int64_t, int>>> votes(const Visitor& who);  // all of theirs, by comment
    Answer<std::vector<store::Comments::Reported>> reports(const Visitor& who);   // that they made

    // Who was answered is told inside the site, once the answer stands there; where they want to hear of it.
    using Reply = store::Comments::Notice;
    static constexpr std::int64_t newest = std::numeric_limits<std::int64_t>::max();
    // The latest first, before that number.
    Answer<std::vector<Reply>> replies(const Visitor& who, std::size_t most, std::int64_t before = newest);
    Answer<std::int64_t> new_replies(const Visitor& who);
    Answer<> seen(AccountId who, std::int64_t upto);  // this number, and all before it
    Answer<bool> is_told(const Visitor& who);
    Answer<> tell(const Visitor& who, bool told);

    // ---- for moderators: not_allowed to all others; written down
    // What is known of somebody: how many comments were shown and removed, and what keeps them from writing.
    using Limit = store::Comments::Limit;
    struct Standing {
        std::int64_t shown = 0, removed = 0;
        std::vector<Limit> limits = {};  // that hold now
        const Limit* ban() const;        // that ends last; null: they may write
        bool shadowed() const;
    };
    Answer<Standing> standing(AccountId who);
    struct Waiting {
        Comment comment;
        std::vector<Complaint> reports;
        Standing author = {};
    };
    using Place = store::Comments::Place;
    Answer<std::vector<Waiting>> waiting(const By& by, std::size_t most, const Place& behind = {});
    Answer<std::int64_t> count_waiting(const By& by);  // with requests for another look
    Answer<std::vector<Comment>> said_by(const By& by, AccountId author, std::int64_t before,
                                         std::size_t most);  // the latest first
    Answer<std::optional<Comment>> comment(const By& by, std::int64_t number);
    // `seen`: number, state, words and time of change as they stood before whoever decides. too_late: it is not so any
    // more; not_allowed: nor is one's own comment. A number by which it is undone.
    Answer<std::int64_t> decide(const By& by, const Comment& seen, bool shown);
    // In batches, so that others write in between; written down as it begins. 0: there was nothing to remove.
    Answer<std::int64_t> remove_all(const By& by, AccountId author);
    using Decided = store::Comments::Decided;
    Answer<std::vector<Decided>> decisions(const By& by, std::size_t most, std::int64_t before = newest);
    Answer<std::int64_t> undo(const By& by, std::int64_t decision);  // how many are as they were before
    // Of accounts with a lesser role than one's own: for a time nothing may be written, voted or reported, or until it
    // is ended nobody but its author and moderators sees what is written. Each limit stands by itself
    // (talk_limits.cpp).
    Answer<> ban(const By& by, AccountId who, Duration lasts);  // too_many
    Answer<> shadow(const By& by, AccountId who);
    Answer<> end_limit(const By& by, AccountId who, std::int64_t number);  // too_late: it was over
    Answer<> end_limits(const By& by, AccountId who);                      // all of them
    // Of these articles; of none, the whole site. Moderators are not slowed.
    Answer<> set_slow(const By& by, std::span<const ArticleId> articles, Duration pause);
    Answer<Duration> slow(std::span<const ArticleId> articles);

    // ---- another look, once at each decision: that removed a comment, or (0) that one may not write
    using Appeal = store::Comments::Appeal;
    Answer<> appeal(const Visitor& who, std::int64_t comment, std::string_view text);  // not_allowed: there is nothing
    Answer<std::vector<Appeal>> appeals(const Visitor& who);                           // one's own, all of them
    Answer<std::optional<Appeal>> appeal_of_ban(const Visitor& who, const Limit& ban);
    struct Removed {
        Comment comment;
        std::optional<Appeal> appeal = {};  // about that decision
    };
    Answer<std::vector<Removed>> removed(const Visitor& who, std::size_t most, std::int64_t before = newest);
    struct OpenAppeal {
        Appeal appeal;
        std::optional<Comment> comment = {};
        bool mine_to_decide = true;  // another moderator has to
    };
    Answer<std::vector<OpenAppeal>> open_appeals(const By& by, std::size_t most, std::int64_t after = 0);
    Answer<> answer_appeal(const By& by, std::int64_t number, bool granted);

  private:
    Talk(std::unique_ptr<store::Comments> rows, TalkSettings settings, std::string secret, Accounts& accounts,
         const Clock& clock);
    Answer<Comment> checked(const Visitor& who, std::string_view text, const Comment* before);
    Answer<double> doubt(const CommentSigns& signs);
    Answer<> may_write(const Visitor& who, std::span<const ArticleId> articles);
    Answer<Comment> known(const By& by, std::int64_t number);  // for a moderator, and not their own
    Answer<std::int64_t> remove_batch(const By& by, std::span<const Comment> some, std::int64_t batch,
                                      std::unordered_set<std::uint64_t>& learnt);
    Answer<> not_stopped(const Visitor& who);
    Answer<bool> has_to_be_another(const By& by, const Appeal& appeal);
    Answer<Comment> asked_about(const By& by, const Appeal& appeal);
    Answer<> may_limit(const By& by, AccountId who);

    const std::unique_ptr<store::Comments> rows_;
    const TalkSettings settings_;
    const std::string secret_;
    Accounts& accounts_;
    const Clock& clock_;
    Quotas* quotas_ = nullptr;
    void changed_by(const By& by);

    std::atomic<std::uint64_t> version_ = 1, elsewhere_ = 0;
    std::atomic<std::int64_t> looked_ = 0;  // elsewhere, in milliseconds
};

}  // namespace octavo::readers
