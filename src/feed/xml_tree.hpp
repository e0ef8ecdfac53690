// Inside the XML reader: what the reader of tags (xml.cpp) tells, and the tree that is made of it. Others include
// feed/xml.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feed/xml.hpp"

namespace octavo::feed::xml {

// Fills `document`, whose text all views given here look at. For one start tag: open, attribute ..., opened.
class Tree {
  public:
    Tree(Document& document, const Limits& limits);

    void text(std::string_view raw) { add_text(Document::Kind::text, raw); }
    void cdata(std::string_view raw) { add_text(Document::Kind::cdata, raw); }
    void open(std::string_view raw_name);
    void attribute(std::string_view name, std::string_view value);
    Result<> opened(bool closed);  // closed: "/>". too_big: deeper than the limit
    void end(std::string_view raw_name);
    void declare_html() { d_.html_ = true; }
    void mend() { ++d_.mended_; }
    bool is_full() const { return d_.cut_; }
    void finish() { d_.mended_ += open_.size() - 1; }  // what is open at the end was never closed

  private:
    struct Open {
        std::uint32_t node;
        std::string_view raw_name;  // with its prefix
        std::size_t bindings;       // how many were in force before it
        bool structural;
    };
    struct Binding {
        std::string_view prefix;
        Space space;
    };

    std::uint32_t add(Document::Node node);
    void add_text(Document::Kind kind, std::string_view raw);
    void pop();
    void close_what_this_ends(const Document::Node& node);
    std::pair<Space, std::string_view> split(std::string_view raw_name, bool element) const;
    std::optional<Space> bound(std::string_view prefix) const;

    Document& d_;
    const Limits& limits_;
    std::vector<Open> open_;
    std::vector<Binding> bindings_;
    std::string_view raw_name_;  // of the start tag that is being read, like what follows
    std::size_t first_attribute_ = 0, first_binding_ = 0;
};

Space space_of_address(std::string_view address);  // xml_spaces.cpp, both
Space space_of_prefix(std::string_view prefix);
// Writes out, bounded, the references to entities that the document type declares: xml_entities.cpp
void expand_declared(std::string& text);
bool is_void(std::string_view name);                        // HTML's elements that have no end tag: xml_tree.cpp
void append_plain(std::string& out, std::string_view raw);  // as decode, references left alone: xml_text.cpp

}  // namespace octavo::feed::xml
