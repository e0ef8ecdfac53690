// The settings of publishers' pictures (pipeline/darkroom).
#include "cli/config.hpp"

namespace octavo::cli {
namespace {

template <class Number>
bool read_number(std::string_view text, Number low, Number high, Number& out) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < low || value > high) return false;
    out = value;
    return true;
}

}  // namespace

std::vector<Setting> picture_settings() {
    using C = Config;
    using V = std::string_view;
    return {
        {"pictures.fetch", "ahead, asked or never",
         "publishers' pictures: ahead for stories that several report, and others when a reader's browser asks; only "
         "when asked; or none but those that are there. Without following, never",
         [](C& c, V v) {
             if (v != "ahead" && v != "asked" && v != "never") return false;
             c.pictures.fetch = v != "never";
             c.pictures.ahead = v == "ahead";
             return true;
         },
         [](const C& c) {
             return std::string(!c.pictures.fetch ? "never" : c.pictures.ahead ? "ahead" : "asked");
         }},
        {"pictures.cache_bytes", "a number from 1000000 to 100000000000000",
         "size of the folder pictures/; what was looked at longest ago is removed",
         [](C& c, V v) { return read_number<std::uint64_t>(v, 1'000'000, 100'000'000'000'000, c.pictures.most_bytes); },
         [](const C& c) { return fmt::format("{}", c.pictures.most_bytes); }},
        {"pictures.threads", "a number from 1 to 16", "threads that shrink pictures, behind everything else",
         [](C& c, V v) { return read_number<unsigned>(v, 1, 16, c.pictures.developers); },
         [](const C& c) { return fmt::format("{}", c.pictures.developers); }},
    };
}

}  // namespace octavo::cli
