#include "markup/encoding.hpp"

#include <doctest/doctest.h>

#include "base/utf8.hpp"

using namespace octavo;
using namespace octavo::markup;
using namespace std::string_literals;

TEST_CASE("the charset of a content type is read whatever its case, quotes and company") {
    CHECK(charset_of("text/html; charset=UTF-8") == "utf-8");
    CHECK(charset_of("text/html;CharSet = \"KOI8-R\"") == "koi8-r");
    CHECK(charset_of("text/html; boundary=x; charset='latin1'") == "latin1");
    CHECK(charset_of("text/html") == "");
    CHECK(charset_of("text/html; charset=") == "");
    CHECK(charset_of("charset=utf-8") == "");  // the type itself is missing: no parameter
}

TEST_CASE("a byte order mark beats header and meta") {
    const auto page = decode_html("\xEF\xBB\xBF<meta charset=koi8-r>\xC3\xA9", "text/html; charset=windows-1251");
    CHECK(page.encoding == "utf-8");
    CHECK(page.text == "<meta charset=koi8-r>é");
    const auto wide = decode_html("\xFF\xFEh\0i\0"s, "text/html; charset=utf-8");
    CHECK(wide.encoding == "utf-16le");
    CHECK(wide.text == "hi");
}

TEST_CASE("the transport's charset beats the page's own") {
    const auto page = decode_html("<meta charset=utf-8>\xCC\xE8\xF0", "text/html; charset=windows-1251");
    CHECK(page.encoding == "windows-1251");
    CHECK(page.text == "<meta charset=utf-8>Мир");
}

TEST_CASE("labels are the Encoding standard's: latin1 is windows-1252, a meta cannot ask for UTF-16") {
    CHECK(decode_html("<meta charset=latin1>\x93q\x94", "").text == "<meta charset=latin1>“q”");
    CHECK(decode_html("<meta charset=utf-16>\xC3\xA9", "").encoding == "utf-8");
    CHECK(decode_html("<meta http-equiv=content-type content='text/html; charset=shift_jis'>\x93\xFA\x96\x7B", "")
              .text.ends_with("日本"));
    CHECK(decode_as("caf\xE9", "latin1") == "café");
    CHECK(decode_as("caf\xE9", "no-such-label") == "caf\xEF\xBF\xBD");
}

TEST_CASE("a label for one-byte text loses against several well-formed UTF-8 sequences") {
    CHECK(decode_html("<meta charset=iso-8859-1>déjà vu, garçon", "").encoding == "utf-8");
    // One accented pair may be meant as it stands.
    CHECK(decode_html("<meta charset=iso-8859-1>\xC3\xA9", "").encoding == "windows-1252");
}

TEST_CASE("a UTF-8 label loses when no sequence is well formed") {
    const auto page = decode_html("<meta charset=utf-8>caf\xE9 cr\xE8me, gar\xE7on, fen\xEAtre ouverte", "");
    CHECK(page.text.find("café crème, garçon") != std::string::npos);
    // One bad byte among good ones is mended, not believed.
    const auto mended = decode_html("<meta charset=utf-8>caf\xC3\xA9 cr\xC3\xA8me \xE9.", "");
    CHECK(mended.encoding == "utf-8");
    CHECK(mended.text.ends_with("café crème \xEF\xBF\xBD."));
}

TEST_CASE("a meta behind the first 1,024 bytes still counts where the bytes are no UTF-8") {
    const std::string page = "<head><!--" + std::string(3000, 'x') + "--><meta charset=windows-1251>\xCC\xE8\xF0";
    CHECK(decode_html(page, "").encoding == "windows-1251");
}

TEST_CASE("XML follows its declaration, then UTF-8") {
    CHECK(decode_xml("<?xml version='1.0' encoding='ISO-8859-2'?><a>\xB3</a>", "").text.find("ł") != std::string::npos);
    CHECK(
        decode_xml("<?xml version='1.0' encoding='ISO-8859-2'?><a>\xC5\x82</a>", "text/xml; charset=utf-8").encoding ==
        "utf-8");
    CHECK(decode_xml("<a>\xC5\x82</a>", "text/xml").encoding == "utf-8");
    CHECK(decode_xml("<\0?\0x\0m\0l\0?\0>\0<\0a\0/\0>\0"s, "").text == "<?xml?><a/>");
    CHECK(decode_xml("\n <?xml version=\"1.0\" encoding=\"windows-1251\"?>\xCC\xE8\xF0", "").encoding ==
          "windows-1251");
}

TEST_CASE("undeclared text is told apart by its bytes") {
    // "Все счастливые семьи похожи друг на друга" as koi8-r or windows-1251 is recognised, whichever it is.
    const std::string cp1251 =
        "\xC2\xF1\xE5 \xF1\xF7\xE0\xF1\xF2\xEB\xE8\xE2\xFB\xE5 \xF1\xE5\xEC\xFC\xE8 \xEF\xEE\xF5\xEE\xE6\xE8 "
        "\xE4\xF0\xF3\xE3 \xED\xE0 \xE4\xF0\xF3\xE3\xE0, \xEA\xE0\xE6\xE4\xE0\xFF "
        "\xED\xE5\xF1\xF7\xE0\xF1\xF2\xEB\xE8\xE2\xE0\xFF";
    CHECK(decode_html(cp1251, "").text.starts_with("Все счастливые семьи"));
    CHECK(decode_html("", "").encoding == "utf-8");
}

TEST_CASE("every answer is well-formed UTF-8, also for cut and hostile sequences") {
    const std::string bytes = "\x1B$B\x46|\xFF\xD8\x00\x81\x30\x89"s;
    for (const auto* label : {"big5", "euc-jp", "euc-kr", "gbk", "gb18030", "iso-2022-jp", "shift_jis", "utf-16le",
                              "utf-16be", "utf-8", "windows-1252", "x-user-defined", "replacement", "ibm866"}) {
        for (std::size_t n = 0; n <= bytes.size(); ++n) {
            CAPTURE(label);
            CHECK(utf8::valid(decode_as(std::string_view(bytes).substr(0, n), label)));
        }
    }
    CHECK(decode_as("\xD8", "utf-16be") == "\xEF\xBF\xBD");  // half a unit at the end
}

TEST_CASE("decoding in blocks loses nothing at the seams") {
    std::string bytes;
    std::string expected;
    for (int i = 0; i < 9001; ++i) {
        bytes += "\x93\xFA";
        expected += "日";
    }
    CHECK(decode_as(bytes, "shift_jis") == expected);
}

TEST_CASE("no character is lost in a long text, whatever its encoding") {
    for (const char* label : {"windows-1251", "shift_jis", "euc-kr", "gb18030", "big5", "koi8-r", "iso-2022-jp"}) {
        CAPTURE(label);
        // ASCII in which every position is told apart by its neighbours, longer than any buffer inside.
        std::string text;
        for (int i = 0; text.size() < 40'000; ++i) text += fmt::format("{} ", i);
        CHECK(markup::decode_as(text, label) == text);
    }
    std::string cyrillic(10'000, '\xE0');  // windows-1251: а
    std::string expected;
    for (std::size_t i = 0; i < cyrillic.size(); ++i) expected += "а";
    CHECK(markup::decode_as(cyrillic, "windows-1251") == expected);
    std::string kanji;
    for (int i = 0; i < 5000; ++i) kanji += "\x93\xfa";  // shift_jis: 日, two bytes, across every slice's edge
    kanji.insert(0, "x");
    std::string days = "x";
    for (int i = 0; i < 5000; ++i) days += "日";
    CHECK(markup::decode_as(kanji, "shift_jis") == days);
}

TEST_CASE("a page that is UTF-8 already is not copied") {
    const std::string page = "<p>d\xC3\xA9j\xC3\xA0 vu";
    std::string room;
    CHECK(markup::decode_html(page, "", room).data() == page.data());
    CHECK(markup::decode_html("\xEF\xBB\xBF" + page, "", room) == page);
    CHECK(room.empty());
    CHECK(markup::decode_html("<meta charset=latin1>\xE9t\xE9", "", room) == "<meta charset=latin1>\xC3\xA9t\xC3\xA9");
}
