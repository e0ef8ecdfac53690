// The tree of elements, built so that damage stays inside the entry it is in.
//   <item><title>One<link>..</item>            a title holds no link: the title ends there
//   <item> .. <item> ..                        an entry holds no entry: the first ends there
//   <b><i>..</b></i>                           </b> ends both, </i> has no start left and is ignored
// Namespaces are settled while the tree grows (only here is it known which declarations are in force), so that the
// readers of feeds compare a Space and a local name, never an address.
#include "feed/xml_tree.hpp"

#include <algorithm>
#include <span>

#include "base/utf8.hpp"

namespace octavo::feed::xml {
namespace {

constexpr bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::ranges::any_of(names, [&](std::string_view n) { return utf8::equal_ignoring_case(n, name); });
}

// White space between the children of these means nothing.
bool structural(std::string_view name) {
    static constexpr std::string_view names[] = {"rss",          "channel", "item",   "feed",   "entry",
                                                 "rdf",          "image",   "author", "urlset", "url",
                                                 "sitemapindex", "opml",    "head",   "body",   "outline"};
    return one_of(name, names);
}

// Elements of a feed that hold a line of text; the next of them ends one that was left open.
bool text_leaf(std::string_view name) {
    static constexpr std::string_view names[] = {"title",    "link", "guid",    "pubdate",   "description", "category",
                                                 "comments", "id",   "updated", "published", "modified",    "issued"};
    return one_of(name, names);
}

}  // namespace

bool is_void(std::string_view name) {
    static constexpr std::string_view names[] = {"br", "hr", "img", "wbr"};
    return one_of(name, names);
}

Tree::Tree(Document& document, const Limits& limits) : d_(document), limits_(limits) {
    d_.nodes_.reserve(d_.text_->size() / 48 + 16);
    d_.nodes_.emplace_back();
    open_.push_back({0, {}, 0, false});
}

std::uint32_t Tree::add(Document::Node node) {
    if (d_.nodes_.size() >= limits_.nodes) {
        d_.cut_ = true;
        return 0;
    }
    const auto index = static_cast<std::uint32_t>(d_.nodes_.size());
    d_.nodes_.push_back(node);
    Document::Node& parent = d_.nodes_[open_.back().node];
    if (parent.last)
        d_.nodes_[parent.last].next = index;
    else
        parent.first = index;
    parent.last = index;
    return index;
}

void Tree::add_text(Document::Kind kind, std::string_view raw) {
    if (raw.empty() || open_.size() == 1) return;
    if (open_.back().structural && std::ranges::all_of(raw, space)) return;
    add({.kind = kind, .text = raw});
}

void Tree::open(std::string_view raw_name) {
    raw_name_ = raw_name;
    first_attribute_ = d_.attributes_.size();
    first_binding_ = bindings_.size();
}

void Tree::attribute(std::string_view name, std::string_view value) {
    // 128 namespaces in force at once are more than any feed has; a lookup stays short.
    if (name == "xmlns" || name.starts_with("xmlns:")) {
        const std::string_view prefix = name.size() > 6 ? name.substr(6) : std::string_view{};
        Space meant = space_of_address(value);
        if (prefix.empty() && meant == Space::other) meant = Space::none;
        if (bindings_.size() < 128) bindings_.push_back({prefix, meant});
    } else {
        d_.attributes_.push_back({name, value, Space::none});
    }
}

Result<> Tree::opened(bool closed) {
    Document::Node node;
    node.attributes = static_cast<std::uint32_t>(first_attribute_);
    node.attribute_count = static_cast<std::uint16_t>(d_.attributes_.size() - first_attribute_);
    std::tie(node.space, node.text) = split(raw_name_, true);
    for (std::size_t i = first_attribute_; i < d_.attributes_.size(); ++i)
        std::tie(d_.attributes_[i].space, d_.attributes_[i].name) = split(d_.attributes_[i].name, false);
    close_what_this_ends(node);
    const auto index = add(node);
    if (closed || d_.cut_ || is_void(raw_name_)) {
        bindings_.resize(std::min(bindings_.size(), first_binding_));
        return {};
    }
    if (open_.size() > limits_.depth)
        return fail(Fault::too_big, fmt::format("XML: deeper than {} elements", limits_.depth));
    open_.push_back({index, raw_name_, first_binding_, structural(node.text)});
    return {};
}

void Tree::end(std::string_view raw_name) {
    for (std::size_t depth = open_.size(); depth-- > 1;) {
        if (!utf8::equal_ignoring_case(open_[depth].raw_name, raw_name)) continue;
        d_.mended_ += open_.size() - depth - 1;
        while (open_.size() > depth) pop();
        return;
    }
    if (!is_void(raw_name)) ++d_.mended_;
}

// An entry inside an entry, a title inside a title: the first was left open.
void Tree::close_what_this_ends(const Document::Node& node) {
    const bool plain = node.space == Space::none || node.space == Space::atom;
    if (!plain || open_.size() < 2) return;
    if (utf8::equal_ignoring_case(node.text, "item") || utf8::equal_ignoring_case(node.text, "entry")) {
        for (std::size_t depth = open_.size(); depth-- > 1;) {
            const Document::Node& other = d_.nodes_[open_[depth].node];
            // Inside a stranger's element it is that stranger's example (sx:conflict holds whole items).
            if (other.space != node.space) return;
            if (!utf8::equal_ignoring_case(other.text, node.text)) continue;
            while (open_.size() > depth) pop();
            ++d_.mended_;
            return;
        }
    }
    const Document::Node& parent = d_.nodes_[open_.back().node];
    if (parent.space == node.space && text_leaf(parent.text) && text_leaf(node.text)) {
        pop();
        ++d_.mended_;
    }
}

std::pair<Space, std::string_view> Tree::split(std::string_view raw_name, bool element) const {
    const auto colon = raw_name.find(':');
    if (colon == std::string_view::npos) return {element ? bound({}).value_or(Space::none) : Space::none, raw_name};
    const std::string_view prefix = raw_name.substr(0, colon);
    return {bound(prefix).value_or(space_of_prefix(prefix)), raw_name.substr(colon + 1)};
}

std::optional<Space> Tree::bound(std::string_view prefix) const {
    for (std::size_t i = bindings_.size(); i-- > 0;)
        if (bindings_[i].prefix == prefix) return bindings_[i].space;
    return std::nullopt;
}

void Tree::pop() {
    bindings_.resize(std::min(bindings_.size(), open_.back().bindings));
    open_.pop_back();
}

}  // namespace octavo::feed::xml
