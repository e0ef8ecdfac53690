#include "web/page_export.hpp"

namespace octavo::web {
namespace {

void title(Html& h, const Setting& s, Say word, std::size_t count) {
    h.put("<h2>").text(s.tongue.say(word)).put(" <small>").text(s.tongue.number(count)).put("</small></h2>");
}

// An article as it is found elsewhere; what has left the archive has its id alone.
void article(Html& h, const ExportView& view, ArticleId id) {
    const auto found = view.cards.find(id);
    if (found == view.cards.end()) {
        h.put("<code>").text(id.text()).put("</code>");
        return;
    }
    const store::Card& card = found->second;
    h.put("<a").url("href", card.url).language(card.language).put(">").text(card.title).put("</a> · <bdi>");
    h.text(name_of(card)).put("</bdi>");
}

void day(Html& h, const Setting& s, Instant at) { h.put(" · <time>").text(s.tongue.exact(at)).put("</time>"); }

// One of the lists somebody made.
void lists_part(Html& h, const Setting& s, const ExportView& view, const store::List& list,
                std::span<const store::ListEntry> entries) {
    h.put("<h2><bdi>").text(list.name).put("</bdi> <small>").text(s.tongue.say(Say::lists)).put(" · ");
    h.text(s.tongue.say(list.is_public ? Say::list_is_public : Say::list_is_private)).put("</small></h2>");
    if (!list.about.empty()) h.put("<p dir=\"auto\">").text(list.about).put("</p>");
    h.put("<ul>");
    for (const store::ListEntry& one : entries) {
        h.put("<li>");
        article(h, view, one.article);
        day(h, s, one.made);
        if (!one.said.empty()) h.put("<blockquote dir=\"auto\">").text(one.said).put("</blockquote>");
        h.put("</li>");
    }
    h.put("</ul>");
}

// What it follows, and what it leaves out.
void followed_part(Html& h, const Setting& s, const ExportView& view) {
    title(h, s, Say::my_follows, view.follows.size());
    h.put("<ul>");
    for (const auto& [name, address] : view.follows) {
        h.put("<li>");
        if (!address.empty()) h.put("<a").url("href", address).put(">");
        h.put("<bdi>").text(name).put("</bdi>");
        if (!address.empty()) h.put("</a>");
        h.put("</li>");
    }
    h.put("</ul>");
    title(h, s, Say::mutes, view.mutes.size());
    h.put("<ul>");
    for (const std::string& one : view.mutes) h.put("<li><bdi>").text(one).put("</bdi></li>");
    h.put("</ul>");
}

// What it has put aside and has read.
void kept_part(Html& h, const Setting& s, const ExportView& view) {
    title(h, s, Say::my_saved, view.saved.size() + view.links.size());
    h.put("<ul>");
    for (const store::Saved& one : view.saved) {
        h.put("<li>");
        article(h, view, one.article);
        day(h, s, one.made);
        h.put("</li>");
    }
    for (const store::Link& one : view.links) {
        h.put("<li><a").url("href", one.url).put("><bdi>").text(one.title.empty() ? one.url : one.title);
        h.put("</bdi></a>");
        day(h, s, one.made);
        h.put("</li>");
    }
    h.put("</ul>");
    title(h, s, Say::history, view.read.size());
    h.put("<ul>");
    for (const store::ReadArticle& one : view.read) {
        h.put("<li>");
        article(h, view, one.article);
        day(h, s, one.made);
        h.put("</li>");
    }
    h.put("</ul>");
}

// What it has marked and noted.
void notes_part(Html& h, const Setting& s, const ExportView& view) {
    title(h, s, Say::notes_title, view.notes.size());
    h.put("<ul>");
    for (const store::MarginNote& one : view.notes) {
        h.put("<li>");
        article(h, view, one.article);
        day(h, s, one.made);
        if (!one.exact.empty()) h.put("<blockquote dir=\"auto\"><q>").text(one.exact).put("</q></blockquote>");
        if (!one.note.empty()) h.put("<blockquote dir=\"auto\">").text(one.note).put("</blockquote>");
        h.put("</li>");
    }
    h.put("</ul>");
}

}  // namespace

std::string export_page(const Setting& s, const ExportView& view) {
    Html h;
    h.put("<!doctype html><html").attribute("lang", s.edition().language);
    h.attribute("dir", name_of(direction_of(s.edition().language)));
    h.put("><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    h.put("<meta name=\"color-scheme\" content=\"light dark\"><title>").text(view.account.name).put(" · ");
    h.text(s.site.name);
    h.put("</title><style>body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}");
    h.put("li{margin-block:.4rem}small,time{opacity:.7}blockquote{margin:.3rem 0;white-space:pre-wrap}</style></head>");
    h.put("<body><main><h1><bdi>").text(view.account.name).put("</bdi></h1><p>").text(s.site.name);
    day(h, s, s.now);
    h.put("</p>");
    followed_part(h, s, view);
    kept_part(h, s, view);
    for (const auto& [list, entries] : view.lists) lists_part(h, s, view, list, entries);
    notes_part(h, s, view);
    title(h, s, Say::comments, view.comments.size());
    h.put("<ul>");
    for (const Comment& one : view.comments) {
        h.put("<li>");
        article(h, view, one.article);
        day(h, s, one.made);
        h.put("<blockquote dir=\"auto\">").text(one.text).put("</blockquote></li>");
    }
    h.put("</ul></main></body></html>");
    return h.take();
}

}  // namespace octavo::web
