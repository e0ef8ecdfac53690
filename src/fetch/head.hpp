// The head of a response: status line and fields, line by line as they arrive, under caps. Pure; not thread-safe.
// RFC 9110 (https://www.rfc-editor.org/rfc/rfc9110), RFC 9112. Checked by tests/fetch/head_test.cpp, fuzz/head.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace octavo::fetch {

struct HeadCaps {
    std::size_t max_bytes = 64u << 10;
    std::size_t max_fields = 200;
};

class Head {
  public:
    explicit Head(HeadCaps caps = {}) : caps_(caps) {}

    // One line with or without its line end. A new status line (after 100 Continue) begins again; the caps go on
    // counting. too_big: a cap. Lines that are no field are passed over.
    Result<> line(std::string_view text);

    int status() const { return status_; }
    std::string_view field(std::string_view lower_case_name) const;  // first of that name; ""
    std::vector<std::pair<std::string, std::string>> take() { return std::move(fields_); }

  private:
    HeadCaps caps_;
    std::size_t bytes_ = 0, count_ = 0;
    int status_ = 0;
    std::vector<std::pair<std::string, std::string>> fields_;
};

// Retry-After (RFC 9110, section 10.2.3): seconds or a date, which is read against the server's own `Date`, or against
// `now` where it sent none. Between nothing and 24 hours; absent when it says nothing readable.
std::optional<Duration> retry_after(std::string_view value, std::string_view date, Instant now);

}  // namespace octavo::fetch
