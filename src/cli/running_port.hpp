// Which port the running site has, for commands beside it: octavo.port in the data folder, there while it runs. After a
// crash it may be that of before, which is as good a guess as the settings'.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace octavo::cli {

class RunningPort {
  public:
    RunningPort(const std::string& data, std::uint16_t port);  // what cannot be written is said in the log
    ~RunningPort();
    RunningPort(const RunningPort&) = delete;
    RunningPort& operator=(const RunningPort&) = delete;

  private:
    const std::string file_;
};

std::optional<std::uint16_t> running_port(const std::string& data);

}  // namespace octavo::cli
