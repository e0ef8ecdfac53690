// A tolerant HTML tree (lexbor), under caps. One Parser per thread, reused; a Document lives until the next parse.
//
// Caps are a deterministic step budget checked between the chunks of a chunked parse, so that an answer never depends
// on speed or threads: bytes, depth, attributes per tag, nodes. Over a cap: Fault::too_big. Of <option>, lexbor's one
// element whose making costs more the more there are of it, a page has at most 2,000; their text stays.
// Checked by tests/markup/html_test.cpp and fuzz/html.cpp.
#pragma once

// Node is lexbor's own struct behind inline functions: the walks over it are the extractor's hot loops.
#include <lexbor/dom/interfaces/element.h>
#include <lexbor/dom/interfaces/text.h>
#include <lexbor/tag/const.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace octavo::markup {

struct Limits {
    std::size_t bytes = 32u << 20;
    std::size_t depth = 512;
    std::size_t attributes = 256;  // per tag
    std::size_t nodes = 1'000'000;
};

// What of a page becomes nodes. `shown` leaves out what no reader is shown: the text of scripts that are no data (their
// type does not say json), of style sheets, and the strokes of drawings (skim.cpp). It costs a third less.
enum class Detail { all, shown };

// Steps of work this thread has done on trees: tokens built and nodes walked. Tests compare them (doubling a page must
// not do more than double the work), and readers with a budget look at them; nobody looks at a clock.
inline thread_local constinit std::uint64_t steps = 0;

// A handle to a node; valid as long as its Document. Cheap to copy; null-safe: a null node has no children.
class Node {
  public:
    Node() = default;
    explicit Node(lxb_dom_node* raw) : raw_(raw) {}
    explicit operator bool() const { return raw_ != nullptr; }
    friend bool operator==(Node, Node) = default;

    bool is_element() const { return raw_ && raw_->type == LXB_DOM_NODE_TYPE_ELEMENT; }
    bool is_text() const { return raw_ && raw_->type == LXB_DOM_NODE_TYPE_TEXT; }
    std::string_view tag() const;   // lower-case local name of an element, else ""
    std::uintptr_t tag_id() const;  // LXB_TAG_P, ...; LXB_TAG__UNDEF when foreign or no element
    std::string_view attribute(std::string_view name) const;  // name in lower case; "" when absent
    bool has_attribute(std::string_view name) const;
    bool has_more_than_names() const;  // an attribute that is neither id nor class
    std::string_view id() const;       // attribute("id"), faster
    std::string_view classes() const;  // attribute("class"), faster
    std::string_view text() const;     // of a text node

    Node parent() const { return Node(raw_ ? raw_->parent : nullptr); }
    Node first_child() const { return Node(raw_ ? raw_->first_child : nullptr); }
    Node next() const { return Node(raw_ ? raw_->next : nullptr); }      // sibling
    Node previous() const { return Node(raw_ ? raw_->prev : nullptr); }  // sibling
    // The next node in document order within `root`; null behind the last. With `skip`, this node's children are
    // left out.
    Node following(Node root, bool skip = false) const;

    // All text below, as it stands; script, style, template and noscript left out.
    std::string content() const;
    // The text of the direct children alone: what a script element holds.
    std::string own_text() const;
    // A number a reader of the tree may hang on a node, 0 at first; gone with the Document.
    std::uintptr_t mark() const { return raw_ ? reinterpret_cast<std::uintptr_t>(raw_->user) : 0; }
    void set_mark(std::uintptr_t mark) const {
        if (raw_) raw_->user = reinterpret_cast<void*>(mark);
    }
    lxb_dom_node* raw() const { return raw_; }

  private:
    static std::string_view view(const lexbor_str_t* s) {
        return s && s->data ? std::string_view(reinterpret_cast<const char*>(s->data), s->length) : std::string_view{};
    }
    const lxb_dom_attr* find(std::string_view name) const;

    lxb_dom_node* raw_ = nullptr;
};

inline std::uintptr_t Node::tag_id() const {
    return is_element() && raw_->ns == LXB_NS_HTML ? raw_->local_name : std::uintptr_t{LXB_TAG__UNDEF};
}

inline bool Node::has_more_than_names() const {
    if (!is_element()) return false;
    const auto* element = lxb_dom_interface_element(raw_);
    const auto* at = element->first_attr;
    while (at && (at == element->attr_id || at == element->attr_class)) at = at->next;
    return at != nullptr;
}

inline std::string_view Node::id() const {
    const auto* attribute = is_element() ? lxb_dom_interface_element(raw_)->attr_id : nullptr;
    return attribute ? view(attribute->value) : std::string_view{};
}

inline std::string_view Node::classes() const {
    const auto* attribute = is_element() ? lxb_dom_interface_element(raw_)->attr_class : nullptr;
    return attribute ? view(attribute->value) : std::string_view{};
}

inline std::string_view Node::text() const {
    return is_text() ? view(&lxb_dom_interface_text(raw_)->char_data.data) : std::string_view{};
}

inline Node Node::following(Node root, bool skip) const {
    lxb_dom_node* at = raw_;
    ++steps;
    if (!at) return {};
    if (!skip && at->first_child) return Node(at->first_child);
    while (at != root.raw_) {
        if (at->next) return Node(at->next);
        at = at->parent;
        if (!at) break;
    }
    return {};
}

class Document {
  public:
    Node root() const;  // the <html> element
    Node head() const;
    Node body() const;
    std::size_t nodes() const;

  private:
    friend class Parser;
    explicit Document(void* raw) : raw_(raw) {}
    void* raw_;
};

class Parser {
  public:
    Parser();
    ~Parser();
    Parser(Parser&&) noexcept;
    Parser& operator=(Parser&&) noexcept;

    // The Document is valid until the next parse or the Parser's end. Ill-formed UTF-8 becomes U+FFFD. Scripting is
    // off: the content of noscript is parsed as markup.
    Result<Document> parse(std::string_view utf8, const Limits& limits = {}, Detail detail = Detail::all);
    // The same for a piece of markup without a page around it: all of it is read as the content of <body>.
    Result<Document> parse_fragment(std::string_view utf8, const Limits& limits = {});

  private:
    struct State;
    Result<Document> run(std::string_view before, std::string_view utf8, const Limits& limits, Detail detail);
    std::unique_ptr<State> state_;
};

}  // namespace octavo::markup
