// A house with comments: a real archive, accounts that are there at once, and a clock that does not wait.
#pragma once

#include <doctest/doctest.h>

#include "readers/talk.hpp"
#include "store/archive.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::By;
using readers::Refusal;
using readers::Talk;
using State = Comment::State;

namespace octavo::test {

inline const ArticleId one{11}, two{12};

struct House {
    test::Archive archive;
    ManualClock clock{at("2026-11-27T08:00:00Z")};
    std::unique_ptr<readers::Accounts> accounts =
        readers::Accounts::open(archive.folder.path(),
                                {.sign_up = readers::SignUp::open, .cost = readers::PasswordCost::least()}, clock)
            .value();
    std::unique_ptr<Talk> talk;
    explicit House(readers::TalkSettings settings = {.hold_first = false})
        : talk(Talk::open(archive.folder.path(), std::move(settings), *accounts, clock).value()) {}
    readers::Visitor join(const std::string& name, Role role = Role::reader) {
        const auto pass = accounts->invite(By::command_line(), role).value();
        const auto in = accounts->sign_up(name, "correct horse battery", pass, {.household = 7, .device = "x"});
        REQUIRE(in.has_value());
        return *accounts->visitor(in->secret).value();
    }
    Talk::Said say(const readers::Visitor& who, const std::string& text, std::int64_t parent = 0,
                   std::vector<ArticleId> articles = {one}) {
        clock.advance(1min);
        const auto said = talk->say(who, articles, parent, text);
        REQUIRE_MESSAGE(said.has_value(), (said ? 0 : static_cast<int>(said.error().why)));
        return *said;
    }
    std::vector<Comment> all(std::vector<ArticleId> articles = {one}, const readers::Visitor* who = nullptr) {
        return talk->conversation(articles, who).value();
    }
    Comment now(std::int64_t number, const readers::Visitor& who) {
        const auto here = talk->conversation(std::vector<ArticleId>{one, two}, &who).value();
        for (const Comment& c : here)
            if (c.number == number) return c;
        FAIL("no such comment");
        return {};
    }
};

}  // namespace octavo::test
