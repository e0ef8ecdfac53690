// Idea: text an editor wrote is long and has few links; furniture is short or linked. Every block gains its letters or
// costs them, an element's gain is the sum of what is below, and the article is where the sum is greatest. From there
// we go down as long as one child holds nearly all of it.
//   <main>                                      gain 3,900
//     <div class=teasers> ... links ...           -210
//     <div class=story>                          4,110   <- the article
//       <p>The minister said ...</p>               310
//       <p>She added ...</p>                       270
// A body split over siblings by advertisements stays whole, because the sum of the siblings beats each of them.
// A name (class=article-body, itemprop=articleBody) wins where it holds most of the gain: publishers know best.
//
// Scoring paragraphs up to their parent and grandparent only (readability's way) was considered: it loses split bodies.
// Rules per site were kept out: they rot without telling anyone.
// Checked by tests/extract/page_test.cpp and the pages in tests/data/extract.
#include "extract/body.hpp"

#include <algorithm>

#include "extract/vocabulary.hpp"

namespace octavo::extract {
namespace {

// May an article's container be such an element?
bool may_hold(const Item& item) {
    switch (item.tag) {
        case LXB_TAG_P:
        case LXB_TAG_BLOCKQUOTE:
        case LXB_TAG_PRE:
        case LXB_TAG_A:
        case LXB_TAG_FIGURE:
        case LXB_TAG_TR:
        case LXB_TAG_UL:
        case LXB_TAG_OL:
            return false;
        default:
            return !is_heading_tag(item.tag) && (item.block || item.holds_block);
    }
}

std::int64_t own_gain(const Item& item) {
    if (item.flow == 0 || is_heading_tag(item.tag)) return 0;
    const auto flow = static_cast<std::int64_t>(item.flow);
    const auto link = static_cast<std::int64_t>(item.flow_link);
    if (link * 2 > flow) return -flow;
    const bool paragraph = item.tag == LXB_TAG_P || item.tag == LXB_TAG_BLOCKQUOTE || item.tag == LXB_TAG_PRE;
    const std::int64_t plain = flow - link;
    if (paragraph) return flow < 25 ? 0 : plain;
    if (flow < 40) return item.tag == LXB_TAG_LI || item.tag == LXB_TAG_TD ? 0 : -flow;
    if (item.tag == LXB_TAG_FIGCAPTION) return 0;
    return item.stops > 0 ? plain * 7 / 10 : 0;
}

bool inside(const Item& outer, Index outer_index, Index i) { return i >= outer_index && i < outer.end; }

// A body in several parts of one name, with advertisements between: what holds them all. Parts that each have a
// headline are several articles.
Index with_its_like(const std::vector<Item>& items, const std::vector<std::int64_t>& gain, Index part) {
    const std::string_view classes = items[part].node.classes();
    if (classes.empty()) return part;
    Index first = part;
    Index last = part;
    std::int64_t sum = 0;
    for (Index i = 1; i < items.size(); ++i) {
        if (!items[i].skipped && items[i].named && items[i].tag == items[part].tag && gain[i] > 100 &&
            items[i].node.classes() == classes) {
            first = std::min(first, i);
            last = std::max(last, i);
            sum += gain[i];
            i = items[i].end - 1;  // one inside another is no second part
        } else if (items[i].skipped) {
            i = std::max(items[i].end, i + 1) - 1;
        }
    }
    if (sum * 100 < gain[part] * 115) return part;
    Index common = first;
    while (common && !inside(items[common], common, last)) common = items[common].parent;
    int headlines = 0;
    for (Index i = first; i < items[last].end; ++i) headlines += items[i].tag == LXB_TAG_H1 && !items[i].skipped;
    return headlines == 0 && common ? common : part;
}

}  // namespace

Choice choose_body(const Outline& outline) {
    const auto& items = outline.items;
    Choice choice;
    if (items.empty()) return choice;
    std::vector<std::int64_t> gain(items.size(), 0);
    for (Index i = 0; i < items.size();) {
        if (items[i].skipped) {
            i = std::max(items[i].end, i + 1);
            continue;
        }
        if (items[i].block) gain[i] = own_gain(items[i]);
        ++i;
    }
    for (std::size_t i = items.size(); i-- > 1;) gain[items[i].parent] += gain[i];

    Index best = 0;
    for (Index i = 0; i < items.size(); ++i)
        if (gain[i] >= gain[best] && may_hold(items[i]) && !items[i].skipped) best = i;
    const std::int64_t most = gain[best];
    choice.gain = most;
    choice.container = best;
    if (most <= 0) return choice;

    // Down, while one child holds nearly all of it.
    Index at = best;
    while (true) {
        Index heaviest = at;
        for (Index i = at + 1; i < items[at].end; i = std::max(items[i].end, i + 1))
            if (!items[i].skipped && may_hold(items[i]) && (heaviest == at || gain[i] > gain[heaviest])) heaviest = i;
        if (heaviest == at || gain[heaviest] * 100 < most * 85) break;
        at = heaviest;
    }
    choice.container = choice.density = at;

    // A body by name, when it holds a good part of what was found. The standard's own word (itemprop) is trusted more
    // than a class name.
    Index named = 0;
    bool named_exactly = false;
    for (Index i = 1; i < items.size(); ++i) {
        if (items[i].skipped) {
            i = std::max(items[i].end, i + 1) - 1;
            continue;
        }
        if (!items[i].named) continue;
        const bool exact = items[i].node.attribute("itemprop").find("articleBody") != std::string_view::npos;
        if (gain[i] * 100 < most * (exact ? 20 : 30) || (named && gain[i] < gain[named])) continue;
        named = i;
        named_exactly = exact;
    }
    if (named && (named_exactly || inside(items[at], at, named) || gain[named] * 2 >= gain[at])) {
        choice.container = with_its_like(items, gain, named);
        choice.named = true;
    }

    const auto share = [&](Index i) {
        return static_cast<std::uint8_t>(std::clamp<std::int64_t>(gain[i] * 100 / most, 0, 100));
    };
    for (Index i = 1; i < items.size(); ++i) {
        if (items[i].skipped)
            i = std::max(items[i].end, i + 1) - 1;
        else if (items[i].tag == LXB_TAG_ARTICLE && (!choice.article || gain[i] > gain[choice.article]))
            choice.article = i;
    }
    choice.by_name = named;
    if (named) choice.named_share = share(named);
    if (choice.article) choice.article_share = share(choice.article);

    // Pages that scroll on into the next article: the first one is what was asked for.
    const Item& container = items[choice.container];
    Index first = 0;
    int articles = 0;
    for (Index i = choice.container + 1; i < container.end; ++i) {
        if (items[i].skipped || items[i].tag != LXB_TAG_ARTICLE || gain[i] * 100 < most * 8) continue;
        bool headline = false;
        for (Index j = i + 1; j < items[i].end && !headline; ++j) headline = items[j].tag == LXB_TAG_H1;
        if (headline && articles++ == 0) first = i;
        i = std::max(items[i].end, i + 1) - 1;
    }
    if (articles >= 2) {
        choice.container = first;
        choice.last = items[first].end;
    }
    return choice;
}

}  // namespace octavo::extract
