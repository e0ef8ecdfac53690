// Comments: what may be said and when, what a moderator looks at first, and who may take it away. Rules; the rows are
// the store's (store/comments.hpp), the pages are web's.
//
// Held until a moderator has looked (holds.hpp): an account's first comments until one was shown, a way to reach a new
// author, several addresses, words and addresses that the operator names, what somebody said word for word in the last
// day, an author of whom more was removed than shown, what looks like what moderators removed (comment_signs.hpp); and
// what three readers have reported. Its author sees it all the while, marked as such.
// A call that writes waits for the archive: never on a thread that serves pages. Thread-safe. Checked by
// tests/readers/talk_test.cpp.
#pragma once

#include <atomic>

#include "readers/accounts.hpp"
#include "readers/holds.hpp"
#include "store/comments.hpp"

namespace octavo::readers {

class Talk {
  public:
    static constexpr std::size_t longest = 4000;  // code points
    static constexpr Duration between = std::chrono::seconds(30), edit_window = std::chrono::minutes(15);
    static constexpr std::uint32_t reports_that_hold = 3;         // of accounts that are a day old
    static constexpr std::size_t most_lines = 60, most_held = 5;  // held: of one account, at a time
    static constexpr std::size_t most_of_article = 500;           // that are read and shown

    static Result<std::unique_ptr<Talk>> open(const std::string& folder, TalkSettings settings, Accounts& accounts,
                                              const Clock& clock);

    bool is_open(std::string_view source_domain) const;

    // The conversation of these articles, the oldest first: what all see, and what somebody sees besides.
    Answer<std::vector<Comment>> conversation(std::span<const ArticleId> articles, const Visitor* who = nullptr);
    // Grows with every change of what is shown: for caches of pages that show comments. Of all conversations together:
    // to write a page anew is cheap, and to know which articles are of one story is not.
    std::uint64_t version() const { return version_; }
    void changed() { ++version_; }  // somebody has left

    Answer<std::vector<Comment>> said_by(const Visitor& who);  // all of it

    struct Said {
        std::int64_t number = 0;
        bool held = false;
    };
    // `articles`: of the conversation, the first the one that is spoken about; a parent has to be among them.
    // too_soon, too_long, empty, too_many (that are held), nobody (the parent).
    Answer<Said> say(const Visitor& who, std::span<const ArticleId> articles, std::int64_t parent,
                     std::string_view text);
    Answer<Said> edit(const Visitor& who, std::int64_t number, std::string_view text);  // too_late; also as say()
    Answer<> withdraw(const Visitor& who, std::int64_t number);                         // not_allowed: another's
    Answer<> report(const Visitor& who, std::int64_t number, Complaint why);            // nobody: no such comment
    // Helpful (1) or not (-1); 0 takes it back. Both are counted, and only the first is told: what most find unhelpful
    // sinks where somebody orders by it, and nobody's comment carries a number of those against it. To say that
    // something should not stand there is a report. not_allowed: one's own, or not there.
    Answer<> vote(const Visitor& who, std::int64_t number, int vote);

    // Who was answered is told inside the site, once the answer stands there; where they want to hear of it.
    using Reply = store::Comments::Notice;
    Answer<std::vector<Reply>> replies(const Visitor& who, std::size_t most);  // the latest first
    Answer<std::int64_t> new_replies(const Visitor& who);
    Answer<> seen(AccountId who, std::int64_t upto);  // this number, and all before it
    Answer<bool> is_told(const Visitor& who);
    Answer<> tell(const Visitor& who, bool told);

    // ---- for moderators: not_allowed to all others; written down
    struct Waiting {
        Comment comment;
        std::vector<Complaint> reports;
    };
    Answer<std::vector<Waiting>> waiting(const By& by, std::size_t most);
    // `seen`: number, state and words as they stood before whoever decides. too_late: it is not so any more;
    // not_allowed: nor is one's own comment.
    Answer<> decide(const By& by, const Comment& seen, bool shown);

  private:
    Talk(std::unique_ptr<store::Comments> rows, TalkSettings settings, Accounts& accounts, const Clock& clock);
    Answer<Comment> checked(const Visitor& who, std::string_view text, const Comment* before);
    Answer<double> doubt(const CommentSigns& signs);

    const std::unique_ptr<store::Comments> rows_;
    const TalkSettings settings_;
    Accounts& accounts_;
    const Clock& clock_;
    std::atomic<std::uint64_t> version_ = 1;
};

}  // namespace octavo::readers
