// A tolerant HTML tree (lexbor), under caps. One Parser per thread, reused; a Document lives until the next parse.
//
// Caps are a deterministic step budget checked between the chunks of a chunked parse, so that an answer never depends
// on speed or threads: bytes, depth, attributes per tag, nodes. Over a cap: Fault::too_big.
// Checked by tests/markup/html_test.cpp and fuzz/html.cpp.
#pragma once

#include <lexbor/tag/const.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

struct lxb_dom_node;

namespace octavo::markup {

struct Limits {
    std::size_t bytes = 32u << 20;
    std::size_t depth = 512;
    std::size_t attributes = 256;  // per tag
    std::size_t nodes = 1'000'000;
};

// A handle to a node; valid as long as its Document. Cheap to copy; null-safe: a null node has no children.
class Node {
  public:
    Node() = default;
    explicit Node(lxb_dom_node* raw) : raw_(raw) {}
    explicit operator bool() const { return raw_ != nullptr; }
    friend bool operator==(Node, Node) = default;

    bool is_element() const;
    bool is_text() const;
    std::string_view tag() const;   // lower-case local name of an element, else ""
    std::uintptr_t tag_id() const;  // LXB_TAG_P, ...; LXB_TAG__UNDEF when foreign or no element
    std::string_view attribute(std::string_view name) const;  // "" when absent
    bool has_attribute(std::string_view name) const;
    std::string_view id() const;       // attribute("id"), faster
    std::string_view classes() const;  // attribute("class"), faster
    std::string_view text() const;     // of a text node

    Node parent() const;
    Node first_child() const;
    Node next() const;      // sibling
    Node previous() const;  // sibling
    // The next node in document order within `root`; null behind the last. With `skip`, this node's children are
    // left out.
    Node following(Node root, bool skip = false) const;

    // All text below, as it stands; script, style, template and noscript left out.
    std::string content() const;
    // The text of the direct children alone: what a script element holds.
    std::string own_text() const;
    // A number a reader of the tree may hang on a node, 0 at first; gone with the Document.
    std::uintptr_t mark() const;
    void set_mark(std::uintptr_t mark) const;
    lxb_dom_node* raw() const { return raw_; }

  private:
    lxb_dom_node* raw_ = nullptr;
};

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
    Result<Document> parse(std::string_view utf8, const Limits& limits = {});
    // The same for a piece of markup without a page around it: all of it is read as the content of <body>.
    Result<Document> parse_fragment(std::string_view utf8, const Limits& limits = {});

  private:
    struct State;
    Result<Document> run(std::string_view before, std::string_view utf8, const Limits& limits);
    std::unique_ptr<State> state_;
};

}  // namespace octavo::markup
