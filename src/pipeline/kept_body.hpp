// The body of a feed that told of more at once than one poll takes, until all of it is in: the publisher is asked with
// conditions meanwhile, and his "not modified" means that the rest stands in what we kept. In Feed::memory, packed; a
// body that is too large for that is asked for again, whole. Pure. Checked by tests/pipeline/feed_answer_test.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "fetch/gate.hpp"

namespace octavo::pipeline {

std::string keep_body(const fetch::Fetched& answer);  // "" when it is too large
// Absent: these bytes are none.
std::optional<fetch::Fetched> kept_body(std::string_view bytes);

}  // namespace octavo::pipeline
