// How the clause around a day means it. Private to the room. Pure; thread-safe.
#pragma once
#include <span>

#include "assist/day_pieces.hpp"

namespace octavo::assist {

// Of one sentence: looks at its pieces, which must outlive it. A day is named by its first piece and its last.
class DayClause {
  public:
    DayClause(std::span<const Piece> pieces, std::string_view language) : p_(pieces), language_(language) {}

    bool bounds(std::size_t first) const;                           // "until 3 May": says when something else ends
    bool names_a_thing(std::size_t first, std::size_t last) const;  // "the Aug. 11 episode"
    bool belongs_to_thing(std::size_t first) const;                 // "the attacks of Sept. 11"
    bool lies_ahead(std::size_t first, std::size_t last) const;     // "will vote on Friday"
    bool intends(std::size_t first) const;                          // "struggles to hold its vote on Tuesday"
    bool was_before(std::size_t first) const;                       // "died Feb. 7"
    bool happens(std::size_t at) const;                             // "today" where something happened or will
    bool trails(std::size_t first, std::size_t last) const;         // ", recovering at home on Monday."
    bool awaited(std::size_t first) const;                          // "predicted a peak on 3 May"
    bool recalls(std::size_t first, std::size_t last) const;        // "the Sept. 11 attacks"
    bool was_done_near(std::size_t first, std::size_t last) const;  // the clause has a verb of the past

  private:
    bool is_noun(std::size_t at) const;
    bool was_meant(std::size_t at) const;
    bool was_done(std::size_t at, std::size_t day) const;
    static bool is_past(std::string_view folded);
    std::span<const Piece> p_;
    std::string_view language_;
};

}  // namespace octavo::assist
