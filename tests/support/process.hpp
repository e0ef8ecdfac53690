// The real binary, run as a person or an init system runs it. Every process a test starts ends with the test.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace octavo::test {

using Environment = std::vector<std::pair<std::string, std::string>>;

struct Ended {
    int code = -1;  // exit code; 128 + signal when a signal ended it
    std::string out, err;
};

// Runs to the end, at most a minute (then it is killed and the code is 137).
Ended run(const std::vector<std::string>& argv, std::string_view input = {}, const Environment& environment = {});

// Runs beside the test.
class Running {
  public:
    explicit Running(const std::vector<std::string>& argv, const Environment& environment = {});
    ~Running();  // SIGKILL when it still runs
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    pid_t pid() const { return pid_; }
    // The next line of standard output; absent at its end or after `wait`.
    std::optional<std::string> line(std::chrono::milliseconds wait = std::chrono::seconds(20));
    void signal(int number) const;
    // The exit code; absent when it still runs after `wait`.
    std::optional<int> wait(std::chrono::milliseconds wait = std::chrono::seconds(20));

  private:
    pid_t pid_ = -1;
    int out_ = -1;
    std::string buffer_;
    std::optional<int> code_;
};

struct Answer {
    int status = 0;  // 0: no answer
    std::string head, body;
    std::string header(std::string_view name) const;  // "" when absent
};

// One HTTP/1.1 request to 127.0.0.1, connection closed after it.
Answer http(std::uint16_t port, std::string_view target, std::string_view extra_headers = {},
            std::string_view method = "GET");
// Bytes to 127.0.0.1 as they are, and what comes back until the other side closes.
std::string raw_http(std::uint16_t port, std::string_view bytes);

// A folder that goes with its owner.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return path_; }
    std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

  private:
    std::string path_;
};

void write_file(const std::string& path, std::string_view bytes);
std::string read_file(const std::string& path);

}  // namespace octavo::test
