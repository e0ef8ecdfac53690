// A running Octavo for a test: `octavo run` or `serve` on a free port with its own data folder.
#pragma once

#include <doctest/doctest.h>

#include "support/process.hpp"

namespace octavo::test {

inline const std::string binary = OCTAVO_BINARY;

class Site {
  public:
    explicit Site(std::vector<std::string> arguments, const Environment& environment = {})
        : process_(with_binary(std::move(arguments)), environment) {
        // Three lines: what it did, where the site is, what to try next.
        for (std::string& line : lines_) line = process_.line().value_or("");
        const auto colon = lines_[1].rfind(':');
        if (lines_[1].starts_with("The site: ") && colon != std::string::npos)
            port_ = static_cast<std::uint16_t>(std::atoi(lines_[1].c_str() + colon + 1));
    }
    std::uint16_t port() const { return port_; }
    const std::array<std::string, 3>& lines() const { return lines_; }
    Running& process() { return process_; }
    Answer get(std::string_view target, std::string_view headers = {}) const { return http(port_, target, headers); }
    std::optional<int> stop() {
        process_.signal(15);
        return process_.wait();
    }

  private:
    static std::vector<std::string> with_binary(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), binary);
        return arguments;
    }
    Running process_;
    std::array<std::string, 3> lines_;
    std::uint16_t port_ = 0;
};

}  // namespace octavo::test
