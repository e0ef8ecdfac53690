// XPath by libxml2, CSS by lexbor's own selectors.
//
// Idea: libxml2 knows XPath but not the HTML of today, lexbor the other way round. So lexbor's tree is copied, element
// by element, into a tree of libxml2's when the first XPath is asked, each copy pointing back at its original. Few
// pages have rules, and a copy costs about what parsing did. Writing an XPath of our own was the road not taken: rules
// in the wild use all of it (axes, translate, position).
#include "markup/query.hpp"

#include <lexbor/css/css.h>
#include <lexbor/dom/interfaces/element.h>
#include <lexbor/selectors/selectors.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdarg>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <optional>
#include <unordered_set>

#include "base/utf8.hpp"

namespace octavo::markup {
namespace {

constexpr unsigned long max_steps = 4'000'000;       // of libxml2's count, a question
constexpr unsigned long max_all_steps = 40'000'000;  // all questions to one page
// Nor does it count letters, of which `contains(translate(., ...))` copies a page's once for each element around them.
// A unit is a letter that is looked at once; a page of ours with rules of hundreds of such lines stays below a tenth.
constexpr std::uint64_t max_letters = 100'000'000;
// What is left beside both, joining sets of nodes for one, has this clock of the thread, looked at between questions.
constexpr std::chrono::seconds max_time{4};
constexpr std::size_t max_matches = 20'000;
constexpr std::size_t max_expression = 4096;  // bytes
// What neither library counts. libxml2 joins sets by looking every node up in the whole set; lexbor counts a node's
// place among its siblings by walking over them. So these are not asked of pages where that takes seconds.
constexpr std::size_t max_joined = 40'000;                // nodes of a page that "a | b" is asked of
constexpr std::uint64_t max_sibling_steps = 200'000'000;  // the sum over all elements of (children)^2

template <auto Free>
struct Freed {
    template <class T>
    void operator()(T* p) const {
        Free(p);
    }
};
void free_xpath_text(xmlChar* p) { xmlFree(p); }
void free_css_parser(lxb_css_parser_t* p) { lxb_css_parser_destroy(p, true); }
void free_css_list(lxb_css_selector_list_t* p) { lxb_css_selector_list_destroy_memory(p); }
void free_selectors(lxb_selectors_t* p) { lxb_selectors_destroy(p, true); }

using Expression = std::unique_ptr<xmlXPathCompExpr, Freed<xmlXPathFreeCompExpr>>;
using XmlDocument = std::unique_ptr<xmlDoc, Freed<xmlFreeDoc>>;
using XmlContext = std::unique_ptr<xmlXPathContext, Freed<xmlXPathFreeContext>>;
using XmlObject = std::unique_ptr<xmlXPathObject, Freed<xmlXPathFreeObject>>;
using XmlText = std::unique_ptr<xmlChar, Freed<free_xpath_text>>;
using CssParser = std::unique_ptr<lxb_css_parser_t, Freed<free_css_parser>>;
using CssList = std::unique_ptr<lxb_css_selector_list_t, Freed<free_css_list>>;
using Selectors = std::unique_ptr<lxb_selectors_t, Freed<free_selectors>>;

const xmlChar* xml(const char* s) { return reinterpret_cast<const xmlChar*>(s); }
std::string text_of_xml(const xmlChar* s) { return s ? std::string(reinterpret_cast<const char*>(s)) : std::string(); }

std::chrono::nanoseconds time_of_thread() {
    std::timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

void start_libxml() {
    static std::once_flag once;
    std::call_once(once, xmlInitParser);
}

// libxml2 would write to standard error; what it says goes into our own word instead.
void keep_error(void* into, xmlErrorPtr error) {
    if (into && error && error->message) *static_cast<std::string*>(into) = error->message;
}

// The same for what libxml2 tells without a context; it goes by a setting of the thread.
void keep_told(void* into, const char* format, ...) {
    if (!into) return;
    std::array<char, 300> text{};
    std::va_list arguments;
    va_start(arguments, format);
    std::vsnprintf(text.data(), text.size(), format, arguments);
    va_end(arguments);
    *static_cast<std::string*>(into) = text.data();
}

// XPath's functions of strings, with their letters counted: `original` does the work where there is room for it.
template <auto original>
void counted(xmlXPathParserContextPtr at, int arguments) {
    // Without an argument they are about the node that is looked at.
    if (arguments == 0) {
        valuePush(at, xmlXPathWrapString(xmlXPathCastNodeToString(at->context->node)));
        arguments = 1;
    }
    if (at->valueNr < arguments) return original(at, arguments);
    std::uint64_t first = 0, others = 0;
    for (int i = 0; i < arguments; ++i) {
        xmlXPathObjectPtr& value = at->valueTab[at->valueNr - arguments + i];
        if (value && value->type == XPATH_NODESET) value = xmlXPathConvertString(value);
        if (!value || value->type != XPATH_STRING || !value->stringval) continue;
        (i == 0 ? first : others) += static_cast<std::uint64_t>(xmlStrlen(value->stringval));
    }
    // Each letter is compared with those of the others, a word of them at a time.
    std::uint64_t& letters = *static_cast<std::uint64_t*>(at->context->extra);
    letters += first * (1 + others / 8) + others;
    if (letters > max_letters) return xmlXPathErr(at, XPATH_OP_LIMIT_EXCEEDED);
    original(at, arguments);
}

void count_letters(xmlXPathContext& context, std::uint64_t& letters) {
    const std::pair<const char*, xmlXPathFunction> functions[] = {
        {"contains", counted<xmlXPathContainsFunction>},
        {"starts-with", counted<xmlXPathStartsWithFunction>},
        {"substring-before", counted<xmlXPathSubstringBeforeFunction>},
        {"substring-after", counted<xmlXPathSubstringAfterFunction>},
        {"substring", counted<xmlXPathSubstringFunction>},
        {"string", counted<xmlXPathStringFunction>},
        {"string-length", counted<xmlXPathStringLengthFunction>},
        {"normalize-space", counted<xmlXPathNormalizeFunction>},
        {"translate", counted<xmlXPathTranslateFunction>},
        {"concat", counted<xmlXPathConcatFunction>},
    };
    context.extra = &letters;
    for (const auto& [name, function] : functions) {
        xmlXPathRegisterFunc(&context, xml(name), nullptr);  // what is there already is not written over
        xmlXPathRegisterFunc(&context, xml(name), function);
    }
}

}  // namespace

// ---- Query ---------------------------------------------------------------------------------------------------------

struct Query::State {
    std::string text;
    Expression expression;  // of XPath
    CssParser css_parser;   // owns what `list` is made of
    CssList list;           // of CSS
};

Query::Query(std::unique_ptr<State> state) : state_(std::move(state)) {}
Query::~Query() = default;
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
const std::string& Query::text() const { return state_->text; }

Result<Query> Query::xpath(std::string_view expression) {
    if (expression.size() > max_expression)
        return fail(Fault::usage, fmt::format("an XPath of {} bytes; at most {}", expression.size(), max_expression));
    start_libxml();
    auto state = std::make_unique<State>();
    state->text = expression;
    const XmlContext context(xmlXPathNewContext(nullptr));
    if (!context) return fail(Fault::too_big, "xpath: no memory");
    std::string said;
    context->error = keep_error;
    context->userData = &said;
    state->expression.reset(xmlXPathCtxtCompile(context.get(), xml(state->text.c_str())));
    if (!state->expression) {
        while (!said.empty() && said.back() == '\n') said.pop_back();
        return fail(Fault::usage, fmt::format("\"{}\" is no XPath{}{}", expression, said.empty() ? "" : ": ", said));
    }
    return Query(std::move(state));
}

Result<Query> Query::css(std::string_view selector) {
    if (selector.size() > max_expression)
        return fail(Fault::usage, fmt::format("a selector of {} bytes; at most {}", selector.size(), max_expression));
    auto state = std::make_unique<State>();
    state->text = selector;
    state->css_parser.reset(lxb_css_parser_create());
    if (!state->css_parser || lxb_css_parser_init(state->css_parser.get(), nullptr) != LXB_STATUS_OK)
        return fail(Fault::too_big, "css: no memory");
    state->list.reset(lxb_css_selectors_parse(state->css_parser.get(),
                                              reinterpret_cast<const lxb_char_t*>(selector.data()), selector.size()));
    if (!state->list || state->css_parser->status != LXB_STATUS_OK)
        return fail(Fault::usage, fmt::format("\"{}\" is no CSS selector", selector));
    return Query(std::move(state));
}

// ---- QueryTree -----------------------------------------------------------------------------------------------------

struct QueryTree::State {
    Document document;
    XmlDocument copy;  // made when XPath is asked first
    std::size_t copied = 0;
    Selectors selectors;
    std::optional<std::uint64_t> sibling_steps;
    unsigned long steps = 0;  // that all questions took
    std::uint64_t letters = 0;
    std::chrono::nanoseconds spent{};

    explicit State(const Document& d) : document(d) {}

    void copy_attributes(const lxb_dom_node_t* from, xmlNodePtr to) const {
        auto* element = lxb_dom_interface_element(const_cast<lxb_dom_node_t*>(from));
        for (lxb_dom_attr_t* a = lxb_dom_element_first_attribute(element); a; a = lxb_dom_element_next_attribute(a)) {
            const lxb_char_t* name = lxb_dom_attr_qualified_name(a, nullptr);
            const lxb_char_t* value = lxb_dom_attr_value(a, nullptr);
            if (name) xmlNewProp(to, name, value ? value : xml(""));
        }
    }

    void make_copy() {
        copy.reset(xmlNewDoc(xml("1.0")));
        if (!copy) return;
        const Node root = document.root();
        xmlNodePtr parent = nullptr;  // the copy of at's parent
        for (Node at = root; at;) {
            xmlNodePtr made = nullptr;
            if (at.is_element()) {
                made = xmlNewDocNode(copy.get(), nullptr, xml(std::string(at.tag()).c_str()), nullptr);
                if (!made) return;
                made->_private = at.raw();
                copy_attributes(at.raw(), made);
                if (parent)
                    xmlAddChild(parent, made);
                else
                    xmlDocSetRootElement(copy.get(), made);
            } else if (at.is_text() && parent) {
                const auto text = at.text();
                // xmlAddChild would glue neighbouring texts together, and free the second: there are none in a parsed
                // tree but those that comments part.
                xmlAddChild(parent, xmlNewDocTextLen(copy.get(), reinterpret_cast<const xmlChar*>(text.data()),
                                                     static_cast<int>(text.size())));
            }
            ++copied;
            if (made && at.first_child()) {
                parent = made;
                at = at.first_child();
                continue;
            }
            while (at != root && !at.next()) {
                at = at.parent();
                parent = parent ? parent->parent : nullptr;
                if (parent == reinterpret_cast<xmlNodePtr>(copy.get())) parent = nullptr;
            }
            if (at == root) break;
            at = at.next();
        }
    }

    Result<std::vector<Match>> by_xpath(const Query& query, const Query::State& asked) {
        start_libxml();
        if (!copy) {
            make_copy();
            // Else libxml2 finds out which of two siblings comes first by walking from one to the other.
            if (copy) xmlXPathOrderDocElems(copy.get());
        }
        const XmlContext context(copy ? xmlXPathNewContext(copy.get()) : nullptr);
        if (!context) return fail(Fault::too_big, "xpath: no memory");
        if (copied > max_joined && asked.text.find('|') != std::string::npos)
            return fail(Fault::too_big,
                        fmt::format("\"{}\" joins sets, and this page has more than {} nodes", asked.text, max_joined));
        std::string said;
        context->error = keep_error;
        context->userData = &said;
        context->node = xmlDocGetRootElement(copy.get());
        context->opLimit = std::min(max_steps, max_all_steps - steps);
        count_letters(*context, letters);
        xmlSetGenericErrorFunc(&said, keep_told);
        // Of this thread, too: else the text of an element grows by each of its pieces, copied whole every time.
        xmlSetBufferAllocationScheme(XML_BUFFER_ALLOC_DOUBLEIT);
        const XmlObject object(xmlXPathCompiledEval(asked.expression.get(), context.get()));
        xmlSetGenericErrorFunc(nullptr, keep_told);
        steps += std::min(context->opCount, context->opLimit);
        if (!object)
            return fail(Fault::too_big,
                        fmt::format("\"{}\" took too many steps on this page, or asks what cannot be{}{}", query.text(),
                                    said.empty() ? "" : ": ", utf8::trim(said)));
        std::vector<Match> out;
        if (object->type != XPATH_NODESET) {
            const XmlText text(xmlXPathCastToString(object.get()));
            Match match{.node = {}, .text = text_of_xml(text.get())};
            if (!match.text.empty()) out.push_back(std::move(match));
            return out;
        }
        xmlXPathNodeSetSort(object->nodesetval);
        const int count = xmlXPathNodeSetGetLength(object->nodesetval);
        for (int i = 0; i < count && out.size() < max_matches; ++i) {
            xmlNodePtr node = xmlXPathNodeSetItem(object->nodesetval, i);
            if (node->type == XML_ELEMENT_NODE) {
                out.push_back({Node(static_cast<lxb_dom_node*>(node->_private)), {}});
            } else if (node->type == XML_ATTRIBUTE_NODE || node->type == XML_TEXT_NODE) {
                const XmlText text(xmlNodeGetContent(node));
                out.push_back({{}, text_of_xml(text.get())});
            }
        }
        return out;
    }

    std::uint64_t count_sibling_steps() const {
        std::uint64_t sum = 0;
        const Node root = document.root();
        for (Node at = root; at;) {
            std::uint64_t children = 0;
            for (Node child = at.first_child(); child; child = child.next()) ++children;
            sum += children * children;
            if (at.first_child()) {
                at = at.first_child();
                continue;
            }
            while (at != root && !at.next()) at = at.parent();
            if (at == root) break;
            at = at.next();
        }
        return sum;
    }

    Result<std::vector<Match>> by_css(const Query::State& asked) {
        if (asked.text.find_first_of(":~") != std::string::npos) {
            if (!sibling_steps) sibling_steps = count_sibling_steps();
            if (*sibling_steps > max_sibling_steps)
                return fail(Fault::too_big,
                            fmt::format("\"{}\" counts siblings, and this page has too many", asked.text));
        }
        if (!selectors) {
            selectors.reset(lxb_selectors_create());
            if (!selectors || lxb_selectors_init(selectors.get()) != LXB_STATUS_OK)
                return fail(Fault::too_big, "css: no memory");
            lxb_selectors_opt_set(selectors.get(), static_cast<lxb_selectors_opt_t>(LXB_SELECTORS_OPT_MATCH_FIRST |
                                                                                    LXB_SELECTORS_OPT_MATCH_ROOT));
        }
        struct Found {
            std::vector<Match> matches;
            std::unordered_set<const void*> seen;
        } found;
        const auto take = [](lxb_dom_node_t* node, lxb_css_selector_specificity_t, void* context) -> lxb_status_t {
            auto& f = *static_cast<Found*>(context);
            if (f.matches.size() >= max_matches) return LXB_STATUS_STOP;
            if (f.seen.insert(node).second) f.matches.push_back({Node(node), {}});
            return LXB_STATUS_OK;
        };
        const lxb_status_t status =
            lxb_selectors_find(selectors.get(), document.root().raw(), asked.list.get(), take, &found);
        if (status != LXB_STATUS_OK && status != LXB_STATUS_STOP)
            return fail(Fault::too_big, fmt::format("\"{}\" could not be asked of this page", asked.text));
        return std::move(found.matches);
    }
};

QueryTree::QueryTree(const Document& document) : state_(std::make_unique<State>(document)) {}
QueryTree::~QueryTree() = default;

Result<std::vector<Match>> QueryTree::find(const Query& query) {
    if (state_->steps >= max_all_steps || state_->letters > max_letters || state_->spent >= max_time)
        return fail(Fault::too_big,
                    fmt::format("\"{}\" is not asked: those before it took too many steps on this page", query.text()));
    const auto began = time_of_thread();
    auto found = query.state_->expression ? state_->by_xpath(query, *query.state_) : state_->by_css(*query.state_);
    state_->spent += time_of_thread() - began;
    return found;
}

}  // namespace octavo::markup
