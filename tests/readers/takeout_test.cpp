// Exports of other readers: each shape as its reader writes it, packed and broken.
#include "readers/takeout.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

using namespace octavo;
using readers::read_takeout;
using readers::Takeout;

namespace {

std::string zip(const std::vector<std::pair<std::string, std::string>>& files) {
    std::string out(16U << 20, '\0');
    std::size_t used = 0;
    archive* a = archive_write_new();
    archive_write_set_format_zip(a);
    REQUIRE(archive_write_open_memory(a, out.data(), out.size(), &used) == ARCHIVE_OK);
    for (const auto& [name, content] : files) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        REQUIRE(archive_write_header(a, entry) == ARCHIVE_OK);
        REQUIRE(archive_write_data(a, content.data(), content.size()) == static_cast<la_ssize_t>(content.size()));
        archive_entry_free(entry);
    }
    archive_write_free(a);
    out.resize(used);
    return out;
}

constexpr std::string_view opml = R"x(<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Harbours"><outline text="The Quay" type="rss" xmlUrl="https://quay.example/feed" htmlUrl="https://quay.example/"/></outline>
<outline text="Loose" xmlUrl="http://loose.example/rss"/><outline text="Bad" xmlUrl="javascript:alert(1)"/>
</body></opml>)x";

constexpr std::string_view starred = R"({"id":"user/-/state/org.freshrss/main","title":"Main","author":"FreshRSS",
"items":[{"id":"x","title":"Tram  opens","published":1764230400,"timestampUsec":"1764230400000000",
 "categories":["user/-/state/com.google/reading-list","user/-/state/com.google/starred","user/-/state/com.google/read"],
 "alternate":[{"href":"https://quay.example/tram#top"}],"origin":{"streamId":"feed/1","title":"The Quay"}},
 {"title":"Neither","categories":[],"alternate":[{"href":"https://quay.example/other"}]}]})";

}  // namespace

TEST_CASE("a list of subscriptions: feeds in their folders, web addresses alone") {
    const auto read = read_takeout(opml).value();
    CHECK(read.from == "OPML");
    REQUIRE(read.feeds.size() == 2);
    CHECK(read.feeds[0].url == "https://quay.example/feed");
    CHECK(read.feeds[0].folder == "Harbours");
    CHECK(read.feeds[0].site == "https://quay.example/");
    CHECK(read.feeds[1].title == "Loose");
    CHECK(read.feeds[1].folder.empty());
}

TEST_CASE("stars and what was read, as the Google Reader API's streams tell them") {
    const auto read = read_takeout(starred).value();
    CHECK(read.from == "FreshRSS");
    REQUIRE(read.items.size() == 1);
    CHECK(read.items[0].url == "https://quay.example/tram");
    CHECK(read.items[0].title == "Tram opens");
    CHECK(read.items[0].starred);
    CHECK(read.items[0].read);
    CHECK(to_iso(*read.items[0].time) == "2025-11-27T08:00:00Z");
    // FreshRSS exports what is labelled beside what is starred, and titles as it has them: escaped.
    const auto labelled = read_takeout(R"({"id":"user/-/state/org.freshrss/starred","items":[{"title":"AT&amp;T",
        "categories":["user/-/label/x","user/-/state/com.google/read"],"alternate":[{"href":"https://a.example/9"}]}]})")
                              .value();
    REQUIRE(labelled.items.size() == 1);
    CHECK_FALSE(labelled.items[0].starred);
    CHECK(labelled.items[0].title == "AT&T");
    const auto feedly = read_takeout(R"({"id":"user/7/tag/global.saved","items":[{"title":"A","unread":false,
        "canonicalUrl":"https://a.example/1","actionTimestamp":1764230400000},{"title":"B","unread":true,
        "originId":"https://a.example/2"}]})")
                            .value();
    CHECK(feedly.from == "Feedly");
    REQUIRE(feedly.items.size() == 2);
    CHECK(feedly.items[0].read);
    CHECK(to_iso(*feedly.items[0].time) == "2025-11-27T08:00:00Z");
    CHECK(feedly.items[1].starred);
    CHECK_FALSE(feedly.items[1].read);
    const auto list = read_takeout(R"({"subscriptions":[{"id":"feed/https://a.example/feed","title":"A",
        "categories":[{"id":"user/-/label/Tech","label":"Tech"}],"htmlUrl":"https://a.example/"}]})")
                          .value();
    REQUIRE(list.feeds.size() == 1);
    CHECK(list.feeds[0].url == "https://a.example/feed");
    CHECK(list.feeds[0].folder == "Tech");
}

TEST_CASE("Miniflux, NewsBlur, Tiny Tiny RSS and lists of addresses") {
    const auto miniflux =
        read_takeout(R"({"total":2,"entries":[{"status":"read","starred":false,"url":"https://a.example/1",
        "title":"One","published_at":"2025-11-27T08:00:00Z","feed":{"feed_url":"https://a.example/feed","title":"A",
        "site_url":"https://a.example/","category":{"title":"Tech"}}},{"status":"unread","starred":true,
        "url":"https://a.example/2","title":"Two","feed":{"feed_url":"https://a.example/feed"}}]})")
            .value();
    CHECK(miniflux.from == "Miniflux");
    REQUIRE(miniflux.feeds.size() == 1);
    CHECK(miniflux.feeds[0].folder == "Tech");
    REQUIRE(miniflux.items.size() == 2);
    CHECK(miniflux.items[0].read);
    CHECK(miniflux.items[1].starred);
    const auto newsblur = read_takeout(R"([{"story_title":"One","story_permalink":"https://a.example/1",
        "starred_date":"2025-11-27 08:00:00","read_status":1}])")
                              .value();
    CHECK(newsblur.from == "NewsBlur");
    REQUIRE(newsblur.items.size() == 1);
    CHECK(newsblur.items[0].starred);
    const auto ttrss = read_takeout(R"(<?xml version="1.0"?><articles schema-version="137"><article>
        <guid><![CDATA[x]]></guid><title><![CDATA[One & two]]></title><marked>1</marked><published>0</published>
        <link><![CDATA[https://a.example/1]]></link><feed_title><![CDATA[A]]></feed_title>
        <feed_url><![CDATA[https://a.example/feed]]></feed_url><updated>2025-11-27 08:00:00</updated></article>
        </articles>)")
                           .value();
    CHECK(ttrss.from == "Tiny Tiny RSS");
    REQUIRE(ttrss.items.size() == 1);
    CHECK(ttrss.items[0].title == "One & two");
    REQUIRE(ttrss.feeds.size() == 1);
    const auto plain =
        read_takeout("# mine\nhttps://a.example/feed tech \"tech\" \"~The A\"\n\nhttps://b.example/\n").value();
    REQUIRE(plain.feeds.size() == 2);
    CHECK(plain.feeds[0].title == "The A");
    CHECK(plain.feeds[0].folder == "tech");
}

TEST_CASE("a ZIP of them is read whole; what is none of them is named") {
    const auto read = read_takeout(zip({{"feeds.opml.xml", std::string(opml)},
                                        {"starred_2026.json", std::string(starred)},
                                        {"notes.json", "{\"a\":1}"},
                                        {"photo.png", "no"}}))
                          .value();
    CHECK(read.from == "FreshRSS, OPML");
    CHECK(read.feeds.size() == 2);
    CHECK(read.items.size() == 1);
    REQUIRE(read.notes.size() == 1);
    CHECK(read.notes[0].starts_with("notes.json: "));
}

TEST_CASE("what swells, is damaged or is something else is refused in words") {
    const std::string bomb = zip({{"a.opml", "<opml>" + std::string(Takeout::most_bytes + 1, ' ')}});
    CHECK(bomb.size() < (1U << 20));
    CHECK(read_takeout(bomb).error().fault == Fault::too_big);
    // Each within the bounds, all of them beyond.
    std::vector<std::pair<std::string, std::string>> many;
    for (int i = 0; i < 6; ++i)
        many.emplace_back(fmt::format("{}.opml", i), std::string(opml) + std::string(25U << 20, ' '));
    CHECK(read_takeout(zip(many)).error().fault == Fault::too_big);
    std::string cut = zip({{"feeds.opml", std::string(opml)}});
    cut.resize(cut.size() / 3);
    CHECK(read_takeout(cut).error().fault == Fault::malformed);
    for (const std::string_view other : {"", "hello", "{\"a\":1}", "[]", "{\"items\":[", "[1,2", "{\"items\":[0,0]}",
                                         "<html><body>x</body></html>", "PK\x03\x04"})
        CHECK_MESSAGE(!read_takeout(other).has_value(), other);
    CHECK(read_takeout(std::string(Takeout::most_bytes + 1, 'x')).error().fault == Fault::too_big);
}
