// lexbor behind caps.
//
// Idea: every cap is looked at before the tree builder sees the next token, so none can be overrun by much: a wrapper
// around its token callback counts attributes, open elements and nodes; the bytes come in chunks, between which the
// unfinished tag is looked at. A bomb of 200,000 nested <div> stops at the 513th.
//   <font a><font b>...<p>x<p>x      a text token re-opens all open <font>: what the stack gains is counted as nodes
//
// The document object is reused: its arenas stay warm (0.53 ms against 0.54 ms a page, and no page faults). After a
// page that made them swell it is thrown away, so that one giant does not hold its memory for ever.
#include "markup/html.hpp"

#include <lexbor/html/html.h>

#include "markup/skim.hpp"

namespace octavo::markup {
namespace {

constexpr std::size_t chunk_bytes = 16 * 1024;
constexpr std::size_t keep_arena_below = 4u << 20;  // of input
constexpr std::size_t most_options = 2000;

const lxb_char_t* raw_bytes(std::string_view s) { return reinterpret_cast<const lxb_char_t*>(s.data()); }

bool is_hidden_text(std::uintptr_t tag) {
    return tag == LXB_TAG_SCRIPT || tag == LXB_TAG_STYLE || tag == LXB_TAG_TEMPLATE || tag == LXB_TAG_NOSCRIPT;
}

std::size_t attributes_of(const lxb_html_token_t* token) {
    std::size_t n = 0;
    for (const lxb_html_token_attr_t* a = token->attr_first; a; a = a->next) ++n;
    return n;
}

}  // namespace

// ---- Node ----------------------------------------------------------------------------------------------------------

std::string_view Node::tag() const {
    if (!is_element()) return {};
    std::size_t length = 0;
    const lxb_char_t* name = lxb_dom_element_local_name(lxb_dom_interface_element(raw_), &length);
    return {reinterpret_cast<const char*>(name), name ? length : 0};
}

namespace {

// Ids of attributes are small numbers for the few that lexbor knows, else the address of an entry of the document.
std::string_view name_of(lxb_dom_attr_id_t id) {
    static const auto known = [] {
        std::array<std::string_view, LXB_DOM_ATTR__LAST_ENTRY> names;
        for (lxb_dom_attr_id_t i = 1; i < names.size(); ++i)
            if (const auto* data = lxb_dom_attr_data_by_id(nullptr, i))
                names[i] = {reinterpret_cast<const char*>(lexbor_hash_entry_str(&data->entry)), data->entry.length};
        return names;
    }();
    if (id < known.size()) return known[id];
    const auto* entry = &reinterpret_cast<const lxb_dom_attr_data_t*>(id)->entry;
    return {reinterpret_cast<const char*>(lexbor_hash_entry_str(entry)), entry->length};
}

}  // namespace

// lexbor looks the name up in the document's table first; an element has so few that comparing is three times as fast.
const lxb_dom_attr* Node::find(std::string_view name) const {
    if (!is_element()) return nullptr;
    for (const auto* at = lxb_dom_interface_element(raw_)->first_attr; at; at = at->next)
        if (name_of(at->node.local_name) == name || (at->qualified_name && name_of(at->qualified_name) == name))
            return at;
    return nullptr;
}

std::string_view Node::attribute(std::string_view name) const {
    const auto* found = find(name);
    return found ? view(found->value) : std::string_view{};
}

bool Node::has_attribute(std::string_view name) const { return find(name) != nullptr; }

std::string Node::content() const {
    std::string out;
    for (Node n = *this; n; n = n.following(*this, is_hidden_text(n.tag_id()))) out += n.text();
    return out;
}

std::string Node::own_text() const {
    std::string out;
    for (Node n = first_child(); n; n = n.next()) out += n.text();
    return out;
}

// ---- Document ------------------------------------------------------------------------------------------------------

Node Document::root() const {
    const auto* document = static_cast<lxb_html_document_t*>(raw_);
    return Node(lxb_dom_interface_node(document->dom_document.element));
}
Node Document::head() const { return Node(lxb_dom_interface_node(static_cast<lxb_html_document_t*>(raw_)->head)); }
Node Document::body() const { return Node(lxb_dom_interface_node(static_cast<lxb_html_document_t*>(raw_)->body)); }

std::size_t Document::nodes() const {
    std::size_t n = 0;
    for (Node at = root(); at; at = at.following(root())) ++n;
    return n;
}

// ---- Parser --------------------------------------------------------------------------------------------------------

struct Parser::State {
    lxb_html_document_t* document = nullptr;
    std::size_t last_bytes = 0;

    // Of the running parse.
    Limits limits;
    Detail detail = Detail::all;
    std::size_t nodes = 0;
    std::size_t options = 0;
    const char* over = nullptr;  // the cap that was reached
    lxb_html_tokenizer_token_f token_done = nullptr;
    void* token_context = nullptr;

    ~State() { drop(); }
    void drop() {
        if (document) lxb_html_document_destroy(document);
        document = nullptr;
    }
    bool prepare() {
        if (last_bytes > keep_arena_below || over) drop();
        over = nullptr;
        nodes = options = 0;
        if (!document) document = lxb_html_document_create();
        return document != nullptr;
    }

    // Runs before the tree builder sees the token; a null answer makes the tokenizer stop.
    static lxb_html_token_t* check_token(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token, void* context) {
        auto* self = static_cast<State*>(context);
        const lxb_html_tree_t* tree = tokenizer->tree;
        if (self->nodes > self->limits.nodes) {
            self->over = "nodes";
        } else if (lexbor_array_length(tree->open_elements) > self->limits.depth ||
                   lexbor_array_length(tree->active_formatting) > self->limits.depth) {
            self->over = "depth";
        } else if (token->attr_first && attributes_of(token) > self->limits.attributes) {
            self->over = "attributes of a tag";
        }
        if (self->over) {
            tokenizer->status = LXB_STATUS_ABORTED;
            return nullptr;
        }
        // With each <option> lexbor asks all of the select anew which one is selected.
        if (token->tag_id == LXB_TAG_OPTION) {
            if (self->options > most_options) return token;
            steps += ++self->options;
        }
        const std::size_t open = lexbor_array_length(tree->open_elements);
        lxb_html_token_t* const answer = self->detail == Detail::shown
                                             ? build_and_skim(tokenizer, token, self->token_done, self->token_context)
                                             : self->token_done(tokenizer, token, self->token_context);
        const std::size_t open_now = lexbor_array_length(tree->open_elements);
        std::size_t made = 1 + (open_now > open ? open_now - open : 0);
        // These two close their like and re-open what stood between, in one token.
        if (token->tag_id == LXB_TAG_A || token->tag_id == LXB_TAG_NOBR)
            made += lexbor_array_length(tree->active_formatting);
        self->nodes += made;
        steps += made;
        return answer;
    }

    bool feed(std::string_view before, std::string_view utf8) {
        if (lxb_html_document_parse_chunk_begin(document) != LXB_STATUS_OK) return false;
        auto* parser = static_cast<lxb_html_parser_t*>(document->dom_document.parser);
        lxb_html_tokenizer_t* tokenizer = lxb_html_parser_tokenizer(parser);
        token_done = tokenizer->callback_token_done;
        token_context = tokenizer->callback_token_ctx;
        lxb_html_tokenizer_callback_token_done_set(tokenizer, check_token, this);
        bool ok = before.empty() ||
                  lxb_html_document_parse_chunk(document, raw_bytes(before), before.size()) == LXB_STATUS_OK;
        for (std::size_t at = 0; ok && at < utf8.size(); at += chunk_bytes) {
            const auto chunk = utf8.substr(at, chunk_bytes);
            ok = lxb_html_document_parse_chunk(document, raw_bytes(chunk), chunk.size()) == LXB_STATUS_OK && !over;
            if (ok && tokenizer->token && attributes_of(tokenizer->token) > limits.attributes)
                over = "attributes of a tag";
            ok = ok && !over;
            // Nobody reads lexbor's list of what was wrong, and it may grow by an entry a byte.
            lexbor_array_obj_clean(tokenizer->parse_errors);
            if (tokenizer->tree && tokenizer->tree->parse_errors) lexbor_array_obj_clean(tokenizer->tree->parse_errors);
        }
        if (ok) ok = lxb_html_document_parse_chunk_end(document) == LXB_STATUS_OK && !over;
        lxb_html_tokenizer_callback_token_done_set(tokenizer, token_done, token_context);
        return ok;
    }

    // Moving nodes about (the adoption agency) can make a tree deeper than its stack ever was.
    bool too_deep() const {
        std::size_t depth = 0;
        const lxb_dom_node_t* root = lxb_dom_interface_node(document);
        const lxb_dom_node_t* at = root;
        while (true) {
            if (at->first_child) {
                at = at->first_child;
                if (++depth > limits.depth + 8) return true;
                continue;
            }
            while (at != root && !at->next) {
                at = at->parent;
                --depth;
            }
            if (at == root) return false;
            at = at->next;
        }
    }
};

Parser::Parser() : state_(std::make_unique<State>()) {}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

Result<Document> Parser::parse(std::string_view utf8, const Limits& limits, Detail detail) {
    return run({}, utf8, limits, detail);
}

Result<Document> Parser::parse_fragment(std::string_view utf8, const Limits& limits) {
    // A body that was written out cannot be replaced by a frameset, nor its first words be taken for the head's.
    return run("<!doctype html><body>", utf8, limits, Detail::all);
}

Result<Document> Parser::run(std::string_view before, std::string_view utf8, const Limits& limits, Detail detail) {
    State& s = *state_;
    if (utf8.size() > limits.bytes)
        return fail(Fault::too_big, fmt::format("html: {} bytes, at most {} are read", utf8.size(), limits.bytes));
    if (!s.prepare()) return fail(Fault::too_big, "html: no memory for a document");
    s.last_bytes = utf8.size();
    s.limits = limits;
    s.detail = detail;
    const bool ok = s.feed(before, utf8);
    if (ok && s.nodes > limits.nodes) s.over = "nodes";
    if (ok && !s.over && s.too_deep()) s.over = "depth";
    if (s.over) return fail(Fault::too_big, fmt::format("html: the cap of {} was reached", s.over));
    if (!ok) {
        s.drop();
        return fail(Fault::too_big, "html: the parser gave up");
    }
    return Document(s.document);
}

}  // namespace octavo::markup
