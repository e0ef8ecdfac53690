// The style page: every part of the face in every state, on one page, in any edition: for whoever changes the style
// sheet, and for the pictures that are compared. Its news is made up, and says so.
#include "web/form_parts.hpp"
#include "web/media.hpp"
#include "web/my_news.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

store::Card card_of(std::string title, std::string language, std::string source, bool picture) {
    store::Card card;
    card.id = article_id_of_text(title, source);
    card.title = std::move(title);
    card.language = std::move(language);
    card.source_name = std::move(source);
    card.source_domain = "sample.example";
    card.excerpt =
        "What the article says first, in two lines or three: enough to know whether to read on, and no more.";
    card.category = Category::science;
    if (picture) card.image = "drawing:style";
    return card;
}

void heading(Html& h, std::string_view text) { part_title(h, text); }

void swatches(Html& h) {
    h.put("<ul class=\"swatches\">");
    for (const std::string_view name :
         {"paper", "sheet", "ink", "soft", "faint", "rule", "hair", "red", "wash", "square"})
        h.put("<li").attribute("class", fmt::format("sw-{}", name)).put("><span>").text(name).put("</span></li>");
    h.put("</ul>");
}

void type_scale(Html& h) {
    h.put(
        "<div class=\"body\"><h2>A heading of the second level</h2><p>Running text, with <a href=\"#main\">a "
        "link</a>, ");
    h.put("<em>stress</em>, <strong>weight</strong>, <code>code</code> and <mark>a mark</mark>.</p>");
    h.put("<h3>A heading of the third level</h3><blockquote><p>What somebody said, set apart.</p></blockquote>");
    h.put("<ul><li>one thing</li><li>another</li></ul><ol><li>first</li><li>second</li></ol>");
    h.put("<p>What went: <del>an old word</del>. What came: <ins>a new word</ins>.</p></div>");
}

void states(Html& h, const Setting& s) {
    h.put("<p><button type=\"button\" class=\"btn\">").text(s.tongue.say(Say::older)).put("</button> ");
    h.put("<button type=\"button\" class=\"btn\" disabled>").text(s.tongue.say(Say::newest)).put("</button></p>");
    h.put("<p class=\"cut\">").text(s.tongue.say(Say::excerpt_only)).put("</p>");
    h.put("<div class=\"empty\"><p>").text(s.tongue.say(Say::nothing_here)).put("</p></div>");
    h.put("<p class=\"meta\">");
    for (const Feed::State state : {Feed::State::healthy, Feed::State::failing, Feed::State::gone})
        h.put("<span class=\"health ")
            .text(state == Feed::State::healthy   ? "healthy"
                  : state == Feed::State::failing ? "failing"
                                                  : "gone")
            .put("\">")
            .text(s.tongue.say(health_word(state)))
            .put("</span>");
    h.put("</p>");
}

// What is made up has no page: its links lead back here.
std::string leading_nowhere(std::string page, const Setting& s) {
    for (const std::string_view kind : {"a/", "s/", "t/", "src/"}) {
        const std::string made_up = fmt::format("href=\"{}", place_in(s.edition(), kind));
        for (auto at = page.find(made_up); at != std::string::npos; at = page.find(made_up, at + 1)) {
            const auto from = at + std::string_view("href=\"").size();
            page.replace(from, page.find('"', from) - from, "#main");
        }
    }
    return page;
}

void forms(Html& h, const Setting& s) {
    h.put("<div class=\"account\">");
    keeping(h, s, "c/sports");
    said(h, s.tongue.say(Say::password_changed));
    fault(h, s, Say::name_taken);
    begin_form(h, s, "style");
    field(h, s,
          {.name = "name",
           .kind = "text",
           .autocomplete = "off",
           .label = Say::account_name,
           .hint = Say::account_name_hint,
           .value = "Ada Quay",
           .at_fault = true});
    field(h, s, {.name = "password", .kind = "password", .autocomplete = "off", .label = Say::password});
    end_form(h, s, Say::sign_in);
    h.put("</div>");
}

}  // namespace

std::string style_page(const Setting& s) {
    const Frame frame{.title = "Style", .place = "style", .noindex = true, .sample = true};
    const auto group = [&](store::Card card, std::uint32_t sources, std::uint32_t copies) {
        card.sample = true;
        card.published = s.now - std::chrono::minutes(17 * sources);
        return Group{std::move(card),
                     {.sources = sources,
                      .copies = copies,
                      .languages = sources > 3 ? 3U : 1U,
                      .first_source = "Harbour Post",
                      .first = s.now - std::chrono::hours(sources)}};
    };
    std::vector<Group> top;
    top.push_back(
        group(card_of("The lead: a headline of two lines, balanced and never cut", "en", "Harbour Post", true), 11, 3));
    top.push_back(group(card_of("بلا صورة: عنوان بالعربية على صفحة من أي اتجاه", "ar", "صحيفة الميناء", false), 4, 0));
    top.push_back(group(card_of("見出しだけの記事は、行の高さが違う", "ja", "港新聞", false), 1, 0));
    top.push_back(group(card_of("A headline beside the lead", "en", "Canal Times", false), 2, 1));
    top.push_back(group(card_of("One more, so that the column has its four", "en", "River Report", false), 30, 12));
    for (const Kind kind : {Kind::opinion, Kind::live, Kind::sponsored}) {
        auto card = card_of("A row of three under it, each with a picture", "en", "Canal Times", true);
        card.kind = kind;
        top.push_back(group(std::move(card), 1, 0));
    }
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap\"><header class=\"headline\"><h1>").text(frame.title).put("</h1></header>");
    heading(h, "Colours");
    swatches(h);
    heading(h, "Front");
    front_grid(h, s, top);
    heading(h, "Rows");
    h.put("<section class=\"rows\">");
    for (const Group& one : top) story_card(h, s, one, Shape::row);
    h.put("</section>");
    heading(h, "Hashtags and places");
    const std::array tags = {store::TagRef{tag_id("style"), "TidalPower"}, store::TagRef{tag_id("alder"), "PortAlder"}};
    tag_links(h, s, tags, s.tongue.say(Say::hashtag));
    const std::array<std::string, 3> places = {"FR", "US.CA", "2996944"};
    locality_links(h, s, places);
    heading(h, "Text");
    type_scale(h);
    heading(h, "Films and sounds");
    for (const std::string_view url : {"https://cdn.sample.example/tide.mp3#t=0,1834",
                                       "https://films.sample.example/tide.mp4", "https://www.youtube.com/embed/sample"})
        medium_card(h, s, top.front().card,
                    {.type = Block::Type::embed,
                     .text = "What it is called",
                     .html = {},
                     .items = {},
                     .url = std::string(url),
                     .alt = {}},
                    1);
    heading(h, "Forms");
    forms(h, s);
    heading(h, "States");
    states(h, s);
    h.put("</main>");
    end_page(h, s, frame);
    return leading_nowhere(h.take(), s);
}

}  // namespace octavo::web
