// The list is of what is let through, never of what is kept out: an element born tomorrow is unwrapped until somebody
// thinks about it. What is let through may still not stand everywhere:
//   <p>One <div>two</div></p>      a parser ends the <p> before the <div>, so the <div>'s tag is not written
//   <a href=x>see <a href=y>       a parser ends the first link
// The rules of nesting are the tree builder's, https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody.
#include "markup/allow_list.hpp"

#include <lexbor/tag/const.h>

namespace octavo::markup {

// clang-format off
Rule rule_for(std::uintptr_t tag) {
    switch (tag) {
        case LXB_TAG_A: case LXB_TAG_ABBR: case LXB_TAG_B: case LXB_TAG_BDI: case LXB_TAG_BDO: case LXB_TAG_BLOCKQUOTE:
        case LXB_TAG_BR: case LXB_TAG_CAPTION: case LXB_TAG_CITE: case LXB_TAG_CODE: case LXB_TAG_COL:
        case LXB_TAG_COLGROUP: case LXB_TAG_DATA: case LXB_TAG_DD: case LXB_TAG_DEL: case LXB_TAG_DETAILS:
        case LXB_TAG_DFN: case LXB_TAG_DIV: case LXB_TAG_DL: case LXB_TAG_DT: case LXB_TAG_EM: case LXB_TAG_FIGCAPTION:
        case LXB_TAG_FIGURE: case LXB_TAG_H1: case LXB_TAG_H2: case LXB_TAG_H3: case LXB_TAG_H4: case LXB_TAG_H5:
        case LXB_TAG_H6: case LXB_TAG_HR: case LXB_TAG_I: case LXB_TAG_IMG: case LXB_TAG_INS: case LXB_TAG_KBD:
        case LXB_TAG_LI: case LXB_TAG_MARK: case LXB_TAG_OL: case LXB_TAG_P: case LXB_TAG_PRE: case LXB_TAG_Q:
        case LXB_TAG_RP: case LXB_TAG_RT: case LXB_TAG_RUBY: case LXB_TAG_S: case LXB_TAG_SAMP: case LXB_TAG_SMALL:
        case LXB_TAG_SPAN: case LXB_TAG_STRONG: case LXB_TAG_SUB: case LXB_TAG_SUMMARY: case LXB_TAG_SUP:
        case LXB_TAG_TABLE: case LXB_TAG_TBODY: case LXB_TAG_TD: case LXB_TAG_TFOOT: case LXB_TAG_TH:
        case LXB_TAG_THEAD: case LXB_TAG_TIME: case LXB_TAG_TR: case LXB_TAG_U: case LXB_TAG_UL: case LXB_TAG_VAR:
        case LXB_TAG_WBR: case LXB_TAG_AUDIO: case LXB_TAG_VIDEO: case LXB_TAG_SOURCE: return Rule::keep;
        case LXB_TAG_ADDRESS: case LXB_TAG_ARTICLE: case LXB_TAG_ASIDE: case LXB_TAG_CENTER: case LXB_TAG_FIELDSET:
        case LXB_TAG_FOOTER: case LXB_TAG_FORM: case LXB_TAG_HEADER: case LXB_TAG_HGROUP: case LXB_TAG_MAIN:
        case LXB_TAG_NAV: case LXB_TAG_SECTION: case LXB_TAG_DIALOG: return Rule::as_div;
        // What is not shown, what is no text, and what stops the tree builder's search for open elements.
        case LXB_TAG_SCRIPT: case LXB_TAG_STYLE: case LXB_TAG_TEMPLATE: case LXB_TAG_NOSCRIPT: case LXB_TAG_IFRAME:
        case LXB_TAG_NOEMBED: case LXB_TAG_NOFRAMES: case LXB_TAG_TEXTAREA: case LXB_TAG_TITLE: case LXB_TAG_SELECT:
        case LXB_TAG_DATALIST: case LXB_TAG_OPTION: case LXB_TAG_OPTGROUP: case LXB_TAG_APPLET:
        case LXB_TAG_EMBED: case LXB_TAG_BUTTON: case LXB_TAG_INPUT: case LXB_TAG_MARQUEE: case LXB_TAG_XMP:
        case LXB_TAG_PLAINTEXT: case LXB_TAG_FRAME: case LXB_TAG_FRAMESET: case LXB_TAG_HEAD: case LXB_TAG_META:
        case LXB_TAG_LINK: case LXB_TAG_BASE: case LXB_TAG_CANVAS: case LXB_TAG_TRACK: case LXB_TAG_PARAM:
        case LXB_TAG_METER: case LXB_TAG_PROGRESS: return Rule::drop;
        default: return Rule::unwrap;
    }
}
// clang-format on

namespace {

bool is_heading(std::uintptr_t tag) {
    return tag == LXB_TAG_H1 || tag == LXB_TAG_H2 || tag == LXB_TAG_H3 || tag == LXB_TAG_H4 || tag == LXB_TAG_H5 ||
           tag == LXB_TAG_H6;
}

// "If the stack of open elements has a p element in button scope, then close a p element."
bool closes_p(std::uintptr_t tag) {
    switch (tag) {
        case LXB_TAG_P:
        case LXB_TAG_DIV:
        case LXB_TAG_BLOCKQUOTE:
        case LXB_TAG_DETAILS:
        case LXB_TAG_DL:
        case LXB_TAG_FIGCAPTION:
        case LXB_TAG_FIGURE:
        case LXB_TAG_OL:
        case LXB_TAG_UL:
        case LXB_TAG_SUMMARY:
        case LXB_TAG_PRE:
        case LXB_TAG_TABLE:
        case LXB_TAG_HR:
        case LXB_TAG_LI:
        case LXB_TAG_DD:
        case LXB_TAG_DT:
            return true;
        default:
            return is_heading(tag);
    }
}

bool is_table_part(std::uintptr_t tag) {
    switch (tag) {
        case LXB_TAG_TABLE:
        case LXB_TAG_TBODY:
        case LXB_TAG_THEAD:
        case LXB_TAG_TFOOT:
        case LXB_TAG_TR:
        case LXB_TAG_TD:
        case LXB_TAG_TH:
        case LXB_TAG_CAPTION:
        case LXB_TAG_COLGROUP:
        case LXB_TAG_COL:
            return true;
        default:
            return false;
    }
}

bool parent_fits(std::uintptr_t tag, std::span<const std::uintptr_t> open) {
    if (open.empty()) return false;
    const std::uintptr_t up = open.back();
    switch (tag) {
        case LXB_TAG_CAPTION:
        case LXB_TAG_COLGROUP:
        case LXB_TAG_TBODY:
        case LXB_TAG_THEAD:
        case LXB_TAG_TFOOT:
            return up == LXB_TAG_TABLE;
        case LXB_TAG_COL:
            return up == LXB_TAG_COLGROUP;
        case LXB_TAG_TR:
            return up == LXB_TAG_TBODY || up == LXB_TAG_THEAD || up == LXB_TAG_TFOOT;
        default:
            return up == LXB_TAG_TR;
    }
}

}  // namespace

bool is_void(std::uintptr_t tag) {
    return tag == LXB_TAG_BR || tag == LXB_TAG_HR || tag == LXB_TAG_IMG || tag == LXB_TAG_WBR || tag == LXB_TAG_COL ||
           tag == LXB_TAG_SOURCE;
}

bool is_block(std::uintptr_t tag) {
    return closes_p(tag) || tag == LXB_TAG_TR || tag == LXB_TAG_BR || tag == LXB_TAG_CAPTION ||
           rule_for(tag) == Rule::as_div;
}

bool may_stand(std::uintptr_t tag, std::span<const std::uintptr_t> open) {
    if (is_table_part(tag) && tag != LXB_TAG_TABLE) return parent_fits(tag, open);
    for (auto at = open.rbegin(); at != open.rend(); ++at) {
        const std::uintptr_t up = *at;
        if (up == LXB_TAG_P && closes_p(tag)) return false;
        if (up == LXB_TAG_A && tag == LXB_TAG_A) return false;
        if (is_heading(up) && is_heading(tag)) return false;
        if (up == LXB_TAG_LI && tag == LXB_TAG_LI) return false;
        if ((up == LXB_TAG_DD || up == LXB_TAG_DT) && (tag == LXB_TAG_DD || tag == LXB_TAG_DT)) return false;
        if ((up == LXB_TAG_RT || up == LXB_TAG_RP) && (tag == LXB_TAG_RT || tag == LXB_TAG_RP)) return false;
        if (up == LXB_TAG_TD || up == LXB_TAG_TH || up == LXB_TAG_CAPTION) return true;
        // A list inside a p was refused when it was opened, so what stands in an open list has no p above it.
        if (tag == LXB_TAG_LI && (up == LXB_TAG_UL || up == LXB_TAG_OL)) return true;
        if ((tag == LXB_TAG_DD || tag == LXB_TAG_DT) && up == LXB_TAG_DL) return true;
    }
    return true;
}

}  // namespace octavo::markup
