// Whether a publisher's marks keep an article on this machine: the one question that every command and page asks before
// text of it goes to a service. Checked by tests/provider/parts_test.cpp and tests/e2e/provider_test.cpp.
#pragma once

#include "model/article.hpp"

namespace octavo::provider {

// Text and data mining is reserved, or nothing of it may be shown elsewhere (max-snippet:0 says the same as nosnippet).
constexpr bool is_reserved(const Marks& marks) {
    return marks.tdm_reserved || marks.nosnippet || marks.max_snippet == 0;
}
inline constexpr std::string_view reserved_words = "its publisher reserves it: nothing of it goes to a service";

}  // namespace octavo::provider
