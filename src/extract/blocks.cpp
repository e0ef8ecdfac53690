// Idea: walk the page; text and inline elements between two block edges flow together into one paragraph, so nothing is
// ever glued and nothing is ever cut. First everything that might be the article's becomes a draft (here); then each is
// weighed (judge.cpp), and what its neighbours give away is taken out (tidy.cpp).
//   <div>The tram <b>opens</b>.<br><br>It is red.<ul><li>One</ul></div>   ->   paragraph, paragraph, list
// Left out on the way is only what stands far from the article and has no prose.
// Checked by tests/extract/page_test.cpp.
#include "extract/blocks.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/utf8.hpp"
#include "extract/flow.hpp"
#include "extract/judge.hpp"
#include "extract/media.hpp"
#include "extract/tidy.hpp"
#include "extract/vocabulary.hpp"
#include "markup/safe_html.hpp"

namespace octavo::extract {
namespace {

using markup::Node;

constexpr std::size_t max_blocks = 5000;

class Maker {
  public:
    explicit Maker(const BlockContext& context) : context_(context) {}

    std::vector<Draft> drafts() {
        children(item(context_.root).node);
        return std::move(drafts_);
    }

    std::vector<Block> finish(std::vector<Draft>& drafts) {
        std::vector<Block> out;
        out.reserve(drafts.size());
        for (Draft& d : drafts) {
            if (d.block.type == Block::Type::table) {
                d.block.html = markup::sanitize_tree(d.first, context_.base, skip()).text();
            } else if (d.first) {
                marks(d.first, d.end, d.block);
            }
            out.push_back(std::move(d.block));
        }
        return out;
    }

  private:
    const Item& item(Index i) const { return context_.outline.items[i]; }
    const Item* item_of(Node n) const { return n.mark() ? &context_.outline.items[n.mark() - 1] : nullptr; }
    bool is_skipped(Node n) const { return context_.outline.skipped(n); }
    markup::Skip skip() const {
        return {[](const void* outline, Node n) { return static_cast<const Outline*>(outline)->skipped(n); },
                &context_.outline};
    }

    // ---- the walk ----

    void children(Node parent) {
        Node run;
        int breaks = 0;
        for (Node n = parent.first_child(); n; n = n.next()) {
            const Item* it = item_of(n);
            const bool block = it && (it->block || it->holds_block);
            if (block || (it && it->tag == LXB_TAG_BR)) {
                if (!block && ++breaks < 2) {
                    if (!run) run = n;
                    continue;
                }
                flush(run, n, parent);
                run = Node();
                breaks = 0;
                if (block && (!it->skipped || (it->doubtful && !context_.trusted))) element(n, *it);
                continue;
            }
            if (!n.is_text() || utf8::trim(n.text()).size() > 0) {
                if (!n.is_text() && !n.is_element()) continue;  // comments
                breaks = 0;
            }
            if (!run) run = n;
        }
        flush(run, Node(), parent);
    }

    void element(Node n, const Item& it) {
        markup::steps += it.end - context_.outline.of(n);  // what is below may be looked at as a whole
        if (drafts_.size() > max_blocks || markup::steps > last_step_) return;
        if (context_.trusted) return by_tag(n, it);
        if (is_far_off(n, it)) return;
        const Surroundings outside = around_;
        around_.doubtful |= it.skipped;
        around_.never |= it.skipped && (it.meaning & (advert | comments));
        const Index c = context_.choice.container;
        const bool around_it = c && context_.outline.of(n) <= c && c < it.end;
        if (it.tag != LXB_TAG_P && it.text > 0 && it.text <= 500 && !around_it) {
            around_.card |= it.link * 2 > it.text && !holds_picture(n);
            if (!around_.teaser && has_linked_headline(n, it)) around_.teaser = context_.outline.of(n);
        }
        by_tag(n, it);
        around_ = outside;
    }

    // Outside the container only what might be the article's is looked at: a standfirst, a part of the body in a box of
    // its own.
    bool is_far_off(Node n, const Item& it) const {
        const Index c = context_.choice.container;
        const Index i = context_.outline.of(n);
        if (c == 0 || (i >= c && i < item(c).end) || (i <= c && c < it.end)) return false;
        if (context_.choice.last && i >= context_.choice.last) return true;
        return it.skipped || (it.prose == 0 && it.link * 2 > it.text);
    }

    void by_tag(Node n, const Item& it) {
        switch (it.tag) {
            case LXB_TAG_H1:
            case LXB_TAG_H2:
            case LXB_TAG_H3:
            case LXB_TAG_H4:
            case LXB_TAG_H5:
            case LXB_TAG_H6:
                return heading(n, it);
            case LXB_TAG_UL:
            case LXB_TAG_OL:
                return list(n, it);
            case LXB_TAG_BLOCKQUOTE:
                return quote(n, it);
            case LXB_TAG_PRE:
                return code(n);
            case LXB_TAG_TABLE:
                return table(n, it);
            case LXB_TAG_FIGURE:
                return figure(n);
            case LXB_TAG_FIGCAPTION:
                return;
            default:
                break;
        }
        children(n);
    }

    // A teaser for another article: a linked headline with little beside it.
    bool has_linked_headline(Node n, const Item& it) const {
        const Index from = context_.outline.of(n) + 1;
        for (Index i = from; i < it.end; ++i) {
            const Item& below = item(i);
            if (below.skipped) {
                i = std::max(below.end, i + 1) - 1;
                continue;
            }
            if (is_heading_tag(below.tag) && below.tag != LXB_TAG_H1 && below.text > 0 &&
                below.link * 10 >= below.text * 8)
                return true;
        }
        return false;
    }
    static bool holds_picture(Node n) {
        for (Node at = n; at; at = at.following(n))
            if (at.tag_id() == LXB_TAG_FIGURE || at.tag_id() == LXB_TAG_FIGCAPTION) return true;
        return false;
    }

    void flush(Node first, Node end, Node parent) {
        if (!first) return;
        for (Node n = first; n && n != end; n = n.next()) media(n);
        Draft d;
        d.block.text = flow_text(first, end, &context_.outline);
        if (d.block.text.empty()) return;
        mend_drop_cap(first, end, d.block.text);
        d.first = first;
        d.end = end;
        const Letters letters = letters_of_run(first, end, context_.outline);
        d.letters = letters.all;
        d.link = letters.link;
        d.paragraph = parent.tag_id() == LXB_TAG_P;
        // A block inside a link is a link, though the link stands outside it.
        if (const Item* p = item_of(parent); p && p->flow > 0 && p->flow_link * 10 > p->flow * 9) d.link = d.letters;
        d.scrap = !d.paragraph && d.letters < 30 && !ends_like_a_sentence(d.block.text);
        add(std::move(d), parent);
    }

    // A big first letter in an element of its own belongs to its word. One that may be a word (A, I, O, Y ...) stays.
    static void mend_drop_cap(Node first, Node end, std::string& text) {
        if (text.size() < 4 || text[1] != ' ' || !(text[2] >= 'a' && text[2] <= 'z')) return;
        if (!(text[0] >= 'A' && text[0] <= 'Z') || std::string_view("AEIOUY").find(text[0]) != std::string_view::npos)
            return;
        Node n = first;
        while (n && n != end && n.is_text() && utf8::trim(n.text()).empty()) n = n.next();
        if (n && n != end && n.is_element() && utf8::trim(n.content()).size() == 1) text.erase(1, 1);
    }

    void add(Draft d, Node at) {
        if (context_.trusted) {
            drafts_.push_back(std::move(d));
            return;
        }
        d.at = at.mark() ? context_.outline.of(at) : 0;
        const Item& it = item(d.at);
        const bool itself = it.tag == LXB_TAG_P || d.block.type != Block::Type::paragraph;
        d.parent = itself ? it.parent : d.at;
        // A heading or a list alone in boxes of its own keeps the company of those beside the boxes.
        constexpr std::uint16_t telling = furniture | comments | pay_wall | caption;
        if (!around_.doubtful && (d.block.type == Block::Type::heading || d.block.type == Block::Type::list))
            while (d.parent && d.parent != context_.choice.container && item(d.parent).text == it.text &&
                   !(item(d.parent).meaning & telling))
                d.parent = item(d.parent).parent;
        d.called = it.node.classes();
        d.doubtful = around_.doubtful;
        d.never = around_.never;
        d.card = around_.card;
        d.teaser = around_.teaser;
        d.quoted = around_.quoted;
        drafts_.push_back(std::move(d));
    }

    static bool ends_like_a_sentence(std::string_view text) {
        static constexpr std::string_view ends[] = {".", "!", "?",  "…", "。", "！", "？",
                                                    "”", "»", "\"", ":", "؟",  "।"};
        return std::ranges::any_of(ends, [&](std::string_view e) { return text.ends_with(e); });
    }

    void marks(Node first, Node end, Block& block) const {
        bool any = false;
        for (Node n = first; n && n != end && !any; n = n.next()) any = n.is_element();
        if (!any) return;
        std::string html = markup::sanitize_run_inline(first, end, context_.base, skip()).text();
        if (html.find('<') != std::string::npos) block.html = std::move(html);
    }

    void text_block(Node n, Block::Type type, std::uint8_t level, std::uint32_t letters, std::uint32_t link) {
        Draft d;
        d.block.type = type;
        d.block.level = level;
        d.block.text = flow_text(n, &context_.outline);
        if (d.block.text.empty()) return;
        d.first = n.first_child();
        d.letters = letters;
        d.link = link;
        add(std::move(d), n);
    }

    void heading(Node n, const Item& it) {
        for (Node at = n.first_child(); at; at = at.next()) media(at);
        const auto level = static_cast<std::uint8_t>(std::clamp(it.tag - LXB_TAG_H1 + 1, 2, 6));
        text_block(n, Block::Type::heading, level, it.text, it.link);
    }

    void list(Node n, const Item& it) {
        const Index from = context_.outline.of(n) + 1;
        bool structural = false;  // a list of posts or cards, not of points
        for (Index i = from; i < it.end && !structural; ++i) {
            const Item& below = item(i);
            if (below.skipped) {
                i = std::max(below.end, i + 1) - 1;
                continue;
            }
            structural = is_heading_tag(below.tag) || below.tag == LXB_TAG_FIGURE || below.tag == LXB_TAG_TABLE ||
                         below.tag == LXB_TAG_BLOCKQUOTE || (below.tag == LXB_TAG_LI && below.text > 900);
        }
        if (structural) return children(n);
        Draft d;
        d.block.type = Block::Type::list;
        d.block.level = it.tag == LXB_TAG_OL ? 1 : 0;
        d.letters = it.text;
        d.link = it.link;
        points(n, d.block.items);
        if (!d.block.items.empty()) add(std::move(d), n);
    }

    static bool is_list(Node n) { return n.tag_id() == LXB_TAG_UL || n.tag_id() == LXB_TAG_OL; }

    // The points of a list, those of lists within behind the point they belong to.
    void points(Node list, std::vector<std::string>& out) {
        for (Node n = list.first_child(); n; n = n.next()) {
            if (!n.is_element() || is_skipped(n)) continue;
            if (n.tag_id() != LXB_TAG_LI) {
                points(n, out);
                continue;
            }
            std::string text;
            Node run = n.first_child();
            for (Node at = run;; at = at.next()) {
                if (at && !is_list(at)) {
                    media(at);
                    continue;
                }
                const std::string piece = flow_text(run, at, &context_.outline);
                if (!piece.empty()) text += (text.empty() ? "" : " ") + piece;
                if (!at) break;
                run = at.next();
            }
            if (!text.empty()) out.push_back(std::move(text));
            for (Node at = n.first_child(); at; at = at.next())
                if (is_list(at) && !is_skipped(at)) points(at, out);
        }
    }

    void quote(Node n, const Item& it) {
        if (it.holds_block) {
            // Paragraph by paragraph: a quote of several keeps them apart.
            const std::size_t before = drafts_.size();
            const Index outside = around_.quoted;
            if (it.text < 2000 && n.mark()) around_.quoted = context_.outline.of(n);
            children(n);
            around_.quoted = outside;
            for (std::size_t i = before; i < drafts_.size(); ++i)
                if (drafts_[i].block.type == Block::Type::paragraph) drafts_[i].block.type = Block::Type::quote;
            return;
        }
        text_block(n, Block::Type::quote, 0, it.text, it.link);
    }

    void code(Node n) {
        std::string text = n.content();
        if (utf8::trim(text).empty()) return;
        while (text.ends_with('\n')) text.pop_back();
        Draft d;
        d.block.type = Block::Type::code;
        d.letters = letters_in(text);
        d.block.text = std::move(text);
        add(std::move(d), n);
    }

    void table(Node n, const Item& it) {
        std::size_t rows = 0;
        std::size_t cells = 0;
        bool layout = false;
        for (Index i = context_.outline.of(n) + 1; i < it.end; ++i) {
            const Item& below = item(i);
            if (below.tag == LXB_TAG_TR) ++rows;
            if (below.tag == LXB_TAG_TD || below.tag == LXB_TAG_TH) {
                ++cells;
                layout |= below.prose > 500 || below.text > 800;
            }
            layout |= below.tag == LXB_TAG_TABLE || below.tag == LXB_TAG_FIGURE || below.tag == LXB_TAG_ARTICLE;
        }
        if (layout || rows < 2 || cells < rows * 2) return children(n);
        Draft d;
        d.block.type = Block::Type::table;
        d.letters = it.text;
        d.link = it.link;
        for (Node at = n; at; at = at.following(n, at.is_element() && is_skipped(at))) {
            if (at.tag_id() != LXB_TAG_TR || is_skipped(at)) continue;
            std::string line;
            for (Node cell = at.first_child(); cell; cell = cell.next()) {
                if (cell.tag_id() != LXB_TAG_TD && cell.tag_id() != LXB_TAG_TH) continue;
                const std::string text = flow_text(cell, &context_.outline);
                if (text.empty()) continue;
                if (!line.empty()) line += " | ";
                line += text;
            }
            if (line.empty()) continue;
            if (!d.block.text.empty()) d.block.text += '\n';
            d.block.text += line;
        }
        if (d.block.text.empty()) return;
        d.first = n;
        add(std::move(d), n);
    }

    void figure(Node n) {
        std::string text;
        bool picture = false;
        bool other = false;
        for (Node at = n.first_child(); at; at = at.following(n, at.is_element() && is_skipped(at))) {
            const auto tag = at.tag_id();
            if (is_skipped(at)) continue;
            if (tag == LXB_TAG_FIGCAPTION) text = flow_text(at, &context_.outline);
            picture |= tag == LXB_TAG_IMG || tag == LXB_TAG_PICTURE;
            other |= tag == LXB_TAG_TABLE || tag == LXB_TAG_BLOCKQUOTE || tag == LXB_TAG_PRE || tag == LXB_TAG_P;
        }
        const std::size_t before = drafts_.size();
        if (other && !picture) {
            children(n);
            return;
        }
        media(n);
        if (drafts_.size() > before) drafts_.back().block.text = std::move(text);
    }

    // Pictures, films and sound at or below `root`, where they stand.
    void media(Node root) {
        if (!root.is_element() || (root.mark() && is_skipped(root) && root.tag_id() != LXB_TAG_NOSCRIPT)) return;
        std::unordered_set<std::string> here;
        for (Node n = root; n; n = n.following(root, n.is_element() && n != root && is_skipped(n))) {
            const auto tag = n.tag_id();
            if (tag == LXB_TAG_IMG && !is_skipped(n)) {
                std::string url = picture_url(n, context_.base);
                if (url.empty() || !here.insert(url).second) continue;
                Draft d;
                d.block.type = Block::Type::figure;
                d.block.url = std::move(url);
                d.block.alt = utf8::squeeze(n.attribute("alt"));
                add(std::move(d), n);
            } else if (tag == LXB_TAG_IFRAME || tag == LXB_TAG_VIDEO || tag == LXB_TAG_AUDIO) {
                std::string url = embed_url(n, context_.base);
                if (url.empty()) continue;
                Draft d;
                d.block.type = Block::Type::embed;
                d.block.url = std::move(url);
                d.block.text = utf8::squeeze(n.attribute("title"));
                add(std::move(d), n);
            }
        }
    }

    struct Surroundings {
        bool doubtful = false;
        bool never = false;
        bool card = false;
        Index teaser = 0;
        Index quoted = 0;
    };

    const BlockContext& context_;
    const std::uint64_t last_step_ = markup::steps + most_steps;
    std::vector<Draft> drafts_;
    Surroundings around_;
};

}  // namespace

std::vector<Draft> drafts_of(const BlockContext& context) { return Maker(context).drafts(); }

std::vector<Block> blocks_of(const BlockContext& context, std::string* why) {
    Maker maker(context);
    std::vector<Draft> drafts = maker.drafts();
    const std::size_t seen = drafts.size();
    if (context.named_by_rule && !context.trusted)
        std::erase_if(drafts, [](const Draft& d) {
            return d.doubtful || d.teaser || d.scrap || d.card || (d.link * 10 > d.letters * 6 && d.letters < 300);
        });
    else if (!context.trusted)
        judge(drafts, context, context.model ? *context.model : Model::own());
    if (!context.trusted) tidy(drafts, context);
    if (why) *why += fmt::format(", {} of {} blocks kept", drafts.size(), seen);
    return maker.finish(drafts);
}

}  // namespace octavo::extract
