// Idea: walk the container; text and inline elements between two block edges flow together into one paragraph, so
// nothing is ever glued and nothing is ever cut. First everything becomes a draft; then drafts that are no article are
// taken out, because what a line is often shows only by its neighbours (a heading above nothing, a byline on top).
#include "extract/blocks.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "extract/vocabulary.hpp"
#include "markup/safe_html.hpp"

namespace octavo::extract {
namespace {

using markup::Node;

constexpr std::size_t max_blocks = 5000;

bool is_mute_inline(Node n) {
    switch (n.tag_id()) {
        case LXB_TAG_SCRIPT:
        case LXB_TAG_STYLE:
        case LXB_TAG_NOSCRIPT:
        case LXB_TAG_TEMPLATE:
        case LXB_TAG_BUTTON:
        case LXB_TAG_SELECT:
        case LXB_TAG_TEXTAREA:
        case LXB_TAG_IFRAME:
        case LXB_TAG_OBJECT:
            return true;
        case LXB_TAG__UNDEF:
            return n.tag() == "svg" || n.tag() == "math";
        default:
            return false;
    }
}

void append_squeezed(std::string& out, std::string_view text, bool& space) {
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x80) {
            ++i;
            if (byte <= ' ') {
                space = true;
                continue;
            }
            if (space && !out.empty()) out += ' ';
            space = false;
            const std::size_t run = i - 1;
            while (i < text.size() && static_cast<unsigned char>(text[i]) > ' ' &&
                   static_cast<unsigned char>(text[i]) < 0x80)
                ++i;
            out.append(text, run, i - run);
            continue;
        }
        const std::size_t start = i;
        const char32_t c = utf8::next(text, i);
        if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x3000) {
            space = true;
            continue;
        }
        if (c == 0xAD || c == 0x200B || c == 0xFEFF) continue;
        if (space && !out.empty()) out += ' ';
        space = false;
        out.append(text, start, i - start);
    }
}

bool is_video_host(std::string_view host) {
    static constexpr std::string_view hosts[] = {"youtube.com",
                                                 "youtube-nocookie.com",
                                                 "youtu.be",
                                                 "vimeo.com",
                                                 "dailymotion.com",
                                                 "twitter.com",
                                                 "x.com",
                                                 "instagram.com",
                                                 "facebook.com",
                                                 "tiktok.com",
                                                 "spotify.com",
                                                 "soundcloud.com",
                                                 "datawrapper.de",
                                                 "dwcdn.net",
                                                 "brightcove.net",
                                                 "jwplayer.com",
                                                 "flourish.studio",
                                                 "infogram.com",
                                                 "megaphone.fm",
                                                 "acast.com",
                                                 "podbean.com",
                                                 "simplecast.com",
                                                 "streamable.com",
                                                 "ted.com",
                                                 "documentcloud.org",
                                                 "apple.com",
                                                 "bsky.app",
                                                 "telegram.org"};
    return std::ranges::any_of(hosts, [&](std::string_view h) {
        return host == h || (host.size() > h.size() && host.ends_with(h) && host[host.size() - h.size() - 1] == '.');
    });
}

struct Draft {
    Block block;
    std::uint32_t letters = 0;
    std::uint32_t link = 0;
    bool paragraph = false;  // a <p>, or as good as one
};

class Maker {
  public:
    explicit Maker(const BlockContext& context) : context_(context) {}

    std::vector<Block> make(Index container) {
        children(item(container).node);
        if (!context_.trusted) finish();
        std::vector<Block> out;
        out.reserve(drafts_.size());
        for (Draft& d : drafts_) out.push_back(std::move(d.block));
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
                if (block && !it->skipped) element(n, *it);
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
        if (drafts_.size() > max_blocks) return;
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
        if (!context_.trusted && is_card(n, it)) return;
        if (!context_.trusted && (it.meaning & caption) && it.text < 400 && !it.prose) return;
        children(n);
    }

    // A teaser for another article: a linked headline with little beside it, or little but links.
    bool is_card(Node n, const Item& it) const {
        if (it.tag == LXB_TAG_P || it.text == 0 || it.text > 500) return false;
        if (it.link * 2 > it.text) return !holds_picture(n);
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
        marks(first, end, d.block);
        const auto counts = count(first, end);
        d.letters = counts.first;
        d.link = counts.second;
        d.paragraph = parent.tag_id() == LXB_TAG_P;
        // A block inside a link is a link, though the link stands outside it.
        if (const Item* p = item_of(parent); p && p->flow > 0 && p->flow_link * 10 > p->flow * 9) d.link = d.letters;
        if (!context_.trusted) {
            // Short scraps between blocks are labels and buttons, unless they end like a sentence.
            if (!d.paragraph && d.letters < 30 && !ends_like_a_sentence(d.block.text)) return;
            if (d.link * 10 > d.letters * 6 && d.letters < 300) return;
        }
        drafts_.push_back(std::move(d));
    }

    std::pair<std::uint32_t, std::uint32_t> count(Node first, Node end) const {
        std::uint32_t letters = 0;
        std::uint32_t link = 0;
        for (Node n = first; n && n != end; n = n.next()) {
            if (const Item* it = item_of(n)) {
                // Elements that are no block keep their letters in the block around them: count by their text.
                if (!it->skipped) {
                    const auto inner = inline_letters(n);
                    letters += inner.first;
                    link += inner.second;
                }
            } else if (n.is_text()) {
                letters += letters_of(n.text());
            }
        }
        return {letters, link};
    }
    static std::uint32_t letters_of(std::string_view text) {
        std::uint32_t letters = 0;
        for (const char c : text) {
            const auto b = static_cast<unsigned char>(c);
            if (b > ' ' && (b < 0x80 || b >= 0xC0)) letters += b >= 0xE3 && b <= 0xED ? 3 : 1;
        }
        return letters;
    }
    std::pair<std::uint32_t, std::uint32_t> inline_letters(Node element) const {
        std::uint32_t letters = 0;
        std::uint32_t link = 0;
        for (Node n = element; n;) {
            if (n.is_text()) {
                const auto m = letters_of(n.text());
                letters += m;
                for (Node up = n.parent(); up; up = up.parent()) {
                    if (up.tag_id() == LXB_TAG_A) {
                        link += m;
                        break;
                    }
                    if (up == element) break;
                }
            }
            n = n.following(element, n.is_element() && (is_skipped(n) || is_mute_inline(n)));
        }
        return {letters, link};
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
        marks(n.first_child(), Node(), d.block);
        d.letters = letters;
        d.link = link;
        drafts_.push_back(std::move(d));
    }

    void heading(Node n, const Item& it) {
        for (Node at = n.first_child(); at; at = at.next()) media(at);
        const auto level = static_cast<std::uint8_t>(std::clamp(n.tag().back() - '0', 2, 6));
        text_block(n, Block::Type::heading, level, it.text, it.link);
    }

    void list(Node n, const Item& it) {
        if (!context_.trusted && it.text > 0 && it.link * 10 > it.text * 6) return;
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
        for (Node at = n.first_child(); at; at = at.following(n, at.is_element() && is_skipped(at))) {
            if (at.tag_id() != LXB_TAG_LI || is_skipped(at)) continue;
            for (Node inner = at.first_child(); inner; inner = inner.next()) media(inner);
            std::string text = flow_text(at, &context_.outline);
            if (!text.empty()) d.block.items.push_back(std::move(text));
        }
        if (!d.block.items.empty()) drafts_.push_back(std::move(d));
    }

    void quote(Node n, const Item& it) {
        if (it.holds_block) {
            // Paragraph by paragraph: a quote of several keeps them apart.
            const std::size_t before = drafts_.size();
            children(n);
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
        d.letters = letters_of(text);
        d.block.text = std::move(text);
        drafts_.push_back(std::move(d));
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
        if (!context_.trusted && it.link * 10 > it.text * 7) return;
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
        d.block.html = markup::sanitize_tree(n, context_.base, skip()).text();
        drafts_.push_back(std::move(d));
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
                if (url.empty() || !here.insert(url).second || !pictures_.insert(url).second) continue;
                Draft d;
                d.block.type = Block::Type::figure;
                d.block.url = std::move(url);
                d.block.alt = utf8::squeeze(n.attribute("alt"));
                drafts_.push_back(std::move(d));
            } else if (tag == LXB_TAG_IFRAME || tag == LXB_TAG_VIDEO || tag == LXB_TAG_AUDIO) {
                std::string_view src = n.attribute("src");
                if (src.empty()) src = n.attribute("data-src");
                if (src.empty() && tag != LXB_TAG_IFRAME)
                    for (Node s = n.first_child(); s && src.empty(); s = s.next()) src = s.attribute("src");
                if (src.empty()) continue;
                const auto url = context_.base ? Url::parse(src, *context_.base) : Url::parse(src);
                if (!url || !url->is_web() || (tag == LXB_TAG_IFRAME && !is_video_host(url->host()))) continue;
                Draft d;
                d.block.type = Block::Type::embed;
                d.block.url = url->href();
                d.block.text = utf8::squeeze(n.attribute("title"));
                drafts_.push_back(std::move(d));
            }
        }
    }

    // ---- what is no article after all ----

    static bool has_text(const Draft& d) {
        return d.block.type != Block::Type::figure && d.block.type != Block::Type::embed;
    }

    void finish() {
        drop_title();
        drop_invitations();
        drop_doubles();
        drop_top_lines();
        drop_tail();
        drop_empty_headings();
    }

    void drop_title() {
        const std::string title = utf8::lower(utf8::squeeze(context_.title));
        if (title.empty()) return;
        std::erase_if(drafts_, [&](const Draft& d) {
            return (d.block.type == Block::Type::heading || d.letters < 200) && has_text(d) &&
                   utf8::lower(d.block.text) == title;
        });
    }

    void drop_invitations() {
        std::erase_if(drafts_, [](const Draft& d) {
            if (d.block.type == Block::Type::paragraph)
                return is_invitation(d.block.text) && (d.link > 0 || d.letters < 60 || !d.paragraph);
            return false;
        });
        // A heading over other articles goes with the pictures, links and teasers under it.
        std::vector<Draft> kept;
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            Draft& d = drafts_[i];
            if (d.block.type == Block::Type::heading && is_related_heading(d.block.text)) {
                bool after_picture = false;
                while (i + 1 < drafts_.size()) {
                    const Draft& next = drafts_[i + 1];
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
        drafts_ = std::move(kept);
    }

    // Pull quotes and pages that print themselves twice.
    void drop_doubles() {
        std::unordered_set<std::string> seen;
        std::erase_if(drafts_, [&](const Draft& d) {
            return has_text(d) && d.block.type != Block::Type::heading && d.block.text.size() > 40 &&
                   !seen.insert(d.block.text).second;
        });
    }

    // Above the first paragraph: the author's name, a date, a reading time.
    void drop_top_lines() {
        std::size_t first = 0;
        while (first < drafts_.size() &&
               !(drafts_[first].block.type == Block::Type::paragraph && drafts_[first].letters >= 80))
            ++first;
        if (first == drafts_.size()) return;
        std::size_t at = 0;
        std::erase_if(drafts_, [&](const Draft& d) {
            if (at++ >= first || !has_text(d) || d.block.type == Block::Type::heading) return false;
            if (d.letters > 90) return false;
            return names_author(d.block.text) || parse_date(d.block.text).has_value() || d.link * 2 > d.letters;
        });
    }

    bool names_author(std::string_view text) const {
        return std::ranges::any_of(context_.authors, [&](const std::string& name) {
            return name.size() > 3 && text.find(name) != std::string_view::npos;
        });
    }

    // Behind the last paragraph: short scraps and linked lists.
    void drop_tail() {
        while (!drafts_.empty()) {
            const Draft& d = drafts_.back();
            const bool scrap = has_text(d) && d.block.type != Block::Type::quote &&
                               (d.block.type == Block::Type::heading || (d.link * 2 > d.letters && d.letters > 0) ||
                                (d.block.type == Block::Type::list && d.link * 3 > d.letters));
            if (!scrap) return;
            drafts_.pop_back();
        }
    }

    // A heading above a heading of the same or a higher rank, or above nothing, headed what was taken out.
    void drop_empty_headings() {
        std::vector<Draft> kept;
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            Draft& d = drafts_[i];
            if (d.block.type == Block::Type::heading) {
                const bool last = i + 1 == drafts_.size();
                const bool linked = d.link * 10 > d.letters * 8;
                const bool bare = !last && drafts_[i + 1].block.type == Block::Type::heading &&
                                  drafts_[i + 1].block.level <= d.block.level && linked;
                if (last || bare) continue;
            }
            kept.push_back(std::move(d));
        }
        drafts_ = std::move(kept);
    }

    const BlockContext& context_;
    std::vector<Draft> drafts_;
    std::unordered_set<std::string> pictures_;
};

bool small_number(std::string_view text) {
    int value = 0;
    for (const char c : text.substr(0, 5)) {
        if (c < '0' || c > '9') break;
        value = value * 10 + (c - '0');
    }
    return !text.empty() && value > 0 && value < 80;
}

// The widest candidate of a srcset.
std::string_view widest(std::string_view srcset) {
    std::string_view best;
    double most = -1;
    while (!srcset.empty()) {
        srcset = srcset.substr(std::min(srcset.find_first_not_of(" \t\r\n,"), srcset.size()));
        if (srcset.empty()) break;
        const std::size_t end = std::min(srcset.find_first_of(" \t\r\n"), srcset.size());
        std::string_view url = srcset.substr(0, end);
        std::string_view rest = srcset.substr(end);
        const std::size_t comma = std::min(rest.find(','), rest.size());
        double width = 0;
        for (const char c : utf8::trim(rest.substr(0, comma)))
            if (c >= '0' && c <= '9') width = width * 10 + (c - '0');
        if (url.ends_with(',')) url.remove_suffix(1);
        if (width > most && width < 1e7) {
            most = width;
            best = url;
        }
        srcset = rest.substr(std::min(comma + 1, rest.size()));
    }
    return best;
}

}  // namespace

std::string flow_text(Node first, Node end, const Outline* outline) {
    std::string out;
    bool space = false;
    for (Node top = first; top && top != end; top = top.next()) {
        Node n = top;
        while (n) {
            bool skip = false;
            if (n.is_text()) {
                append_squeezed(out, n.text(), space);
            } else if (n.is_element()) {
                skip = (outline && outline->skipped(n)) || is_mute_inline(n);
                if (n.tag_id() == LXB_TAG_BR || is_block_tag(n.tag_id())) space = true;
            }
            // Leaving a block parts words too.
            if (!skip && n.first_child()) {
                n = n.first_child();
                continue;
            }
            while (n && n != top && !n.next()) {
                n = n.parent();
                if (is_block_tag(n.tag_id())) space = true;
            }
            n = n == top ? Node() : n.next();
        }
        if (is_block_tag(top.tag_id())) space = true;
    }
    return out;
}

std::string picture_url(Node img, const Url* base) {
    if (small_number(img.attribute("width")) || small_number(img.attribute("height"))) return {};
    std::string_view src;
    for (const std::string_view name : {"data-src", "data-lazy-src", "data-original", "src"}) {
        const auto value = utf8::trim(img.attribute(name));
        if (value.empty() || value.starts_with("data:")) continue;
        src = value;
        break;
    }
    if (src.empty())
        for (const std::string_view name : {"data-srcset", "srcset"})
            if (src.empty()) src = widest(img.attribute(name));
    if (src.empty() || src.starts_with("data:")) return {};
    auto url = base ? Url::parse(src, *base) : Url::parse(src);
    if (!url || !url->is_web()) return {};
    const std::string path = utf8::lower(url->path());
    if (path.ends_with(".svg") || path.find("pixel") != std::string::npos || path.find("spacer") != std::string::npos ||
        path.find("1x1") != std::string::npos || path.find("blank.") != std::string::npos)
        return {};
    return url->href();
}

std::vector<Block> blocks_of(Index container, const BlockContext& context) { return Maker(context).make(container); }

}  // namespace octavo::extract
