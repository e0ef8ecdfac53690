// What an article said before its publisher changed it, beside what it says now.
#include "web/changes.hpp"
#include "web/pages.hpp"

namespace octavo::web {
namespace {

std::vector<std::string> paragraphs_of(const Extraction& e) {
    std::vector<std::string> out{e.title};
    if (!e.description.empty()) out.push_back(e.description);
    for (const Block& block : e.blocks) {
        if (!block.text.empty()) out.push_back(block.text);
        for (const std::string& item : block.items) out.push_back(item);
    }
    return out;
}

void paragraph(Html& h, const ChangedParagraph& changed, bool title) {
    h.put(title ? Markup("<h2>") : Markup("<p>"));
    for (const Change& change : changed) {
        switch (change.kind) {
            case Change::Kind::same:
                h.text(change.text);
                break;
            case Change::Kind::gone:
                h.put("<del>").text(change.text).put("</del>");
                break;
            case Change::Kind::added:
                h.put("<ins>").text(change.text).put("</ins>");
                break;
        }
    }
    h.put(title ? Markup("</h2>") : Markup("</p>"));
}

}  // namespace

std::string version_place(const store::Card& card, std::int64_t number) {
    return fmt::format("{}/v/{}", article_place(card.id, card.title), number);
}

void versions_list(Html& h, const Setting& s, const store::FullArticle& a, std::int64_t current) {
    if (a.versions.size() < 2) return;
    h.put("<details class=\"copies versions\"").put(current != 0 ? Markup(" open") : Markup("")).put("><summary>");
    h.text(s.tongue.say(Say::versions)).put("</summary><p>").text(s.tongue.say(Say::versions_detail)).put("</p><ul>");
    for (const store::VersionRef& version : a.versions) {
        const bool newest = &version == &a.versions.front();
        h.put("<li><a");
        h.url("href", place_in(s.edition(), newest ? article_place(a.card.id, a.card.title)
                                                   : version_place(a.card, version.number)));
        if (version.number == current) h.put(" aria-current=\"page\"");
        h.put(">").text(newest ? std::string(s.tongue.say(Say::current_version))
                               : s.tongue.fill(Say::version_of, s.tongue.exact(version.fetched)));
        h.put("</a></li>");
    }
    h.put("</ul></details>");
}

std::string version_page(const Setting& s, const store::FullArticle& a, const store::OldVersion& old) {
    const Frame frame{.title = s.tongue.fill(Say::version_of, s.tongue.exact(old.version.fetched)),
                      .place = version_place(a.card, old.version.number),
                      .noindex = true,
                      .sample = a.card.sample,
                      .made_up = a.card.sample};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap page\"><div><p class=\"kick\"><a");
    h.url("href", place_in(s.edition(), article_place(a.card.id, a.card.title))).put(" dir=\"auto\">");
    h.text(a.card.title.empty() ? s.tongue.say(Say::untitled) : std::string_view(a.card.title)).put("</a></p><h1>");
    h.text(frame.title).put("</h1>");
    versions_list(h, s, a, old.version.number);
    h.put("</div><article")
        .language(a.card.language.empty() ? s.edition().language : std::string_view(a.card.language));
    h.put("><div class=\"body\">");
    const auto before = paragraphs_of(old.extraction), after = paragraphs_of(a.extraction);
    bool title = true;
    for (const ChangedParagraph& changed : changes_between(before, after)) {
        paragraph(h, changed, title);
        title = false;
    }
    h.put("</div></article></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
