// What goes first: one formula for every list of stories, with a reason for every position. Pure; thread-safe.
//
//   score =  publishers  * log2(1 + publishers with a report of their own)      copies of one text count once
//          + velocity    * log2(1 + reports of the last hours)
//          - freshness   * hours since the newest report / half-life
//          + weight      * mean of the publishers' weights, as the operator set them
//          + language    where the story is told in the edition's language
//          + place       where a publisher of the edition's country tells it
//          + picture     where the card has one
//          - kind        where all of it is opinion, analysis, sponsored, ... (each its own)
//          - repeat      for each story of the same publisher and section that stands above it
//
// A sum, so that each part can be read off: eleven publishers half a day ago stand level with three just now. A learned
// ranker was considered and left out: nobody could ask it why. Time is the newest article's, never the wall clock, so
// that one archive gives one page. Weights: settings ranking.*; `octavo why STORY` prints the sum.
// Checked by tests/story/ranking_test.cpp.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "model/article.hpp"

namespace octavo::story {

struct Weights {
    double publishers = 1;
    double velocity = 0.5;
    double freshness = 1;
    double half_life_hours = 8;
    double velocity_hours = 3;
    double publisher_weight = 1;
    double language = 2;
    double place = 0.5;
    double picture = 0.35;
    double opinion = 0.7, analysis = 0.3, live = 0, press_release = 100, sponsored = 100, satire = 2, audio = 0.7,
           video = 0.7;
    double repeat = 0.6;
    std::map<std::string, double, std::less<>> publishers_by_domain;  // what is not named weighs 0
};

// One article of the story.
struct Report {
    SourceId source;
    Instant time{};
    Kind kind = Kind::news;
    bool copy = false;                // of a text another publisher had before
    std::string_view language;        // BCP 47
    std::string_view source_country;  // ISO 3166-1 alpha-2; "" unknown
    double source_weight = 0;         // the operator's; 0 as any other
};

struct Wanted {
    std::string_view language, country;  // the edition's
    Instant now{};                       // the newest article's time
};

struct RankTerm {
    std::string_view name;
    std::string what;  // "4 publishers with a report of their own"
    double points = 0;
};

struct Rank {
    double score = 0;
    std::vector<RankTerm> terms;  // those that count; their points add up to the score
};

Rank rank(std::span<const Report> story, bool picture, const Wanted& wanted, const Weights& weights);

// The order of the front: best first; a story loses for each one above it that shares its first publisher and section.
struct Ranked {
    std::size_t at = 0;  // in `ranks`
    double score = 0;    // with what it lost
    std::size_t repeats = 0;
};
struct Face {
    SourceId source;
    std::string_view section;
};
std::vector<Ranked> in_order(std::span<const Rank> ranks, std::span<const Face> faces, const Weights& weights);

}  // namespace octavo::story
