#include "web/sitemaps.hpp"

#include "base/utf8.hpp"

namespace octavo::web {

SitemapFile::SitemapFile(What what) : what_(what) {
    xml_.put(what == What::files ? Markup("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
                                 : Markup("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"));
}

void SitemapFile::add(std::string_view address, std::optional<Instant> changed) {
    if (count_ == most_addresses) return;
    ++count_;
    xml_.put(what_ == What::files ? Markup("<sitemap>") : Markup("<url>")).element("loc", address);
    if (changed) xml_.element("lastmod", to_iso(*changed));
    xml_.put(what_ == What::files ? Markup("</sitemap>\n") : Markup("</url>\n"));
}

std::string SitemapFile::take() {
    xml_.put(what_ == What::files ? Markup("</sitemapindex>\n") : Markup("</urlset>\n"));
    return xml_.take();
}

NewsFile::NewsFile(std::string_view paper) : paper_(paper) {
    xml_.put(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
        "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">\n");
}

void NewsFile::add(std::string_view address, const store::ToldStory& story) {
    xml_.put("<url>").element("loc", address).put("<news:news><news:publication>");
    xml_.element("news:name", paper_).element("news:language", news_language(story.language));
    xml_.put("</news:publication>").element("news:publication_date", to_iso(story.first));
    xml_.element("news:title", story.title).put("</news:news></url>\n");
}

std::string NewsFile::take() {
    xml_.put("</urlset>\n");
    return xml_.take();
}

std::string DayFile::name() const {
    const std::chrono::year_month_day date(day);
    std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return part > 1 ? fmt::format("{}-{}", text, part) : text;
}

std::optional<DayFile> read_day_file(std::string_view name) {
    const auto number = [&](std::size_t at, std::size_t length) -> int {
        int value = 0;
        const auto* const end = name.data() + std::min(name.size(), at + length);
        if (at >= name.size()) return -1;
        const auto [stop, fault] = std::from_chars(name.data() + at, end, value);
        return fault == std::errc() && stop == end && value >= 0 ? value : -1;
    };
    if (name.size() < 10 || name[4] != '-' || name[7] != '-') return std::nullopt;
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 1970 || month < 1 || day < 1) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    DayFile file{.day = date};
    if (name.size() > 10) {
        const int part = name[10] == '-' && name.size() < 16 ? number(11, 4) : -1;
        if (part < 2) return std::nullopt;
        file.part = static_cast<unsigned>(part);
    }
    return file.name() == name ? std::optional(file) : std::nullopt;
}

std::string news_language(std::string_view language) {
    const std::string low = utf8::lower(language);
    const std::string primary = low.substr(0, low.find('-'));
    if (primary.empty() || primary == "und") return {};
    if (primary != "zh") return primary;
    const bool traditional = low.contains("hant") || low.ends_with("-tw") || low.ends_with("-hk");
    return traditional ? "zh-tw" : "zh-cn";
}

std::string home_address(std::string_view origin, const store::ToldStory& story) {
    return fmt::format("{}{}", origin, place_in(home_of(story.language), story_place(story.id, story.title)));
}

}  // namespace octavo::web
