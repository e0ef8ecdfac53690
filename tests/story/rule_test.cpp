#include "story/rule.hpp"

#include <doctest/doctest.h>

#include <sstream>

namespace octavo::story {
namespace {

std::string whole(std::string_view kind_to_leave_out = "") {
    std::ostringstream out;
    for (const std::string_view kind : {"join", "pair"})
        for (const std::string_view name : feature_names)
            if (kind != kind_to_leave_out) out << kind << ' ' << name << ' ' << (name == "margin" ? 4 : 0) << '\n';
    return out.str();
}

}  // namespace

TEST_CASE("the rule in the binary can be read, and likeness speaks for belonging") {
    const Rule& rule = Rule::shipped();
    Evidence near{.best = 0.6F, .second = 0.5F, .centre = 0.6F, .lead = 0.5F, .shared = 30, .terms = 150, .members = 4};
    Evidence far{.best = 0.05F, .second = 0.04F, .centre = 0.04F, .shared = 4, .terms = 150, .members = 4};
    CHECK(rule.join(near) > 0.5F);
    CHECK(rule.join(far) < 0.5F);
    CHECK(rule.pair(near) > rule.pair(far));
}

TEST_CASE("a file of weights that is not whole, or names what is not there, is refused with the line") {
    CHECK(Rule::parse(whole()));
    CHECK(Rule::parse("# a remark\n" + whole()));
    const auto half = Rule::parse(whole("pair"));
    REQUIRE_FALSE(half);
    CHECK(half.error().detail.find("no weight for pair") != std::string::npos);
    for (const std::string_view bad :
         {"join nonsense 1", "merge margin 1", "join margin", "join margin x", "join margin inf"}) {
        const auto refused = Rule::parse(whole() + std::string(bad) + "\n");
        REQUIRE_FALSE(refused);
        CHECK(refused.error().detail.find(bad) != std::string::npos);
    }
}

TEST_CASE("odd evidence gives a number between nought and one") {
    const Rule rule = *Rule::parse(whole());
    for (const float odd : {0.0F, -1.0F, 1e30F, -1e30F}) {
        const float p =
            rule.join({.best = odd, .second = odd, .centre = odd, .terms = odd, .gap_days = odd, .members = odd});
        CHECK(p >= 0);
        CHECK(p <= 1);
    }
}

}  // namespace octavo::story
