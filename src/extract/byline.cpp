// A name beside the headline is its author's when the page marks it so, calls its element so, or writes "By" before it.
//   <a rel=author href=/people/ana>Ana Lima</a>            mark
//   <span class=article-authorname>Ana Lima</span>         named_class
//   <p>By <b>Ana Lima</b> in Porto</p>                     line
// Names further down belong to other articles, to comments or to a box about the author: they are heard only when the
// page marks one and the same name throughout. Checked by tests/extract/names_test.cpp.
#include "extract/byline.hpp"

#include <algorithm>
#include <array>

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
    "by ",     "von ",     "par ",     "por ",     "di ",         "door ",   "av ",    "af ",
    "oleh ",   "text: ",   "autor: ",  "author: ", "written by ", "автор: ", "автор ", "od ",
    "tekst: ", "autore: ", "auteur: ", "bởi ",     "yazan: ",     "بقلم ",   "كتب "};
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

bool is_long(Node n) {
    std::size_t bytes = 0;
    int nodes = 0;
    for (Node at = n.first_child(); at; at = at.following(n)) {
        if (at.is_text()) bytes += utf8::trim(at.text()).size();
        if (bytes > 160 || ++nodes > 40) return true;
    }
    return false;
}

// A reader's name, or a photographer's.
bool is_anothers(Node n) {
    int steps = 0;
    for (Node up = n; up && steps < 8; up = up.parent(), ++steps) {
        const auto tag = up.tag_id();
        if (tag == LXB_TAG_BODY) return false;
        if (tag == LXB_TAG_FIGURE || tag == LXB_TAG_FIGCAPTION || tag == LXB_TAG_NAV || tag == LXB_TAG_SCRIPT ||
            tag == LXB_TAG_STYLE || tag == LXB_TAG_TITLE)
            return true;
        if (has(up.classes(), "comment") || has(up.id(), "comment") || has(up.classes(), "caption")) return true;
    }
    return false;
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
        if (has(n.attribute("rel"), "author") || is_authors_page(n.attribute("href")))
            if (!is_long(n) && !is_anothers(n)) hear(By::mark, flow_text(n), place);
        return;
    }
    if (n.tag_id() == LXB_TAG_BODY || n.tag_id() == LXB_TAG_ARTICLE || n.tag_id() == LXB_TAG_IMG) return;
    const std::string_view id = n.id();
    // One look at the names of most elements, not eleven.
    if (!may_name(classes) && !may_name(id)) return;
    const bool named = has(classes, "author") || has(classes, "byline") || has(classes, "Author") ||
                       has(classes, "Byline") || has(classes, "autor") || has(id, "author") || has(id, "byline");
    // "author-bio": told of, not named.
    const bool told = has(classes, "bio") || has(classes, "desc") || has(classes, "about") || has(classes, "info-box");
    if (named && !told && !is_long(n) && !is_anothers(n)) hear(By::named_class, flow_text(n), place);
}

void BylineEar::text(Node n, std::string_view words, Place place) {
    if (words.size() < 2 || words.size() > 120 || !may_open[static_cast<unsigned char>(words.front())]) return;
    const std::string beginning = utf8::lower(utf8::cut(words, 16)) + " ";
    const auto opens = [&](std::string_view opener) {
        return beginning.front() == opener.front() && beginning.starts_with(opener);
    };
    if (std::ranges::none_of(openers, opens)) return;
    // "By" alone: the name is in the next element.
    const Node line = n.parent();
    if (is_anothers(line)) return;
    if (words.size() > 14) return hear(By::line, std::string(words), place);
    if (line && !is_long(line)) hear(By::line, flow_text(line), place);
}

std::vector<std::string> choose_bylines(std::span<const SaidName> said, std::span<const Place> headline_at) {
    const auto is_near = [&](const SaidName& name) {
        return headline_at.empty() || std::ranges::any_of(headline_at, [&](Place headline) {
                   return name.place >= headline - 12 && name.place <= headline + 90;
               });
    };
    std::vector<std::string> out;
    for (const By by : {By::mark, By::named_class, By::line}) {
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
    for (const SaidName& name : said) {
        if (name.by != By::mark) continue;
        if (!out.empty() && out.front() != name.text) return {};
        if (out.empty()) out.push_back(name.text);
    }
    return out;
}

namespace {

bool is_bold(const Block& block) {
    const std::string_view html = block.html;
    return (html.starts_with("<strong>") && html.ends_with("</strong>")) ||
           (html.starts_with("<b>") && html.ends_with("</b>"));
}

// Two to four words, each with a capital: more is asked of a line that nothing calls a byline.
bool reads_as_full_name(std::string_view name) {
    const auto spaces = std::ranges::count(name, ' ');
    if (spaces < 1 || spaces > 3 || !is_persons(name)) return false;
    for (std::size_t at = 0; at != std::string_view::npos; at = name.find(' ', at + 1)) {
        const char first = at == 0 ? name[0] : at + 1 < name.size() ? name[at + 1] : ' ';
        if (!((first >= 'A' && first <= 'Z') || static_cast<unsigned char>(first) >= 0x80)) return false;
    }
    return true;
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
    for (std::size_t i = 0; i < blocks.size() && i < 4; ++i) {
        if (auto names = take(i); !names.empty()) return names;
        if (blocks[i].type == Block::Type::paragraph && blocks[i].text.size() > 120) break;
    }
    return blocks.size() > 4 ? take(blocks.size() - 1) : std::vector<std::string>();
}

}  // namespace octavo::extract
