#include "cli/progress.hpp"

#include <unistd.h>
#include <cstdio>

#include "base/utf8.hpp"

namespace octavo::cli {

Progress::Progress(std::string label)
    : label_(std::move(label)),
      terminal_(isatty(STDERR_FILENO) == 1),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

Progress::~Progress() { finish(); }

void Progress::show(std::uint64_t done, std::uint64_t total, std::uint64_t items) {
    const auto now = std::chrono::steady_clock::now();
    if (!terminal_ || (drawn_ && done < total && now - last_ < std::chrono::milliseconds(100))) return;
    last_ = now;
    drawn_ = true;
    const double seconds = std::max(0.001, std::chrono::duration<double>(now - start_).count());
    const double share = total ? std::min(1.0, static_cast<double>(done) / static_cast<double>(total)) : 0;
    constexpr std::size_t width = 28;
    const auto full = static_cast<std::size_t>(share * width);
    std::string bar;
    for (std::size_t i = 0; i < width; ++i) bar += i < full ? "━" : "─";
    std::string left;
    if (share > 0.01 && share < 1 && seconds > 1)
        left = fmt::format(
            ", {} left", in_words(std::chrono::seconds(static_cast<std::int64_t>(seconds / share * (1 - share)) + 1)));
    fmt::print(stderr, "\r\033[K{} {} {:3.0f} %  {} ({} a second{})", label_, bar, share * 100,
               grouped(static_cast<std::int64_t>(items)),
               grouped(static_cast<std::int64_t>(static_cast<double>(items) / seconds)), left);
    std::fflush(stderr);
}

void Progress::finish() {
    if (drawn_) fmt::print(stderr, "\r\033[K");
    drawn_ = false;
}

std::string in_words(std::chrono::seconds duration) {
    const auto s = duration.count();
    if (s < 60) return fmt::format("{} s", s);
    if (s < 3600) return fmt::format("{} min {} s", s / 60, s % 60);
    if (s < 48 * 3600) return fmt::format("{} h {} min", s / 3600, s / 60 % 60);
    return fmt::format("{} days", s / 86400);
}

std::string bytes_in_words(std::int64_t bytes) {
    if (bytes < 1000) return fmt::format("{} bytes", bytes);
    constexpr std::string_view units[] = {"kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (value >= 1000 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    return fmt::format("{:.1f} {}", value, units[unit]);
}

std::string grouped(std::int64_t number) {
    std::string digits = fmt::format("{}", number);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string ago(std::chrono::milliseconds since) {
    const bool future = since.count() < 0;
    const auto s = std::abs(since.count()) / 1000;
    const auto say = [&](std::int64_t n, std::string_view unit) {
        const std::string amount = fmt::format("{} {}{}", n, unit, n == 1 ? "" : "s");
        return future ? "in " + amount : amount + " ago";
    };
    if (s < 60) return future ? "in a moment" : "just now";
    if (s < 3600) return say(s / 60, "minute");
    if (s < 86400) return say(s / 3600, "hour");
    return say(s / 86400, "day");
}

std::string table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (widths.size() <= i) widths.push_back(0);
            widths[i] = std::max(widths[i], utf8::length(row[i]));
        }
    std::string out;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size()) line.append(widths[i] - utf8::length(row[i]) + 2, ' ');
        }
        out += std::string(line.substr(0, line.find_last_not_of(' ') + 1)) + "\n";
    }
    return out;
}

std::string wrap(std::string_view text, std::size_t width, std::string_view indent) {
    std::string out;
    std::string line;
    std::size_t columns = 0;
    const auto flush = [&] {
        if (!line.empty()) out += std::string(indent) + line + "\n";
        line.clear();
        columns = 0;
    };
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        const auto word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t length = utf8::length(word);
        if (columns && columns + 1 + length > width) flush();
        if (columns) {
            line += ' ';
            ++columns;
        }
        line += word;
        columns += length;
    }
    flush();
    return out;
}

std::string item(std::string_view text, std::size_t indent) {
    std::string out = wrap(text, 90 - indent, std::string(indent + 2, ' '));
    if (out.size() > indent) out[indent] = '-';
    return out;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const char32_t c = utf8::next(text, i);
        // C0, DEL, C1 and the bidirectional overrides.
        if ((c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
            (c >= 0x2066 && c <= 0x2069))
            continue;
        utf8::append(out, c);
    }
    return out;
}

}  // namespace octavo::cli
