// What two spellings of one hashtag have in common: letters, marks and digits, case folded, without anything between
// them: "DonaldTrump", "Donald Trump", "donald_trump". "" when nothing is left. Pure.
#pragma once
#include <string>
#include <string_view>

namespace octavo::text {

std::string tag_key(std::string_view name);

}  // namespace octavo::text
