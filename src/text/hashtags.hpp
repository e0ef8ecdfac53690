// Hashtags: the few names and phrases a reader would follow. Private to the room. Pure; thread-safe.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "text/keyphrases.hpp"
#include "text/name_groups.hpp"
#include "text/tags.hpp"

namespace octavo::text {

std::vector<HashtagFound> hashtags(const ToPhrase& text, const std::vector<NameGroup>& names,
                                   const std::vector<std::string>& phrases);
// "Donald Trump" -> DonaldTrump; "изменение климата" -> изменение_климата; what reads well in its script.
std::string hashtag_of(std::string_view name);

}  // namespace octavo::text
