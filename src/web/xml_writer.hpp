// XML by construction, as Html is: markup can only be a literal in our source, everything else is escaped, and what
// XML 1.0 has no way to write is left out.
// Checked by tests/web/sitemaps_test.cpp and feeds_out_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "web/html_writer.hpp"

namespace octavo::web {

// Text or an attribute's value, escaped.
void append_xml(std::string& out, std::string_view text);

class Xml {
  public:
    Xml& put(Markup markup) {
        out_.append(markup.text());
        return *this;
    }
    Xml& text(std::string_view text) {
        append_xml(out_, text);
        return *this;
    }
    // <name>text</name>
    Xml& element(Markup name, std::string_view content) {
        put("<").put(name).put(">").text(content);
        return put("</").put(name).put(">");
    }
    std::size_t size() const { return out_.size(); }
    std::string take() { return std::move(out_); }

  private:
    std::string out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
};

}  // namespace octavo::web
