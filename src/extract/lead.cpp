// Idea: the picture a page names for link previews is often cut, captioned or stamped for that use; the one under the
// headline is the one its editors chose. So the page's own picture leads: the one between headline and first paragraph,
// or the first that is the named one in another size. The named one leads where the page shows neither.
//   og:image /facebook_teaser/harbour-123456.jpg     <h1> .. <img srcset="/16x9/harbour-123456.jpg 640w, ..">  <p> ..
//   -> /16x9/harbour-123456.jpg, once
// Comparing the pictures themselves would settle every case, and cost a download each.
// Checked by tests/extract/lead_test.cpp.
#include "extract/lead.hpp"

#include <algorithm>
#include <vector>

#include "base/utf8.hpp"
#include "extract/media.hpp"
#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

using markup::Node;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alnum(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The address a resizing service carries inside its own; else the address.
std::string inner_address(std::string_view url) {
    std::string plain = percent_decode(url.substr(0, 4096));
    if (plain.find("http", 9) == std::string::npos) return plain;
    for (const std::string_view scheme : {"https://", "http://", "https:/", "http:/"})
        if (const auto at = plain.rfind(scheme); at != std::string::npos && at > 8) return plain.substr(at);
    return plain;
}

// The file's name without its ending, and the words of path and query that could be a picture's own number.
struct PictureName {
    std::string stem;
    std::vector<std::string> numbers;
};

bool is_number(std::string_view word) {
    const auto digits = std::ranges::count_if(word, is_digit);
    if (digits == 0) return false;
    // "20240503" is a day, "1200x630" a size.
    if (digits == static_cast<std::ptrdiff_t>(word.size()))
        return word.size() >= 6 && !(word.size() == 8 && (word.starts_with("19") || word.starts_with("20")));
    if (word.size() < 10) return false;
    const auto x = word.find('x');
    return x == std::string_view::npos || x == 0 || !std::ranges::all_of(word.substr(0, x), is_digit) ||
           !std::ranges::all_of(word.substr(x + 1), is_digit);
}

PictureName name_of_picture(std::string_view url) {
    PictureName out;
    const std::string address = inner_address(url);
    std::string_view rest = address;
    if (const auto scheme = rest.find("://"); scheme != std::string_view::npos) rest.remove_prefix(scheme + 3);
    const auto slash = rest.find('/');
    if (slash == std::string_view::npos) return out;
    rest.remove_prefix(slash + 1);
    const auto query = std::min(rest.find_first_of("?#"), rest.size());
    std::string_view path = rest.substr(0, query);
    while (path.ends_with('/')) path.remove_suffix(1);
    std::string_view file = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
    file = file.substr(0, std::min(file.find('.'), file.size()));
    out.stem = utf8::lower(file);
    for (std::size_t at = 0; at < path.size() && out.numbers.size() < 16;) {
        if (!is_alnum(path[at])) {
            ++at;
            continue;
        }
        const std::size_t start = at;
        while (at < path.size() && is_alnum(path[at])) ++at;
        if (std::ranges::none_of(path.substr(start, at - start), is_digit)) continue;
        std::string word = utf8::lower(path.substr(start, at - start));
        if (is_number(word)) out.numbers.push_back(std::move(word));
    }
    return out;
}

// Names that pictures share that have nothing in common.
bool is_common_stem(std::string_view stem) {
    for (const std::string_view word : {"image", "jpeg", "original", "large", "default", "master", "photo", "format",
                                        "share", "social", "cover", "main", "image1", "img", "full", "thumb"})
        if (stem == word) return true;
    return stem.size() < 3 || std::ranges::all_of(stem, is_digit);
}

bool same_name(const PictureName& a, const PictureName& b) {
    if (a.stem == b.stem && !is_common_stem(a.stem)) return true;
    for (const std::string& n : a.numbers)
        if (std::ranges::find(b.numbers, n) != b.numbers.end()) return true;
    const auto [end, other] = std::ranges::mismatch(a.stem, b.stem);
    return end - a.stem.begin() >= 16;
}

bool says(std::string_view text, std::initializer_list<std::string_view> words) {
    const std::string lowered = utf8::lower(utf8::cut(text, 400));
    return std::ranges::any_of(words, [&](std::string_view w) { return lowered.find(w) != std::string::npos; });
}

// Portraits of authors, logos, icons, what stands in menus, comments and the page's foot.
bool is_small_change(Node img, std::string_view url) {
    const auto file = url.substr(url.rfind('/') + 1);
    if (says(file, {"logo", "avatar", "icon", "sprite", "placeholder", "default", "profile", "author", "badge", "flag",
                    "gravatar", "blank", "loading", ".gif", "fallback"}))
        return true;
    if (says(url, {"/author", "/avatar", "/logo"})) return true;
    if (says(img.attribute("alt"), {"logo", "avatar"}) || says(img.classes(), {"logo", "avatar", "icon", "author"}))
        return true;
    const auto number = [](std::string_view text) {
        int n = 0;
        for (const char c : text.substr(0, 5)) {
            if (!is_digit(c)) break;
            n = n * 10 + (c - '0');
        }
        return n;
    };
    const int width = number(img.attribute("width")), height = number(img.attribute("height"));
    if ((width > 0 && width < 140) || (height > 0 && height < 100)) return true;
    int steps = 0;
    for (Node up = img.parent(); up && steps < 6; up = up.parent(), ++steps) {
        const auto tag = up.tag_id();
        if (tag == LXB_TAG_NAV || tag == LXB_TAG_ASIDE || tag == LXB_TAG_FOOTER || tag == LXB_TAG_NOSCRIPT) return true;
        if (tag == LXB_TAG_BODY || tag == LXB_TAG_ARTICLE || tag == LXB_TAG_MAIN) break;
        const auto meaning = meanings_of(up.classes(), up.id());
        if (meaning & comments) return true;
        if (steps < 3 && (meaning & credit_line) && tag != LXB_TAG_FIGURE && tag != LXB_TAG_HEADER) return true;
        if (says(up.classes(), {"logo", "avatar", "byline", "related", "teaser", "recommend", "author"})) return true;
    }
    return false;
}

// An address that asks its server for a small picture: "?width=150", "/w_200/".
bool is_thumbnail(std::string_view url) {
    for (const std::string_view name : {"width=", "?w=", "&w=", "/w_", ",w_"})
        if (const auto at = url.find(name); at != std::string_view::npos) {
            int width = 0;
            for (const char c : url.substr(at + name.size(), 5)) {
                if (!is_digit(c)) break;
                width = width * 10 + (c - '0');
            }
            return width > 0 && width < 300;
        }
    return false;
}

struct Shown {
    std::string url;
    Index at;
};

// The pictures from somewhat above the headline to the body's end, in order.
std::vector<Shown> pictures_shown(const LeadQuestion& q, Index from, Index to) {
    std::vector<Shown> out;
    const auto& items = q.outline.items;
    for (Index i = from; i < to && i < items.size() && out.size() < 40; ++i) {
        const Item& item = items[i];
        if (item.tag == LXB_TAG_IMG) {
            std::string url = best_picture_url(item.node, q.base);
            if (!url.empty() && !is_small_change(item.node, url)) out.push_back({std::move(url), i});
        } else if (item.tag == LXB_TAG_VIDEO) {
            const auto poster = item.node.attribute("poster");
            if (poster.empty()) continue;
            const auto url = q.base ? Url::parse(poster, *q.base) : Url::parse(poster);
            if (url && url->is_web()) out.push_back({url->href(), i});
        }
    }
    return out;
}

std::string find_lead(const LeadQuestion& q, const std::vector<Picture>& named) {
    const auto& items = q.outline.items;
    const bool headed = q.headline && q.headline.mark() > 0 && q.headline.mark() <= items.size();
    if (!headed && !q.container) return {};
    const Index body = q.container.value_or(static_cast<Index>(q.headline.mark() - 1));
    const Index headline = headed ? static_cast<Index>(q.headline.mark() - 1) : body;
    constexpr Index above = 40;
    const Index from = std::min(headline, body) > above ? std::min(headline, body) - above : 0;
    const Index to = q.container ? std::max(items[body].end, headline) : headline + 200;
    // Where the prose begins.
    Index prose = std::max(headline, body);
    while (prose < to && prose < items.size() &&
           (items[prose].skipped || !items[prose].block || items[prose].flow < 120 + items[prose].flow_link))
        ++prose;

    std::vector<PictureName> names;
    for (const Picture& p : named) names.push_back(name_of_picture(p.url));
    const auto shown = pictures_shown(q, from, to);
    const Shown* hero = nullptr;
    for (const Shown& s : shown) {
        const PictureName name = name_of_picture(s.url);
        for (std::size_t i = 0; i < names.size(); ++i)
            if (same_name(names[i], name)) return is_thumbnail(s.url) ? named[i].url : s.url;
        if (!hero && s.at < prose && (s.at > headline || items[s.at].parent > headline)) hero = &s;
    }
    return hero ? hero->url : std::string();
}

}  // namespace

bool same_picture(std::string_view a, std::string_view b) {
    return a == b || same_name(name_of_picture(a), name_of_picture(b));
}

void arrange_pictures(const LeadQuestion& question, Extraction& out) {
    std::vector<Picture> all;
    if (std::string lead = find_lead(question, out.pictures); !lead.empty()) all.push_back({std::move(lead), {}});
    std::ranges::move(out.pictures, std::back_inserter(all));
    for (const Block& b : out.blocks)
        if (b.type == Block::Type::figure && all.size() < 60) all.push_back({b.url, b.text});
    out.pictures.clear();
    std::vector<PictureName> names;
    for (Picture& p : all) {
        PictureName name = name_of_picture(p.url);
        const auto known = std::ranges::find_if(names, [&](const PictureName& n) { return same_name(n, name); });
        if (known == names.end()) {
            names.push_back(std::move(name));
            out.pictures.push_back(std::move(p));
        } else if (Picture& kept = out.pictures[static_cast<std::size_t>(known - names.begin())];
                   kept.caption.empty()) {
            kept.caption = std::move(p.caption);
        }
    }
}

}  // namespace octavo::extract
