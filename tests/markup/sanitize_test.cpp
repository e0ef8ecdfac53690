#include <doctest/doctest.h>

#include "markup/safe_html.hpp"

using namespace octavo;
using namespace octavo::markup;

namespace {

std::string clean(std::string_view html, std::string_view base = "https://news.test/a/b") {
    return sanitize(html, base).text();
}

}  // namespace

TEST_CASE("escaping covers element content and attribute values, at every offset of a block") {
    CHECK(escape("a<b>&\"c'").text() == "a&lt;b&gt;&amp;&quot;c&#39;");
    for (std::size_t n = 0; n < 40; ++n) {
        const std::string padding(n, 'x');
        CHECK(escape(padding + "<" + padding).text() == padding + "&lt;" + padding);
    }
    CHECK(escape("").empty());
}

TEST_CASE("editors' markup passes: paragraphs, lists, quotes, tables, figures, code") {
    for (const std::string html : {
             "<p>one <em>two</em> <strong>three</strong></p>",
             "<h2>Head</h2><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
             "<ol start=\"3\"><li>x</li></ol>",
             "<blockquote><p>“q”</p></blockquote>",
             "<table><thead><tr><th "
             "colspan=\"2\">h</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
             "<figure><img src=\"https://news.test/p.jpg\" alt=\"A tram\" width=\"640\" height=\"480\" "
             "loading=\"lazy\">"
             "<figcaption>A tram</figcaption></figure>",
             "<pre><code>a &lt; b\n  c</code></pre>",
             "<p dir=\"rtl\" lang=\"ar\">مرحبا <bdi>Octavo</bdi></p>",
             "<dl><dt>GDP</dt><dd>Product</dd></dl>",
             "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
             "<details><summary>More</summary><p>text</p></details>",
             "<p><a href=\"https://news.test/x?a=1&amp;b=2\" rel=\"noopener noreferrer ugc\">x</a></p>",
         })
        CHECK(clean(html) == html);
}

TEST_CASE("nothing that can act survives") {
    CHECK(clean("<p onclick=alert(1) style='x' id=a class=b name=c>hi</p>") == "<p>hi</p>");
    CHECK(clean("a<script>alert(1)</script>b") == "ab");
    CHECK(clean("<svg><script>1</script><a href=javascript:1>x</a></svg>z") == "z");
    CHECK(
        clean("<math><semantics><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow><annotation>a<b</annotation></semantics>"
              "</math>z") == "a&lt;bz");
    CHECK(clean("<math><mtext><style>p{}</style><b>x</b>y</mtext></math>") == "y");
    CHECK(clean("<iframe src=https://x.test></iframe><object data=x></object><embed src=x>") == "");
    CHECK(clean("<object data=x><param name=a>See <a href=https://x.test/>it there</a>") ==
          "See <a href=\"https://x.test/\" rel=\"noopener noreferrer ugc\">it there</a>");
    CHECK(clean("<form action=/x><input name=a><button>go</button><p>text</p></form>") == "<div><p>text</p></div>");
    CHECK(
        clean("<style>@import x</style><link rel=stylesheet href=x><meta http-equiv=refresh content=0><base href=x>") ==
        "");
    CHECK(clean("<template><p>x</p></template><noscript><p>y</p></noscript><textarea><p>z</p></textarea>") == "");
    CHECK(clean("<!-- c --><![CDATA[x]]><?php x ?>t") == "t");
    CHECK(clean("<frameset onload=alert(1)><frame src=x></frameset>text") == "text");
}

TEST_CASE("addresses are read as a browser reads them, and only web, mail and telephone pass") {
    const auto link = [](std::string_view href) { return clean("<a href=\"" + std::string(href) + "\">x</a>"); };
    const std::string bare = "<a>x</a>";
    CHECK(link("javascript:alert(1)") == bare);
    CHECK(link("  JaVa\tScript&#58;alert(1)") == bare);
    CHECK(link("java&#10;script:alert(1)") == bare);
    CHECK(link("&#x0000000006a;avascript:alert(1)") == bare);
    CHECK(link("data:text/html,x") == bare);
    CHECK(link("vbscript:x") == bare);
    CHECK(link("blob:https://news.test/1") == bare);
    CHECK(link("https://user:secret@news.test/") == bare);
    CHECK(link("#top") == bare);
    CHECK(link("../c?d#e") == "<a href=\"https://news.test/c?d#e\" rel=\"noopener noreferrer ugc\">x</a>");
    CHECK(link("//cdn.test/y").find("https://cdn.test/y") != std::string::npos);
    CHECK(link("mailto:desk@news.test").find("href=\"mailto:desk@news.test\"") != std::string::npos);
    CHECK(clean("<a href=/x>x</a>", "") == bare);  // nothing to resolve against
    CHECK(clean("<img src=javascript:1><img src=data:image/png;base64,xx><img>") == "");
    CHECK(clean("<img src=data:image/gif;base64,R0 data-src=/lazy.jpg>").find("https://news.test/lazy.jpg") !=
          std::string::npos);
}

TEST_CASE("the answer is balanced, whatever the question was") {
    CHECK(clean("<p>unclosed <b>bold <i>both</b> italic</i> tail") ==
          "<p>unclosed <b>bold <i>both</i></b><i> italic</i> tail</p>");
    CHECK(clean("</div></body></html></p>x") == "<p></p>x");
    CHECK(clean("<div><p>a") == "<div><p>a</p></div>");
    CHECK(clean("<table><tr><td>1<td>2") == "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>");
    CHECK(clean("<td>no table</td>") == "no table");
    CHECK(clean("\"><script>x</script>") == "&quot;&gt;");
}

TEST_CASE("sanitising again changes nothing, also where left-out tags would bring others together") {
    for (const std::string html : {
             "<p>a<button><p>b</button>c",
             "<p>a<marquee><p>b</marquee>c",
             "<li>a<menu><li>b</menu>",
             "<h1>a<custom-x><h2>b</h2></custom-x></h1>",
             "<a href=/1>x<table><tr><td><a href=/2>y",
             "<a href=/1><p>x<custom-x><a href=/2>y",
             "<pre>\n\nx</pre>",
             "a&#13;b",
             "<dl><dd>a<form><dd>b</form></dl>",
             "<ruby><rt>a<custom-x><rt>b",
             "<table><caption><p>x<table><td><p>y",
             "<svg><foreignObject><p>x<p>y</foreignObject></svg><p>z",
             "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
             "<form><math><mtext></form><form><mglyph><svg><mtext><textarea><path id=\"</textarea><img "
             "onerror=alert(1) src=1>\">",
             "<details open><summary>s<p>t<details>u",
             "<p><ul><li><p>x<ol><li>y",
         }) {
        CAPTURE(html);
        const std::string once = clean(html);
        CHECK(clean(once) == once);
    }
}

TEST_CASE("too deep or too big comes back as text, not as nothing") {
    std::string deep;
    for (int i = 0; i < 3000; ++i) deep += "<div>";
    const std::string answer = clean(deep + "x");
    CHECK(answer.starts_with("&lt;div&gt;"));
    std::string nested;
    for (int i = 0; i < 200; ++i) nested += "<blockquote>";
    const std::string shallow = clean(nested + "x");
    CHECK(shallow.find('x') != std::string::npos);
    CHECK(clean(shallow) == shallow);
}

TEST_CASE("inline: marks stay, blocks become spaces, white space is squeezed") {
    const auto in = [](std::string_view html) { return sanitize_inline(html, "https://news.test/").text(); };
    CHECK(in("<p>One  <b>two</b>\n<i>three</i></p><p>four</p>") == "One <strong>two</strong> <em>three</em> four");
    CHECK(in("<h1>A &amp; B</h1>") == "A &amp; B");
    CHECK(in("x<b> </b>y") == "x y");
    CHECK(in("<a href=/p>p</a><a href=javascript:1>q</a>") ==
          "<a href=\"https://news.test/p\" rel=\"noopener noreferrer ugc\">p</a>q");
    CHECK(in("<em><i>deep</i></em>") == "<em>deep</em>");
    CHECK(in("a<br><br>b<br>") == "a<br>b");
    CHECK(in("Donau\xC2\xAD"
             "dampf") == "Donaudampf");
    CHECK(in("<img src=x>text<script>1</script>") == "text");
}

TEST_CASE("text of markup: references decoded, blocks parted, nothing glued") {
    CHECK(text_of("plain  text ") == "plain text");
    CHECK(text_of("<p>One</p><p>two <b>b</b>old</p>three<br>four") == "One\ntwo bold\nthree\nfour");
    CHECK(text_of("Tom &amp; Jerry &#8212; &lt;b&gt;") == "Tom & Jerry — <b>");
    CHECK(text_of("<ul><li>a<li>b</ul><table><tr><td>1</td></tr><tr><td>2</td></tr></table>") == "a\nb\n1\n2");
    CHECK(text_of("<script>x</script><style>y</style>z") == "z");
    CHECK(text_of("") == "");
}
