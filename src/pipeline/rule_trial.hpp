// What site rules would make of pages that are kept, before anybody puts them to work: each page read by the rules in
// force and by those that were typed, with what is only on one side marked. Changes nothing.
//
//   TRY(line.try_rules({.host = "paper.example", .text = "body: //main\n", .versions = {17}}, stop))
//   -> [{.title = "...", .covered = true, .before = {...}, .after = {...}}]
//
// A page is read as reading again would (reread.hpp): with its feed's hints, what its site repeats, its further pages.
// Bounded: so many pages, so many bytes of each, and no page is begun when the time is over. Texts come shortened.
// Checked by tests/pipeline/rule_trial_test.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/article.hpp"

namespace octavo::pipeline {

struct RuleTrialWish {
    static constexpr std::size_t most_pages = 5, most_bytes = 4U << 20;  // of a page with those behind it
    std::string host;                                                    // whose file it would be
    std::string text;                                                    // the rules; "" none
    std::vector<std::int64_t> versions;                                  // of kept pages
    Duration longest = std::chrono::seconds(15);
};

struct RuleTrial {
    struct Line {
        std::string text;
        bool only_here = false;  // the other side has it not
    };
    struct Side {
        ReadStatus status = ReadStatus::article;
        std::string title, authors, image;
        std::optional<Instant> published;
        std::vector<Line> text;  // its paragraphs
        bool cut = false;        // there are more
        std::string why;         // how it was read
    };
    std::string url, title;  // of the article as it stands
    bool covered = true;     // rules of this host would speak for it
    std::string trouble;     // why it was not read; ""
    Side before, after;
};

// Marks what only one of them has: the longest lines both have, in order, are the ones they share.
void mark_differences(std::vector<RuleTrial::Line>& a, std::vector<RuleTrial::Line>& b);

}  // namespace octavo::pipeline
