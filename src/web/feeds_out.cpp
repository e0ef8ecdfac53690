#include "web/feeds_out.hpp"

#include "base/json.hpp"
#include "web/xml_writer.hpp"

namespace octavo::web {
namespace {

void element(std::string& out, std::string_view name, std::string_view text) {
    fmt::format_to(std::back_inserter(out), "<{}>", name);
    append_xml(out, text);
    fmt::format_to(std::back_inserter(out), "</{}>\n", name);
}

std::string absolute(const Setting& s, std::string_view place) { return s.origin + place_in(s.edition(), place); }

std::string_view source_of(const store::Card& card) {
    return card.source_name.empty() ? std::string_view(card.source_domain) : std::string_view(card.source_name);
}
std::string_view title_of(const Setting& s, const store::Card& card) {
    return card.title.empty() ? s.tongue.say(Say::untitled) : std::string_view(card.title);
}
// The same under every address the site is reached by: readers know an entry by it.
std::string guid_of(const store::Card& card) { return "urn:octavo:article:" + card.id.text(); }

std::string rss(const Setting& s, const FeedHead& head, std::span<const store::Card> cards) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel>\n";
    element(out, "title", head.title);
    element(out, "link", absolute(s, head.page));
    element(out, "description", s.tongue.say(Say::tagline));
    element(out, "language", s.edition().code);
    if (!cards.empty()) element(out, "lastBuildDate", to_rfc822(cards.front().first_seen));
    out += "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"";
    append_xml(out, absolute(s, head.self));
    out += "\"/>\n";
    for (const store::Card& card : cards) {
        out += "<item>\n";
        element(out, "title", title_of(s, card));
        element(out, "link", absolute(s, article_place(card.id, card.title)));
        out += "<guid isPermaLink=\"false\">" + guid_of(card) + "</guid>\n";
        element(out, "pubDate", to_rfc822(card.published));
        element(out, "dc:creator", card.author.empty() ? source_of(card) : std::string_view(card.author));
        // RSS means HTML here: a "<" of the text is written so that readers show it and do not obey it.
        if (!card.excerpt.empty()) element(out, "description", markup::escape(card.excerpt).text());
        if (harmless_address(card.url)) {
            out += "<source url=\"";
            append_xml(out, card.url);
            out += "\">";
            append_xml(out, source_of(card));
            out += "</source>\n";
        }
        out += "</item>\n";
    }
    return out += "</channel></rss>\n";
}

std::string atom(const Setting& s, const FeedHead& head, std::span<const store::Card> cards) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"";
    append_xml(out, s.edition().language);
    out += "\">\n";
    element(out, "title", head.title);
    element(out, "id", absolute(s, head.self));
    element(out, "updated", to_iso(cards.empty() ? s.now : cards.front().first_seen));
    out += "<link rel=\"self\" href=\"";
    append_xml(out, absolute(s, head.self));
    out += "\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"";
    append_xml(out, absolute(s, head.page));
    out += "\"/>\n";
    for (const store::Card& card : cards) {
        out += "<entry";
        if (!card.language.empty() && card.language != "und") {
            out += " xml:lang=\"";
            append_xml(out, card.language);
            out += '"';
        }
        out += ">\n";
        element(out, "title", title_of(s, card));
        element(out, "id", guid_of(card));
        out += "<link rel=\"alternate\" type=\"text/html\" href=\"";
        append_xml(out, absolute(s, article_place(card.id, card.title)));
        out += "\"/>\n";
        if (harmless_address(card.url)) {
            out += "<link rel=\"via\" href=\"";
            append_xml(out, card.url);
            out += "\"/>\n";
        }
        element(out, "published", to_iso(card.published));
        element(out, "updated", to_iso(card.first_seen));
        out += "<author>";
        element(out, "name", card.author.empty() ? source_of(card) : std::string_view(card.author));
        out += "</author>\n";
        if (!card.excerpt.empty()) element(out, "summary", card.excerpt);
        out += "</entry>\n";
    }
    return out += "</feed>\n";
}

std::string json(const Setting& s, const FeedHead& head, std::span<const store::Card> cards) {
    JsonWriter out;
    out.object().field("version", "https://jsonfeed.org/version/1.1").field("title", head.title);
    out.field("home_page_url", absolute(s, head.page))
        .field("feed_url", absolute(s, head.self))
        .field("language", s.edition().code);
    out.key("items").array();
    for (const store::Card& card : cards) {
        out.object().field("id", guid_of(card)).field("url", absolute(s, article_place(card.id, card.title)));
        if (harmless_address(card.url)) out.field("external_url", card.url);
        out.field("title", title_of(s, card))
            .field("content_text", card.excerpt)
            .field("date_published", to_iso(card.published));
        if (!card.language.empty() && card.language != "und") out.field("language", card.language);
        if (const auto image = picture_for_machines(plate_of(s, card.image)); !image.empty())
            out.field("image", s.origin + image);
        out.key("authors")
            .array()
            .object()
            .field("name", card.author.empty() ? source_of(card) : std::string_view(card.author))
            .end()
            .end();
        out.end();
    }
    out.end().end();
    return out.take();
}

}  // namespace

std::string write_feed(const Setting& s, Form form, const FeedHead& head, std::span<const store::Card> cards) {
    switch (form) {
        case Form::atom:
            return atom(s, head, cards);
        case Form::json:
            return json(s, head, cards);
        default:
            return rss(s, head, cards);
    }
}

std::string_view feed_type(Form form) {
    switch (form) {
        case Form::atom:
            return "application/atom+xml; charset=utf-8";
        case Form::json:
            return "application/feed+json; charset=utf-8";
        default:
            return "application/rss+xml; charset=utf-8";
    }
}

std::string write_opml(const Setting& s, std::span<const store::SourceRow> sources, std::span<const Feed> feeds) {
    std::unordered_map<SourceId, std::vector<const Feed*>> of_source;
    for (const Feed& feed : feeds) of_source[feed.source].push_back(&feed);
    std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml version=\"2.0\"><head>";
    element(out, "title", s.site.name);
    element(out, "dateCreated", to_rfc822(s.now));
    out += "</head><body>\n";
    const auto attribute = [&out](std::string_view name, std::string_view value) {
        out += ' ';
        out += name;
        out += "=\"";
        append_xml(out, value);
        out += '"';
    };
    for (const store::SourceRow& row : sources) {
        const auto known = of_source.find(row.source.id);
        if (known == of_source.end() || row.source.klass == Source::Class::sample) continue;
        for (const Feed* feed : known->second) {
            out += "<outline type=\"rss\"";
            attribute("text", feed->title.empty() ? (row.source.name.empty() ? row.source.domain : row.source.name)
                                                  : feed->title);
            attribute("xmlUrl", feed->url);
            if (!row.source.home.empty()) attribute("htmlUrl", row.source.home);
            if (!row.source.language.empty()) attribute("language", row.source.language);
            if (!row.source.kind.empty()) attribute("category", "/" + row.source.kind);
            out += "/>\n";
        }
    }
    return out += "</body></opml>\n";
}

}  // namespace octavo::web
