// The raw bytes of a page -> the article. The order of the work, and the honest word about it.
//
// Idea: parse once, listen to what the page says of itself, sweep the furniture out, find the body, make blocks, and
// check the result against the text the page's own data gives. When there is no article, say why there is none.
//   bytes -> utf-8 -> tree -> voices -> metadata                        -> Extraction
//                          -> outline -> sweep -> candidates -> blocks, judged -> rescue
// Running two extractors and comparing (the way of the big libraries) was the road not taken: it costs a second walk.
// Our candidates for the body (density, name, <article>, JSON-LD) share one, and vote block by block (judge.cpp).
//
// Checked by tests/extract/page_test.cpp, the pages in tests/data/extract, and fuzz/extract.cpp.
#include "extract/page.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "extract/blocks.hpp"
#include "extract/body.hpp"
#include "extract/byline.hpp"
#include "extract/flow.hpp"
#include "extract/judge.hpp"
#include "extract/lead.hpp"
#include "extract/metadata.hpp"
#include "extract/names.hpp"
#include "extract/next_page.hpp"
#include "extract/rescue.hpp"
#include "extract/site_rules.hpp"
#include "extract/site_template.hpp"
#include "extract/sniff.hpp"
#include "extract/vocabulary.hpp"
#include "markup/encoding.hpp"
#include "markup/html.hpp"
#include "markup/safe_html.hpp"

namespace octavo::extract {
namespace {

using markup::Node;

constexpr std::size_t max_text = 2u << 20;

// Bytes in paragraphs of a sentence or more.
std::size_t prose_of(const std::vector<Block>& blocks) {
    std::size_t n = 0;
    for (const Block& b : blocks)
        if (b.type == Block::Type::paragraph && b.text.size() >= 80) n += b.text.size();
    return n;
}

bool says_needs_script(const markup::Document& document) {
    const Node body = document.body();
    for (Node n = body; n; n = n.following(body)) {
        if (n.tag_id() == LXB_TAG_NOSCRIPT) {
            std::string text;
            for (Node t = n.first_child(); t; t = t.following(n)) text += t.text();
            text = utf8::lower(text);
            if (text.find("javascript") != std::string::npos) return true;
        }
        const auto id = n.id();
        if ((id == "root" || id == "app" || id == "__next" || id == "__nuxt") && flow_text(n).size() < 200) return true;
    }
    return false;
}

bool looks_like_list(const Voices& v, const Page& page, const Outline& outline, std::size_t letters,
                     std::size_t prose) {
    if (v.linked.article || v.og_type == "article") return false;
    if (v.linked.listing && letters < 3000) return true;
    const auto url = Url::parse(page.url);
    const bool front = url && (url->path() == "/" || url->path().empty()) && url->query().empty();
    if (front && letters < 5000) return true;
    const Item& body = outline.items.front();
    // Headlines that lead elsewhere, and no paragraph of its own.
    const auto elsewhere = std::ranges::count_if(outline.items, [](const Item& item) {
        return is_heading_tag(item.tag) && !item.skipped && item.text > 0 && item.link * 10 >= item.text * 8;
    });
    if (elsewhere >= 4 && prose < 300) return true;
    // Mostly links, little prose.
    return letters < 1200 && body.link * 2 > body.text && body.prose * 4 < body.text;
}

// The operator's rules stand above what the page says of itself.
void obey(const Ruled& ruled, Extraction& out) {
    if (!ruled.title.empty()) out.title = ruled.title;
    if (!ruled.authors.empty()) out.authors = clean_authors(ruled.authors, {});
    if (const auto date = parse_date(ruled.date)) out.published = date;
}

// noimageindex: the publisher's pictures are for his own pages.
void leave_pictures_out(Extraction& out) {
    out.pictures.clear();
    std::erase_if(out.blocks, [](const Block& b) { return b.type == Block::Type::figure; });
}

}  // namespace

struct Extractor::State {
    markup::Parser parser;
    Outline outline;
    std::optional<Model> model;  // absent: the binary's own
    std::vector<std::uint64_t> seen;
    bool keeps_pictures = false;
    std::string decoded;  // room for pages that are not UTF-8
};

Extractor::Extractor() : state_(std::make_unique<State>()) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;

const std::vector<std::uint64_t>& Extractor::blocks_seen() const { return state_->seen; }
bool Extractor::keeps_its_pictures() const { return state_->keeps_pictures; }

static std::vector<Extractor::Weighed> weighed_drafts(const BlockContext& context) {
    const auto drafts = drafts_of(context);
    const auto rows = evidence_of(drafts, context);
    const auto scores = scores_of(drafts, rows, context.model ? *context.model : Model::own());
    std::vector<Extractor::Weighed> out;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const Draft& d = drafts[i];
        if (d.block.type == Block::Type::figure || d.block.type == Block::Type::embed) continue;
        const auto row = std::span(rows[i]).first(features().size());
        out.push_back({.text = plain_text({d.block}),
                       .evidence = {row.begin(), row.end()},
                       .letters = d.letters,
                       .parent = d.parent,
                       .called = static_cast<std::uint32_t>(std::hash<std::string_view>{}(d.called)),
                       .score = scores[i]});
    }
    return out;
}

void Extractor::use_weights(std::string_view text) {
    state_->model.reset();
    if (!text.empty()) state_->model = Model::read(text);
}

Extraction Extractor::extract(const Page& page) { return read(page, nullptr); }

std::vector<Extractor::Weighed> Extractor::weigh(const Page& page) {
    std::vector<Weighed> out;
    read(page, &out);
    return out;
}

Extraction Extractor::read(const Page& page, std::vector<Weighed>* weighed) {
    Extraction out;
    state_->seen.clear();
    state_->keeps_pictures = false;
    out.version = version;
    if (utf8::trim(page.bytes).empty()) {
        out.status = ReadStatus::empty;
        out.why = "the page has no bytes";
        return out;
    }
    if (const auto other = other_than_page(page.bytes, page.content_type); !other.empty()) {
        out.status = ReadStatus::not_article;
        out.why = fmt::format("it is {}, not a page", other);
        return out;
    }
    if (page.bytes.size() > markup::Limits{}.bytes) {
        out.status = ReadStatus::too_big;
        out.why = fmt::format("{} bytes", page.bytes.size());
        return out;
    }
    const std::uint64_t first_step = markup::steps;
    std::string_view html = markup::decode_html(page.bytes, page.content_type, state_->decoded);
    std::string replaced;
    if (page.rules && page.rules->replaces()) html = replaced = page.rules->replaced(std::string(html));
    const auto document = state_->parser.parse(html, {}, page.rules ? markup::Detail::all : markup::Detail::shown);
    if (!document) {
        out.status = ReadStatus::too_big;
        out.why = document.error().detail;
        return out;
    }
    Outline& outline = state_->outline;
    outline.build(document->body());
    const Voices voices = listen(*document, outline, page);
    std::optional<Url> base = Url::parse(page.url);
    if (!voices.base.empty())
        if (auto named = base ? Url::parse(voices.base, *base) : Url::parse(voices.base); named && named->is_web())
            base = named;
    if (!base && !voices.canonical.empty()) base = Url::parse(voices.canonical);
    const bool by_people = decide(voices, page, base, out);

    if (outline.items.empty()) {
        out.status = ReadStatus::empty;
        out.why = "the page has no body";
        return out;
    }
    const std::size_t shown = outline.items.front().text;
    const Ruled ruled = page.rules ? page.rules->apply(*document, outline) : Ruled{};
    obey(ruled, out);
    outline.sweep();
    std::string said = voices.linked.body;
    for (const std::string& update : voices.linked.updates) said += update + "\n";
    BlockContext context{.outline = outline,
                         .base = base ? &*base : nullptr,
                         .title = out.title,
                         .authors = out.authors,
                         .description = out.description,
                         .said = said,
                         .model = state_->model ? &*state_->model : nullptr};
    bool rescued = false;
    std::optional<Index> container;
    if (!ruled.bodies.empty()) {
        container = ruled.bodies.front();
        context.named_by_rule = true;
        context.trusted = !page.rules->prunes();
        for (const Index part : ruled.bodies) {
            context.root = context.choice.container = part;
            std::ranges::move(blocks_of(context), std::back_inserter(out.blocks));
        }
        rescued = letters_of(out.blocks) > 0;
    } else if (!page.rules || page.rules->autodetects()) {
        context.choice = choose_body(outline);
        out.why = context.choice.named ? "body by name" : "body by density";
        if (weighed) *weighed = weighed_drafts(context);
        out.blocks = blocks_of(context, &out.why);
        // Where no element gains more than it costs, what was kept must be prose enough to be believed.
        if (context.choice.gain <= 0 && prose_of(out.blocks) < 400) out.blocks.clear();
        if (context.choice.gain > 0) container = context.choice.container;
        rescued = rescue(voices.linked, out.blocks, out.why);
    }
    if (!by_people && out.authors.size() < 2) {
        const std::string sites[] = {out.site};
        if (auto names = take_name_line(out.blocks, sites); !names.empty()) out.authors = std::move(names);
    }
    if (!ruled.why.empty()) out.why = out.why.empty() ? ruled.why : ruled.why + "; " + out.why;
    if (page.teaches) state_->seen = extract::blocks_seen(out.blocks);
    if (page.site && ruled.bodies.empty())
        if (const std::size_t repeated = leave_out_repeated(out.blocks, *page.site))
            out.why += fmt::format("; {} blocks left out that this site repeats", repeated);
    arrange_pictures({.outline = outline, .headline = voices.headline, .container = container, .base = context.base},
                     out);
    state_->keeps_pictures = voices.no_pictures;
    if (voices.no_pictures) leave_pictures_out(out);

    if (const auto now = Url::parse(page.url); now && base) {
        const auto by_rule = ruled.next_page.empty() ? std::nullopt : Url::parse(ruled.next_page, *base);
        out.next_page = by_rule ? by_rule->href() : next_page_of(*document, outline, *now, *base);
    }

    const std::size_t letters = letters_of(out.blocks);
    if (markup::steps - first_step > most_steps) {
        out.status = ReadStatus::too_big;
        out.why = "more work than a page may make";
        out.blocks.clear();
    } else if (letters > max_text) {
        out.status = ReadStatus::too_big;
        out.why = fmt::format("{} bytes of text", letters);
        out.blocks.clear();
    } else if (!rescued && letters < 250 && voices.linked.locked) {
        out.status = ReadStatus::paywall;
        out.why += "; the page says it is not free, and shows little";
    } else if (!rescued && letters < 250 && shown < 1500 && says_needs_script(*document)) {
        out.status = ReadStatus::needs_browser;
        out.why += "; the page is built by script";
    } else if (letters == 0) {
        out.status = shown < 20 ? ReadStatus::empty : ReadStatus::not_article;
        out.why += "; no prose was found";
    } else if (!rescued && looks_like_list(voices, page, outline, letters, prose_of(out.blocks))) {
        out.status = ReadStatus::not_article;
        out.why += "; a page of links";
    }
    return out;
}

std::vector<Block> Extractor::blocks_of_markup(std::string_view html, std::string_view base_address) {
    if (html.find('<') == std::string_view::npos) return blocks_of_text(markup::text_of(html));
    const auto document = state_->parser.parse_fragment(html);
    if (!document) return blocks_of_text(markup::text_of(html));
    Outline& outline = state_->outline;
    outline.build(document->body());
    if (outline.items.empty()) return {};
    const auto base = Url::parse(base_address);
    return blocks_of({.outline = outline, .base = base ? &*base : nullptr, .trusted = true});
}

std::vector<Block> Extractor::blocks_of_text(std::string_view plain) {
    std::vector<Block> out;
    const std::string text = utf8::valid(plain) ? std::string(plain) : utf8::repair(plain);
    const bool parted = text.find("\n\n") != std::string::npos || text.find("\n\r\n") != std::string::npos;
    std::string paragraph;
    const auto flush = [&] {
        std::string squeezed = utf8::squeeze(paragraph);
        paragraph.clear();
        if (squeezed.empty()) return;
        Block block;
        block.text = std::move(squeezed);
        out.push_back(std::move(block));
    };
    std::string_view rest = text;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        // With empty lines between paragraphs, single line ends only wrap; without any, they part.
        if (utf8::trim(line).empty()) {
            flush();
            continue;
        }
        paragraph += line;
        paragraph += ' ';
        if (!parted) flush();
    }
    flush();
    return out;
}

std::string html_of(const std::vector<Block>& blocks) {
    std::string out;
    const auto content = [](const Block& b) { return b.html.empty() ? markup::escape(b.text).text() : b.html; };
    for (const Block& b : blocks) {
        switch (b.type) {
            case Block::Type::paragraph:
                out += "<p>" + content(b) + "</p>\n";
                break;
            case Block::Type::heading: {
                const int level = std::clamp<int>(b.level, 2, 6);
                out += fmt::format("<h{}>{}</h{}>\n", level, content(b), level);
                break;
            }
            case Block::Type::list: {
                const std::string_view tag = b.level == 1 ? "ol" : "ul";
                out += fmt::format("<{}>", tag);
                for (const std::string& item : b.items) out += "<li>" + markup::escape(item).text() + "</li>";
                out += fmt::format("</{}>\n", tag);
                break;
            }
            case Block::Type::quote:
                out += "<blockquote><p>" + content(b) + "</p></blockquote>\n";
                break;
            case Block::Type::table:
                out += b.html + "\n";
                break;
            case Block::Type::figure:
                out += "<figure><img src=\"" + markup::escape(b.url).text() + "\" alt=\"" +
                       markup::escape(b.alt).text() + "\" loading=\"lazy\">";
                if (!b.text.empty()) out += "<figcaption>" + content(b) + "</figcaption>";
                out += "</figure>\n";
                break;
            case Block::Type::code:
                out += "<pre><code>" + markup::escape(b.text).text() + "</code></pre>\n";
                break;
            case Block::Type::embed:
                out += "<p><a href=\"" + markup::escape(b.url).text() + "\" rel=\"noopener noreferrer ugc\">" +
                       markup::escape(b.text.empty() ? b.url : b.text).text() + "</a></p>\n";
                break;
        }
    }
    return out;
}

}  // namespace octavo::extract
