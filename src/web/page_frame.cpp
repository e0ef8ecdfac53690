// What is around every page: its head, the masthead with its menus, the foot.
#include "web/assets.hpp"
#include "web/json_ld.hpp"
#include "web/page.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

// The sheet folded in eight.
void sign(Html& h) {
    h.put(
        "<svg class=\"sign\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\" "
        "stroke-width=\"2\">"
        "<rect x=\"3\" y=\"2\" width=\"18\" height=\"20\" rx=\"1.5\"/>"
        "<path d=\"M12 2v20M3 7h18M3 12h18M3 17h18\" stroke-width=\"1.2\"/></svg>");
}

// What a page's script is in; assets/theme.js asks for it once the page is painted.
std::string modules(const Frame& f) {
    std::string out(asset_address("octavo.js"));
    if (f.live) out.append(" ").append(asset_address("live.js"));
    if (f.aids) out.append(" ").append(asset_address("aids.js"));
    if (f.keys) out.append(" ").append(asset_address("passkeys.js"));
    if (f.notes) out.append(" ").append(asset_address("notes.js"));
    if (f.listen) out.append(" ").append(asset_address("listen.js"));
    return out;
}

void head(Html& h, const Setting& s, const Frame& f) {
    const Edition& edition = s.edition();
    h.put("<!doctype html><html").attribute("lang", fmt::format("{}-{}", edition.language, edition.country));
    h.attribute("dir", name_of(direction_of(edition.language)));
    h.put(
        "><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>");
    if (!f.title.empty()) h.text(f.title).put(" · ");
    h.text(s.site.name).put("</title><style>").inline_asset("octavo.css").put("</style>");
    h.put("<link rel=\"icon\" type=\"image/svg+xml\"").url("href", asset_address("sign.svg"));
    h.put("><link rel=\"apple-touch-icon\"").url("href", asset_address("app-180.png"));
    h.put("><link rel=\"manifest\"").url("href", place_in(edition, "app.webmanifest"));
    h.put("><meta name=\"apple-mobile-web-app-title\"").attribute("content", s.site.name);
    h.put("><script").attribute("data-then", modules(f)).put(">").inline_asset("theme.js").put("</script>");
    // Painted in one piece down to what is read first: half of it costs a phone a second layout.
    // https://html.spec.whatwg.org/multipage/links.html#link-type-expect
    if (!f.fold.empty()) h.put("<link rel=\"expect\" blocking=\"render\" href=\"#").text(f.fold).put("\">");
    h.put(
        "<meta name=\"theme-color\" content=\"#fbfaf6\" media=\"(prefers-color-scheme:light)\">"
        "<meta name=\"theme-color\" content=\"#161512\" media=\"(prefers-color-scheme:dark)\">");
    if (!f.description.empty()) h.put("<meta name=\"description\"").attribute("content", f.description).put(">");
    if (f.noindex) h.put("<meta name=\"robots\" content=\"noindex\">");
    if (f.presses) h.put("<meta name=\"referrer\" content=\"same-origin\">");
    if (!f.canonical.empty()) h.put("<link rel=\"canonical\"").url("href", f.canonical).put(">");
    machine_head(h, s, f);
    if (!f.feed.empty()) {
        const std::string base = place_in(edition, f.feed);
        h.put("<link rel=\"alternate\" type=\"application/rss+xml\" title=\"RSS\"")
            .url("href", base + ".xml" + f.feed_query);
        h.put("><link rel=\"alternate\" type=\"application/atom+xml\" title=\"Atom\"")
            .url("href", base + ".atom" + f.feed_query);
        h.put("><link rel=\"alternate\" type=\"application/feed+json\" title=\"JSON Feed\"")
            .url("href", base + ".json" + f.feed_query);
        h.put(">");
    }
    h.put("</head>");
}

void menu_entry(Html& h, const Setting& s, const Frame& f, std::string_view name, std::string_view place, Say word) {
    h.put("<a").url("href", place_in(s.edition(), place));
    if (f.current == name) h.put(" aria-current=\"page\"");
    h.put(">").text(s.tongue.say(word)).put("</a>");
}

// The same page in another edition, remembered: "/?edition=ar-ae&at=src/example.org".
void edition_menu(Html& h, const Setting& s, const Frame& f) {
    h.put("<details class=\"editions menu-of\"><summary class=\"pill\"><span class=\"sr\">")
        .text(s.tongue.say(Say::edition));
    h.put(": </span>").text(s.edition().name).put("</summary><ul>");
    struct Entry {
        const Edition& edition;
        Html head{128}, tail{64};
    };
    static const std::vector<Entry> entries = [] {
        std::vector<Entry> out;
        for (const Edition& e : editions()) {
            Entry& entry = out.emplace_back(Entry{e});
            entry.head.put("<li><a").attribute("lang", e.language).attribute("dir", name_of(direction_of(e.language)));
            entry.head.put(" href=\"/?edition=").text(e.code).put("&amp;at=");
            entry.tail.put(">").text(e.name).put("</a></li>");
        }
        return out;
    }();
    Html place(f.place.size());
    place.text(f.place);
    for (const Entry& entry : entries) {
        h.put(entry.head).put(place).put("\"");
        if (&entry.edition == &s.edition()) h.put(" aria-current=\"true\"");
        h.put(entry.tail);
    }
    h.put("</ul></details>");
}

// How pages look, for this browser. Needs script, and is not shown without it.
void reading_menu(Html& h, const Setting& s) {
    h.put("<details class=\"editions menu-of looks\"><summary class=\"pill\"><span aria-hidden=\"true\">Aa</span>");
    h.put("<span class=\"sr\">").text(s.tongue.say(Say::reading_settings));
    h.put("</span></summary><div id=\"reading\" class=\"panel\"><fieldset><legend>")
        .text(s.tongue.say(Say::appearance));
    h.put("</legend>");
    for (const auto& [value, word] :
         {std::pair("", Say::look_auto), std::pair("light", Say::look_light), std::pair("dark", Say::look_dark),
          std::pair("sepia", Say::look_sepia), std::pair("contrast", Say::look_contrast)}) {
        h.put("<label><input type=\"radio\" name=\"look\"").attribute("value", value).put("> ");
        h.text(s.tongue.say(word)).put("</label>");
    }
    h.put("</fieldset><fieldset><legend>").text(s.tongue.say(Say::text_size)).put("</legend>");
    h.put("<button type=\"button\" class=\"btn\" data-step=\"-1\">").text(s.tongue.say(Say::smaller)).put("</button> ");
    h.put("<button type=\"button\" class=\"btn\" data-step=\"1\">").text(s.tongue.say(Say::larger));
    h.put("</button></fieldset>");
    if (s.site.assist)
        h.put("<p><label><input type=\"checkbox\" name=\"aids\" checked> ")
            .text(s.tongue.say(Say::assist))
            .put("</label></p>");
    h.put("<p><button type=\"button\" class=\"btn\" id=\"show-keys\">").text(s.tongue.say(Say::keys));
    h.put("</button></p></div></details>");
}

// What the keys do, shown on "?".
void keys_help(Html& h, const Setting& s) {
    h.put("<template id=\"keys\"><dialog class=\"keys\"").attribute("aria-label", s.tongue.say(Say::keys)).put("><h2>");
    h.text(s.tongue.say(Say::keys)).put("</h2><dl>");
    for (const auto& [key, word] :
         {std::pair("j", Say::keys_next), std::pair("k", Say::keys_previous), std::pair("o", Say::keys_open),
          std::pair("/", Say::keys_search), std::pair("g h", Say::keys_home), std::pair("g s", Say::sources),
          std::pair("g t", Say::trending), std::pair("?", Say::keys_help)}) {
        h.put("<dt><kbd>").text(key).put("</kbd></dt><dd>").text(s.tongue.say(word)).put("</dd>");
    }
    h.put("</dl><p><label><input type=\"checkbox\" name=\"keys\"> ").text(s.tongue.say(Say::keys_turn));
    h.put("</label></p><form method=\"dialog\"><button class=\"btn\">").text(s.tongue.say(Say::close));
    h.put("</button></form></dialog></template>");
}

void find_form(Html& h, const Setting& s, const Frame& f) {
    h.put("<form class=\"find\" role=\"search\"").url("action", place_in(s.edition(), "search"));
    h.put(
        "><input type=\"search\" name=\"q\" id=\"q\" maxlength=\"400\" enterkeyhint=\"search\" autocomplete=\"off\" "
        "dir=\"auto\"");
    h.attribute("aria-label", s.tongue.say(Say::search_label))
        .attribute("placeholder", s.tongue.say(Say::search_label));
    h.attribute("value", f.search_text).put("><button>").text(s.tongue.say(Say::search)).put("</button></form>");
}

// The same for everybody, signed in or not: pages are shared.
void account_link(Html& h, const Setting& s, const Frame& f) {
    h.put("<a class=\"who\"").url("href", place_in(s.edition(), "my"));
    h.attribute("aria-label", s.tongue.say(Say::my_news)).attribute("title", s.tongue.say(Say::my_news));
    if (f.current == "me") h.put(" aria-current=\"page\"");
    h.put(
        "><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\" "
        "stroke-width=\"1.6\"><circle cx=\"12\" cy=\"8\" r=\"4\"/><path d=\"M4 21c0-4 3.6-6.5 8-6.5s8 2.5 8 "
        "6.5\"/></svg></a>");
}

void masthead(Html& h, const Setting& s, const Frame& f) {
    h.put("<header class=\"mast wrap\"><a class=\"name\"").url("href", place_in(s.edition(), "")).put(">");
    sign(h);
    h.put("<bdi>").text(s.site.name).put("</bdi></a><nav class=\"menu\"").attribute("aria-label", s.site.name).put(">");
    menu_entry(h, s, f, "today", "", Say::today);
    menu_entry(h, s, f, "sources", "src", Say::sources);
    h.put("</nav>");
    if (f.current != "search") find_form(h, s, f);  // that page has its own
    reading_menu(h, s);
    edition_menu(h, s, f);
    if (s.accounts) account_link(h, s, f);
    h.put("</header>");
}

}  // namespace

void begin_page(Html& h, const Setting& s, const Frame& f) {
    head(h, s, f);
    h.put(f.made_up ? Markup("<body class=\"made-up\">") : Markup("<body>"))
        .put("<a class=\"skip\" href=\"#main\">")
        .text(s.tongue.say(Say::skip))
        .put("</a>");
    masthead(h, s, f);
    section_menu(h, s, f.place);
    if (f.sample)
        h.put("<p class=\"banner\" role=\"status\"><span class=\"wrap\">")
            .text(s.tongue.say(Say::sample_banner))
            .put("</span></p>");
    if (s.outlook.offline)
        h.put("<p class=\"banner quiet\" role=\"status\"><span class=\"wrap\">")
            .text(s.tongue.say(Say::offline))
            .put("</span></p>");
}

void end_page(Html& h, const Setting& s, const Frame& f) {
    h.put("<footer class=\"foot\"><div class=\"wrap\"><p class=\"colophon\">");
    sign(h);
    h.put("<span>")
        .text(s.tongue.say(Say::tagline))
        .put(" ")
        .text(s.tongue.say(Say::theme_note))
        .put("</span></p><p class=\"links\">");
    for (const auto& [place, word] :
         {std::pair("archive", Say::archive), std::pair("src", Say::sources), std::pair("l", Say::places),
          std::pair("briefing", Say::briefing), std::pair("apps", Say::apps), std::pair("about", Say::about),
          std::pair("privacy", Say::privacy), std::pair("ranking", Say::ranking),
          std::pair("publishers", Say::for_publishers)})
        menu_entry(h, s, f, place, place, word);
    h.put("<a href=\"/opml\">").text(s.tongue.say(Say::all_sources_opml)).put("</a></p>");
    if (!f.feed.empty()) {
        const std::string base = place_in(s.edition(), f.feed);
        h.put("<p class=\"links\">").text(s.tongue.say(Say::feeds_of_page));
        h.put(" <a").url("href", base + ".xml" + f.feed_query).put(">RSS</a> <a");
        h.url("href", base + ".atom" + f.feed_query).put(">Atom</a> <a");
        h.url("href", base + ".json" + f.feed_query).put(">JSON</a></p>");
    }
    h.put("</div></footer>");
    keys_help(h, s);
    h.put("</body></html>");
}

}  // namespace octavo::web
