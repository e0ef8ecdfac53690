// The worker's whole job: ParseJob bytes in, ParsedArticle bytes out. Nothing else passes this wall, so that it can
// move into a jailed process. Pure; one Worker per thread.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "model/job.hpp"

namespace octavo::pipeline {

class Worker {
  public:
    Worker();
    ~Worker();
    Result<std::string> run(std::string_view parse_job);
    ParsedArticle run(const ParseJob& job);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::pipeline
