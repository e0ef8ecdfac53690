// What search engines are told that there is (https://www.sitemaps.org/protocol.html), and what is news
// (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap). Pure.
//
//   /sitemap.xml               the index
//   /sitemap/pages.xml         fronts and sections; places.xml, tags.xml, sources.xml likewise
//   /sitemap/days.xml          the last month's pages of the archive by date
//   /sitemap/2026-11-26.xml    stories whose newest report is of that day; 2026-11-26-2.xml the next part of a busy one
//   /news.xml                  stories that began within two days
//
// Pages of articles are in none of them. Their text is the publisher's, they are noindex and name the publisher's page
// as canonical; a sitemap that lists them would contradict them. What is ours is the story: who reports it, since when.
// A story stands in the file of its newest report, so that files of past days hardly change, and under one address: in
// the edition of the language its first report is in.
// Checked by tests/web/sitemaps_test.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "store/told.hpp"
#include "web/page.hpp"
#include "web/xml_writer.hpp"

namespace octavo::web {

constexpr std::size_t most_addresses = 50'000;  // of one file, as the protocol has it
constexpr std::size_t most_news = 1'000;

// One file of addresses, made line by line.
class SitemapFile {
  public:
    enum class What { addresses, files };  // files: an index
    explicit SitemapFile(What what = What::addresses);
    void add(std::string_view address, std::optional<Instant> changed = {});
    std::size_t count() const { return count_; }
    std::string take();

  private:
    What what_;
    Xml xml_;
    std::size_t count_ = 0;
};

// The file of news; titles and the paper's name are of its stories' own language.
class NewsFile {
  public:
    explicit NewsFile(std::string_view paper);
    void add(std::string_view address, const store::ToldStory& story);
    std::string take();

  private:
    std::string paper_;
    Xml xml_;
};

// A day's file: "2026-11-26", "2026-11-26-2"; absent for any other name.
struct DayFile {
    std::chrono::sys_days day;
    unsigned part = 1;
    std::string name() const;
};
std::optional<DayFile> read_day_file(std::string_view name);

// "zh-Hant-TW" -> "zh-tw", "pt-BR" -> "pt": the codes news sitemaps take. "" for an unsure language.
std::string news_language(std::string_view language);
// The address of a story that is the same in all editions.
std::string home_address(std::string_view origin, const store::ToldStory& story);

}  // namespace octavo::web
