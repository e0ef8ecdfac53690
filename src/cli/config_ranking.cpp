// The settings of the ranking: the weights of src/story/ranking.hpp, a row each.
#include <charconv>

#include "base/utf8.hpp"
#include "cli/config.hpp"

namespace octavo::cli {
namespace {

using story::Weights;

constexpr double most = 1000;

std::optional<double> read_weight(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !(value >= -most && value <= most))
        return std::nullopt;
    return value;
}

Setting weight(std::string_view key, double Weights::* which, std::string_view help) {
    return {key, "a number from -1000 to 1000", help,
            [which](Config& c, std::string_view text) {
                const auto value = read_weight(text);
                if (value) c.site.ranking.*which = *value;
                return value.has_value();
            },
            [which](const Config& c) { return fmt::format("{:g}", c.site.ranking.*which); }};
}

// "bbc.co.uk=0.5, example.com=-1"
bool read_publishers(Config& c, std::string_view text) {
    decltype(Weights::publishers_by_domain) read;
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        const auto item = utf8::trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (item.empty()) continue;
        const auto sign = item.find('=');
        if (sign == std::string_view::npos || sign == 0) return false;
        const auto value = read_weight(utf8::trim(item.substr(sign + 1)));
        if (!value) return false;
        read[std::string(utf8::trim(item.substr(0, sign)))] = *value;
    }
    c.site.ranking.publishers_by_domain = std::move(read);
    return true;
}

std::string write_publishers(const Config& c) {
    std::string out;
    for (const auto& [domain, value] : c.site.ranking.publishers_by_domain)
        out += fmt::format("{}{}={:g}", out.empty() ? "" : ",", domain, value);
    return out;
}

}  // namespace

std::vector<Setting> ranking_settings() {
    return {
        weight("ranking.publishers", &Weights::publishers, "what each doubling of a story's publishers is worth"),
        weight("ranking.velocity", &Weights::velocity, "what each doubling of its latest reports is worth"),
        weight("ranking.velocity_hours", &Weights::velocity_hours, "how many hours count as latest"),
        weight("ranking.freshness", &Weights::freshness, "what is lost in each half-life since its newest report"),
        weight("ranking.half_life_hours", &Weights::half_life_hours, "how many hours that is"),
        weight("ranking.publisher_weight", &Weights::publisher_weight, "how much ranking.publishers_by_domain counts"),
        {"ranking.publishers_by_domain", "domains with numbers, such as bbc.co.uk=0.5,example.com=-1",
         "publishers that count more or less than others", read_publishers, write_publishers},
        weight("ranking.language", &Weights::language, "a story told in the edition's language"),
        weight("ranking.place", &Weights::place, "a story told by a publisher of the edition's country"),
        weight("ranking.picture", &Weights::picture, "a story with a picture"),
        weight("ranking.opinion", &Weights::opinion, "taken off where there is nothing but opinion"),
        weight("ranking.analysis", &Weights::analysis, "the same for analysis"),
        weight("ranking.live", &Weights::live, "the same for live pages"),
        weight("ranking.press_release", &Weights::press_release, "the same for press releases"),
        weight("ranking.sponsored", &Weights::sponsored, "the same for what is paid for"),
        weight("ranking.satire", &Weights::satire, "the same for satire"),
        weight("ranking.audio", &Weights::audio, "the same for audio"),
        weight("ranking.video", &Weights::video, "the same for video"),
        weight("ranking.repeat", &Weights::repeat,
               "taken off for each story of the same publisher and section above it"),
    };
}

}  // namespace octavo::cli
