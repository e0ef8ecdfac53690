// What an address means. Total: any bytes are an address, most of them of no page.
//
//   /en-gb                              today; ?before=N a further page        /en-gb/feed.xml .atom .json
//   /en-gb/a/slug-bvq3k2vs5h7la         an article                             /a/bvq3k2vs5h7la the same, any edition
//   /en-gb/a/slug-bvq3k2vs5h7la/v/17    what it said before
//   /en-gb/a/slug-bvq3k2vs5h7la/media/1    a film or a sound in it
//   /en-gb/a/slug-bvq3k2vs5h7la/brief   it in brief      .../translate         .../ask?q= a question to it
//   /en-gb/s/slug-bvq3k2vs5h7la/compare    how its sources tell a story        .../ask?q=
//   /en-gb/card.jpg  .../card.jpg       what stands for the edition, an article, a story where it is shared
//   /en-gb/ask?q=                       a question to the archive
//   /en-gb/s/slug-bvq3k2vs5h7la         a story
//   /en-gb/src  /en-gb/src/example.org  sources, a source                      /en-gb/src/example.org/feed.xml ...
//   /en-gb/c/sports                     a category                             /en-gb/c/sports/feed.xml ...
//   /en-gb/t  /en-gb/t/portalder-bvq3k2vs5h7la      trending hashtags, a hashtag; feeds as above
//   /en-gb/src/example.org/by/jane-doe-bvq3k2vs5h7la      what somebody writes there; feeds as above
//   /en-gb/archive  /en-gb/archive/2026-11                the days of a month
//   /en-gb/archive/2026-11-26           a day; feeds as above
//   /en-gb/about  /en-gb/privacy  /en-gb/ranking  /en-gb/style          about the site
//   /en-gb/l                            places in the news
//   /en-gb/l/fr  /en-gb/l/california-us.ca  /en-gb/l/lyon-2996944              a country, a region, a city; feeds as
//   above /en-gb/search?q=words               search                                 /en-gb/search/feed.xml?q=...
//   /en-gb/status                       the health of the sources, for the operator
//   /en-gb/briefing                     the daily briefing; .mp3 .opus .xml; /en-gb/briefing/2026-11-27.mp3 .opus .json
//   /en-gb/apps  /en-gb/offline         the app: how to install it, what is kept on the device
//   /en-gb/app.webmanifest  /sw.js      its manifest and its service worker
//   /en-gb/shared?title=&text=&url=     what another app shared into it
//   /en-gb/sign-in?at=PLACE  /en-gb/sign-up    into an account
//   /en-gb/pass/SECRET  /pass/SECRET    what opens a door once: an invitation, a way back
//   /en-gb/me/keys  /en-gb/recover      what opens it beside the password; by a recovery code
//   /en-gb/me  .../me/export.zip  .json  .../me/follows.opml      one's own account, and all that is kept with it
//   /en-gb/my/feed.atom                 one's own news, for a feed reader
//   /en-gb/my  /en-gb/my/saved  /en-gb/my/follows      what one follows, has put aside
//   /en-gb/my/history  /en-gb/my/bring  /en-gb/my/link?url=...   what one has read, brings along, saves; /add?url=...
//   /en-gb/my/for-you  .../tune/bvq3k2vs5h7la  .../rules      an order of one's own; more or less of what; rules
//   /en-gb/my/follow/src/example.org    to follow a listing: its place stands behind; /en-gb/my/save/bvq3k2vs5h7la
//   /en-gb/my/lists  .../bvq3k2vs5h7la  /en-gb/my/notes  .../bvq3k2vs5h7la  .../bvq3k2vs5h7la.json  /en-gb/my/notes.md
//                                       one's own lists, a list; what is marked and noted, in an article
//   /en-gb/lists/slug-bvq3k2vs5h7la     a list that somebody made public; feeds as above; .../report
//   /en-gb/a/slug-bvq3k2vs5h7la/comments  .../s/...     what readers say of it; .../comments/feed.atom
//   /en-gb/admin  .../comments  .../log  .../accounts  .../bvq3k2vs5h7la     the operator's desk, an account
//   /en-gb/admin/sources  .../sources/example.org  .../sources/example.org/rules  .../catalogue  .../takedowns .../work
//   .../config  .../backups /en-gb/admin/stories  .../stories/bvq3k2vs5h7la  .../tags      what editors put right
//   /en-gb/publishers                   how a publisher, or somebody an article is about, asks for something
//   /en-gb/my/replies                   who answered one; /en-gb/admin/comments/bvq3k2vs5h7la: what an account said
//   /websub/TOKEN                       where hubs call
//   /api  /en-gb/api                    what programs may ask
//   /api/v1/...                         the same as JSON, for programs (api_table.hpp)
//   /sitemap.xml  /sitemap/2026-11-26.xml  /news.xml      what search engines may list
//   /events                             a stream that says when there is news
//   /  /opml  /robots.txt  /healthz  /assets/...  /drawing/SEED.svg
//   /p/SEAL/640/KEY.webp  /p/SEAL/960/KEY.jpg   a publisher's picture
//
// Checked by tests/web/route_test.cpp and fuzz/web_route.cpp.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "model/category.hpp"
#include "model/edition.hpp"
#include "model/ids.hpp"
#include "store/store.hpp"

namespace octavo::web {

enum class Form : std::uint8_t { html, rss, atom, json };

struct Route {
    enum class Kind : std::uint8_t {
        unknown,
        root,
        today,
        article,
        short_article,
        version,
        player,
        brief,
        translation,
        ask_article,
        story,
        compare,
        ask_story,
        ask,
        sources,
        source,
        author,
        month,
        day,
        about,
        privacy,
        ranking,
        style,
        api_page,
        category,
        trending,
        tag,
        localities,
        locality,
        search,
        status,
        hub,
        opml,
        robots,
        health,
        events,
        asset,
        drawing,
        picture,
        apps,
        offline,
        manifest,
        worker,
        briefing,
        shared,
        card,
        api,
        sitemap,
        news_sitemap,
        sign_in,
        sign_up,
        short_pass,
        pass,
        me,
        me_keys,
        recover,
        my_feed,
        me_zip,
        desk,
        desk_account,
        desk_log,
        desk_accounts,
        desk_sources,
        desk_source,
        desk_rules,
        desk_takedowns,
        desk_work,
        desk_config,
        desk_stories,
        desk_story,
        desk_tags,
        desk_catalogue,
        desk_backups,
        desk_services,
        publishers,
        my,
        my_saved,
        my_follows,
        my_follow,
        my_save,
        my_history,
        my_bring,
        my_link,
        my_for_you,
        my_tune,
        my_rules,
        my_lists,
        my_list,
        my_notes,
        my_note,
        my_notes_file,
        list,
        list_report,
        desk_lists,
        desk_wishes,
        add,
        comments_article,
        comments_story,
        desk_comments,
        desk_author,
        my_replies,
        me_export,
        me_opml  // the last: access.cpp counts on it
    };
    Kind kind = Kind::unknown;
    Form form = Form::html;
    const Edition* edition = nullptr;  // set for everything below /{edition}, also when the rest is unknown
    std::uint64_t id = 0;              // of an article, a story, a hashtag or an author
    std::int64_t version = 0;
    std::uint32_t number = 0;            // player: of the embed, from 1
    std::chrono::year_month_day date{};  // of a day; of a month its first; not ok(): the newest month
    std::string place;                   // the address inside the edition, as sent, without the query
    std::string seal;                    // picture: its seal, width and form; `name` is its key
    std::uint16_t width = 0;
    bool jpeg = false;
    std::string name;  // a source's domain, a locality's id, an asset, a seed, a picture, a hub's token: decoded
                       // card: "a", "s", "" of the edition
                       // briefing: "", "mp3", "opus", "xml", "json"
                       // pass: its secret; my_follow: the listing's place
                       // shared: the address; a sitemap's file without ".xml", "" for the index
    Category category = Category::general;
    std::string text;  // search, shared, my_notes: what was asked for; sign_in: where to go then; desk: behind whom
    bool newest_first = false;  // search: the order
    std::size_t from = 0;       // search: how many are passed over
    store::Position before = store::newest;
    std::string choose, choose_at;  // root: the edition chosen, and the page to show in it
};

Route read_route(std::string_view target);

// The longest words of the last part of an address, without its id: "a/four-states-agree-bvq3k2vs5h7la" -> "states
// agree four"; "" when it has none.
std::string words_of_address(std::string_view place);

// The value of a query parameter, "+" and %XX decoded; absent when it is not there.
std::optional<std::string> query_value(std::string_view query, std::string_view name);

}  // namespace octavo::web
