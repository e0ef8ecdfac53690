// Made-up articles that publishers file under desks, in words that no model has met: only the archive can teach them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace octavo::test {

struct DeskRow {
    std::string host = "paper0.example", desk = "sport";
    std::size_t text_of = 0;  // of the desks below; 0, 1 or 2 and more: equal numbers, equal text
    std::size_t n = 0;
};
constexpr std::array desks = {"entertainment", "health", "sport"};

inline std::string desk_text(std::size_t n) {
    constexpr std::array stems = {"zvorkat", "plimbeq", "xundrov"};
    std::string out;
    for (std::size_t i = 0; i < 30; ++i)
        out += fmt::format("{}{}{}", stems[n % 3], (n * 7 + i * i * 3) % 40, i % 10 == 9 ? ". " : " ");
    return out + fmt::format("Number {}.", n);
}
// A line for `octavo import`.
inline std::string desk_row(const DeskRow& row) {
    return fmt::format(
        R"({{"url":"https://{}/{}/{}","lang":"en","title":"{}","published":"2025-06-01T08:00:00Z","text":"{}"}})",
        row.host, row.desk, row.n, desk_text(row.text_of).substr(0, 30), desk_text(row.text_of));
}
// Of six publishers, who file alike.
inline std::vector<std::string> desk_rows(std::size_t count) {
    std::vector<std::string> out;
    for (std::size_t n = 0; n < count; ++n)
        out.push_back(desk_row({fmt::format("paper{}.example", n / 3 % 6), desks[n % 3], n, n}));
    return out;
}

}  // namespace octavo::test
