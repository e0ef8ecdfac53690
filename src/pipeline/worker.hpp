// The worker's whole job: ParseJob bytes in, ParsedArticle bytes out. Nothing else passes this wall, so that it can
// move into a jailed process. Pure and deterministic: no clock, no network, no order of arrival. One Worker per thread.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/url.hpp"
#include "model/job.hpp"

namespace octavo::text {
class CategoryModel;
}

namespace octavo::pipeline {

class Worker {
  public:
    // `own_categories`: what the archive's own desks taught; may be null, and must outlive the worker.
    explicit Worker(const text::CategoryModel* own_categories = nullptr);
    ~Worker();
    // The job as bytes, for the wall. malformed: the bytes are no job. What the worker read is always an answer, even
    // when it found no article: ask fit_to_print.
    Result<std::string> run(std::string_view parse_job);
    // Total: any job gives an article's shape; whether it is one, fit_to_print says.
    ParsedArticle run(const ParseJob& job);

  private:
    struct State;
    ParsedArticle go_on(const ParseJob& job);
    std::unique_ptr<State> state_;
};

// May this be stored? refused: no title or no text, and why ("no article: the page needs a browser"). The detail names
// no address, so that equal reasons count as one in a closing table.
Result<> fit_to_print(const ParsedArticle& article);

// The address an article goes by: what the page calls its own, when that is on the same registrable domain and no front
// page, else where it was found; normalised. "" when there is neither.
std::string address_of(std::string_view canonical, std::string_view found_at);

}  // namespace octavo::pipeline
