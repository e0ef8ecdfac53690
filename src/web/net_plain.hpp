// What the network does that needs no network library. Private to the room.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <system_error>

#include "base/result.hpp"
#include "base/time.hpp"
#include "web/settings.hpp"

namespace octavo::web {

// The Date header, made once a second. One thread.
class HttpDate {
  public:
    std::string_view now();

  private:
    std::chrono::sys_seconds at_{};
    std::string text_;
};

// Where a head ends in `bytes`: behind its empty line; npos when it is not whole. Beast takes CRLF only.
std::size_t end_of_head(std::string_view bytes, std::size_t from);

// As many files as connections may need, where the system lets us have them.
void allow_files(std::size_t connections);

// Why nobody can listen there, and what to do about it.
Failure cannot_listen(const SiteSettings& settings, std::error_code fault);

}  // namespace octavo::web
