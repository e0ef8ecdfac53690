#include <doctest/doctest.h>

#include "picture/plate.hpp"

using namespace octavo;
using picture::Form;

namespace {
picture::Developed developed() {
    return {.width = 1600,
            .height = 1067,
            .blur = "blur",
            .prints = {
                {160, Form::webp, "a"}, {320, Form::webp, "bb"}, {640, Form::webp, "ccc"}, {640, Form::jpeg, "dddd"}}};
}
}  // namespace

TEST_CASE("a plate gives back what was put on it") {
    const std::string bytes = picture::write_plate(developed());
    const auto head =
        picture::read_plate_head(std::string_view(bytes).substr(0, picture::longest_plate_head), bytes.size());
    REQUIRE(head.has_value());
    CHECK(head->width == 1600);
    CHECK(head->height == 1067);
    CHECK(head->blur == "blur");
    REQUIRE(head->prints.size() == 4);
    const auto bytes_of = [&](const auto* entry) { return bytes.substr(entry->at, entry->bytes); };
    CHECK(bytes_of(head->best(160, Form::webp)) == "a");
    CHECK(bytes_of(head->best(200, Form::webp)) == "bb");
    CHECK(bytes_of(head->best(1280, Form::webp)) == "ccc");
    CHECK(bytes_of(head->best(1, Form::webp)) == "a");
    CHECK(bytes_of(head->best(960, Form::jpeg)) == "dddd");
}

TEST_CASE("a plate that was cut, grew or was written by somebody else is none") {
    const std::string bytes = picture::write_plate(developed());
    for (std::size_t length = 0; length < bytes.size(); ++length)
        CHECK_FALSE(picture::read_plate_head(std::string_view(bytes).substr(0, length), length).has_value());
    CHECK_FALSE(picture::read_plate_head(bytes, bytes.size() + 1).has_value());
    CHECK_FALSE(picture::read_plate_head(std::string(4096, 'x'), 4096).has_value());
    std::string lying = bytes;
    lying[16] = '\x7F';
    CHECK_FALSE(picture::read_plate_head(lying, lying.size()).has_value());
}
