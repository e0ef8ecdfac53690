// Idea: a page names its headline, its author and its date in five places, and the places disagree. Each place is a
// voice; a title many voices share is the title, the others are asked in the order of how often they are right.
//   JSON-LD headline  "Tram opens"                      <- the structured data was made for readers like us
//   og:title          "Tram opens - The Example"           the same, once the site's name is off
//   <title>           "Tram opens | News | The Example"
//   h1                "Tram opens after ten years"
// The voices are heard in voices.cpp; here they are weighed.
// What nobody says stays empty: we do not guess a date, and a house name is an author only when nobody else is.
#include "extract/metadata.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "extract/kinds.hpp"
#include "extract/names.hpp"
#include "extract/text_look.hpp"
#include "markup/safe_html.hpp"

namespace octavo::extract {
namespace {

bool begins_with_separator(std::string_view text) {
    for (const std::string_view separator :
         {" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " / ", " • ", "--", "_", "|"})
        if (text.starts_with(separator)) return true;
    return false;
}

std::string choose_title(const Voices& v, const std::vector<std::string>& sites, std::string_view host) {
    struct Candidate {
        std::string text;
        std::string key;
        double weight;
    };
    std::vector<Candidate> candidates;
    const auto offer = [&](const std::string& raw, double weight) {
        if (raw.empty()) return;
        std::string text = without_site(markup::text_of(raw), sites, host);
        std::string key = bare_letters(utf8::lower(text));
        if (!key.empty()) candidates.push_back({std::move(text), std::move(key), weight});
    };
    if (v.linked.type != "LiveBlogPosting" || v.og_title.empty()) offer(v.linked.headline, 1.05);
    offer(v.og_title, 1.0);
    // An h1 that shares nothing with the rest is the masthead.
    for (std::size_t i = 0; i < v.headlines.size(); ++i) offer(v.headlines[i], i == 0 ? 1.1 : 0.9);
    offer(v.title, 0.6);
    offer(v.twitter_title, 0.5);
    // "Tram opens | News | The Example" beside an h1 "Tram opens": what the heading leaves off is no title.
    for (Candidate& c : candidates)
        for (const std::string& heading : v.headlines)
            if (heading.size() >= 12 && heading.size() < c.text.size() && c.text.starts_with(heading) &&
                begins_with_separator(std::string_view(c.text).substr(heading.size()))) {
                c.text = heading;
                c.key = bare_letters(utf8::lower(heading));
            }
    const Candidate* best = nullptr;
    double most = -1;
    for (const Candidate& c : candidates) {
        double votes = 0;
        for (const Candidate& other : candidates) {
            if (other.key == c.key)
                votes += other.weight;
            else if (c.key.size() > 12 && other.key.find(c.key) != std::string::npos)
                votes += other.weight * 0.4;
        }
        votes += c.weight * 0.1;
        if (votes > most) {
            most = votes;
            best = &c;
        }
    }
    return best ? best->text : std::string();
}

// BCP 47 as pages write it: "en_US", "EN-us", "de-DE-x-formal".
std::string clean_language(std::string_view text) {
    text = utf8::trim(text);
    text = text.substr(0, text.find_first_of(",; "));
    std::string out;
    for (const char c : text) out += c == '_' ? '-' : c;
    if (out.size() < 2 || out.size() > 35) return {};
    const auto dash = std::min(out.find('-'), out.size());
    if (dash < 2 || dash > 3) return {};
    for (const char c : out)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-')) return {};
    for (std::size_t i = 0; i < dash; ++i) out[i] = static_cast<char>(out[i] | 0x20);
    return out;
}

}  // namespace

bool decide(const Voices& v, const Page& page, const std::optional<Url>& base, Extraction& out) {
    const auto absolute = [&](std::string_view text) -> std::string {
        if (text.empty()) return {};
        const auto url = base ? Url::parse(text, *base) : Url::parse(text);
        return url && url->is_web() ? url->href() : std::string();
    };
    std::vector<std::string> sites;
    for (const std::string* name : {&v.og_site, &v.linked.publisher, &v.application})
        if (!name->empty()) sites.push_back(*name);
    for (const std::string& name : v.mastheads) sites.push_back(name);
    std::string host;
    if (const auto url = Url::parse(page.url)) host = url->host();
    if (host.empty())
        if (const auto url = Url::parse(v.canonical)) host = url->host();

    out.title = choose_title(v, sites, host);
    // Of a name that is the house's own, its address may be the only witness.
    const std::string_view bare = bare_host(host);
    if (!bare.empty()) sites.emplace_back(bare.substr(0, bare.find('.')));
    bool people = false;
    for (const auto offices : {Offices::no, Offices::yes}) {
        for (const auto* said : {&v.linked.authors, &v.authors, &v.visible_authors, &v.bylines})
            if (out.authors.empty()) {
                out.authors = clean_authors(*said, sites, offices);
                // The section's name where an author's belongs.
                std::erase_if(out.authors, [&](const std::string& a) {
                    return utf8::equal_ignoring_case(a, v.section) || utf8::equal_ignoring_case(a, v.linked.section);
                });
                if (said == &v.bylines) std::erase_if(out.authors, [](const std::string& a) { return !is_persons(a); });
            }
        if (offices == Offices::no) people = !out.authors.empty();
    }
    choose_dates({.said = v.dates,
                  .linked_published = v.linked.published,
                  .linked_modified = v.linked.modified,
                  .linked_otherwise = v.linked.dated_otherwise,
                  .url = page.url,
                  .canonical = v.canonical,
                  .picture = v.linked.article || v.og_type == "article" ? v.og_image : std::string_view(),
                  .title = v.title,
                  .description = v.description,
                  .headline_at = v.headline_at,
                  .now = page.now},
                 out);

    out.canonical = absolute(v.canonical);
    if (out.canonical.empty()) out.canonical = absolute(v.og_url);
    out.amp = absolute(v.amp);
    out.print = absolute(v.print);
    out.site = !v.og_site.empty() ? v.og_site : !v.linked.publisher.empty() ? v.linked.publisher : v.application;
    out.section = !v.linked.section.empty() ? v.linked.section : v.section;
    out.description = !v.linked.description.empty()
                          ? v.linked.description
                          : markup::text_of(v.og_description.empty() ? v.description : v.og_description);
    out.tags = v.tags.empty() ? v.linked.keywords : v.tags;
    out.licence = !v.licence.empty() ? v.licence : v.linked.licence;
    for (const std::string* said : {&v.html_lang, &v.content_language, &v.linked.language, &v.og_locale})
        if (out.language.empty()) out.language = clean_language(*said);
    const auto picture = [&](std::string_view address) {
        std::string url = absolute(address);
        if (url.empty()) return;
        if (std::ranges::none_of(out.pictures, [&](const Picture& p) { return p.url == url; }))
            out.pictures.push_back({std::move(url), ""});
    };
    picture(v.og_image);
    for (std::size_t i = 0; i < v.linked.images.size() && i < 4; ++i) picture(v.linked.images[i]);
    picture(v.twitter_image);
    out.kind = choose_kind({v.linked, v.og_type, v.section, page.url});
    out.marks = v.marks;
    out.marks.not_free |= v.linked.locked;
    return people;
}

}  // namespace octavo::extract
