// The pages in tests/data/extract: page.html, request.json (what the caller knew) and expected.json. A page that
// fooled us becomes a folder there. OCTAVO_GOLDEN=1 rewrites the expectations; read the difference before committing.
#include "extract/page.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json.hpp"

using namespace octavo;
using namespace octavo::extract;

namespace {

const Instant now = at("2025-08-01T00:00:00Z");

std::string read(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

std::string_view name_of_type(Block::Type type) {
    switch (type) {
        case Block::Type::paragraph:
            return "paragraph";
        case Block::Type::heading:
            return "heading";
        case Block::Type::list:
            return "list";
        case Block::Type::quote:
            return "quote";
        case Block::Type::table:
            return "table";
        case Block::Type::figure:
            return "figure";
        case Block::Type::code:
            return "code";
        case Block::Type::embed:
            return "embed";
    }
    return "";
}

std::string describe(const Extraction& e) {
    JsonWriter out;
    out.object();
    out.field("status", octavo::name_of(e.status)).field("kind", octavo::name_of(e.kind)).field("title", e.title);
    out.strings("authors", e.authors);
    out.field("published", e.published ? to_iso(*e.published) : "")
        .field("modified", e.modified ? to_iso(*e.modified) : "");
    out.field("language", e.language).field("canonical", e.canonical).field("site", e.site).field("section", e.section);
    out.field("description", e.description).strings("tags", e.tags);
    out.field("noarchive", e.marks.noarchive)
        .field("max_snippet", e.marks.max_snippet)
        .field("tdm", e.marks.tdm_reserved);
    out.key("pictures").array();
    for (const Picture& p : e.pictures) out.object().field("url", p.url).field("caption", p.caption).end();
    out.end().key("blocks").array();
    for (const Block& b : e.blocks) {
        out.object().field("type", name_of_type(b.type));
        if (b.level) out.field("level", b.level);
        if (!b.text.empty()) out.field("text", b.text);
        if (!b.html.empty()) out.field("html", b.html);
        if (!b.items.empty()) out.strings("items", b.items);
        if (!b.url.empty()) out.field("url", b.url);
        if (!b.alt.empty()) out.field("alt", b.alt);
        out.end();
    }
    out.end().end();
    return out.take();
}

// Members on lines of their own, blocks too.
std::string pretty(const std::string& json) {
    const auto parsed = Json::parse(json);
    std::string out = "{\n";
    bool first = true;
    for (const auto& [name, value] : parsed->members()) {
        out += std::string(first ? "" : ",\n") + "  \"" + name + "\": ";
        first = false;
        if (!value.is_array() || value.items().empty()) {
            out += value.dump();
            continue;
        }
        out += "[";
        for (std::size_t i = 0; i < value.items().size(); ++i)
            out += std::string(i ? "," : "") + "\n    " + value.items()[i].dump();
        out += "\n  ]";
    }
    return out + "\n}\n";
}

Extraction extract_html(std::string_view html, std::string_view url = "https://news.test/a") {
    return Extractor().extract(
        {.bytes = html, .url = url, .content_type = "text/html; charset=utf-8", .robots = "", .now = now});
}

std::string article(std::string_view inside) {
    return "<html><body><article><h1>Tram opens</h1>" + std::string(inside) + "</article></body></html>";
}

constexpr std::string_view long_one =
    "<p>The first tram left the harbour at dawn, watched by several hundred people who had brought tea and flags.</p>";
constexpr std::string_view long_two =
    "<p>It cost a third more than was promised, because of a bridge that nobody had planned, the council said.</p>";

}  // namespace

TEST_CASE("the pages that taught us something read as a person would copy them") {
    Extractor extractor;  // one for all: a page must not see its predecessor
    int pages = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(OCTAVO_TEST_DATA) + "/extract")) {
        const auto folder = entry.path();
        CAPTURE(folder.filename().string());
        const std::string bytes = read(folder / "page.html");
        const auto request = Json::parse(read(folder / "request.json"));
        REQUIRE(request.has_value());
        const Extraction got = extractor.extract(
            {.bytes = bytes, .url = (*request)["url"].string(), .content_type = "", .robots = "", .now = now});
        const std::string text = pretty(describe(got));
        if (std::getenv("OCTAVO_GOLDEN")) std::ofstream(folder / "expected.json") << text;
        CHECK(text == read(folder / "expected.json"));
        ++pages;
    }
    CHECK(pages >= 10);
}

TEST_CASE("share bars, invitations, teasers and comments stay out, whatever surrounds them") {
    const auto e = extract_html(
        article(std::string(long_one) +
                "<div class='social-share'><p>Share this story with all your friends, today.</p></div>" +
                "<p><a href=/x>Read more: Bus drivers vote on strike</a></p>" +
                "<div class=card><h3><a href=/y>Bridge bill grows</a></h3><p>Another nine million is needed, says the "
                "council.</p></div>" +
                std::string(long_two) +
                "<div id=comments><p>I was there, and the band played the same tune four times in a row.</p></div>"));
    REQUIRE(e.blocks.size() == 2);
    CHECK(e.blocks[0].text.starts_with("The first tram"));
    CHECK(e.blocks[1].text.starts_with("It cost a third"));
}

TEST_CASE("nothing is glued: blocks, line breaks and cells part words") {
    const auto e = extract_html(
        article(std::string(long_one) + "<div>One line of the poem, as it was<br>printed on the ticket.</div>" +
                std::string(long_two) +
                "<ul><li><p>Nine stations</p><p>without steps</p></li><li>A tram<br>every eight minutes</li></ul>" +
                std::string(long_one)));
    REQUIRE(e.blocks.size() >= 4);
    CHECK(e.blocks[1].text == "One line of the poem, as it was printed on the ticket.");
    REQUIRE(e.blocks[3].type == Block::Type::list);
    CHECK(e.blocks[3].items == std::vector<std::string>{"Nine stations without steps", "A tram every eight minutes"});
}

TEST_CASE("a list within a list gives each point once") {
    Extractor extractor;
    const auto blocks = extractor.blocks_of_markup(
        "<ul><li>one<ul><li>one a</li><li>one b</li></ul>and on</li><li>two</li><li></li></ul>", "");
    REQUIRE(blocks.size() == 1);
    CHECK(blocks[0].items == std::vector<std::string>{"one and on", "one a", "one b", "two"});
}

TEST_CASE("a class name alone cannot take the article out") {
    for (const auto* name : {"layout-sidebar-right", "page has-comments", "subscribe-layout", "content-with-ads"}) {
        CAPTURE(name);
        const auto e = extract_html("<div class='" + std::string(name) + "'>" +
                                    article(std::string(long_one) + std::string(long_two)) + "</div>");
        CHECK(e.status == ReadStatus::article);
        CHECK(e.blocks.size() == 2);
    }
}

TEST_CASE("a date in the future is not believed, and one nobody states is not guessed") {
    const auto meta = [](std::string_view date) {
        return "<meta property=article:published_time content='" + std::string(date) + "'>" +
               article(std::string(long_one) + std::string(long_two));
    };
    CHECK(extract_html(meta("2025-07-01T08:00:00Z")).published == at("2025-07-01T08:00:00Z"));
    CHECK(extract_html(meta("2031-07-01T08:00:00Z")).published == std::nullopt);
    CHECK(extract_html(article(std::string(long_one))).published == std::nullopt);
    CHECK(extract_html(article(std::string(long_one)), "https://news.test/2024/02/03/tram").published ==
          at("2024-02-03T00:00:00Z"));
}

TEST_CASE(
    "an address that names a day beats a publication long after it, and a line below the headline is heard last") {
    const std::string body = article(std::string(long_one) + std::string(long_two));
    CHECK(extract_html("<meta name=date content='2024-05-20'>" + body, "https://news.test/2024/02/03/tram").published ==
          at("2024-02-03T00:00:00Z"));
    CHECK(extract_html("<meta name=date content='2024-02-03T21:00:00Z'>" + body, "https://news.test/2024/02/03/tram")
              .published == at("2024-02-03T21:00:00Z"));
    const auto line = [](std::string_view where) {
        return "<html><body><div>Monday 21 July 2025</div><h1>Tram opens</h1>" + std::string(where) +
               std::string(long_one) + std::string(long_two) + "</body></html>";
    };
    CHECK(extract_html(line("<div>Posted on 3 May 2024</div>")).published == at("2024-05-03T00:00:00Z"));
    CHECK(extract_html(line("")).published == std::nullopt);  // the masthead's date is today's, not the article's
}

TEST_CASE("a body in several parts of one name is read whole, and the next article below it is not") {
    const auto part = [](std::string_view text) { return "<div class=article-body>" + std::string(text) + "</div>"; };
    const auto split =
        extract_html("<body><main><h1>Tram opens</h1>" + part(std::string(long_one) + std::string(long_two)) +
                     "<div class=ad-slot><p>Change your power company now, and save, they say, a lot.</p></div>" +
                     part("<p>The council says that a second line will follow, though it named no year for it.</p>"
                          "<p>Its last promise, Ada Finch said, had named one, and she had believed it then.</p>"));
    CHECK(split.blocks.size() == 4);
    const auto scroll =
        extract_html("<body><main><article><h1>Tram opens</h1>" + std::string(long_one) + std::string(long_two) +
                     "</article><article><h1>Bridge bill grows</h1><p>The council must find another nine million, it "
                     "said on Monday, to nobody's joy.</p>"
                     "<p>The bridge, planned for bicycles, was drawn again for trams, and then, in May, for both of "
                     "them.</p></article></main>");
    CHECK(scroll.blocks.size() == 2);
}

TEST_CASE("marks of robots are read from the header and the page") {
    const std::string html = "<meta name=robots content='noindex, max-snippet:0'>" + article(std::string(long_one));
    const auto e = Extractor().extract(
        {.bytes = html, .url = "", .content_type = "", .robots = "NoArchive, nosnippet", .now = now});
    CHECK(e.marks ==
          Marks{.noindex = true, .noarchive = true, .nosnippet = true, .tdm_reserved = false, .max_snippet = 0});
}

TEST_CASE("a publisher who keeps the pictures for their own pages (noimageindex) keeps them") {
    const std::string html = "<meta property=og:image content='https://paper.example/p.jpg'>" +
                             article(std::string(long_one) + "<figure><img src=/q.jpg alt=x></figure>");
    Extractor extractor;
    const auto read = [&](std::string_view header) {
        return extractor.extract(
            {.bytes = html, .url = "https://paper.example/a", .content_type = "", .robots = header, .now = now});
    };
    CHECK_FALSE(read("").pictures.empty());
    CHECK_FALSE(extractor.keeps_its_pictures());
    for (const std::string_view header : {"noimageindex", "index, NoImageIndex", "none"}) {
        const auto e = read(header);
        CHECK(e.pictures.empty());
        CHECK(extractor.keeps_its_pictures());
        CHECK(std::ranges::none_of(e.blocks, [](const Block& b) { return b.type == Block::Type::figure; }));
    }
}

TEST_CASE("what is no page says so") {
    CHECK(extract_html("").status == ReadStatus::empty);
    CHECK(extract_html("   \n").status == ReadStatus::empty);
    CHECK(extract_html("<html><body></body></html>").status == ReadStatus::empty);
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "<div>";
    CHECK(extract_html(deep).status == ReadStatus::too_big);
    CHECK(extract_html(std::string(33u << 20, 'x')).status == ReadStatus::too_big);
    CHECK(extract_html(std::string("\xFF\xFE\x00\xD8\x01", 5)).version == version);
}

TEST_CASE("a feed's markup and plain text become the same blocks") {
    Extractor extractor;
    const auto rich =
        extractor.blocks_of_markup("<p>One.</p><p>Two <b>b</b>.</p><img src=/p.jpg>", "https://news.test/");
    REQUIRE(rich.size() == 3);
    CHECK(rich[0].text == "One.");
    CHECK(rich[1].html == "Two <strong>b</strong>.");
    CHECK(rich[2].url == "https://news.test/p.jpg");
    const auto plain = Extractor::blocks_of_text("One line\nwrapped.\n\nTwo.");
    REQUIRE(plain.size() == 2);
    CHECK(plain[0].text == "One line wrapped.");
    CHECK(Extractor::blocks_of_text("One.\nTwo.").size() == 2);
    CHECK(extractor.blocks_of_markup("just words &amp; more", "").at(0).text == "just words & more");
    CHECK(extractor.blocks_of_markup("", "").empty());
}

TEST_CASE("blocks become clean markup") {
    std::vector<Block> blocks(3);
    blocks[0].text = "a < b";
    blocks[1].type = Block::Type::heading;
    blocks[1].level = 3;
    blocks[1].text = "H";
    blocks[2].type = Block::Type::list;
    blocks[2].level = 1;
    blocks[2].items = {"x", "y"};
    CHECK(html_of(blocks) == "<p>a &lt; b</p>\n<h3>H</h3>\n<ol><li>x</li><li>y</li></ol>\n");
}

TEST_CASE("a paragraph that the page lost comes back from its own data, behind the one it follows there") {
    const auto line = [](int n) -> std::string {
        static constexpr std::string_view lines[] = {
            "The council opened the new line on Sunday, six years after it had promised to, and in the rain.",
            "Several hundred people came to the harbour with tea, flags and, in one case, a brass band.",
            "Ada Finch, who is 71, bought the second ticket; the first had gone to the mayor, as it always does.",
            "A bridge that nobody had planned cost another nine million, the treasurer said, and looked away.",
            "Bus drivers, meanwhile, vote on Friday about a strike that would leave the tram alone in town.",
            "A second line is to follow, though this time no year was named by anyone who could be held to it."};
        return std::string(lines[n - 1]);
    };
    std::string page = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Tram opens\",";
    page += "\"articleBody\":\"";
    for (int n = 1; n <= 6; ++n) page += line(n) + "\\n\\n";
    page += "\"}</script>";
    std::string shown;
    for (const int n : {1, 2, 3, 5, 6}) shown += "<p>" + line(n) + "</p>";
    const auto e = extract_html("<html><head>" + page + "</head><body><article><h1>Tram opens</h1>" + shown +
                                "</article></body></html>");
    REQUIRE(e.blocks.size() == 6);
    CHECK(e.blocks[3].text == line(4));
    CHECK(e.why.find("1 paragraph put back") != std::string::npos);
}

namespace {

// The blocks of a page with three paragraphs of prose behind `top`, a line each.
std::string lines_of(const std::string& head, const std::string& top) {
    std::string page = "<!doctype html><html><head><title>The tram opens</title>" + head + "</head><body>" + top;
    for (const char* day : {"Monday", "Tuesday", "Friday"})
        page +=
            "<p>On " + std::string(day) +
            " the new line carried more people than the town has, and the driver said that he had counted them.</p>";
    Extractor extractor;
    const auto read = extractor.extract({.bytes = page + "</article></body></html>",
                                         .url = "https://herald.example/a",
                                         .content_type = {},
                                         .robots = {},
                                         .now = now});
    std::string out;
    for (const Block& b : read.blocks) out += std::string(name_of_type(b.type)) + " " + b.text + "\n";
    return out;
}

bool says(const std::string& lines, std::string_view words) { return lines.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a standfirst that the page's description repeats is the article's, though it stands outside the body") {
    const std::string_view dek =
        "A town that waited for thirty years has a tram again, and more passengers than seats.";
    const std::string head = "<meta name=description content=\"" + std::string(dek) + "\">";
    const std::string top = "<header><h1>The tram opens</h1><div class=intro-text>" + std::string(dek) +
                            "</div></header><article class=article-body>";
    const std::string read = lines_of(head, top);
    CHECK(read.starts_with("paragraph " + std::string(dek)));
    // A caption that says the same is a caption.
    const std::string caption =
        "<header><h1>The tram opens</h1></header><article class=article-body>"
        "<figure><img src=/a.jpg><figcaption>" +
        std::string(dek) + "</figcaption></figure>";
    CHECK_FALSE(says(lines_of(head, caption), "paragraph " + std::string(dek)));
}

TEST_CASE("a heading by its role is a heading, and what is written in letters of no size is not there") {
    const std::string read =
        lines_of("",
                 "<article><h1>The tram opens</h1><div role=heading aria-level=3>What it costs</div>"
                 "<p>The city paid for it <a href=/x>as it said"
                 "<span style=\"font-size:0px\">Opens a new window</span></a> in May, and owes"
                 "<span role=tooltip>An explanation</span> the rest.</p>");
    CHECK(says(read, "heading What it costs"));
    CHECK(says(read, "as it said in May, and owes the rest"));
}

TEST_CASE("who said it goes with what was said") {
    const std::string read = lines_of("",
                                      "<article><h1>The tram opens</h1><blockquote><p>We waited for thirty years, and "
                                      "now that it is here it is full, which is the best that could happen to us.</p>"
                                      "<cite>Ana Lima, passenger</cite></blockquote>");
    CHECK(says(read, "full, which is the best"));
    CHECK(says(read, "Ana Lima, passenger"));
}

TEST_CASE("a few words, a colon and a link as long as a headline lead elsewhere, in any language") {
    const std::string read =
        lines_of("",
                 "<article><h1>The tram opens</h1><p>Vanjske vijesti: <a href=/b>The bridge over the "
                 "river is closed until the spring</a></p><p>Tickets: <a href=/t>here</a>, and "
                 "at the stop in the square, where they cost as much as a loaf of bread.</p>");
    CHECK_FALSE(says(read, "Vanjske"));
    CHECK(says(read, "Tickets: here"));
    CHECK(says(lines_of("", "<article><h1>The tram opens</h1><h2>Results</h2><p>3:0</p>"), "3:0"));
}

TEST_CASE("a role does not make a heading of a whole text, and a standfirst that the text begins with is said once") {
    const std::string whole =
        lines_of("",
                 "<article><h1>The tram opens</h1><div role=heading><p>We waited for thirty years, "
                 "and now it is full.</p><p>It rings at every corner, so that nobody sleeps.</p></div>");
    CHECK(says(whole, "paragraph It rings"));
    const std::string first = "A town that waited for thirty years has a tram again, and more passengers than seats.";
    const std::string twice = lines_of(
        "<meta name=description content=\"" + first + "\">",
        "<header><h1>The tram opens</h1><p class=standfirst>" + first + "</p></header><article class=article-body><p>" +
            first + " It opened on Monday, and the mayor drove the first one herself, to the stop at the square.</p>");
    CHECK(twice.find(first) == twice.rfind(first));
}

TEST_CASE("a drop cap joins its word, a word of one letter does not") {
    const auto first = [](std::string_view inside) {
        return extract_html(
                   article("<p>" + std::string(inside) + "</p>" + std::string(long_one) + std::string(long_two)))
            .blocks.at(0)
            .text;
    };
    const std::string rest = " first tram left the harbour at dawn, and nobody could say who had paid for it.";
    CHECK(first("<span class=dropcap>T</span> he" + rest) == "The" + rest);
    CHECK(first("<span class=dropcap>T</span>he" + rest) == "The" + rest);
    CHECK(first("<span class=dropcap>A</span> very" + rest) == "A very" + rest);
}
