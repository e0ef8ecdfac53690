// The statements of the archive by date. A part of statements.hpp, which is the one to include.
#pragma once

#include <string_view>

namespace octavo::store::sql {

// $1 from, $2 before, $3 the tongue ('' any), $4 the sample (0, 1, -1 both).
inline constexpr std::string_view in_days =
    "WHERE position >= $1 AND position < $2 AND duplicate_of = 0 AND ($3 = '' OR tongue = $3) AND ($4 < 0 OR sample = "
    "$4) ";
inline constexpr std::string_view in_days_of_tongue =
    "WHERE tongue = $3 AND position >= $1 AND position < $2 AND duplicate_of = 0 AND ($4 < 0 OR sample = $4) ";
inline constexpr std::string_view any_of = "SELECT 1 FROM articles ", one = "LIMIT 1";
inline constexpr std::string_view any_in_days = Joined<any_of, in_days, one>::text;
inline constexpr std::string_view any_in_days_of_tongue = Joined<any_of, in_days_of_tongue, one>::text;
// What most publishers tell, first; each story by its newest article of those days. $5 how many.
inline constexpr std::string_view widest_first = "ORDER BY story_size DESC, position DESC LIMIT $5";
inline constexpr std::string_view widest_in_days = Joined<card_columns, from_cards, in_days, widest_first>::text;
inline constexpr std::string_view widest_in_days_of_tongue =
    Joined<card_columns, from_cards, in_days_of_tongue, widest_first>::text;

}  // namespace octavo::store::sql
