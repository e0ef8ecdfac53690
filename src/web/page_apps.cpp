#include "web/page_apps.hpp"

#include "web/assets.hpp"

// What moves on these pages is in assets/app.js and assets/offline.js; without script the first is whole, and the
// second never shown.
namespace octavo::web {
namespace {

void way(Html& h, const Setting& s, Markup platform, Say how) {
    h.put("<li data-platform=\"").put(platform).put("\">").text(s.tongue.say(how)).put("</li>");
}

void other_readers(Html& h, const Setting& s) {
    const std::string feed = place_in(s.edition(), "feed");
    h.put("<p>").text(s.tongue.say(Say::apps_readers)).put("</p><p class=\"links\"><a");
    h.url("href", feed + ".xml").put(">RSS</a> <a").url("href", feed + ".atom").put(">Atom</a> <a");
    h.url("href", feed + ".json").put(">JSON Feed</a> <a href=\"/opml\">");
    h.text(s.tongue.say(Say::all_sources_opml)).put("</a></p>");
}

}  // namespace

std::string apps_page(const Setting& s) {
    const Frame frame{.title = std::string(s.tongue.say(Say::apps)),
                      .description = std::string(s.tongue.say(Say::apps_detail)),
                      .place = "apps",
                      .current = "apps"};
    Html h;
    begin_page(h, s, frame);
    h.put(
        "<main id=\"main\" class=\"wrap list apps\"><header class=\"headline\"><img alt=\"\" width=\"64\" "
        "height=\"64\"");
    h.url("src", asset_address("sign.svg")).put("><h1>").text(frame.title).put("</h1><p class=\"stand\">");
    h.text(frame.description).put("</p><p id=\"install\" hidden><button type=\"button\" class=\"btn main\">");
    h.text(s.tongue.say(Say::install)).put("</button></p><p id=\"installed\" role=\"status\" class=\"hint\" hidden>");
    h.text(s.tongue.say(Say::installed)).put("</p></header><ul class=\"ways\">");
    way(h, s, "android", Say::apps_android);
    way(h, s, "ios", Say::apps_ios);
    way(h, s, "desktop", Say::apps_desktop);
    way(h, s, "mac", Say::apps_mac);
    way(h, s, "firefox", Say::apps_firefox);
    h.put("</ul><div class=\"also\">");
    other_readers(h, s);
    // Here and now, not after the paint: a browser offers to install once, and nobody may hear it.
    h.put("</div><script type=\"module\"").url("src", asset_address("app.js")).put("></script></main>");
    end_page(h, s, frame);
    return h.take();
}

std::string offline_page(const Setting& s) {
    const Frame frame{.title = std::string(s.tongue.say(Say::offline_title)), .place = "offline", .noindex = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\"><header class=\"headline\"><h1>").text(frame.title).put("</h1>");
    h.put("<p id=\"detail\" class=\"stand\" hidden>").text(s.tongue.say(Say::offline_detail)).put("</p></header>");
    h.put("<ol id=\"kept\" class=\"kept\" hidden></ol><p id=\"none\" class=\"empty\">");
    h.text(s.tongue.say(Say::offline_none)).put("</p><p><a class=\"btn\"").url("href", place_in(s.edition(), ""));
    h.put(">").text(s.tongue.say(Say::back_to_today)).put("</a></p><script type=\"module\"");
    h.url("src", asset_address("offline.js")).put("></script></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
