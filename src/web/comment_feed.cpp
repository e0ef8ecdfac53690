// A conversation as a feed: Atom (RFC 4287) with threads (RFC 4685). What all see, and nothing that waits.
#include "base/utf8.hpp"
#include "web/comments.hpp"
#include "web/xml_writer.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t entries_in_feed = 50, letters_of_title = 80;

// Under an article's id alone: what stands before it changes with its headline.
std::string permalink(const Setting& s, ArticleId article, std::int64_t number) {
    return s.origin + place_in(s.edition(), fmt::format("a/{}/comments", article.text())) + fmt::format("#c{}", number);
}

void link(Xml& x, Markup rel, Markup type, std::string_view to) {
    x.put("<link rel=\"").put(rel).put("\" type=\"").put(type).put("\" href=\"").text(to).put("\"/>\n");
}

void entry(Xml& x, const Setting& s, const Conversation& talk, const Comment& c) {
    const std::string id = permalink(s, c.article, c.number);
    x.put("<entry>\n");
    x.element("title", utf8::excerpt(utf8::squeeze(c.text), letters_of_title)).element("id", id);
    x.element("published", to_iso(c.made)).element("updated", to_iso(c.edited.value_or(c.made)));
    x.put("<author>").element("name", c.name.empty() ? s.tongue.say(Say::comment_gone) : c.name).put("</author>\n");
    link(x, "alternate", "text/html", id);
    if (c.parent != 0) {
        const auto parent = std::ranges::find(talk.comments, c.parent, &Comment::number);
        if (parent != talk.comments.end())
            x.put("<thr:in-reply-to ref=\"").text(permalink(s, parent->article, parent->number)).put("\"/>\n");
    }
    x.put("<content type=\"text\">").text(c.text).put("</content>\n</entry>\n");
}

}  // namespace

std::string comment_feed_place(const Conversation& talk) { return talk.place + "/feed.atom"; }

std::string comment_feed(const Setting& s, const Conversation& talk) {
    std::vector<const Comment*> shown;
    for (const Comment& c : talk.comments)
        if (c.state == Comment::State::shown) shown.push_back(&c);
    std::ranges::reverse(shown);
    if (shown.size() > entries_in_feed) shown.resize(entries_in_feed);
    const store::Card& about = talk.cards.front();
    Instant newest = about.first_seen;
    for (const Comment* c : shown) newest = std::max(newest, c->edited.value_or(c->made));
    const std::string self = s.origin + place_in(s.edition(), comment_feed_place(talk));
    Xml x;
    x.put("<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:thr=\"http://purl.org/syndication/thread/1.0\">\n");
    x.element("title", fmt::format("{}: {}", s.tongue.say(Say::comments), about.title)).element("id", self);
    x.element("updated", to_iso(newest));
    link(x, "self", "application/atom+xml", self);
    link(x, "alternate", "text/html", s.origin + place_in(s.edition(), talk.place));
    for (const Comment* c : shown) entry(x, s, talk, *c);
    return x.put("</feed>\n").take();
}

}  // namespace octavo::web
