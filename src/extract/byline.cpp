// A name beside the headline is its author's when the page marks it so, calls its element so, or writes "By" before it.
//   <a rel=author href=/people/ana>Ana Lima</a>            mark
//   <span class=article-authorname>Ana Lima</span>         named_class
//   <p>By <b>Ana Lima</b> in Porto</p>                     line
// Names further down belong to other articles, to comments or to a box about the author: they are heard only when the
// page marks one and the same name throughout. Checked by tests/extract/names_test.cpp.
#include "extract/byline.hpp"

#include <algorithm>
#include <array>

#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "extract/flow.hpp"
#include "extract/names.hpp"
#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

using markup::Node;
using By = SaidName::By;

bool has(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

// The address of a page about a person who writes.
bool is_authors_page(std::string_view href) {
    using namespace std::string_view_literals;
    static constexpr auto parts = {"author/"sv,      "authors/"sv,      "autor/"sv,      "autores/"sv,
                                   "autoren/"sv,     "auteur/"sv,       "journalist/"sv, "journalists/"sv,
                                   "contributor/"sv, "contributors/"sv, "columnist/"sv,  "writer/"sv,
                                   "writers/"sv,     "redakteur/"sv,    "penulis/"sv,    "byline/"sv};
    // One part of the path after the other.
    for (auto slash = href.find('/'); slash != std::string_view::npos; slash = href.find('/', slash + 1)) {
        const std::string_view rest = href.substr(slash + 1);
        if (rest.size() < 6 || !(rest[0] == 'a' || rest[0] == 'b' || rest[0] == 'c' || rest[0] == 'j' ||
                                 rest[0] == 'p' || rest[0] == 'r' || rest[0] == 'w'))
            continue;
        for (const std::string_view part : parts)
            if (rest.front() == part.front() && rest.starts_with(part)) return true;
    }
    return false;
}

// "author", "autor" and "byline" hold one of these pairs of letters each; few names of other things do.
bool may_name(std::string_view names) {
    for (std::size_t i = 1; i + 2 < names.size(); ++i)
        if (names[i] == 'u' ? names[i + 1] == 't' : names[i] == 'y' && names[i + 1] == 'l') return true;
    return false;
}

// Words that stand before a writer's name, in lower case and with their space.
constexpr std::string_view openers[] = {
    "by ",     "by: ",     "von ",     "von: ",   "par ",     "por ",        "di ",     "door ",  "av ",
    "af ",     "oleh ",    "text: ",   "autor: ", "author: ", "written by ", "автор: ", "автор ", "od ",
    "tekst: ", "autore: ", "auteur: ", "bởi ",    "yazan: ",  "بقلم ",       "كتب "};
// Those that say nothing else, wherever they stand.
bool begins_surely(std::string_view text) {
    static constexpr std::string_view sure[] = {
        "written by ", "text: ", "autor: ", "author: ", "автор: ", "tekst: ", "autore: ", "auteur: "};
    const std::string lowered = utf8::lower(utf8::cut(text, 16));
    return std::ranges::any_of(sure, [&](std::string_view opener) { return lowered.starts_with(opener); });
}
// The bytes they begin with, in either case.
constexpr auto may_open = [] {
    std::array<bool, 256> bytes{};
    for (const std::string_view opener : openers) {
        const auto byte = static_cast<unsigned char>(opener.front());
        bytes[byte] = true;
        if (byte >= 'a' && byte <= 'z') bytes[byte - 'a' + 'A'] = true;
    }
    return bytes;
}();

// The address of a page about one of the house's people: such lists hold others too, so that the text must be a name.
bool is_staffs_page(std::string_view href) {
    static constexpr std::string_view parts[] = {"/staff/",    "/team/",      "/people/",   "/person/",
                                                 "/newsteam/", "/profile/",   "/profiles/", "/profil/",
                                                 "/persons/",  "/reporters/", "/redaktion/"};
    return std::ranges::any_of(parts, [&](std::string_view part) {
        const auto at = href.find(part);
        return at != std::string_view::npos && at + part.size() < href.size();
    });
}

bool is_long(Node n) {
    std::size_t bytes = 0;
    int nodes = 0;
    for (Node at = n.first_child(); at; at = at.following(n)) {
        if (at.is_text()) bytes += utf8::trim(at.text()).size();
        if (bytes > 160 || ++nodes > 40) return true;
    }
    return false;
}

}  // namespace

// "caption", but not "byline-caption".
static bool is_caption(std::string_view classes) { return has(classes, "caption") && !has(classes, "byline"); }

bool is_photographers(Node n) {
    int steps = 0;
    for (Node up = n; up && steps < 4 && up.tag_id() != LXB_TAG_BODY; up = up.parent(), ++steps)
        if (up.tag_id() == LXB_TAG_FIGURE || up.tag_id() == LXB_TAG_FIGCAPTION || is_caption(up.classes())) return true;
    return false;
}

namespace {

// A reader's name, a photographer's, or that of somebody quoted.
bool is_anothers(Node n) {
    int steps = 0;
    for (Node up = n; up && steps < 8; up = up.parent(), ++steps) {
        const auto tag = up.tag_id();
        if (tag == LXB_TAG_BODY) return false;
        if (tag == LXB_TAG_FIGURE || tag == LXB_TAG_FIGCAPTION || tag == LXB_TAG_NAV || tag == LXB_TAG_SCRIPT ||
            tag == LXB_TAG_STYLE || tag == LXB_TAG_TITLE || tag == LXB_TAG_BLOCKQUOTE || tag == LXB_TAG_Q ||
            tag == LXB_TAG_CITE)
            return true;
        if (has(up.classes(), "comment") || has(up.id(), "comment") || is_caption(up.classes())) return true;
    }
    return false;
}

// A link that is all or most of its line names somebody; one within a sentence only speaks of somebody.
bool is_most_of_its_line(Node link) {
    constexpr std::size_t little = 60;  // bytes beside it: "By", a day, an office; other links are other names
    Node at = link;
    for (int steps = 0; steps < 8 && at.parent() && !is_block_tag(at.parent().tag_id()); ++steps) at = at.parent();
    std::size_t beside = 0;
    const auto look = [&](auto&& step) {
        int looked_at = 0;
        for (Node n = step(at); n && beside <= little && ++looked_at <= 12; n = step(n)) {
            if (n.is_element() && (n.tag_id() == LXB_TAG_BR || is_block_tag(n.tag_id()))) return;
            if (n.is_text()) beside += utf8::trim(n.text()).size();
            if (n.is_element() && n.tag_id() != LXB_TAG_A) beside += flow_text(n).size();
        }
    };
    look([](Node n) { return n.previous(); });
    look([](Node n) { return n.next(); });
    return beside <= little;
}

bool is_dates(Node n) {
    if (n.tag_id() == LXB_TAG_TIME) return true;
    for (const std::string_view names : {n.classes(), n.id()})
        if (has(names, "date") || has(names, "Date") || has(names, "time") || has(names, "Time")) return true;
    return false;
}

// A byline's own line, from a node on: "by Ana Lima<br>Monday" and "By Ana Lima <span class=date>Monday</span>" end
// before the day.
std::string line_from(Node first) {
    Node end = first;
    for (bool said = false; end; end = end.next()) {
        if (said && end.is_element() && (end.tag_id() == LXB_TAG_BR || is_dates(end))) break;
        said |= end.is_text() ? !utf8::trim(end.text()).empty() : !flow_text(end).empty();
    }
    return flow_text(first, end, nullptr);
}

// Whether nothing stands before it in its line but a day, or a word or two ("Posted", "Edited").
bool begins_its_line(Node n) {
    std::size_t before_it = 0;
    const auto small = [&](std::string_view text) {
        if (std::ranges::none_of(text, [](char c) { return c >= '0' && c <= '9'; })) before_it += text.size();
        return before_it <= 12;
    };
    for (int steps = 0; n && steps < 6; n = n.parent(), ++steps) {
        int looked_at = 0;
        for (Node before = n.previous(); before; before = before.previous()) {
            if (++looked_at > 8) return false;
            if (before.is_text() && !small(utf8::trim(before.text()))) return false;
            if (!before.is_element()) continue;
            if (before.tag_id() == LXB_TAG_BR || is_block_tag(before.tag_id())) return true;
            if (!small(flow_text(before))) return false;
        }
        if (n.is_element() && is_block_tag(n.tag_id())) return true;
    }
    return true;
}

// "11.12.2019 - Ana Lima", "04.02.2022 | 13:10 | Ana Lima": a day, and behind it one name.
std::string name_behind_day(std::string_view words) {
    static constexpr std::string_view joints[] = {" | ", " - ", " – ", " — ", " · ", " • ", " / "};
    bool day = false;
    std::string name;
    while (!words.empty()) {
        std::size_t at = words.size();
        std::size_t size = 0;
        for (const std::string_view joint : joints)
            if (const auto found = words.find(joint); found < at) {
                at = found;
                size = joint.size();
            }
        const auto piece = utf8::trim(words.substr(0, at));
        words.remove_prefix(at + size);
        if (!day && !parse_date(piece)) return {};
        if (day && reads_as_full_name(piece)) {
            if (!name.empty()) return {};
            name = piece;
        }
        day = true;
    }
    return name;
}

}  // namespace

void BylineEar::hear(By by, std::string text, Place place) {
    if (text.size() < 3 || text.size() > 160 || said_.size() >= 60) return;
    said_.push_back({by, std::move(text), place});
}

void BylineEar::element(Node n, Place place) {
    if (said_.size() >= 60) return;
    const std::string_view classes = n.classes();
    if (n.tag_id() == LXB_TAG_A) {
        const std::string_view href = n.attribute("href");
        if (has(n.attribute("rel"), "author") || is_authors_page(href)) {
            if (std::string name = flow_text(n);
                !is_long(n) && !is_anothers(n) && (has(n.attribute("rel"), "author") || is_most_of_its_line(n)))
                hear(By::mark, std::move(name), place);
            return;
        }
        if (is_staffs_page(href) && !is_long(n) && !is_anothers(n))
            if (std::string name = flow_text(n); reads_as_full_name(name) && is_most_of_its_line(n))
                hear(By::staff, std::move(name), place);
    }
    if (n.tag_id() == LXB_TAG_BODY || n.tag_id() == LXB_TAG_ARTICLE || n.tag_id() == LXB_TAG_IMG) return;
    const std::string_view id = n.id();
    // One look at the names of most elements, not eleven.
    if (!may_name(classes) && !may_name(id)) return;
    const bool named = has(classes, "author") || has(classes, "byline") || has(classes, "Author") ||
                       has(classes, "Byline") || has(classes, "autor") || has(id, "author") || has(id, "byline");
    // "author-bio": told of, not named.
    const bool told = has(classes, "bio") || has(classes, "desc") || has(classes, "about") || has(classes, "info-box");
    if (named && !told && !is_long(n) && !is_anothers(n)) hear(By::named_class, line_from(n.first_child()), place);
}

void BylineEar::text(Node n, std::string_view words, Place place) {
    if (words.size() < 2 || words.size() > 120 || said_.size() >= 60) return;
    // "| By "
    const bool parted = words.starts_with("| ") || words.starts_with("- ");
    if (parted) words.remove_prefix(2);
    const auto first = static_cast<unsigned char>(words.front());
    if (first >= '0' && first <= '9') {
        if (std::string name = name_behind_day(words); !name.empty() && !is_anothers(n.parent()))
            hear(By::line, std::move(name), place);
        return;
    }
    if (!may_open[first]) return;
    std::string beginning = utf8::lower(utf8::cut(words, 16)) + " ";
    if (const auto space = beginning.find("\xC2\xA0"); space != std::string::npos) beginning.replace(space, 2, " ");
    const auto opens = [&](std::string_view opener) {
        return beginning.front() == opener.front() && beginning.starts_with(opener);
    };
    const auto opener = std::ranges::find_if(openers, opens);
    if (opener == std::end(openers)) return;
    // "... is run by default": a small letter opens a byline at the beginning of its line only.
    if (first >= 'a' && first <= 'z' && !parted && !begins_its_line(n)) return;
    if (is_anothers(n.parent())) return;
    if (words.size() > 14) return hear(By::line, std::string(words), place);
    // "By" alone: the name is in one of the next elements.
    Node from = n;
    for (int steps = 0; from && steps < 3 && !is_long(from.parent()); from = from.parent(), ++steps)
        if (std::string said = line_from(from); said.size() > opener->size() + 2)
            return hear(By::line, std::move(said), place);
}

std::vector<std::string> choose_bylines(std::span<const SaidName> said, std::span<const Place> headline_at) {
    const auto is_near = [&](const SaidName& name) {
        return headline_at.empty() || std::ranges::any_of(headline_at, [&](Place headline) {
                   return name.place >= headline - 12 && name.place <= headline + 90;
               });
    };
    std::vector<std::string> out;
    for (const By by : {By::mark, By::named_class, By::line, By::staff}) {
        const SaidName* first = nullptr;
        const SaidName* last = nullptr;
        for (const SaidName& name : said) {
            if (name.by != by || !is_near(name)) continue;
            if (first && name.place - first->place > 40) break;
            // A second group of names is another's.
            if (last && name.place - last->place > (by == By::mark ? 15 : 6)) break;
            if (by == By::line && last) break;
            last = &name;
            if (!first) first = last;
            out.push_back(name.text);
        }
        // A mark may hold no more than a portrait or a pen name: then the next kind is asked too.
        if (!out.empty() &&
            (by != By::mark || std::ranges::any_of(out, [](const std::string& t) { return has(t, " "); })))
            break;
    }
    if (!out.empty()) return out;
    // Far from the headline a name must be the only one of its kind.
    const auto only = [&](auto counts) {
        std::vector<std::string> one;
        for (const SaidName& name : said) {
            if (!counts(name)) continue;
            if (!one.empty() && one.front() != name.text) return std::vector<std::string>();
            if (one.empty()) one.push_back(name.text);
        }
        return one;
    };
    out = only([](const SaidName& name) { return name.by == By::mark; });
    if (out.empty()) out = only([](const SaidName& name) { return name.by == By::line && begins_surely(name.text); });
    return out;
}

namespace {

bool is_bold(const Block& block) {
    const std::string_view html = block.html;
    return (html.starts_with("<strong>") && html.ends_with("</strong>")) ||
           (html.starts_with("<b>") && html.ends_with("</b>"));
}

}  // namespace

std::vector<std::string> take_name_line(std::vector<Block>& blocks, std::span<const std::string> site_names) {
    const auto names_in = [&](const Block& block) -> std::vector<std::string> {
        if (block.type != Block::Type::paragraph || block.text.size() > 80 || !is_bold(block)) return {};
        if (is_invitation(block.text) || is_related_heading(block.text)) return {};
        std::string text = block.text;
        std::ranges::replace(text, '/', ';');
        const auto pieces = static_cast<std::size_t>(std::ranges::count(text, ';')) + 1;
        auto names = clean_authors(std::span(&text, 1), site_names, Offices::no);
        if (names.size() < pieces || !std::ranges::all_of(names, reads_as_full_name)) return {};
        return names;
    };
    const auto take = [&](std::size_t i) {
        auto names = names_in(blocks[i]);
        if (!names.empty()) blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(i));
        return names;
    };
    // Several are headings of a list or the speakers of an interview; a name that the text speaks of is no byline.
    std::string all;
    std::string named;
    int lines = 0;
    for (const Block& b : blocks) {
        if (names_in(b).empty()) {
            all += b.text + "\n";
        } else {
            named = b.text;
            ++lines;
        }
    }
    if (lines != 1 || all.find(named) != std::string::npos) return {};
    for (std::size_t i = 0; i < blocks.size() && i < 4; ++i) {
        if (auto names = take(i); !names.empty()) return names;
        if (blocks[i].type == Block::Type::paragraph && blocks[i].text.size() > 120) break;
    }
    return blocks.size() > 4 ? take(blocks.size() - 1) : std::vector<std::string>();
}

}  // namespace octavo::extract
