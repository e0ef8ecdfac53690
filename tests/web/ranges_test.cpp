// Parts of an answer (RFC 9110, section 14).
#include "web/ranges.hpp"

#include <doctest/doctest.h>

namespace octavo::web {
namespace {

using Is = RangeAsked::Is;

TEST_CASE("a range is the bytes it names, as far as there are any") {
    const auto part = [](std::string_view header) {
        const RangeAsked asked = read_range(header, 1000);
        CHECK(asked.is == Is::part);
        return asked.slice;
    };
    CHECK(part("bytes=0-499") == Slice{0, 500});
    CHECK(part("bytes=500-") == Slice{500, 500});
    CHECK(part("bytes=-200") == Slice{800, 200});
    CHECK(part("bytes=-5000") == Slice{0, 1000});
    CHECK(part("bytes=999-999") == Slice{999, 1});
    CHECK(part("bytes=0-99999999999999999999999") == Slice{0, 1000});
    CHECK(part("BYTES= 0 - 9 ") == Slice{0, 10});
}

TEST_CASE("bytes that are not there are said to be beyond") {
    for (const char* header : {"bytes=1000-", "bytes=1000-2000", "bytes=99999999999999999999999-", "bytes=-0"})
        CHECK(read_range(header, 1000).is == Is::beyond);
    CHECK(read_range("bytes=0-", 0).is == Is::beyond);
    CHECK(read_range("bytes=-1", 0).is == Is::beyond);
}

TEST_CASE("what is not understood asks for the whole") {
    for (const char* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-3", "bytes=0-1,5-6", "lines=0-5",
                               "bytes=+1-2", "bytes=0x1-2", "bytes=1", "bytes=--1"})
        CHECK(read_range(header, 1000).is == Is::whole);
}

Response recording() {
    return {.page = std::make_shared<const Page>("0123456789", "audio/mpeg", false), .ranges = true};
}

std::string sent(const Response& response) {
    std::string out;
    append_head(out, response, "Thu, 01 Jan 1970 00:00:00 GMT", false);
    return out += body_of(response);
}

TEST_CASE("an answer becomes 206 or 416, with what RFC 9110 asks for") {
    Response part = recording();
    answer_range(part, {.range = "bytes=2-4"});
    CHECK(part.status == 206);
    const std::string text = sent(part);
    CHECK(text.starts_with("HTTP/1.1 206 Partial Content\r\n"));
    CHECK(text.find("\r\nContent-Range: bytes 2-4/10\r\n") != std::string::npos);
    CHECK(text.find("\r\nContent-Length: 3\r\n") != std::string::npos);
    CHECK(text.find("\r\nETag: \"") != std::string::npos);
    CHECK(text.find("Content-Encoding") == std::string::npos);
    CHECK(text.ends_with("\r\n\r\n234"));

    Response beyond = recording();
    answer_range(beyond, {.range = "bytes=10-"});
    CHECK(beyond.status == 416);
    CHECK(sent(beyond).find("\r\nContent-Range: bytes */10\r\n") != std::string::npos);
    CHECK(sent(beyond).find("\r\nContent-Length: 0\r\n") != std::string::npos);

    Response whole = recording();
    answer_range(whole, {});
    CHECK(whole.status == 200);
    CHECK(sent(whole).find("\r\nAccept-Ranges: bytes\r\n") != std::string::npos);
    CHECK(sent(whole).ends_with("\r\n\r\n0123456789"));
}

TEST_CASE("a range of another recording, and of a HEAD, is the whole") {
    const std::string tag = recording().page->etag();
    CHECK(tag.starts_with("\""));  // strong: bytes that are never packed have one form
    const auto status = [](const Request& request) {
        Response response = recording();
        answer_range(response, request);
        return response.status;
    };
    CHECK(status({.range = "bytes=2-4", .if_range = tag}) == 206);
    CHECK(status({.range = "bytes=2-4", .if_range = "\"other\""}) == 200);
    CHECK(status({.range = "bytes=2-4", .if_range = "W/" + tag}) == 200);
    CHECK(status({.range = "bytes=2-4", .if_range = "Thu, 01 Jan 1970 00:00:00 GMT"}) == 200);
    CHECK(status({.head = true, .range = "bytes=2-4"}) == 200);
    Response packed{.page = std::make_shared<const Page>("0123456789", "text/html", true), .ranges = true};
    answer_range(packed, {.range = "bytes=2-4", .if_range = packed.page->etag()});
    CHECK(packed.status == 200);  // a weak tag names no bytes
}

}  // namespace
}  // namespace octavo::web
