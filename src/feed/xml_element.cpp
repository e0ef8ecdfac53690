// Elements looked at. An Element is a document and a number; attributes and text are decoded when asked for, because
// most of a feed never is.
#include "base/utf8.hpp"
#include "feed/xml_tree.hpp"

namespace octavo::feed::xml {

Element Document::root() const {
    for (std::uint32_t i = nodes_.empty() ? 0 : nodes_[0].first; i; i = nodes_[i].next)
        if (nodes_[i].kind == Kind::element) return {this, i};
    return {};
}

std::string_view Element::name() const { return document_ ? document_->nodes_[index_].text : std::string_view{}; }
Space Element::space() const { return document_ ? document_->nodes_[index_].space : Space::none; }
bool Element::is(Space wanted, std::string_view wanted_name) const {
    return document_ && space() == wanted && utf8::equal_ignoring_case(name(), wanted_name);
}

bool Element::has_attribute(std::string_view wanted, Space wanted_space) const {
    if (!document_) return false;
    const auto& node = document_->nodes_[index_];
    for (std::size_t i = 0; i < node.attribute_count; ++i) {
        const auto& a = document_->attributes_[node.attributes + i];
        if (a.space == wanted_space && utf8::equal_ignoring_case(a.name, wanted)) return true;
    }
    return false;
}

std::string Element::attribute(std::string_view wanted, Space wanted_space) const {
    if (!document_) return {};
    const auto& node = document_->nodes_[index_];
    for (std::size_t i = 0; i < node.attribute_count; ++i) {
        const auto& a = document_->attributes_[node.attributes + i];
        if (a.space == wanted_space && utf8::equal_ignoring_case(a.name, wanted)) return decode(a.value);
    }
    return {};
}

Element Element::element_from(std::uint32_t i) const {
    while (i && document_->nodes_[i].kind != Document::Kind::element) i = document_->nodes_[i].next;
    return i ? Element{document_, i} : Element{};
}
Element Element::first() const { return document_ ? element_from(document_->nodes_[index_].first) : Element{}; }
Element Element::next() const { return document_ ? element_from(document_->nodes_[index_].next) : Element{}; }
Element Element::child(std::string_view wanted, Space wanted_space) const {
    for (Element e = first(); e; e = e.next())
        if (e.is(wanted_space, wanted)) return e;
    return {};
}

std::string Element::text() const {
    std::string out;
    append_text(out);
    return out;
}
std::string Element::markup(Text text) const {
    std::string out;
    append_markup(out, text);
    return out;
}

// Depth is bounded by Limits::depth, so these recurse.
void Element::append_text(std::string& out) const {
    if (!document_) return;
    for (std::uint32_t i = document_->nodes_[index_].first; i; i = document_->nodes_[i].next) {
        const auto& node = document_->nodes_[i];
        if (node.kind == Document::Kind::text)
            append_decoded(out, node.text);
        else if (node.kind == Document::Kind::cdata)
            append_plain(out, node.text);
        else if (!utf8::equal_ignoring_case(node.text, "script") && !utf8::equal_ignoring_case(node.text, "style"))
            Element{document_, i}.append_text(out);
    }
}

void Element::append_markup(std::string& out, Text text) const {
    if (!document_) return;
    for (std::uint32_t i = document_->nodes_[index_].first; i; i = document_->nodes_[i].next) {
        const auto& node = document_->nodes_[i];
        if (node.kind == Document::Kind::element)
            Element{document_, i}.append_tag(out, text);
        else if (text == Text::plain)
            append_escaped(out, node.kind == Document::Kind::text ? decode(node.text) : std::string(node.text));
        else if (node.kind == Document::Kind::text)
            append_decoded(out, node.text);
        else
            append_plain(out, node.text);
    }
}

void Element::append_tag(std::string& out, Text text) const {
    const auto& node = document_->nodes_[index_];
    out += '<';
    out += node.text;
    for (std::size_t k = 0; k < node.attribute_count; ++k) {
        const auto& a = document_->attributes_[node.attributes + k];
        if (a.space != Space::none && a.space != Space::xml) continue;
        out += ' ';
        out += a.name;
        out += "=\"";
        append_escaped(out, decode(a.value));
        out += '"';
    }
    out += '>';
    if (is_void(node.text)) return;
    append_markup(out, text);
    out += "</";
    out += node.text;
    out += '>';
}

}  // namespace octavo::feed::xml
