#include <doctest/doctest.h>
#include <sys/stat.h>

#include "base/seal.hpp"
#include "support/folder.hpp"

using namespace octavo;

TEST_CASE("a seal fits what it was made for, in this house alone") {
    const test::Folder one, other;
    const auto seal = Seal::open(one.path("secret"));
    REQUIRE(seal.has_value());
    const std::string made = seal->of("bvq3k2vs5h7la");
    CHECK(made.size() == 13);
    CHECK(seal->fits("bvq3k2vs5h7la", made));
    CHECK_FALSE(seal->fits("bvq3k2vs5h7lb", made));
    CHECK_FALSE(seal->fits("bvq3k2vs5h7la", ""));
    CHECK_FALSE(seal->fits("bvq3k2vs5h7la", made + "a"));
    const auto elsewhere = Seal::open(other.path("secret"));
    REQUIRE(elsewhere.has_value());
    CHECK_FALSE(elsewhere->fits("bvq3k2vs5h7la", made));
}

TEST_CASE("the secret outlives us, and is nobody else's to read") {
    const test::Folder folder;
    const std::string before = Seal::open(folder.path("secret"))->of("x");
    CHECK(Seal::open(folder.path("secret"))->of("x") == before);
    struct stat about{};
    REQUIRE(::stat(folder.path("secret").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
    CHECK_FALSE(Seal::open(folder.path("no/such/folder/secret")).has_value());
}
