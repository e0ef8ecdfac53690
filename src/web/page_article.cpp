// The article page: one measure of text, the story in the margin, the original one tap away.
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/aids.hpp"
#include "web/briefing.hpp"
#include "web/comments.hpp"
#include "web/json_ld.hpp"
#include "web/margins.hpp"
#include "web/media.hpp"
#include "web/my_news.hpp"
#include "web/pages.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

constexpr std::uint32_t words_a_minute = 230;
constexpr std::size_t longest_byline = 90;  // code points: pages exist that name their whole staff

// The host of an address written plainly ("https://news.example/x"), as nearly all are; "" when it takes a parser.
std::string_view plain_host_of(std::string_view url) {
    if (url.starts_with("https://"))
        url.remove_prefix(8);
    else if (url.starts_with("http://"))
        url.remove_prefix(7);
    else
        return {};
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto in_name = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
    const std::string_view host(url.begin(), std::ranges::find_if_not(url, in_name));
    const std::string_view last = host.substr(host.rfind('.') + 1);  // a number there is an IPv4 address in disguise
    if (last.size() == host.size() || last.empty() || !std::ranges::all_of(last, letter)) return {};
    const std::string_view rest = url.substr(host.size());
    return rest.starts_with('/') ? host : std::string_view();
}

std::string host_of(std::string_view url) {
    if (const auto host = plain_host_of(url); !host.empty()) return std::string(bare_host(host));
    const auto parsed = Url::parse(url);
    return parsed ? std::string(bare_host(parsed->host())) : std::string();
}

// Publishers pick heading levels for their looks. Here they nest: none is more than one below the last.
void heading(Html& h, const Block& b, int& outline) {
    outline = std::clamp<int>(b.level, 2, std::min(4, outline + 1));
    h.put(outline == 2 ? Markup("<h2>") : outline == 3 ? Markup("<h3>") : Markup("<h4>")).text(b.text);
    h.put(outline == 2 ? Markup("</h2>") : outline == 3 ? Markup("</h3>") : Markup("</h4>"));
}

// How many paragraphs of plain_text a block is: what assists a reader names sentences by their paragraph.
std::size_t paragraphs_of(const Block& b) {
    const auto parts = [](std::string_view text) {
        std::size_t n = text.empty() ? 0 : 1;
        for (auto at = text.find("\n\n"); at != std::string_view::npos; at = text.find("\n\n", at + 2)) ++n;
        return n;
    };
    if (b.type == Block::Type::figure || b.type == Block::Type::embed) return 0;
    if (b.type != Block::Type::list) return parts(b.text);
    std::size_t n = 0;
    for (const std::string& item : b.items) n += parts(item);
    return n;
}

void block(Html& h, const Setting& s, const Block& b, int& outline, std::size_t paragraph) {
    switch (b.type) {
        case Block::Type::paragraph:
            h.put("<p id=\"p").number(paragraph).put("\">");
            if (b.html.empty())
                h.text(b.text);
            else
                h.marks(b.html);
            h.put("</p>");
            break;
        case Block::Type::heading:
            heading(h, b, outline);
            break;
        case Block::Type::list:
            h.put(b.level == 1 ? Markup("<ol>") : Markup("<ul>"));
            for (const std::string& item : b.items)
                h.put("<li id=\"p").number(paragraph++).put("\">").text(item).put("</li>");
            h.put(b.level == 1 ? Markup("</ol>") : Markup("</ul>"));
            break;
        case Block::Type::quote:
            h.put("<blockquote><p id=\"p").number(paragraph).put("\">");
            if (b.html.empty())
                h.text(b.text);
            else
                h.marks(b.html);
            h.put("</p></blockquote>");
            break;
        case Block::Type::table:
            h.put("<div class=\"table\" tabindex=\"0\" role=\"group\"")
                .attribute("aria-label", s.tongue.say(Say::data_table));
            h.put(">");
            if (b.html.find("<table") == std::string::npos)
                h.put("<table>").table(b.html).put("</table>");
            else
                h.table(b.html);
            h.put("</div>");
            break;
        case Block::Type::figure: {
            const Plate plate = plate_of(s, b.url);
            if (!plate.any) break;  // a caption without its picture says nothing
            h.put("<figure>");
            picture(h, plate, b.alt, Box::figure);
            if (!b.text.empty()) h.put("<figcaption>").text(b.text).put("</figcaption>");
            h.put("</figure>");
            break;
        }
        case Block::Type::code:
            h.put("<pre tabindex=\"0\"><code dir=\"ltr\">").text(b.text).put("</code></pre>");
            break;
        case Block::Type::embed:  // medium_card
            break;
    }
}

// Each leads to what else they write there; an article whose authors were never taken apart has its line of text.
void authors(Html& h, const Setting& s, const store::FullArticle& a) {
    std::size_t length = 0;
    for (const store::AuthorRef& author : a.authors) {
        if (length > longest_byline) return;
        h.put(length == 0 ? Markup(" · <a rel=\"author\" dir=\"auto\"") : Markup(", <a rel=\"author\" dir=\"auto\""));
        h.url("href", place_in(s.edition(), author_place(a.card.source_domain, author))).put(">");
        h.text(utf8::excerpt(author.name, longest_byline)).put("</a>");
        length += utf8::length(author.name);
    }
    if (length == 0 && !a.card.author.empty())
        h.put(" · <span dir=\"auto\">").text(utf8::excerpt(a.card.author, longest_byline)).put("</span>");
}

void byline(Html& h, const Setting& s, const store::FullArticle& a) {
    const store::Card& card = a.card;
    const std::string_view source = name_of(card);
    h.put("<div class=\"byl\"><span class=\"crest\" aria-hidden=\"true\">")
        .text(crest_of(source))
        .put("</span><div><p class=\"who\"><a dir=\"auto\"");
    h.url("href", place_in(s.edition(), source_place(card.source_domain))).put(">").text(source).put("</a>");
    authors(h, s, a);
    h.put("</p><div class=\"meta\">");
    // Of an old article the date is all there is to say, and of one stated to the day the hour is not known.
    const bool old = s.now - card.published >= std::chrono::days(7);
    const bool to_the_day = card.published.time_since_epoch() % std::chrono::days(1) == Duration(0);
    if (!old || to_the_day) when(h, s, card.published);
    if (!old || !to_the_day) {
        h.put("<span class=\"exact\">");
        if (old) h.put("<time").attribute("datetime", to_iso(card.published)).put(">");
        h.text(s.tongue.exact(card.published)).put(old ? Markup("</time></span>") : Markup("</span>"));
    }
    if (a.extraction.modified && *a.extraction.modified > card.published + std::chrono::minutes(10))
        h.put("<span>")
            .text(s.tongue.fill(Say::updated, s.tongue.relative(*a.extraction.modified, s.now)))
            .put("</span>");
    if (card.words > 0 && !a.expired)
        h.put("<span>")
            .text(s.tongue.count(Say::minutes_read, std::max(1U, (card.words + words_a_minute / 2) / words_a_minute)))
            .put("</span>");
    card_marks(h, s, card);
    h.put("</div></div>");
    if (const std::string host = host_of(card.url); !host.empty() && !card.sample) {
        h.put("<a class=\"btn original\" rel=\"noopener\"").url("href", card.url).put(">");
        h.text(s.tongue.fill(Say::original_at, host)).put("</a>");
    }
    h.put("</div>");
}

// Needs script, and is not shown without it.
void acts(Html& h, const Setting& s) {
    h.put("<p class=\"acts\"><button type=\"button\" class=\"btn\" data-act=\"share\"");
    h.attribute("data-done", s.tongue.say(Say::copied)).put(">").text(s.tongue.say(Say::share));
    h.put("</button> <button type=\"button\" class=\"btn\" data-act=\"copy\"");
    h.attribute("data-done", s.tongue.say(Say::copied)).put(">").text(s.tongue.say(Say::copy_link));
    h.put("</button> <button type=\"button\" class=\"btn\" data-act=\"print\">").text(s.tongue.say(Say::print));
    h.put("</button>");
    listen_button(h, s, "article");
    h.put("</p>");
}

void lead_picture(Html& h, const Setting& s, const store::FullArticle& a) {
    const Plate plate = plate_of(s, a.card.image);
    if (!plate.any) return;
    // Not when the text begins with it anyway.
    for (const Block& b : a.extraction.blocks)
        if (b.type == Block::Type::figure && b.url == a.card.image) return;
    // What a drawn picture shows is chance: it is decoration, and nothing is said of it.
    const bool drawn = a.card.image.starts_with("drawing:");
    h.put("<figure class=\"first\">");
    picture(h, plate, drawn ? std::string_view() : std::string_view(a.card.image_alt), Box::hero);
    if (!drawn && !a.extraction.pictures.empty() && !a.extraction.pictures.front().caption.empty())
        h.put("<figcaption>").text(a.extraction.pictures.front().caption).put("</figcaption>");
    h.put("</figure>");
}

// Letters and digits alone, in lower case: two spellings of a sentence compare equal.
std::string bones(std::string_view text, std::size_t bytes) {
    const std::string low = utf8::lower(text.substr(0, 2 * bytes));
    std::string out;
    for (std::size_t at = 0; at < low.size() && out.size() < bytes;) {
        const std::size_t from = at;
        const char32_t c = utf8::next(low, at);
        const bool word = (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') ||
                          (c > 0xBF && !(c >= 0x2000 && c < 0x2070) && !(c >= 0x3000 && c < 0x3040));
        if (word) out.append(low, from, at - from);
    }
    return out;
}

// A standfirst is worth its place when it repeats neither the title nor how the text begins.
bool adds_something(std::string_view description, std::string_view title, const std::vector<Block>& blocks) {
    if (description.empty() || utf8::length(description) > 400) return false;
    const std::string all = bones(description, 2000);
    const std::string start = all.substr(0, 40);
    if (start.empty() || bones(title, 2000).starts_with(start)) return false;
    std::string beginning;
    for (const Block& b : blocks) {
        if (b.type != Block::Type::paragraph && b.type != Block::Type::heading) continue;
        beginning += bones(b.text, 2000);
        if (beginning.size() > 1200) break;
    }
    return beginning.find(start) == std::string::npos;
}

// Some pages say their title again where their text begins.
bool repeats_title(const Block& b, std::string_view title) {
    return (b.type == Block::Type::heading || b.type == Block::Type::paragraph) && b.text.size() < 1000 &&
           bones(b.text, 1000) == bones(title, 1000);
}

void story_margin(Html& h, const Setting& s, const store::Spread& view) {
    const Coverage coverage = coverage_of(view.story);
    if (coverage.sources < 2) return;
    const store::Card& card = view.article.card;
    h.put("<aside class=\"story\"").attribute("aria-label", s.tongue.say(Say::story)).put("><h2>");
    h.text(s.tongue.count(Say::story_box, coverage.sources)).put("</h2>");
    coverage_bar(h, coverage);
    if (coverage.languages > 1) h.put("<p>").text(s.tongue.count(Say::n_languages, coverage.languages)).put("</p>");
    h.put("<ol>");
    constexpr std::size_t most = 12;
    for (std::size_t i = 0; i < view.story.size() && i < most; ++i) {
        const store::Card& other = view.story[i];
        h.put("<li>");
        when(h, s, other.published);
        h.put("<span>");
        const std::string_view name = name_of(other);
        if (other.id == card.id) {
            h.put("<b dir=\"auto\" aria-current=\"true\">").text(name).put("</b>");
        } else {
            h.put("<a").url("href", place_in(s.edition(), article_place(other.id, other.title)));
            h.attribute("title", other.title).put("><b dir=\"auto\">").text(name).put("</b></a> ");
            card_marks(h, s, other);
        }
        h.put("</span></li>");
    }
    h.put("</ol><p><a").url("href", place_in(s.edition(), story_place(card.story, card.title)));
    h.put(">").text(s.tongue.say(Say::part_of_story)).put("</a></p></aside>");
}

void also_at(Html& h, const Setting& s, const std::vector<store::Card>& copies) {
    if (copies.empty()) return;
    h.put("<p class=\"also\">").text(s.tongue.say(Say::also_at)).put(" ");
    for (std::size_t i = 0; i < copies.size() && i < 12; ++i) {
        if (i > 0) h.put(" · ");
        h.put("<a dir=\"auto\"")
            .url("href", place_in(s.edition(), article_place(copies[i].id, copies[i].title)))
            .put(">");
        h.text(name_of(copies[i])).put("</a>");
    }
    h.put("</p>");
}

// Why a related article is there: what both are about.
void because(Html& h, const Setting& s, const store::Shared& shared) {
    if (shared.tags.empty() && shared.places.empty()) return;
    h.put("<div class=\"why\"");
    own_language(h, s);
    h.put(">");
    tag_links(h, s, shared.tags, s.tongue.say(Say::hashtag));
    locality_links(h, s, shared.places);
    h.put("</div>");
}

// Other stories only, as the spread has them: this one's own coverage stands in the margin.
void related(Html& h, const Setting& s, const store::Spread& view) {
    const auto& cards = view.article.related;
    if (cards.empty()) return;
    h.put("<section class=\"rel\" aria-labelledby=\"related\"><h2 id=\"related\">")
        .text(s.tongue.say(Say::related))
        .put("</h2>");
    for (std::size_t i = 0; i < cards.size() && i < 6; ++i) {
        row_card(h, s, cards[i]);
        if (i < view.article.shared.size()) because(h, s, view.article.shared[i]);
    }
    h.put("</section>");
}

void tags(Html& h, const Setting& s, const std::vector<std::string>& names) {
    if (names.empty()) return;
    h.put("<ul class=\"tags\"").attribute("aria-label", s.tongue.say(Say::tags)).put(">");
    for (std::size_t i = 0; i < names.size() && i < 12; ++i) {
        const auto address =
            fmt::format("/{}/search?q={}", s.edition().code, percent_encode(fmt::format("\"{}\"", names[i])));
        h.put("<li><a dir=\"auto\"").url("href", address).put(">").text(names[i]).put("</a></li>");
    }
    h.put("</ul>");
}

}  // namespace

Showing showing_of(const Setting& s, const store::FullArticle& a) {
    if (!s.is_public() || a.card.sample) return {};
    const Marks& marks = a.extraction.marks;
    if (marks.nosnippet) return {.whole = false, .excerpt = 0};
    if (a.full_text_allowed && !marks.noarchive && marks.max_snippet < 0) return {};
    return {.whole = false, .excerpt = marks.max_snippet};
}

// The id of the first block that has one, as article_body() gives them; "" where none has.
std::string first_paragraph(const Setting& s, const store::FullArticle& a) {
    if (!showing_of(s, a).whole) return {};
    std::size_t paragraph = 1;
    for (const Block& b : a.extraction.blocks) {
        const bool shown = &b != &a.extraction.blocks.front() || !repeats_title(b, a.card.title);
        const bool named = b.type == Block::Type::paragraph || b.type == Block::Type::quote ||
                           (b.type == Block::Type::list && !b.items.empty());
        if (shown && named) return fmt::format("p{}", paragraph);
        paragraph += paragraphs_of(b);
    }
    return {};
}

void article_body(Html& h, const Setting& s, const store::FullArticle& a) {
    const Showing showing = showing_of(s, a);
    if (showing.whole) {
        int outline = 1;  // the article's own title
        std::uint32_t embeds = 0;
        std::size_t paragraph = 1;
        for (const Block& b : a.extraction.blocks) {
            if (b.type == Block::Type::embed)  // nothing of it is loaded from here
                medium_card(h, s, a.card, b, ++embeds);
            else if (&b != &a.extraction.blocks.front() || !repeats_title(b, a.card.title))
                block(h, s, b, outline, paragraph);
            paragraph += paragraphs_of(b);
        }
        if (!a.extraction.blocks.empty()) return;
    }
    const std::size_t length =
        showing.excerpt < 0 ? 300 : std::min<std::size_t>(300, static_cast<std::size_t>(showing.excerpt));
    if (length > 0 && !a.card.excerpt.empty()) h.put("<p>").text(utf8::excerpt(a.card.excerpt, length)).put("</p>");
    if (a.expired)
        h.put("<p class=\"cut\">").text(s.tongue.say(Say::error_410_detail)).put("</p>");
    else if (!showing.whole)
        h.put("<p class=\"cut\">").text(s.tongue.say(Say::excerpt_only)).put("</p>");
}

// OpenGraph wants a whole address, and one that the world can reach.
static std::string image_for_links(const Setting& s, const store::Card& card) {
    const Plate plate = plate_of(s, card.image);  // a drawing is no card's picture
    return s.is_public() && plate.drawing.empty() ? picture_for_machines(plate) : std::string();
}

std::string article_page(const Setting& s, const store::Spread& view, const Conversation* talk) {
    const store::FullArticle& a = view.article;
    const store::Card& card = a.card;
    Frame frame{.title = card.title.empty() ? std::string(s.tongue.say(Say::untitled)) : card.title,
                .description = showing_of(s, a).excerpt == 0 ? "" : utf8::excerpt(card.excerpt, 200),
                .place = article_place(card.id, card.title),
                .canonical = harmless_address(card.url) && !card.sample ? card.url : "",
                .noindex = true,
                .sample = card.sample,
                .made_up = card.sample};
    frame.share = SharedArticle{.published = card.stated ? std::optional(card.published) : std::nullopt,
                                .modified = a.extraction.modified,
                                .section = std::string(section_of(card))};
    frame.aids = may_assist(s, a);
    frame.own_card = !a.expired;
    frame.listen = true;
    frame.notes = s.accounts;
    frame.fold = first_paragraph(s, a);
    frame.image = image_for_links(s, card);
    frame.linked_data = article_data(s, frame, a);
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap page\"><article")
        .language(card.language.empty() ? s.edition().language : std::string_view(card.language));
    h.put(">");
    kick(h, s, card);
    h.put("<h1>").title(frame.title).put("</h1>");
    if (showing_of(s, a).whole && adds_something(a.extraction.description, card.title, a.extraction.blocks))
        h.put("<p class=\"stand\">").text(a.extraction.description).put("</p>");
    h.put("<div class=\"ours\"");
    own_language(h, s);
    h.put(">");
    byline(h, s, a);
    h.put("</div>");
    lead_picture(h, s, a);
    const bool several =
        std::ranges::any_of(view.story, [&](const store::Card& other) { return other.source != card.source; });
    aids_of_article(h, s, a, several);
    h.put("<div class=\"body\">");
    article_body(h, s, a);
    h.put("</div></article>");
    story_margin(h, s, view);
    h.put("<div class=\"after\">");
    keeping(h, s, a.card.id);
    noting(h, s, a.card.id);
    acts(h, s);
    const bool whole = showing_of(s, a).whole && !a.extraction.blocks.empty();
    if (const std::string host = host_of(card.url); !whole && !host.empty() && !card.sample) {
        h.put("<p class=\"onward\"><a rel=\"noopener\"")
            .url("href", card.url)
            .put(">")
            .text(s.tongue.fill(Say::read_on, host))
            .put("</a></p>");
    }
    also_at(h, s, a.also_at);
    if (whole) versions_list(h, s, a, 0);
    tag_links(h, s, a.tags, s.tongue.say(Say::hashtag));
    locality_links(h, s, a.places);
    tags(h, s, a.extraction.tags);
    if (talk) comments_part(h, s, *talk);
    related(h, s, view);
    h.put("</div></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
