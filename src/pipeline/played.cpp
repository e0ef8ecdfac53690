#include "pipeline/played.hpp"

#include "base/url.hpp"

namespace octavo::pipeline {
namespace {

constexpr std::string_view mark = "\n<audio data-enclosure src=\"", end_of_address = "\"></audio>", sign = "&amp;";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
    return text;
}

}  // namespace

std::string played_markup(const feed::Entry& entry) {
    std::string markup;
    for (const std::string_view type : {"audio/", "video/"}) {
        const auto one =
            std::ranges::find_if(entry.enclosures, [&](const auto& e) { return e.type.starts_with(type); });
        if (one == entry.enclosures.end()) continue;
        const auto url = Url::parse(one->url);
        if (!url || !url->is_web() || url->has_credentials() || url->href().contains('"')) continue;
        markup.append(mark).append(replaced(url->href(), "&", sign));
        const int seconds = one->seconds > 0 ? one->seconds : entry.seconds;
        if (seconds > 0 && !url->href().contains('#')) markup += fmt::format("#t=0,{}", seconds);
        markup.append(end_of_address);
    }
    return markup;
}

std::string_view words_of_content(std::string_view content) { return content.substr(0, content.find(mark)); }

std::vector<std::string> played_in(std::string_view content) {
    constexpr std::size_t most = 4;
    std::vector<std::string> out;
    for (auto at = content.find(mark); at != std::string_view::npos && out.size() < most; at = content.find(mark, at)) {
        at += mark.size();
        const auto end = content.find(end_of_address, at);
        if (end == std::string_view::npos) break;
        out.push_back(replaced(std::string(content.substr(at, end - at)), sign, "&"));
    }
    return out;
}

}  // namespace octavo::pipeline
