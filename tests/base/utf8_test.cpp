#include <doctest/doctest.h>

#include "base/utf8.hpp"

using namespace octavo;

TEST_CASE("overlong forms, surrogates and cut sequences are not UTF-8") {
    CHECK(utf8::valid("plain, é, 日本, 😀"));
    for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xE2\x82", "\xF5\x80\x80\x80", "\x80", "\xF4\x90\x80\x80"})
        CHECK_FALSE(utf8::valid(bad));
}

TEST_CASE("ASCII is skipped up to the first byte that is none, wherever it stands") {
    for (std::size_t at = 0; at < 80; ++at) {
        std::string text(80, 'a');
        CHECK(utf8::skip_ascii(text, at) == 80);
        text[at] = '\x80';
        CHECK(utf8::skip_ascii(text) == at);
        CHECK_FALSE(utf8::valid(text));
    }
}

TEST_CASE("repair gives one replacement character for each maximal subpart") {
    CHECK(utf8::repair("a\xE2\x82z") == "a\xEF\xBF\xBDz");
    CHECK(utf8::repair("\xFF\xFE") == "\xEF\xBF\xBD\xEF\xBF\xBD");
    CHECK(utf8::repair("good") == "good");
}

TEST_CASE("a cut never ends inside a code point") {
    CHECK(utf8::cut("aé", 2) == "a");
    CHECK(utf8::cut("aé", 3) == "aé");
    CHECK(utf8::cut("日本", 5) == "日");
}

TEST_CASE("byte offsets become code point offsets, forwards and after going back") {
    utf8::CodePoints points("aé日b");
    CHECK(points.at(1) == 1);
    CHECK(points.at(3) == 2);
    CHECK(points.at(6) == 3);
    CHECK(points.at(1) == 1);
    CHECK(points.at(100) == 4);
}

TEST_CASE("white space of every kind is squeezed to one space") {
    CHECK(utf8::squeeze("  a\u00a0\u3000 b\n\tc ") == "a b c");
    CHECK(utf8::squeeze(" \n ") == "");
}

TEST_CASE("an excerpt ends at a sentence when that keeps most of the room, else at a word") {
    CHECK(utf8::excerpt("Short text.", 50) == "Short text.");
    CHECK(utf8::excerpt("The tram opens at last today. The mayor came by bicycle.", 34) ==
          "The tram opens at last today.");
    CHECK(utf8::excerpt("The tram opens in the harbour quarter, they say", 20) == "The tram opens in…");
    CHECK(utf8::excerpt("港の電車が開通しました。市長は自転車で来ました。", 12) == "港の電車が開通しました。");
    CHECK(utf8::excerpt("港の電車が開通しました。市長は自転車で来ました。", 5) == "港の電車が…");
}

TEST_CASE("a query's bytes never break the next code point reader") {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text(3, static_cast<char>(byte));
        std::size_t at = 0;
        int steps = 0;
        while (at < text.size()) {
            utf8::next(text, at);
            REQUIRE(++steps <= 3);
        }
    }
}

TEST_CASE("control characters leave, tabs and line ends stay, and nothing else is touched") {
    CHECK(utf8::without_controls("a\x1b[31mb\x07\x7f\tc\nd\r") == "a[31mb\tc\nd\r");
    CHECK(utf8::without_controls("x\xC2\x9B"
                                 "1m\xC2\x85y \xC2\xA0\xC3\x9B\xE2\x82\xAC") == "x1my \xC2\xA0\xC3\x9B\xE2\x82\xAC");
    CHECK(utf8::without_controls("\xC2") == "\xC2");
}
