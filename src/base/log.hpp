// The log: one line an event, on standard error. Craft rooms never log; they return what they have to say.
// Call sites: log::info("feed {}: {} new articles", url, count). Control characters of strangers are escaped.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace octavo::log {

enum class Level { debug, info, warning, error, off };

// Once, from main, before any thread starts.
void start(Level level);
bool on(Level level);
void write(Level level, std::string_view line);

template <class... Args>
void debug(fmt::format_string<Args...> text, Args&&... args) {
    if (on(Level::debug)) write(Level::debug, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void info(fmt::format_string<Args...> text, Args&&... args) {
    if (on(Level::info)) write(Level::info, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void warning(fmt::format_string<Args...> text, Args&&... args) {
    if (on(Level::warning)) write(Level::warning, fmt::format(text, std::forward<Args>(args)...));
}
template <class... Args>
void error(fmt::format_string<Args...> text, Args&&... args) {
    if (on(Level::error)) write(Level::error, fmt::format(text, std::forward<Args>(args)...));
}

}  // namespace octavo::log
