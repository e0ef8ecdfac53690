// Forms that bring a file, as browsers send them, and as nobody should.
#include "web/multipart.hpp"

#include <doctest/doctest.h>

using namespace octavo::web;

TEST_CASE("fields and files of a form, whatever bytes a file has") {
    CHECK(multipart_boundary("multipart/form-data; boundary=----WebKitX").value() == "----WebKitX");
    CHECK(multipart_boundary("multipart/form-data; boundary=\"a b\"; charset=x").value() == "a b");
    CHECK_FALSE(multipart_boundary("application/x-www-form-urlencoded").has_value());
    CHECK_FALSE(multipart_boundary("multipart/form-data; boundary=").has_value());
    const std::string file("PK\x03\x04\0\r\n--Y\r\n\r\n", 14);
    const std::string body =
        "--X\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n--X\r\ncontent-disposition: form-data; "
        "filename=\"name.opml\"; name=\"file\"\r\nContent-Type: text/xml\r\n\r\n" +
        file + "\r\n--X--\r\n";
    const auto parts = parts_of(body, "X");
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].name == "token");
    CHECK(parts[0].content == "abc");
    CHECK_FALSE(parts[0].is_file);
    CHECK(parts[1].name == "file");
    CHECK(parts[1].is_file);
    CHECK(parts[1].content == file);
}

TEST_CASE("a form that is cut, or none, has the parts that are whole") {
    const std::string one = "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
    CHECK(parts_of(one + "--X--", "X").size() == 1);
    CHECK(parts_of(one, "X").empty());
    CHECK(parts_of(one + "--X\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n2", "X").size() == 1);
    CHECK(parts_of("", "X").empty());
    CHECK(parts_of("a=1&b=2", "X").empty());
    CHECK(parts_of("--X\r\n\r\nno head\r\n--X--", "X").empty());
    std::string many;
    for (int i = 0; i < 100; ++i) many += one;
    CHECK(parts_of(many + "--X--", "X").size() == 32);
}
