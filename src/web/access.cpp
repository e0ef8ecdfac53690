#include "web/access.hpp"

namespace octavo::web {
namespace {

using Kind = Route::Kind;

constexpr std::array table = {
    Access{Kind::unknown, "/nowhere"},
    Access{Kind::root, "/"},
    Access{Kind::today, "/en-gb"},
    Access{Kind::article, "/en-gb/a/bvq3k2vs5h7la"},
    Access{Kind::short_article, "/a/bvq3k2vs5h7la"},
    Access{Kind::version, "/en-gb/a/bvq3k2vs5h7la/v/1"},
    Access{Kind::player, "/en-gb/a/bvq3k2vs5h7la/media/1"},
    Access{Kind::brief, "/en-gb/a/bvq3k2vs5h7la/brief", {}, Press::service},
    Access{Kind::translation, "/en-gb/a/bvq3k2vs5h7la/translate", {}, Press::service},
    Access{Kind::ask_article, "/en-gb/a/bvq3k2vs5h7la/ask?q=who", {}, Press::service},
    Access{Kind::story, "/en-gb/s/bvq3k2vs5h7la"},
    Access{Kind::compare, "/en-gb/s/bvq3k2vs5h7la/compare", {}, Press::service},
    Access{Kind::ask_story, "/en-gb/s/bvq3k2vs5h7la/ask?q=who", {}, Press::service},
    Access{Kind::ask, "/en-gb/ask", {}, Press::service},
    Access{Kind::sources, "/en-gb/src"},
    Access{Kind::source, "/en-gb/src/example.org"},
    Access{Kind::author, "/en-gb/src/example.org/by/bvq3k2vs5h7la"},
    Access{Kind::month, "/en-gb/archive"},
    Access{Kind::day, "/en-gb/archive/2026-11-26"},
    Access{Kind::about, "/en-gb/about"},
    Access{Kind::privacy, "/en-gb/privacy"},
    Access{Kind::ranking, "/en-gb/ranking"},
    Access{Kind::style, "/en-gb/style"},
    Access{Kind::api_page, "/api"},
    Access{Kind::category, "/en-gb/c/sports"},
    Access{Kind::trending, "/en-gb/t"},
    Access{Kind::tag, "/en-gb/t/bvq3k2vs5h7la"},
    Access{Kind::localities, "/en-gb/l"},
    Access{Kind::locality, "/en-gb/l/fr"},
    Access{Kind::search, "/en-gb/search?q=words"},
    // Who it is for is the machine's or an operator's account (SiteSeat::status).
    Access{Kind::status, "/en-gb/status"},
    Access{Kind::hub, "/websub/token", {}, Press::hub},
    Access{Kind::opml, "/opml"},
    Access{Kind::robots, "/robots.txt"},
    Access{Kind::health, "/healthz"},
    Access{Kind::events, "/events"},
    Access{Kind::asset, "/favicon.ico"},
    Access{Kind::drawing, "/drawing/seed.svg"},
    Access{Kind::picture, "/p/aaaaaaaaaaaaa/640/aaaaaaaaaaaaa.webp"},
    Access{Kind::apps, "/en-gb/apps"},
    Access{Kind::offline, "/en-gb/offline"},
    Access{Kind::manifest, "/en-gb/app.webmanifest"},
    Access{Kind::worker, "/sw.js"},
    Access{Kind::briefing, "/en-gb/briefing"},
    Access{Kind::shared, "/en-gb/shared?url=https://example.org/"},
    Access{Kind::card, "/en-gb/card.jpg"},
    Access{Kind::api, "/api/v1/articles"},
    Access{Kind::sitemap, "/sitemap.xml"},
    Access{Kind::news_sitemap, "/news.xml"},
    Access{Kind::sign_in, "/en-gb/sign-in", {}, Press::door},
    Access{Kind::sign_up, "/en-gb/sign-up", {}, Press::door},
    Access{Kind::short_pass, "/pass/0123456789abcdef"},
    Access{Kind::pass, "/en-gb/pass/0123456789abcdef", {}, Press::door},
    Access{Kind::me, "/en-gb/me", Role::reader, Press::form},
    Access{Kind::me_keys, "/en-gb/me/keys", Role::reader, Press::form},
    Access{Kind::recover, "/en-gb/recover", {}, Press::door},
    Access{Kind::my_feed, "/en-gb/my/feed.atom", Role::reader, Press::none, true},
    Access{Kind::me_zip, "/en-gb/me/export.zip", Role::reader, Press::none, true},
    Access{Kind::desk, "/en-gb/admin", Role::moderator},
    Access{Kind::desk_account, "/en-gb/admin/bvq3k2vs5h7la", Role::owner, Press::form},
    Access{Kind::desk_log, "/en-gb/admin/log", Role::owner},
    Access{Kind::desk_accounts, "/en-gb/admin/accounts", Role::owner, Press::form},
    Access{Kind::desk_sources, "/en-gb/admin/sources", Role::owner, Press::form},
    Access{Kind::desk_source, "/en-gb/admin/sources/example.org", Role::owner, Press::form},
    Access{Kind::desk_takedowns, "/en-gb/admin/takedowns", Role::owner, Press::form},
    Access{Kind::desk_work, "/en-gb/admin/work", Role::owner},
    Access{Kind::desk_config, "/en-gb/admin/config", Role::owner},
    Access{Kind::desk_stories, "/en-gb/admin/stories", Role::editor, Press::form},
    Access{Kind::desk_story, "/en-gb/admin/stories/bvq3k2vs5h7la", Role::editor, Press::form},
    Access{Kind::desk_tags, "/en-gb/admin/tags", Role::editor, Press::form},
    Access{Kind::desk_catalogue, "/en-gb/admin/catalogue", Role::owner, Press::form},
    Access{Kind::desk_backups, "/en-gb/admin/backups", Role::owner, Press::form},
    Access{Kind::publishers, "/en-gb/publishers"},
    Access{Kind::my, "/en-gb/my", Role::reader, Press::form},
    Access{Kind::my_saved, "/en-gb/my/saved", Role::reader},
    Access{Kind::my_follows, "/en-gb/my/follows", Role::reader, Press::form},
    Access{Kind::my_follow, "/en-gb/my/follow/c/sports", Role::reader, Press::form},
    Access{Kind::my_save, "/en-gb/my/save/bvq3k2vs5h7la", Role::reader, Press::form},
    Access{Kind::my_history, "/en-gb/my/history", Role::reader, Press::form},
    Access{Kind::my_bring, "/en-gb/my/bring", Role::reader, Press::form},
    Access{Kind::my_link, "/en-gb/my/link?url=https://example.org/", Role::reader, Press::form},
    Access{Kind::my_lists, "/en-gb/my/lists", Role::reader, Press::form},
    Access{Kind::my_list, "/en-gb/my/lists/bvq3k2vs5h7la", Role::reader, Press::form},
    Access{Kind::my_notes, "/en-gb/my/notes", Role::reader},
    Access{Kind::my_note, "/en-gb/my/notes/bvq3k2vs5h7la", Role::reader, Press::form},
    Access{Kind::my_notes_file, "/en-gb/my/notes.md", Role::reader, Press::none, true},
    Access{Kind::list, "/en-gb/lists/bvq3k2vs5h7la"},
    Access{Kind::list_report, "/en-gb/lists/bvq3k2vs5h7la/report", Role::reader, Press::form},
    Access{Kind::desk_lists, "/en-gb/admin/lists", Role::moderator, Press::form},
    Access{Kind::desk_wishes, "/en-gb/admin/wishes", Role::editor, Press::form},
    Access{Kind::add, "/add?url=https://example.org/"},
    Access{Kind::comments_article, "/en-gb/a/bvq3k2vs5h7la/comments", {}, Press::member},
    Access{Kind::comments_story, "/en-gb/s/bvq3k2vs5h7la/comments", {}, Press::member},
    Access{Kind::desk_comments, "/en-gb/admin/comments", Role::moderator, Press::form},
    Access{Kind::desk_author, "/en-gb/admin/comments/bvq3k2vs5h7la", Role::moderator, Press::form},
    Access{Kind::my_replies, "/en-gb/my/replies", Role::reader, Press::form},
    Access{Kind::me_export, "/en-gb/me/export.json", Role::reader, Press::none, true},
    Access{Kind::me_opml, "/en-gb/me/follows.opml", Role::reader, Press::none, true},
};
static_assert(table.size() == static_cast<std::size_t>(Kind::me_opml) + 1, "a kind of address without a row");
static_assert(
    [] {
        for (std::size_t i = 0; i < table.size(); ++i)
            if (table[i].kind != static_cast<Kind>(i)) return false;
        return true;
    }(),
    "rows stand in the order of the kinds");

}  // namespace

const Access& access_of(Kind kind) { return table[static_cast<std::size_t>(kind)]; }
std::span<const Access> all_access() { return table; }

}  // namespace octavo::web
