// What a line is often shows only by its neighbours: a heading above nothing, a byline on top, three links behind the
// last paragraph. So the walk keeps what it is not sure of, and this looks at the whole.
//   "By Ana Lima"   above the first paragraph: said already -> out     below it: somebody is quoted -> stays
//   "Read more"     a heading, linked teasers under it      -> out, with the teasers
// Six passes, each with one reason to take a draft out, in an order that matters: headings go last, because what they
// headed may have gone before them. A score over all reasons was the road not taken: nobody can say why it was wrong.
// A feed's own content never comes here. Checked by tests/extract/page_test.cpp.
#include "extract/tidy.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "extract/flow.hpp"
#include "extract/text_look.hpp"
#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

bool has_text(const Draft& d) { return d.block.type != Block::Type::figure && d.block.type != Block::Type::embed; }

void drop_title(std::vector<Draft>& drafts, std::string_view said) {
    const std::string title = bare_letters(utf8::lower(said));
    if (title.empty()) return;
    std::erase_if(drafts, [&](const Draft& d) {
        return (d.block.type == Block::Type::heading || d.letters < 200) && has_text(d) &&
               bare_letters(utf8::lower(d.block.text)) == title;
    });
}

// "14:05": the hour of an entry, the length of a film.
bool is_clock(std::string_view text) {
    const auto colon = text.find(':');
    const auto digits = [](std::string_view piece) {
        return !piece.empty() && std::ranges::all_of(piece, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (colon == std::string_view::npos || colon > 2 || !digits(text.substr(0, colon))) return false;
    const std::string_view rest = text.substr(colon + 1);
    return (rest.size() == 2 && digits(rest)) ||
           (rest.size() == 5 && digits(rest.substr(0, 2)) && rest[2] == ':' && digits(rest.substr(3)));
}

// "Nota relacionada: [The tram opens at last]": a few words, a colon, and all behind it a link as long as a headline.
// In any language.
bool points_elsewhere(const Draft& d) {
    const std::string_view text = d.block.text;
    if (d.link < 25 || d.letters > 220) return false;
    auto colon = text.find(": ");
    std::size_t behind = 2;
    if (const auto wide = text.find("："); wide < colon) {
        colon = wide;
        behind = std::string_view("：").size();
    }
    if (colon == std::string_view::npos || colon > 40) return false;
    const std::string_view label = text.substr(0, colon);
    const std::string_view headline = text.substr(colon + behind);
    // All that is linked stands behind the colon, and reads as a headline: no address, no half of a sentence.
    if (letters_in(label) + d.link + 2 < d.letters || std::ranges::count(label, ' ') >= 4) return false;
    if (std::ranges::any_of(label, [](char c) { return c >= '0' && c <= '9'; })) return false;
    if (headline.empty() || (headline[0] >= 'a' && headline[0] <= 'z') || headline[0] == '"') return false;
    return headline.find('@') == std::string_view::npos && !headline.starts_with("www.") &&
           headline.find("://") == std::string_view::npos;
}

void drop_invitations(std::vector<Draft>& drafts) {
    std::erase_if(drafts, [](const Draft& d) {
        if (d.block.type == Block::Type::paragraph)
            return points_elsewhere(d) || is_clock(d.block.text) ||
                   (is_invitation(d.block.text) && (d.link > 0 || d.letters < 60 || !d.paragraph));
        return false;
    });
    // A heading over other articles goes with the pictures, links and teasers under it.
    std::vector<Draft> kept;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        Draft& d = drafts[i];
        if (d.block.type == Block::Type::heading && is_related_heading(d.block.text)) {
            bool after_picture = false;
            while (i + 1 < drafts.size()) {
                const Draft& next = drafts[i + 1];
                const bool picture = next.block.type == Block::Type::figure;
                const bool linked = next.link * 2 >= next.letters && next.letters > 0;
                if (!picture && !linked && !after_picture) break;
                after_picture = picture || (linked && next.block.type == Block::Type::heading);
                ++i;
            }
            continue;
        }
        kept.push_back(std::move(d));
    }
    drafts = std::move(kept);
}

std::string text_of(const Draft& d) {
    if (d.block.type != Block::Type::list) return d.block.text;
    std::string all;
    for (const std::string& item : d.block.items) all += item + "\n";
    return all;
}

// What a page says twice: all of it, for two widths of screen, and then once is enough; a few lines, between the
// paragraphs, and then they are a box that comes again.
void drop_doubles(std::vector<Draft>& drafts) {
    std::unordered_map<std::string, int> times;
    std::size_t said = 0;
    std::size_t again = 0;
    const auto counts = [](const Draft& d) {
        return has_text(d) && d.block.type != Block::Type::heading && d.letters > 30;
    };
    for (const Draft& d : drafts) {
        if (!counts(d)) continue;
        ++said;
        again += ++times[text_of(d)] > 1;
    }
    const bool boxes = again > 0 && again * 5 < said;
    std::unordered_set<std::string> seen;
    std::erase_if(drafts, [&](const Draft& d) {
        if (d.block.type == Block::Type::figure) return !seen.insert(d.block.url).second;
        if (!counts(d)) return false;
        if (boxes && d.letters < 250 && times[text_of(d)] > 1) return true;
        if (d.block.type == Block::Type::list) {
            std::size_t known = 0;
            for (const std::string& item : d.block.items) known += item.size() > 40 && !seen.insert(item).second;
            return known * 2 > d.block.items.size();
        }
        return d.block.text.size() > 40 && !seen.insert(d.block.text).second;
    });
}

bool names_author(std::string_view text, std::span<const std::string> authors) {
    return std::ranges::any_of(
        authors, [&](const std::string& name) { return name.size() > 3 && text.find(name) != std::string_view::npos; });
}

// Above the first paragraph: the author's name, a date, a reading time.
void drop_top_lines(std::vector<Draft>& drafts, std::span<const std::string> authors) {
    std::size_t first = 0;
    while (first < drafts.size() &&
           !(drafts[first].block.type == Block::Type::paragraph && drafts[first].letters >= 80))
        ++first;
    if (first == drafts.size()) return;
    std::size_t at = 0;
    std::erase_if(drafts, [&](const Draft& d) {
        if (at++ >= first || !has_text(d) || d.block.type == Block::Type::heading) return false;
        if (d.letters > 90) return false;
        return names_author(d.block.text, authors) || parse_date(d.block.text).has_value() || d.link * 2 > d.letters;
    });
}

// Behind the last paragraph: short scraps and linked lists.
void drop_tail(std::vector<Draft>& drafts) {
    while (!drafts.empty()) {
        const Draft& d = drafts.back();
        const bool scrap = has_text(d) && d.block.type != Block::Type::quote &&
                           (d.block.type == Block::Type::heading || (d.link * 2 > d.letters && d.letters > 0) ||
                            (d.block.type == Block::Type::list && d.link * 3 > d.letters));
        if (!scrap) return;
        drafts.pop_back();
    }
}

// A heading above a heading of the same or a higher rank, or above nothing, headed what was taken out.
void drop_empty_headings(std::vector<Draft>& drafts) {
    std::vector<Draft> kept;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        Draft& d = drafts[i];
        if (d.block.type == Block::Type::heading) {
            const bool last = i + 1 == drafts.size();
            const bool linked = d.link * 10 > d.letters * 8;
            const bool bare = !last && drafts[i + 1].block.type == Block::Type::heading &&
                              drafts[i + 1].block.level <= d.block.level && linked;
            if (last || bare) continue;
        }
        kept.push_back(std::move(d));
    }
    drafts = std::move(kept);
}

}  // namespace

void tidy(std::vector<Draft>& drafts, const BlockContext& context) {
    drop_title(drafts, context.title);
    drop_invitations(drafts);
    drop_doubles(drafts);
    drop_top_lines(drafts, context.authors);
    drop_tail(drafts);
    drop_empty_headings(drafts);
}

}  // namespace octavo::extract
