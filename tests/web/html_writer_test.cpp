#include "web/html_writer.hpp"

#include <doctest/doctest.h>

using namespace octavo;
using web::Html;

namespace {

std::string marks(std::string_view html) { return Html().marks(html).take(); }
std::string table(std::string_view html) { return Html().table(html).take(); }

}  // namespace

TEST_CASE("JSON in a data block cannot end it, and stays the same JSON") {
    web::Html h;
    h.json("{\"a\":\"</script><!-- & \xE2\x80\xA8\xE2\x80\xA9 \xE2\x80\x99 \xE2\x82\xAC\"}");
    CHECK(h.view() == "{\"a\":\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029 \xE2\x80\x99 \xE2\x82\xAC\"}");
}

TEST_CASE("text becomes text, whatever it looks like") {
    CHECK(Html().text("<b onload=\"x\">&'").take() == "&lt;b onload=&quot;x&quot;&gt;&amp;&#39;");
    CHECK(Html().attribute("title", "\"><script>").take() == " title=\"&quot;&gt;&lt;script&gt;\"");
}

TEST_CASE("a headline's short compounds do not break at their hyphens; long ones may, and all of it stays text") {
    CHECK(Html().title("Six-week strike ends").take() == "<span class=\"nb\">Six-week</span> strike ends");
    CHECK(Html().title("A sign-up, a <b>-tag").take() ==
          "A <span class=\"nb\">sign-up,</span> a <span class=\"nb\">&lt;b&gt;-tag</span>");
    for (const std::string_view whole :
         {"Rain - and then sun", "-10 degrees", "up-", "-", "", "not-in-my-back-yard-movement", "a -b- c"})
        CHECK(Html().title(whole).take() == whole);
}

TEST_CASE("an address is http, https, or a path of this site; anything else is left out") {
    for (const std::string_view good :
         {"https://example.org/a?b=1&c=2", "http://example.org", "/en-gb", "HTTPS://EXAMPLE.ORG/"})
        CHECK(web::harmless_address(good));
    for (const std::string_view bad : {"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)",
                                       " javascript:alert(1)", "data:text/html,x", "//evil.example/", "/\\evil.example",
                                       "vbscript:x", "", "ftp://example.org/", "\x01https://example.org/"}) {
        CAPTURE(bad);
        CHECK_FALSE(web::harmless_address(bad));
        CHECK(Html().url("href", bad).take().empty());
    }
    CHECK(Html().url("href", "/a?b&c").take() == " href=\"/a?b&amp;c\"");
}

TEST_CASE("a language brings its direction; an unsure one leaves it to the browser") {
    CHECK(Html().language("ar").take() == " lang=\"ar\" dir=\"rtl\"");
    CHECK(Html().language("de").take() == " lang=\"de\" dir=\"ltr\"");
    CHECK(Html().language("und").take() == " dir=\"auto\"");
    CHECK(Html().language("x\" onclick=\"y").take().find("onclick=\"y\"") == std::string::npos);
}

TEST_CASE("inline marks written as our sanitizer writes them pass") {
    CHECK(marks("a <em>b</em> &amp; <strong>c</strong><br>") == "a <em>b</em> &amp; <strong>c</strong><br>");
    CHECK(marks("<a href=\"https://e.example/?a=1&amp;b=2\" rel=\"noopener\">x</a>") ==
          "<a href=\"https://e.example/?a=1&amp;b=2\" rel=\"noopener noreferrer ugc\">x</a>");
}

TEST_CASE("marks that are none of ours become text, and what is open is closed") {
    CHECK(marks("<script>x</script>") == "&lt;script&gt;x&lt;/script&gt;");
    CHECK(marks("<img src=x onerror=y>") == "&lt;img src=x onerror=y&gt;");
    CHECK(marks("<em>a") == "<em>a</em>");
    CHECK(marks("a</em>") == "a");
    CHECK(marks("<em>a<strong>b</em>c") == "<em>a<strong>b</strong></em>c");
    CHECK(marks("<a href=\"javascript:x\">y</a>") == "<a>y</a>");
    CHECK(marks("<a href='https://e.example/'>y</a>") == "<a>y</a>");
    CHECK(marks("<a href=\"https://e.example/<x>\">y</a>").find("<x>") == std::string::npos);
    CHECK(marks("<em onclick=\"x\">y</em>") == "<em>y</em>");
    CHECK(marks("<em/onclick=x>y") == "<em>y</em>");
    CHECK(marks("<") == "&lt;");
    CHECK(marks("<em") == "&lt;em");
    CHECK(marks("& &copy; &#x3c;") == "&amp; &amp;copy; &amp;#x3c;");
    CHECK(marks("<tr><td>x</td></tr>") == "&lt;tr&gt;&lt;td&gt;x&lt;/td&gt;&lt;/tr&gt;");
}

TEST_CASE("a table keeps its cells and its plain spans, nothing else") {
    CHECK(table("<tr><td colspan=\"2\" style=\"x\">a</td></tr>") == "<tr><td colspan=\"2\">a</td></tr>");
    CHECK(table("<td><img src=\"https://e.example/x.png\"><ul><li>a</li></ul></td>") == "<td>a</td>");
    CHECK(table("<td rowspan=\"99999\">a") == "<td>a</td>");
    CHECK(table("<td colspan=\"1 onload\">a</td>") == "<td>a</td>");
}

TEST_CASE("a thousand open marks are closed, and no more than 32 deep") {
    std::string deep;
    for (int i = 0; i < 1000; ++i) deep += "<em>";
    const std::string out = marks(deep);
    std::size_t opened = 0;
    for (auto at = out.find("<em>"); at != std::string::npos; at = out.find("<em>", at + 1)) ++opened;
    CHECK(opened == 32);
    CHECK(out.ends_with("</em>"));
}
