// Words that touch in the page touch in the text, words that a block or a <br> parts are parted, and nothing else adds
// or takes a space.
//   <p>The <b>tram</b>way<br>opens <script>..</script>today.</p>   ->   The tramway opens today.
// One walk, no recursion: a stranger's page may nest as deep as it likes. What is not shown (scripts, buttons,
// drawings) says nothing; no-break and other odd spaces are spaces, soft hyphens and other nothings are none.
#include "extract/flow.hpp"

#include "base/utf8.hpp"

namespace octavo::extract {
namespace {

using markup::Node;

constexpr std::size_t most_of_a_line = 4000;  // bytes, and nodes

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

Letters inline_letters(Node element, const Outline& outline) {
    Letters found;
    for (Node n = element; n;) {
        if (n.is_text()) {
            const auto m = letters_in(n.text());
            found.all += m;
            for (Node up = n.parent(); up; up = up.parent()) {
                if (up.tag_id() == LXB_TAG_A) {
                    found.link += m;
                    break;
                }
                if (up == element) break;
            }
        }
        n = n.following(element, n.is_element() && (outline.skipped(n) || is_mute_inline(n)));
    }
    return found;
}

}  // namespace

std::string flow_text(Node first, Node end, const Outline* outline) {
    std::string out;
    bool space = false;
    // Whoever listens without an outline wants a line, and asks at every depth: of a long text the front will do.
    std::size_t left = outline ? std::numeric_limits<std::size_t>::max() : most_of_a_line;
    for (Node top = first; top && top != end; top = top.next()) {
        Node n = top;
        while (n) {
            ++markup::steps;
            if (left-- == 0 || (!outline && out.size() > most_of_a_line)) return out;
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

std::uint32_t letters_in(std::string_view text) {
    std::uint32_t letters = 0;
    for (const char c : text) {
        const auto b = static_cast<unsigned char>(c);
        if (b > ' ' && (b < 0x80 || b >= 0xC0)) letters += b >= 0xE3 && b <= 0xED ? 3 : 1;
    }
    return letters;
}

Letters letters_of_run(Node first, Node end, const Outline& outline) {
    Letters found;
    for (Node n = first; n && n != end; n = n.next()) {
        if (n.mark()) {
            // Elements that are no block keep their letters in the block around them: count by their text.
            if (outline.skipped(n)) continue;
            const Letters inner = inline_letters(n, outline);
            found.all += inner.all;
            found.link += inner.link;
        } else if (n.is_text()) {
            found.all += letters_in(n.text());
        }
    }
    return found;
}

}  // namespace octavo::extract
