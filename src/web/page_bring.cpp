// The pages of what was read, what is brought along from other readers, and what readers ask the site to follow.
#include "web/account_views.hpp"
#include "web/form_parts.hpp"
#include "web/my_news.hpp"

namespace octavo::web {
namespace {

void hint(Html& h, const Setting& s, Say words) { h.put("<p class=\"hint\">").text(s.tongue.say(words)).put("</p>"); }

void text_field(Html& h, const Setting& s, Markup name, Say label, std::string_view value, Markup kind,
                Markup direction) {
    h.put("<p class=\"field\"><label for=\"")
        .put(name)
        .put("\">")
        .text(s.tongue.say(label))
        .put("</label><input type=\"");
    h.put(kind)
        .put("\" id=\"")
        .put(name)
        .put("\" name=\"")
        .put(name)
        .put("\" dir=\"")
        .put(direction)
        .put("\" autocomplete=\"off\"");
    if (!value.empty()) h.attribute("value", value);
    h.put("></p>");
}

void press(Html& h, const Setting& s, std::string_view place, std::string_view token, std::string_view doing, Say word,
           std::string_view what = {}, std::string_view about = {}) {
    begin_form(h, s, place, token, doing);
    if (!what.empty()) h.put("<input type=\"hidden\" name=\"what\"").attribute("value", what).put(">");
    end_form(h, s, word, false, about);
}

void row(Html& h, const Setting& s, Say what, std::int64_t many, bool inner = true) {
    if (many == 0 && inner) return;
    h.put(inner ? Markup("<li class=\"inner\"><span>") : Markup("<li><span>")).text(s.tongue.say(what));
    h.put("</span> <b>")
        .text(s.tongue.number(static_cast<std::uint64_t>(std::max<std::int64_t>(many, 0))))
        .put("</b></li>");
}

void report(Html& h, const Setting& s, const BringView& view) {
    const readers::BringReport& r = *view.report;
    h.put("<h2 class=\"part\"><span>").text(s.tongue.say(Say::brought)).put("</span></h2>");
    h.put("<p class=\"hint\">").text(s.tongue.fill(Say::brought_from, r.from)).put("</p><ul class=\"sums\">");
    row(h, s, Say::brought_feeds, r.feeds, false);
    row(h, s, Say::brought_followed, r.followed);
    row(h, s, Say::brought_already, r.already);
    row(h, s, Say::brought_asked, r.asked);
    row(h, s, Say::brought_refused, r.refused);
    row(h, s, Say::brought_left_out, r.left_out);
    if (r.starred > 0) row(h, s, Say::brought_starred, r.starred, false);
    row(h, s, Say::brought_saved, r.saved);
    row(h, s, Say::brought_links, r.links);
    row(h, s, Say::brought_left_out, r.no_room);
    if (r.read > 0) row(h, s, Say::brought_read, r.read, false);
    row(h, s, Say::brought_known, r.known);
    h.put("</ul>");
    if (r.cut) hint(h, s, Say::brought_cut);
    for (const std::string& note : r.notes) h.put("<p class=\"hint\" lang=\"en\" dir=\"ltr\">").text(note).put("</p>");
    press(h, s, "my/bring", view.token, "take_back", Say::brought_back, std::to_string(*view.number));
}

// Those that can be taken back.
void imports(Html& h, const Setting& s, const BringView& view) {
    if (view.imports.empty()) return;
    h.put("<h2 class=\"part\"><span>").text(s.tongue.say(Say::brought)).put("</span></h2><ul class=\"kept\">");
    for (const auto& [number, report] : view.imports) {
        h.put("<li><a").url("href", fmt::format("{}?report={}", place_in(s.edition(), "my/bring"), number)).put(">");
        h.text(report.from).put("</a>");
        h.put("<small>").text(s.tongue.relative(report.made, s.now)).put("</small></li>");
    }
    h.put("</ul>");
}

}  // namespace

std::string history_page(const Setting& s, const HistoryView& view) {
    const Frame frame = my_frame(s, Say::history, "my/history");
    Html h;
    begin_my(h, s, frame);
    hint(h, s, view.noted ? Say::history_hint : Say::history_is_off);
    h.put("<div class=\"acts-on\">");
    press(h, s, "my/history", view.token, view.noted ? "off" : "on", view.noted ? Say::history_off : Say::history_on);
    if (!view.cards.empty()) press(h, s, "my/history", view.token, "forget", Say::history_forget);
    h.put("</div>");
    if (view.cards.empty() && view.noted)
        h.put("<p class=\"empty\">").text(s.tongue.say(Say::history_none)).put("</p>");
    h.put("<section class=\"rows single\">");
    if (!view.cards.empty()) spoken_title(h, s.tongue.say(Say::history));
    for (const store::Card& card : view.cards) row_card(h, s, card);
    h.put("</section>");
    if (view.older) pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), "my/history"), *view.older));
    end_my(h, s, frame);
    return h.take();
}

std::string bring_page(const Setting& s, const BringView& view) {
    const Frame frame = my_frame(s, Say::bring_title, "my/bring");
    Html h;
    begin_my(h, s, frame);
    h.put("<div class=\"account\">");
    if (view.taken_back) said(h, s.tongue.say(Say::brought_gone));
    if (view.no_file) fault(h, s, Say::bring_no_file);
    if (!view.fault.empty()) {
        h.put("<p class=\"fault\" id=\"fault\" role=\"alert\">");
        h.text(s.tongue.fill(Say::bring_bad, fmt::format("\u2068{}\u2069", view.fault))).put("</p>");
    }
    if (view.report) report(h, s, view);
    if (!view.report) {
        hint(h, s, Say::bring_detail);
        hint(h, s, Say::feeds_public);
        h.put("<form class=\"entry\" method=\"post\" enctype=\"multipart/form-data\"");
        h.url("action", place_in(s.edition(), "my/bring")).put("><input type=\"hidden\" name=\"token\"");
        h.attribute("value", view.token).put("><p class=\"field\"><label for=\"file\">");
        h.text(s.tongue.say(Say::bring_file)).put("</label><input type=\"file\" id=\"file\" name=\"file\" required ");
        h.put("></p>");
        end_form(h, s, Say::bring_it);
        imports(h, s, view);
    }
    h.put("</div>");
    end_my(h, s, frame);
    return h.take();
}

std::string link_page(const Setting& s, const LinkView& view) {
    const Frame frame = my_frame(s, Say::link_save, "my/link");
    Html h;
    begin_my(h, s, frame);
    h.put("<div class=\"account\">");
    if (view.refused) fault(h, s, refusal_word(*view.refused, true));
    begin_form(h, s, "my/link", view.token, "save");
    text_field(h, s, "url", Say::link_address, view.url, "url", "ltr");
    text_field(h, s, "title", Say::link_title, view.title, "text", "auto");
    end_form(h, s, Say::link_save);
    // A bookmark's address is a script, which no page of ours runs: it is for the bookmarks bar alone.
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::link_mark)).put("</p><p><a class=\"btn\" rel=\"nofollow\"");
    h.attribute("href", view.mark).put(">").text(s.tongue.fill(Say::link_mark_name, s.site.name)).put("</a></p></div>");
    end_my(h, s, frame);
    return h.take();
}

std::string wishes_page(const Setting& s, const WishesView& view) {
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_wishes)), "admin/wishes");
    Html h;
    begin_desk(h, s, frame, view.role);
    if (view.wishes.empty()) h.put("<p class=\"empty\">").text(s.tongue.say(Say::desk_wishes_none)).put("</p>");
    const auto seen = [](const store::Wish& one) { return fmt::format("{} {}", one.number, one.url); };
    h.put("<ul class=\"kept\">");
    int row = 0;
    for (const store::Wish& one : view.wishes) {
        const auto name = view.names.find(one.account.text());
        const std::string id = fmt::format("row{}", row++);
        h.put("<li><div><b><bdi").attribute("id", id).put(">").text(one.title.empty() ? one.url : one.title);
        h.put("</bdi></b>");
        if (!one.title.empty() && one.title != one.url) h.put("<small dir=\"ltr\">").text(one.url).put("</small>");
        if (!one.site.empty()) h.put("<small dir=\"ltr\">").text(one.site).put("</small>");
        if (name != view.names.end()) h.put("<small><bdi>").text(name->second).put("</bdi></small>");
        h.put("</div><div class=\"decide\">");
        press(h, s, "admin/wishes", view.token, "grant", Say::wish_grant, seen(one), id);
        press(h, s, "admin/wishes", view.token, "decline", Say::wish_refuse, seen(one), id);
        h.put("</div></li>");
    }
    h.put("</ul>");
    if (view.wishes.size() > 1)
        for (const auto& [doing, word] :
             {std::pair("grant", Say::wish_grant_all), std::pair("decline", Say::wish_refuse_all)}) {
            begin_form(h, s, "admin/wishes", view.token, doing);
            for (const store::Wish& one : view.wishes)
                h.put("<input type=\"hidden\" name=\"what\"").attribute("value", seen(one)).put(">");
            end_form(h, s, word, false);
        }
    if (view.next) pager(h, s, fmt::format("{}?behind={}", place_in(s.edition(), "admin/wishes"), *view.next));
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
