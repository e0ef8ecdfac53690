// A person or group has a name and weblogs; a weblog has an address and, under seeAlso, its feed.
//
//   <foaf:Agent><foaf:name>Ada</foaf:name><foaf:weblog><foaf:Document rdf:about="https://ada.example/">
//     <rdfs:seeAlso><rss:channel
//     rdf:about="https://ada.example/feed"/></rdfs:seeAlso></foaf:Document></foaf:weblog></foaf:Agent>
#include "feed/opml_foaf.hpp"

#include "base/utf8.hpp"
#include "feed/fields.hpp"

namespace octavo::feed {
namespace {

using xml::Element;
using xml::Space;

constexpr std::size_t max_members = 20'000;

bool local(Element e, std::string_view name) { return utf8::equal_ignoring_case(e.name(), name); }

std::string name_of(Element agent) {
    for (const std::string_view word : {"name", "member_name"})
        if (const Element e = agent.child(word, Space::foaf)) return utf8::squeeze(e.text());
    return {};
}

std::string address(Element e) {
    std::string about(utf8::trim(e.attribute("about", Space::rdf)));
    return about.empty() ? std::string(utf8::trim(e.attribute("resource", Space::rdf))) : about;
}

struct Who {
    std::string name;
    std::string group;
};

void add(std::vector<OpmlFeed>& list, std::string url, std::string site, const Who& who) {
    if (url.empty() || list.size() >= max_members || std::ranges::find(list, url, &OpmlFeed::url) != list.end()) return;
    OpmlFeed feed;
    feed.title = who.name;
    feed.url = std::move(url);
    feed.site = std::move(site);
    if (!who.group.empty()) {
        feed.category.push_back({who.group});
        feed.tags.push_back(who.group);
    }
    list.push_back(std::move(feed));
}

void document(Opml& out, Element doc, const Who& who) {
    const std::string site = address(doc);
    bool fed = false;
    for (Element also = doc.first(); also; also = also.next())
        if (local(also, "seeAlso"))
            for (Element channel = also.first(); channel; channel = channel.next())
                if (std::string url = address(channel); local(channel, "channel") && !url.empty()) {
                    fed = true;
                    add(out.feeds, std::move(url), site, who);
                }
    if (!fed) add(out.opportunities, site, site, who);
}

// One person somebody knows: their own document is another list.
void friend_of(Opml& out, Element person) {
    for (Element also = person.first(); also; also = also.next())
        if (local(also, "seeAlso")) add(out.lists, address(also), {}, {name_of(person), {}});
}

void walk(Opml& out, Element parent, const Who& who) {
    for (Element e = parent.first(); e; e = e.next()) {
        if (e.is(Space::foaf, "knows")) {
            for (Element person = e.first(); person; person = person.next()) friend_of(out, person);
        } else if (e.is(Space::foaf, "Group")) {
            walk(out, e, {who.name, name_of(e)});
        } else if (e.is(Space::foaf, "Agent") || e.is(Space::foaf, "Person")) {
            walk(out, e, {name_of(e), who.group});
        } else if (e.is(Space::foaf, "Document")) {
            document(out, e, who);
        } else if (e.is(Space::yandex, "feed")) {
            add(out.feeds, address(e), {}, who);
        } else {
            walk(out, e, who);
        }
    }
}

}  // namespace

void read_foaf(Opml& out, Element root) { walk(out, root, {}); }

}  // namespace octavo::feed
