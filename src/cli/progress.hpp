// A progress bar for people (with rate and time left), nothing for pipes. Not thread-safe: one thread draws.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::cli {

class Progress {
  public:
    // Draws on standard error when it is a terminal.
    explicit Progress(std::string label);
    ~Progress();
    // `done` of `total` bytes; `items` is what the rate counts. At most ten drawings a second.
    void show(std::uint64_t done, std::uint64_t total, std::uint64_t items);
    void finish();

  private:
    std::string label_;
    bool terminal_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point start_, last_;
};

// "3 min 20 s", "45 s", "2 h 5 min".
std::string in_words(std::chrono::seconds duration);
// "12.3 MB".
std::string bytes_in_words(std::int64_t bytes);
// "48,210".
std::string grouped(std::int64_t number);
// "3 hours ago", "in 5 minutes", "never".
std::string ago(std::chrono::milliseconds since);

// Columns padded to their widest cell (by code points); the last one is not padded.
std::string table(const std::vector<std::vector<std::string>>& rows);
// Paragraph text wrapped to `width` columns, each line behind `indent`.
std::string wrap(std::string_view text, std::size_t width, std::string_view indent = "");
// The same behind a dash: "  - " and the following lines under its first word.
std::string item(std::string_view text, std::size_t indent);
// Strangers' text without control characters: a title must not drive a terminal.
std::string printable(std::string_view text);

}  // namespace octavo::cli
