#include "base/log.hpp"

#include "base/log_tail.hpp"

#include <spdlog/sinks/ringbuffer_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace octavo::log {
namespace {

std::atomic<Level> threshold{Level::warning};

constexpr std::size_t remembered = 200;  // lines

spdlog::sinks::ringbuffer_sink_mt& ring() {
    static const auto instance = std::make_shared<spdlog::sinks::ringbuffer_sink_mt>(remembered);
    return *instance;
}

spdlog::logger& logger() {
    static const auto instance = [] {
        const spdlog::sink_ptr kept(&ring(), [](spdlog::sinks::sink*) {});  // lives as long as the process
        auto made = std::make_shared<spdlog::logger>(
            "octavo", spdlog::sinks_init_list{std::make_shared<spdlog::sinks::stderr_sink_mt>(), kept});
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
        made->set_level(spdlog::level::trace);
        made->flush_on(spdlog::level::info);
        return made;
    }();
    return *instance;
}

spdlog::level::level_enum level_of(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
        case Level::off:
            return spdlog::level::off;
    }
    std::unreachable();
}

// A stranger's title must not forge a log line or drive a terminal.
std::string one_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

void start(Level level) { threshold = level; }
std::vector<std::string> tail() { return ring().last_formatted(); }
bool on(Level level) { return level >= threshold.load(std::memory_order_relaxed); }
void write(Level level, std::string_view line) { logger().log(level_of(level), one_line(line)); }

}  // namespace octavo::log
