#include "web/aids.hpp"

#include <doctest/doctest.h>

#include "base/url.hpp"
#include "web/paper.hpp"

using namespace octavo;
using test::header_of;
using test::Paper;

namespace {

store::ArticleWrite told(int n, const std::string& domain, const std::vector<std::string>& paragraphs) {
    auto write = test::report(n, domain, 1);
    write.parsed.extraction.title = "Bridge at Skerry Head closed after crack is found";
    write.parsed.extraction.blocks.clear();
    write.parsed.reading.words = 130;
    for (const std::string& text : paragraphs) {
        Block paragraph;
        paragraph.text = text;
        write.parsed.extraction.blocks.push_back(std::move(paragraph));
    }
    return write;
}

const std::string opening =
    "The bridge at Skerry Head was closed to all traffic on Tuesday morning after inspectors found a crack in one of "
    "its "
    "main cables.";
const std::string cost =
    "Repairs will take at least six weeks and cost about 14 million crowns, the harbour office said in a statement.";
const std::string ferry =
    "Until then the ferry from Port Alder runs every twenty minutes, and school buses leave half an hour earlier than "
    "usual from all stops on the island.";
const std::string mayor =
    "Ada Quay, the mayor of Port Alder, told reporters that nobody had been in danger and that the cable would be "
    "replaced before the winter storms arrive.";
const std::string history =
    "The bridge opened in 1964 and carries some nine thousand vehicles a day, more than twice as many as its builders "
    "expected when they drew it.";
const std::string other_cost =
    "Repairs will take at least six weeks and cost about 19 million crowns, an engineer close to the work told the "
    "paper.";
const std::string alone =
    "Fishermen on the north shore had reported strange noises from the cables of the bridge near the Karrow pier to "
    "the "
    "coast guard as early as March.";

void fill(Paper& paper) {
    paper.archive.write(
        {told(1, "harbour.example", {opening, cost, ferry, mayor, history}),
         told(2, "canal.example", {opening, other_cost, mayor, alone}),
         told(3, "river.example", {opening, ferry, history, "Officials <b>said</b> \"nothing\" more & left."})});
}

std::string place_of(int n, const std::string& domain) {
    const auto write = told(n, domain, {});
    return web::article_place(write.parsed.id, write.parsed.extraction.title);
}

std::string article(int n = 1, const std::string& domain = "harbour.example") {
    return "/en-gb/" + place_of(n, domain);
}
std::string coverage() {
    return "/en-gb/" + web::story_place(StoryId{1001}, "Bridge at Skerry Head closed after crack is found");
}

}  // namespace

TEST_CASE("an article in brief: its own sentences, each with the way to where it stands") {
    Paper paper;
    fill(paper);
    const std::string page = paper.body(article() + "/brief");
    CHECK(page.contains(">In brief</p>"));
    CHECK(page.contains(">" + opening + "</q>"));
    // The paragraph, and the words for browsers that find them.
    CHECK(page.contains(
        fmt::format("href=\"{}#p1:~:text=The%20bridge%20at%20Skerry%20Head,of%20its%20main%20cables.\"", article())));
    CHECK(page.contains("name=\"robots\" content=\"noindex\""));
    CHECK(page.contains("nothing here was written by a machine"));
    // Every sentence that is shown is the article's.
    const std::string text = opening + cost + ferry + mayor + history;
    std::size_t quoted = 0;
    for (auto at = page.find("<q"); at != std::string::npos; at = page.find("<q", at + 1), ++quoted) {
        const auto begin = page.find('>', at) + 1;
        CHECK(text.contains(page.substr(begin, page.find("</q>", begin) - begin)));
    }
    CHECK(quoted >= 4);
    // Its page has the paragraphs that these lead to, and the row that leads here.
    const std::string whole = paper.body(article());
    for (int p = 1; p <= 5; ++p) CHECK(whole.contains(fmt::format("<p id=\"p{}\">", p)));
    CHECK(whole.contains(fmt::format("href=\"{}/brief\"", article())));
    CHECK(whole.contains(fmt::format("href=\"{}/ask\"", article())));
    CHECK(whole.contains("/compare\""));
}

TEST_CASE("why each hashtag is there, and what could be asked") {
    Paper paper;
    auto bridge = told(1, "harbour.example", {opening, cost, ferry, mayor, history});
    bridge.parsed.reading.hashtags = {"SkerryHead", "Nowhere"};
    paper.archive.write({bridge});
    const std::string page = paper.body(article() + "/brief");
    CHECK(page.contains("Why these hashtags"));
    CHECK(page.contains(">#SkerryHead</a> <small>in the headline, "));
    CHECK_FALSE(page.contains("#Nowhere"));  // it is nowhere written: nothing is said of it
    const std::string asked = paper.body(article() + "/ask");
    CHECK(asked.contains("Questions this answers"));
    const std::string start = fmt::format("href=\"{}/ask?q=", article());
    const auto at = asked.find(start);
    REQUIRE(at != std::string::npos);
    const std::string target = asked.substr(at + 6, asked.find('"', at + 6) - at - 6);
    CHECK(paper.body(target).contains("<ol class=\"said\">"));  // and it is answered
    CHECK_FALSE(paper.body(target).contains("Questions this answers"));
}

TEST_CASE("what is short is not offered in brief") {
    Paper paper;
    auto brief = told(1, "harbour.example", {opening});
    brief.parsed.reading.words = 22;
    paper.archive.write({brief});
    CHECK(paper.body(article()).contains("/ask\""));
    CHECK_FALSE(paper.body(article()).contains("/brief\""));
    CHECK(paper.body(article() + "/brief").contains("Too short to shorten"));
}

TEST_CASE("a story's coverage compared: who says so, numbers that differ, who is quoted") {
    Paper paper;
    fill(paper);
    const std::string page = paper.body(coverage() + "/compare");
    CHECK(page.contains(">3 articles · 3 sources</p>"));
    CHECK(page.contains("3/3 of the sources"));
    CHECK(page.contains(">Numbers that differ</h2>"));
    CHECK(page.contains("14 million"));
    CHECK(page.contains("19 million"));
    CHECK(page.contains(">Reported by one</h2>"));
    CHECK(page.contains(">" + alone + "</q>"));
    CHECK(page.contains(">Headlines side by side</h2>"));
    CHECK_FALSE(page.contains("<b>said</b>"));
    CHECK(paper.body(coverage()).contains("/compare\""));
}

TEST_CASE("a comparison stands under a headline in the edition's own language") {
    Paper paper;
    auto first = told(1, "harbour.example", {opening, cost});
    first.parsed.extraction.title = "Brücke gesperrt";
    first.parsed.reading.language = "de";
    paper.archive.write(
        {first, told(2, "canal.example", {opening, other_cost}), told(3, "river.example", {opening, ferry})});
    const std::string id = StoryId{1001}.text();
    const auto led_to = [&](std::string_view edition) {  // under any slug, to the right one
        const auto moved = paper.get(fmt::format("/{}/s/x-{}/compare", edition, id));
        CHECK(moved.status == 301);
        return paper.body(header_of(moved, "Location"));
    };
    CHECK(led_to("en-gb").contains("Bridge at Skerry Head closed after crack is found</a></h1>"));
    CHECK(led_to("de-de").contains("Brücke gesperrt</a></h1>"));
}

TEST_CASE("a question is answered by a sentence of the sources, or not at all") {
    Paper paper;
    fill(paper);
    const std::string asked = paper.body(article() + "/ask?q=When+did+the+bridge+open%3F");
    CHECK(asked.contains(">" + history + "</q>"));
    CHECK(asked.contains("value=\"When did the bridge open?\""));
    CHECK(asked.contains("harbour.example"));
    const std::string nothing = paper.body(article() + "/ask?q=Who+won+the+chess+championship+in+Lisbon%3F");
    CHECK(nothing.contains("Not found in these sources."));
    const std::string of_story = paper.body(coverage() + "/ask?q=Who+reported+strange+noises+from+the+Karrow+pier%3F");
    CHECK(of_story.contains(">" + alone + "</q>"));
    CHECK(of_story.contains("canal.example"));
    // The archive is asked by the question's rarer words.
    const std::string of_all = paper.body("/en-gb/ask?q=Who+reported+strange+noises+from+the+Karrow+pier%3F");
    CHECK(of_all.contains(">" + alone + "</q>"));
    CHECK(of_all.contains("canal.example"));
    // What was asked stays words.
    const std::string hostile = paper.body("/en-gb/ask?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    CHECK_FALSE(hostile.contains("<script>alert"));
    CHECK(hostile.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

TEST_CASE("absurd questions are cut, and answered with a page") {
    Paper paper;
    fill(paper);
    for (const std::string& q : {std::string(), std::string("%F0%9F%98%80%F0%9F%98%80"), std::string("?"),
                                 std::string(3000, 'a'), std::string("%00%E2%80%AE"), std::string("%FF%FE%C0")}) {
        CAPTURE(q);
        CHECK(paper.get("/en-gb/ask?q=" + q).status == 200);
        CHECK(paper.get(article() + "/ask?q=" + q).status == 200);
        CHECK(paper.get(coverage() + "/ask?q=" + q).status == 200);
    }
}

TEST_CASE("what may not be shown takes no part: a public site, a publisher's word, the operator's") {
    web::SiteSettings settings;
    settings.base_url = "https://news.example";
    Paper paper(settings);
    auto excerpt = told(1, "harbour.example", {opening, cost, ferry, mayor, history});
    excerpt.parsed.from_feed = false;
    auto reserved = told(2, "canal.example", {opening, other_cost, mayor, alone});
    reserved.parsed.extraction.marks.tdm_reserved = true;
    paper.archive.write({excerpt, reserved, told(3, "river.example", {opening, ferry, history, mayor})});
    for (const std::string& place : {article(), article(2, "canal.example")}) {
        CAPTURE(place);
        CHECK_FALSE(paper.body(place).contains("class=\"aids\""));
        CHECK(paper.get(place + "/brief").status == 404);
        CHECK(paper.get(place + "/ask?q=bridge").status == 404);
    }
    CHECK(paper.get(article(3, "river.example") + "/brief").status == 200);
    const std::string compared = paper.body(coverage() + "/compare");  // of its three, one may be told
    CHECK(compared.contains("Too few reports yet"));
    CHECK_FALSE(compared.contains("<q"));
    CHECK_FALSE(paper.body(coverage() + "/ask?q=How+much+will+repairs+cost%3F").contains("14 million"));

    settings.base_url.clear();
    settings.assist = false;
    Paper closed(settings);
    fill(closed);
    CHECK_FALSE(closed.body(article()).contains("class=\"aids\""));
    for (const std::string& target :
         {article() + "/brief", coverage() + "/compare", std::string("/en-gb/ask?q=bridge"), article() + "/ask"})
        CHECK(closed.get(target).status == 404);
}

TEST_CASE("a question is counted as a search") {
    web::SiteSettings settings;
    settings.searches_a_minute = 1;
    settings.searches_at_once = 2;
    Paper paper(settings);
    fill(paper);
    for (int i = 0; i < 2; ++i) CHECK(paper.from("203.0.113.7", "/en-gb/ask?q=bridge").status == 200);
    CHECK(paper.from("203.0.113.7", article() + "/ask?q=bridge").status == 429);
    CHECK(paper.from("203.0.113.7", article() + "/brief").status == 200);
}

TEST_CASE("another spelling of the slug is led to the right one") {
    Paper paper;
    fill(paper);
    const std::string right = article() + "/brief";
    const auto id = right.substr(right.rfind('-') + 1);
    const auto moved = paper.get("/en-gb/a/other-words-" + id);
    CHECK(moved.status == 301);
    CHECK(header_of(moved, "Location") == right);
}
