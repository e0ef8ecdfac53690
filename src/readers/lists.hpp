// Lists that somebody makes of articles, for themselves or for everybody. The rows are the store's (store/lists.hpp);
// here are the rules: how many, what they may be called, who sees which, and what a moderator does about one.
//
// Who else has written there is nobody's to know: a list that is not public is not there for others. A public one bears
// its owner's name, and is not there either while its owner may not write, or is closed; what search engines are told
// of it waits until its account has been here for a while, for what is made to be found by them is made in a hurry.
//
// A call that writes waits for the archive: never on a thread that serves pages; what only looks is quick. Thread-safe.
// Checked by tests/readers/lists_test.cpp.
#pragma once

#include "readers/accounts.hpp"
#include "store/lists.hpp"

namespace octavo::readers {

class Lists {
  public:
    static constexpr std::size_t most = 100, most_entries = 2000;  // of an account; of a list
    static constexpr std::size_t longest_name = 80, longest_about = 500, longest_said = 300;  // code points
    static constexpr Duration undo_for = std::chrono::hours(24), grown_up = std::chrono::days(3);
    static constexpr std::int64_t worth_finding = 3;  // articles

    static Result<std::unique_ptr<Lists>> open(const std::string& folder, Accounts& accounts, const Clock& clock);

    // ---- one's own. nobody: no such list, or somebody else's. banned: nothing more is made public by whom a moderator
    // took a list out of view, until that one is back.
    struct Written {
        std::string name, about;
        bool is_public = false;
    };
    Answer<store::ListId> make(const Visitor& who, const Written& what);  // bad_name, too_long, too_many, banned
    Answer<> change(const Visitor& who, store::ListId id, const Written& what);
    Answer<> drop(const Visitor& who, store::ListId id);
    Answer<> undo_drop(const Visitor& who, store::ListId id);  // too_late
    Answer<std::vector<store::List>> of(const Visitor& who);
    Answer<store::List> own(const Visitor& who, store::ListId id);

    Answer<> put(const Visitor& who, store::ListId id, ArticleId what, std::string_view said);  // too_many, too_long
    Answer<> take_out(const Visitor& who, store::ListId id, ArticleId what);
    Answer<> say(const Visitor& who, store::ListId id, ArticleId what, std::string_view said);
    Answer<> move(const Visitor& who, store::ListId id, ArticleId what, bool up);
    Answer<std::vector<store::ListId>> with(const Visitor& who, ArticleId what);

    // ---- everybody's
    Answer<std::optional<store::List>> shown(store::ListId id);      // absent: there is none for all to see
    static bool may_be_found(const store::List& list, Instant now);  // by search engines
    // Of a list that whoever asks may see.
    Answer<std::vector<store::ListEntry>> entries(store::ListId id, std::int64_t before, std::size_t limit);
    Answer<> report(const Visitor& who, store::ListId id, Complaint why);
    Answer<std::vector<store::Lists::Reported>> reports(const Visitor& who);  // that they made

    // ---- for moderators: not_allowed to all others
    Answer<std::optional<store::List>> looked_at(const By& by, store::ListId id);  // whoever may see it
    Answer<std::vector<store::List>> all(const By& by, store::Lists::Which which, store::ListId behind,
                                         std::size_t limit);
    // Out of public view, or there again; its reports are answered by either. Written down.
    Answer<> bar(const By& by, store::ListId id, bool barred);

  private:
    Lists(std::unique_ptr<store::Lists> rows, Accounts& accounts, const Clock& clock)
        : rows_(std::move(rows)), accounts_(accounts), clock_(clock) {}
    Answer<store::List> read(const Visitor& who, const Written& what) const;
    Answer<> tidy_rows();
    Answer<> may_make_public(const Visitor& who);
    const std::unique_ptr<store::Lists> rows_;
    Accounts& accounts_;
    const Clock& clock_;
};

}  // namespace octavo::readers
