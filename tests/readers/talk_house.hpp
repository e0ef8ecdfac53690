// A house with comments: a real archive, accounts that are there at once, and a clock that does not wait.
#pragma once

#include <doctest/doctest.h>

#include "readers/house.hpp"
#include "readers/talk.hpp"

using namespace octavo;
using namespace std::chrono_literals;
using readers::By;
using readers::Refusal;
using readers::Talk;
using State = Comment::State;

namespace octavo::test {

inline const ArticleId one{11}, two{12};

struct House : test::AccountsHouse {
    std::unique_ptr<Talk> talk;
    explicit House(readers::TalkSettings settings = {.hold_first = false})
        : talk(Talk::open(archive.folder.path(), std::move(settings), *accounts, clock).value()) {}
    Talk::Said say(const readers::Visitor& who, const std::string& text, std::int64_t parent = 0,
                   std::vector<ArticleId> articles = {one}) {
        clock.advance(1min);
        const auto said = talk->say(who, articles, parent, text);
        REQUIRE_MESSAGE(said.has_value(), (said ? 0 : static_cast<int>(said.error().why)));
        return *said;
    }
    // All that somebody sees there, the oldest first.
    std::vector<Comment> all(std::vector<ArticleId> articles = {one}, const readers::Visitor* who = nullptr) {
        const auto page = talk->page(articles, who, {.threads = 1000, .answers = 1000}).value();
        std::vector<Comment> out;
        for (const Talk::Thread& thread : page.threads) {
            out.push_back(thread.head);
            out.insert(out.end(), thread.answers.begin(), thread.answers.end());
        }
        std::ranges::sort(out, {}, &Comment::number);
        return out;
    }
    // As it stands in the archive.
    Comment now(std::int64_t number) {
        const auto there = talk->comment(By::command_line(), number).value();
        REQUIRE(there.has_value());
        return *there;
    }
    // As who decides about it has it before them.
    Comment now(std::int64_t number, const readers::Visitor&) { return now(number); }
    // Accounts of a moment ago have no vote.
    void grow_up() { clock.advance(Talk::grown_up); }
};

}  // namespace octavo::test
