// XML as feeds, sitemaps and subscription lists come: read to the end whatever is wrong with it.
//
// Idea: strict XML would lose one feed in six (bare "&", control characters, tags left open, cut ends), and the fault
// is nearly always inside one entry. So this is a reader of tags, not of documents: an end tag closes the nearest
// element of its name and is ignored when there is none; an <item> that starts inside an open <item> closes it; text is
// kept as it stands and decoded when asked for. Damage stays inside the entry it is in.
//   <item><title>One</item><item><title>Two</title></item>      two items, both with their titles
// pugixml behind a cleaning pass was the road not taken: the cleaning has to find the tags as well, it stops at the
// first end tag that does not match, and caps on depth and attributes would have to be checked a third time. Known
// entities are the predefined, the numeric, HTML's named ones, and those the document declares itself, whose growth is
// bounded (xml_entities.cpp). Caps: `Limits`. Linear in the input. Checked by tests/feed/xml_test.cpp and
// fuzz/feed.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace octavo::feed::xml {

// The namespaces we know by name. What has none, an unknown default one, or one of RSS's own is `none`.
enum class Space : std::uint8_t {
    none,
    xml,
    atom,
    rdf,
    content,
    dc,
    dcterms,
    media,
    itunes,
    syndication,
    xhtml,
    feedburner,
    news,
    googleplay,
    foaf,
    yandex,
    podcast,
    georss,
    geo,
    gml,
    other
};

struct Limits {
    std::size_t depth = 256;
    std::size_t attributes = 256;   // per element
    std::size_t nodes = 2'000'000;  // reading stops there: Document::cut
};

class Document;

// A handle; valid as long as its Document. Null-safe: a null element has no name, no text, no children.
class Element {
  public:
    Element() = default;
    explicit operator bool() const { return document_ != nullptr; }

    std::string_view name() const;  // local, as written
    Space space() const;
    // Compares without case: feeds write pubdate and PubDate.
    bool is(Space space, std::string_view name) const;
    bool is(std::string_view name) const { return is(Space::none, name); }

    std::string attribute(std::string_view name, Space space = Space::none) const;  // decoded; "" when absent
    bool has_attribute(std::string_view name, Space space = Space::none) const;

    Element first() const;  // child element
    Element next() const;   // sibling element
    Element child(std::string_view name, Space space = Space::none) const;
    bool has_elements() const { return static_cast<bool>(first()); }

    std::string text() const;  // all text below, references decoded, not trimmed
    // What text inside stands for: itself, or markup that was escaped (RSS, Atom's type="html").
    enum class Text : std::uint8_t { plain, markup };
    // What is inside, as HTML: prefixes off; plain text escaped, markup as it is.
    std::string markup(Text text = Text::plain) const;

  private:
    friend class Document;
    Element(const Document* document, std::uint32_t index) : document_(document), index_(index) {}
    Element element_from(std::uint32_t index) const;
    void append_text(std::string& out) const;
    void append_markup(std::string& out, Text text) const;
    void append_tag(std::string& out, Text text) const;
    const Document* document_ = nullptr;
    std::uint32_t index_ = 0;
};

class Document {
  public:
    // `text` is well-formed UTF-8. too_big: deeper, or more attributes in one tag, than the limits allow.
    static Result<Document> parse(std::string text, const Limits& limits = {});

    Element root() const;              // null when there is no element at all
    bool cut() const { return cut_; }  // more nodes than the limit: the rest was not read
    // How often the reader had to mend: end tags without a start, elements without an end, stray "<" ... 0: well
    // formed, as far as a reader of tags can say.
    std::size_t mended() const { return mended_; }
    // Undefined entities and bare ampersands are not counted: they harm nobody.
    bool html() const { return html_; }  // <!DOCTYPE html>

  private:
    friend class Element;
    friend class Tree;
    enum class Kind : std::uint8_t { element, text, cdata };
    struct Node {
        Kind kind = Kind::element;
        Space space = Space::none;
        std::uint16_t attribute_count = 0;
        std::uint32_t attributes = 0;                 // the first of them
        std::uint32_t first = 0, last = 0, next = 0;  // 0: none (the document itself is node 0)
        std::string_view text;                        // name of an element, else raw text
    };
    struct Attribute {
        std::string_view name, value;  // raw
        Space space = Space::none;
    };
    std::unique_ptr<const std::string> text_;  // what the views look at
    std::vector<Node> nodes_;
    std::vector<Attribute> attributes_;
    std::size_t mended_ = 0;
    bool cut_ = false, html_ = false;
};

// References (&amp; &#233; &eacute;) decoded, CR LF made LF, control characters dropped.
std::string decode(std::string_view raw);
void append_decoded(std::string& out, std::string_view raw);
// & < > " as references.
void append_escaped(std::string& out, std::string_view text);
// Code point of an HTML 4 entity name or "apos"; 0 when there is none.
char32_t entity(std::string_view name);

}  // namespace octavo::feed::xml
