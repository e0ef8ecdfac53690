// A conversation as a feed: Atom (RFC 4287) with threads (RFC 4685). What all see, and nothing that waits.
#include "base/utf8.hpp"
#include "web/comments.hpp"
#include "web/xml_writer.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t letters_of_title = 80;

// Under an article's id alone: what stands before it changes with its headline.
std::string permalink(const Setting& s, ArticleId article, std::int64_t number) {
    return s.origin + place_in(s.edition(), fmt::format("a/{}/comments", article.text())) +
           fmt::format("?c={}#c{}", number, number);
}

void link(Xml& x, Markup rel, Markup type, std::string_view to) {
    x.put("<link rel=\"").put(rel).put("\" type=\"").put(type).put("\" href=\"").text(to).put("\"/>\n");
}

// What never changes: neither with the headline nor with the host (RFC 4287, 4.2.6).
std::string id_of(const readers::Talk& names, std::int64_t number) {
    return names.urn_of("comment", std::to_string(number));
}

void entry(Xml& x, const Setting& s, const readers::Talk& names, const Comment& c) {
    x.put("<entry>\n");
    x.element("title", utf8::excerpt(utf8::squeeze(c.text), letters_of_title)).element("id", id_of(names, c.number));
    x.element("published", to_iso(c.made)).element("updated", to_iso(c.edited.value_or(c.made)));
    x.put("<author>").element("name", c.name.empty() ? s.tongue.say(Say::comment_gone) : c.name).put("</author>\n");
    link(x, "alternate", "text/html", permalink(s, c.article, c.number));
    if (c.parent != 0) {
        x.put("<thr:in-reply-to ref=\"").text(id_of(names, c.parent)).put("\" type=\"text/html\" href=\"");
        x.text(permalink(s, c.article, c.parent)).put("\"/>\n");
    }
    x.put("<content type=\"text\">").text(c.text).put("</content>\n</entry>\n");
}

}  // namespace

std::string comment_feed_place(const Conversation& talk) { return talk.place + "/feed.atom"; }

std::string comment_feed(const Setting& s, const Conversation& talk, std::span<const Comment> latest,
                         const readers::Talk& names) {
    const store::Card& about = talk.cards.front();
    Instant newest = about.first_seen;
    for (const Comment& c : latest) newest = std::max(newest, c.edited.value_or(c.made));
    const std::string self = s.origin + place_in(s.edition(), comment_feed_place(talk));
    Xml x;
    x.put("<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:thr=\"http://purl.org/syndication/thread/1.0\">\n");
    x.element("title", fmt::format("{}: {}", s.tongue.say(Say::comments), about.title));
    x.element("id", names.urn_of("conversation", talk.id));
    x.element("updated", to_iso(newest));
    link(x, "self", "application/atom+xml", self);
    link(x, "alternate", "text/html", s.origin + place_in(s.edition(), talk.place));
    for (const Comment& c : latest) entry(x, s, names, c);
    return x.put("</feed>\n").take();
}

}  // namespace octavo::web
