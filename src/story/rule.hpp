// Whether an article belongs to a story: a logistic model over what the desk sees of both. Pure; thread-safe.
//
// Its weights stand in data/story_rule.txt, a line each ("join margin 3.7"), set by hand or learnt by train_stories.py
// from articles with labels; data/README.md says which. `octavo stories --batch --weights FILE` judges by another file.
// A threshold on one likeness was the road before: what is near enough differs between headlines and long texts, young
// and old stories, three words shared or thirty, and no single number served them all.
// Checked by tests/story/rule_test.cpp.
#pragma once
#include <array>
#include <string_view>

#include "base/result.hpp"

namespace octavo::story {

// What is seen of an article and one story; likenesses are 0..1.
struct Evidence {
    float best = 0, second = 0;            // of the nearest members, less most of what the heaviest shared word gives
    float centre = 0;                      // of all members together
    float title = 0, lead = 0, names = 0;  // of the best member in each field
    float single = 0;                      // how much of the best likeness hangs on one word
    float shared = 0;                      // words shared with the nearest member
    float votes = 0;                       // the story's share of the article's nearest neighbours
    float terms = 0;                       // different words of the article
    float gap_days = 0, span_days = 0;     // since the story's last article; from its first to its last with this one
    float members = 1;
    bool same_source = false;  // the nearest member's
    bool headline = false;     // there is no text, only a title
};

constexpr std::array feature_names =
    std::to_array<std::string_view>({"bias", "margin", "title", "lead", "names", "single", "shared", "votes", "gap",
                                     "span", "drift", "same_source", "headline"});
using Features = std::array<float, feature_names.size()>;
Features features_of(const Evidence& evidence);

class Rule {
  public:
    // The one in the binary.
    static const Rule& shipped();
    // Lines "join NAME WEIGHT" and "pair NAME WEIGHT"; '#' begins a remark. A name that is unknown or missing is a
    // fault.
    static Result<Rule> parse(std::string_view text);

    // How likely the article belongs to the story, 0..1; it joins from 0.5 on.
    float join(const Evidence& evidence) const;
    // The same of two articles that stand alone, by someone who has read no others.
    float pair(const Evidence& evidence) const;

  private:
    Features join_{}, pair_{};
};

}  // namespace octavo::story
