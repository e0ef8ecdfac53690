// The last word before a packet leaves: judged is the very address a socket will be connected to, or is connected to.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "fetch/guard.hpp"

struct sockaddr;

namespace octavo::fetch {

// Looks at `guard`, which outlives it. Thread-safe.
class LastWord {
  public:
    // `newsroom`: GateSettings::newsroom_port.
    LastWord(const Guard& guard, std::optional<std::uint16_t> newsroom) : guard_(guard), newsroom_(newsroom) {}

    Ruling judge(const sockaddr* address, std::string_view host) const;        // about to be connected
    Ruling judge(std::string_view ip, int port, std::string_view host) const;  // connected, perhaps long ago

  private:
    const Guard& guard_;
    const std::optional<std::uint16_t> newsroom_;
};

}  // namespace octavo::fetch
