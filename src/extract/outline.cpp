#include "extract/outline.hpp"

#include <array>
#include <unordered_map>

#include "base/utf8.hpp"
#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

using markup::Node;

// Never text, whatever they are called.
bool is_mute(std::uintptr_t tag) {
    switch (tag) {
        case LXB_TAG_SCRIPT:
        case LXB_TAG_STYLE:
        case LXB_TAG_NOSCRIPT:
        case LXB_TAG_TEMPLATE:
        case LXB_TAG_SELECT:
        case LXB_TAG_OPTION:
        case LXB_TAG_TEXTAREA:
        case LXB_TAG_BUTTON:
        case LXB_TAG_INPUT:
        case LXB_TAG_CANVAS:
        case LXB_TAG_OBJECT:
        case LXB_TAG_DATALIST:
        case LXB_TAG_DIALOG:
            return true;
        default:
            return false;
    }
}

bool is_hidden(Node n) {
    if (n.has_attribute("hidden")) return true;
    if (n.attribute("aria-hidden") == "true" || n.attribute("role") == "tooltip") return true;
    const std::string_view style = n.attribute("style");
    if (style.empty()) return false;
    const auto value = [&](std::string_view property) {
        const auto at = style.find(property);
        if (at == std::string_view::npos) return std::string_view();
        const std::string_view rest = style.substr(at + property.size());
        return rest.substr(std::min(rest.find_first_not_of(" :"), rest.size()));
    };
    if (value("display").starts_with("none") || value("visibility").starts_with("hidden")) return true;
    // "font-size: 0", not "0.9em".
    const std::string_view size = value("font-size");
    return size.starts_with('0') && (size.size() == 1 || std::string_view(";p \t!").contains(size[1]));
}

// <div role=heading aria-level=3>: a heading by another tag. https://www.w3.org/TR/wai-aria-1.2/#heading
std::uint16_t tag_by_role(Node n, std::uint16_t tag) {
    static constexpr std::uint16_t headings[] = {LXB_TAG_H1, LXB_TAG_H2, LXB_TAG_H3,
                                                 LXB_TAG_H4, LXB_TAG_H5, LXB_TAG_H6};
    if (n.attribute("role") != "heading") return tag;
    const std::string_view level = n.attribute("aria-level");
    return level.size() == 1 && level[0] >= '1' && level[0] <= '6' ? headings[level[0] - '1'] : headings[1];
}

struct Measure {
    std::uint32_t letters = 0;
    std::uint32_t stops = 0;
};

constexpr auto is_stop = [] {
    std::array<std::uint8_t, 128> stops{};
    for (const unsigned char c : {',', '.', ';', '?', '!'}) stops[c] = 1;
    return stops;
}();

Measure measure(std::string_view text) {
    Measure m;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            ++i;
            m.letters += c > ' ';
            m.stops += is_stop[c];
        } else if (c < 0xE0) {
            i += 2;
            if (c == 0xC2 && i <= text.size() && static_cast<unsigned char>(text[i - 1]) == 0xA0) continue;  // nbsp
            ++m.letters;
            if (c == 0xD8 && i <= text.size()) {  // Arabic comma, semicolon, question mark
                const auto d = static_cast<unsigned char>(text[i - 1]);
                if (d == 0x8C || d == 0x9B || d == 0x9F) ++m.stops;
            }
        } else if (c < 0xF0) {
            const std::string_view three = text.substr(i, 3);
            i += 3;
            if (three == "\xE3\x80\x80") continue;  // ideographic space
            if (three == "、" || three == "。" || three == "，" || three == "！" || three == "？" || three == "।")
                ++m.stops;
            m.letters += c >= 0xE3 && c <= 0xED ? 3 : 1;
        } else {
            i += 4;
            ++m.letters;
        }
    }
    return m;
}

}  // namespace

bool is_heading_tag(std::uintptr_t tag) {
    return tag == LXB_TAG_H1 || tag == LXB_TAG_H2 || tag == LXB_TAG_H3 || tag == LXB_TAG_H4 || tag == LXB_TAG_H5 ||
           tag == LXB_TAG_H6;
}

bool is_block_tag(std::uintptr_t tag) {
    switch (tag) {
        case LXB_TAG_ADDRESS:
        case LXB_TAG_ARTICLE:
        case LXB_TAG_ASIDE:
        case LXB_TAG_BLOCKQUOTE:
        case LXB_TAG_BODY:
        case LXB_TAG_CAPTION:
        case LXB_TAG_CENTER:
        case LXB_TAG_DD:
        case LXB_TAG_DETAILS:
        case LXB_TAG_DIV:
        case LXB_TAG_DL:
        case LXB_TAG_DT:
        case LXB_TAG_FIELDSET:
        case LXB_TAG_FIGCAPTION:
        case LXB_TAG_FIGURE:
        case LXB_TAG_FOOTER:
        case LXB_TAG_FORM:
        case LXB_TAG_HEADER:
        case LXB_TAG_HR:
        case LXB_TAG_LI:
        case LXB_TAG_MAIN:
        case LXB_TAG_MENU:
        case LXB_TAG_NAV:
        case LXB_TAG_OL:
        case LXB_TAG_P:
        case LXB_TAG_PRE:
        case LXB_TAG_SECTION:
        case LXB_TAG_SUMMARY:
        case LXB_TAG_TABLE:
        case LXB_TAG_TBODY:
        case LXB_TAG_TD:
        case LXB_TAG_TFOOT:
        case LXB_TAG_TH:
        case LXB_TAG_THEAD:
        case LXB_TAG_TR:
        case LXB_TAG_UL:
            return true;
        default:
            return is_heading_tag(tag);
    }
}

void Outline::build(Node body) {
    items.clear();
    struct Open {
        Index item;
        Index block;  // the block its text flows in
        bool in_link;
    };
    std::vector<Open> open;
    const auto push = [&](Node n) {
        Item item;
        item.node = n;
        item.tag = static_cast<std::uint16_t>(n.tag_id());
        item.parent = open.empty() ? 0 : open.back().item;
        item.meaning = meanings_of(n.classes(), n.id());
        // Elements without a meaning of their own (<my-card>) are blocks when blocks are in them; that is known later,
        // and flows are right either way, since each text flows in its nearest named block.
        item.block = is_block_tag(item.tag);
        item.skipped = is_mute(item.tag) || (item.tag == LXB_TAG__UNDEF && n.tag() == "svg");
        const bool more = n.has_more_than_names();
        if (more && item.block && !is_heading_tag(item.tag)) item.tag = tag_by_role(n, item.tag);
        item.hidden = (item.meaning & concealed) || (more && is_hidden(n));
        item.named = item.block && item.tag != LXB_TAG_BODY && item.tag != LXB_TAG_P &&
                     ((item.meaning & extract::body) ||
                      (more && n.attribute("itemprop").find("articleBody") != std::string_view::npos));
        const auto index = static_cast<Index>(items.size());
        const bool in_link = item.tag == LXB_TAG_A || (!open.empty() && open.back().in_link);
        const Index block = item.block || open.empty() ? index : open.back().block;
        items.push_back(item);
        n.set_mark(index + 1);
        open.push_back({index, block, in_link});
    };
    const auto pop = [&] {
        const Index index = open.back().item;
        open.pop_back();
        Item& item = items[index];
        item.end = static_cast<Index>(items.size());
        // What holds blocks or a whole text is no heading, whatever its role says.
        if (is_heading_tag(item.tag) && !is_heading_tag(item.node.tag_id()) && (item.holds_block || item.text > 200))
            item.tag = static_cast<std::uint16_t>(item.node.tag_id());
        if (item.skipped || open.empty()) return;
        Item& parent = items[open.back().item];
        parent.holds_block |= item.block || item.holds_block;
        parent.text += item.text;
        parent.link += item.link;
    };
    if (!body) return;
    Node n = body;
    while (n) {
        ++markup::steps;
        bool enter = false;
        if (n.is_text()) {
            const Measure m = measure(n.text());
            if (m.letters) {
                const Open& at = open.back();
                items[at.item].text += m.letters;
                items[at.block].flow += m.letters;
                items[at.block].stops += m.stops;
                if (at.in_link) {
                    items[at.item].link += m.letters;
                    items[at.block].flow_link += m.letters;
                }
            }
        } else if (n.is_element()) {
            push(n);
            enter = n.first_child() && !items.back().skipped;
            if (!enter) pop();
        }
        if (enter) {
            n = n.first_child();
            continue;
        }
        while (n && n != body && !n.next()) {
            n = n.parent();
            pop();
        }
        if (n == body) {
            if (!open.empty()) pop();
            break;
        }
        n = n.next();
    }
}

std::uint16_t Outline::meaning(Node element) const {
    return element.mark() ? items[element.mark() - 1].meaning : meanings_of(element.classes(), element.id());
}

// `much`: it holds much of the page's prose; `nearly_all`: it holds next to all of it.
static bool is_furniture(const Item& item, bool much, bool nearly_all) {
    const auto tag = item.tag;
    if (tag == LXB_TAG_NAV || tag == LXB_TAG_MENU || tag == LXB_TAG_ASIDE || tag == LXB_TAG_FOOTER ||
        tag == LXB_TAG_FORM)
        if (!much) return true;
    if ((item.meaning & comments) && tag != LXB_TAG_ARTICLE && tag != LXB_TAG_MAIN && !nearly_all && !item.holds_named)
        return true;
    if ((item.meaning & (furniture | pay_wall)) && tag != LXB_TAG_MAIN && !is_heading_tag(tag) &&
        !(item.meaning & body) && !much)
        return true;
    if ((item.meaning & credit_line) && item.text < 300 && tag != LXB_TAG_ARTICLE && item.prose == 0) return true;
    if (!item.block || much) return false;
    const std::string_view role = item.node.attribute("role");
    return role == "navigation" || role == "complementary" || role == "contentinfo" || role == "dialog" ||
           role == "banner" || role == "search" || role == "alertdialog" || role == "menu";
}

static bool reads_like_prose(const Item& item) {
    return item.block && item.flow >= 60 && item.stops > 0 && item.flow_link * 3 <= item.flow &&
           !is_heading_tag(item.tag);
}

void Outline::sweep() {
    // Prose: blocks with sentences, few links. What an article is made of, and what furniture has little of.
    for (Item& item : items)
        if (reads_like_prose(item)) item.prose = item.flow;
    for (std::size_t i = items.size(); i-- > 1;) {
        Item& parent = items[items[i].parent];
        parent.prose += items[i].prose;
        parent.holds_named |= items[i].holds_named || (items[i].named && items[i].prose > 0);
    }
    // A class that holds much of a named body in sum is how that publisher marks paragraphs.
    std::unordered_map<std::string_view, std::uint64_t> by_class;
    for (const Item& item : items)
        if ((item.meaning & furniture) && item.prose) by_class[item.node.classes()] += item.prose;
    // Beside what an element is weighed: the page, or the named body it stands in.
    std::uint64_t all = items.empty() ? 0 : items[0].prose;
    Index named_end = 0;
    std::uint64_t named_prose = 0;
    for (Index i = 1; i < items.size(); ++i) {
        Item& item = items[i];
        if (i >= named_end) named_prose = 0;
        if (item.skipped) {
            i = item.end > i ? item.end - 1 : i;
            continue;
        }
        const std::uint64_t prose = item.prose;
        const bool holds_much = item.holds_named || prose * 100 > all * 35 ||
                                (named_prose && prose * 100 > named_prose * 30) ||
                                (named_prose && prose && (item.meaning & furniture) &&
                                 by_class[item.node.classes()] * 100 > named_prose * 40);
        if (is_furniture(item, holds_much, prose * 100 >= all * 90) || (item.hidden && !holds_much)) {
            item.skipped = true;
            item.doubtful = true;
            all -= prose;
            if (named_prose) named_prose -= std::min(named_prose, prose);
            i = item.end - 1;
            continue;
        }
        if (item.named && i >= named_end) {
            named_end = item.end;
            named_prose = prose;
        }
    }
    // What was left out no longer counts, except within itself.
    for (std::size_t i = 0; i < items.size();) {
        Item& item = items[i];
        item.prose = item.text = item.link = 0;
        if (item.skipped && !item.doubtful) {
            const auto end = std::max<std::size_t>(item.end, i + 1);
            for (++i; i < end; ++i) items[i].prose = items[i].text = items[i].link = 0;
            continue;
        }
        item.text = item.flow;
        item.link = item.flow_link;
        if (reads_like_prose(item)) item.prose = item.flow;
        ++i;
    }
    for (std::size_t i = items.size(); i-- > 1;) {
        if (items[i].skipped) continue;
        Item& parent = items[items[i].parent];
        parent.text += items[i].text;
        parent.link += items[i].link;
        parent.prose += items[i].prose;
    }
}

}  // namespace octavo::extract
