// What an account wants more and less of, and its rules: searches, with what is to be done with the articles they find.
// The rows are the store's (store/tastes.hpp); what "more" weighs says readers/for_you.hpp, what a rule finds the
// search (search/search.hpp), whose language is the rules' too.
//
// A call that writes waits for the archive: never on a thread that serves pages; what only looks is quick. Thread-safe.
// Checked by tests/readers/tastes_test.cpp.
#pragma once

#include <optional>

#include "readers/quotas.hpp"
#include "readers/shelf.hpp"
#include "store/tastes.hpp"

namespace octavo::readers {

constexpr std::size_t most_tastes = 500, most_rules = 30;
constexpr std::size_t longest_rule = 200;  // code points
constexpr std::size_t most_saved_at_once = 100;

// A listing, and whether more of it is wanted, or less; absent: as it comes.
struct Wanted {
    std::string place, language, title;
    std::optional<bool> more;
};

class Tastes {
  public:
    static Result<std::unique_ptr<Tastes>> open(const std::string& folder, const Clock& clock);
    // Of how much an account may save; before anybody asks, and it outlives this.
    void heed(Quotas& quotas) { quotas_ = &quotas; }

    Answer<> want(const Visitor& who, std::span<const Wanted> what);  // too_many: none of it is kept
    Answer<std::vector<store::Taste>> tastes(const Visitor& who);

    // For what arrives from now on, or for all that is there, too. Its number. bad_name: no query; too_long, too_many.
    Answer<std::int64_t> add(const Visitor& who, std::string_view query, store::Rule::Deed deed, bool for_all);
    Answer<> bring_back(const Visitor& who,
                        store::Rule rule);  // one that was dropped; not_allowed: no rule ever was so
    // With what it put on the reading list, or without.
    Answer<> drop(const Visitor& who, std::int64_t rule, Shelf& shelf, bool with_saved);
    Answer<std::vector<store::Rule>> rules(const Visitor& who);
    // Puts what a rule found on the reading list, as far as there is room; what was first seen by then is not looked at
    // again.
    Answer<> save(const Visitor& who, std::int64_t rule, std::span<const ArticleId> found, Instant upto);
    Answer<bool> list_is_full(const Visitor& who);

  private:
    Answer<std::int64_t> put(const Visitor& who, store::Rule rule);
    std::size_t most_kept(const Visitor& who) const { return most_of(quotas_, who.account, Quota::saved); }
    Tastes(std::unique_ptr<store::Tastes> rows, const Clock& clock) : rows_(std::move(rows)), clock_(clock) {}
    const std::unique_ptr<store::Tastes> rows_;
    const Clock& clock_;
    Quotas* quotas_ = nullptr;
};

}  // namespace octavo::readers
