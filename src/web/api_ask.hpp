// A request to the API, read by the table: which operation it means, and its parameters as values. Total: any bytes are
// a request, most of them with a problem.
// Checked by tests/web/api_ask_test.cpp and fuzz/web_api.cpp.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "model/category.hpp"
#include "model/edition.hpp"
#include "store/store.hpp"
#include "web/api_table.hpp"

namespace octavo::web {

struct ApiAsk {
    const ApiOperation* operation = nullptr;
    std::uint64_t id = 0;  // of an article, a story, a hashtag
    std::string name;      // of a place, a domain: what the path names
    const Edition* edition = &editions().front();
    std::string language, place, inside, source, after, text;
    std::optional<Category> category;
    std::uint64_t tag = 0, story = 0;
    bool copies = false, newest_first = false;
    store::Position before = store::newest;
    std::size_t limit = 0, from = 0;
    std::string key;  // the same for all requests that mean the same: path and given parameters, in the table's order
};

// What is wrong with a request (RFC 9457): what, where, what to do.
struct ApiProblem {
    int status = 400;
    std::string_view name;  // "unknown-parameter": becomes the problem's type
    std::string detail, parameter;
};

std::expected<ApiAsk, ApiProblem> read_api_request(std::string_view target);
std::string problem_json(const ApiProblem& problem);
std::string_view problem_title(int status);

}  // namespace octavo::web
