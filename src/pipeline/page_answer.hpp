// What came back for a page: is it an article's page at all, and if not, may it be one later?
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "fetch/gate.hpp"

namespace octavo::pipeline {

bool is_silence(const Failure& failure);  // nobody answered
// Why there is no page to read in this answer; absent when there is.
std::optional<Failure> page_failure(const Result<fetch::Fetched>& fetched);
// Did the page fail for now only?
bool is_passing_failure(const Result<fetch::Fetched>& fetched);
// All x-robots-tag headers as one; "" when there is none.
std::string robots_headers(const fetch::Fetched& fetched);

}  // namespace octavo::pipeline
