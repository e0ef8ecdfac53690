// A story taken apart: its articles' sentences, and which of them say nearly the same. What the digest, the comparison
// and the timeline are made from. Pure; thread-safe. The texts must outlive it.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "assist/agreement.hpp"
#include "assist/sentence_list.hpp"
#include "assist/summary.hpp"
#include "base/time.hpp"

namespace octavo::assist {

struct StoryArticle {
    std::string_view source;  // the publisher's name or domain: two articles of one source are one voice
    SourceText words;
    std::optional<Instant> published;
    bool is_copy = false;  // of another article here: it is no voice of its own
};

// A sentence of a story.
struct Told {
    std::uint32_t article = 0;  // its place in the span that was given
    Cited sentence;
    friend bool operator==(const Told&, const Told&) = default;
};

// What one or more sources say in nearly the same words.
struct Statement {
    std::vector<Told> told;  // to be shown first: whose words most of the others bear out; each article at most once
    std::vector<Told> differing;  // the same with another number: they do not agree
    std::uint32_t sources = 0;    // of `told`
    std::uint32_t place = 0;      // how far in front it stands where it stands first, in sentences
    float worth = 0;              // how much of the story it says
    bool leans = false, opens = false;
};

// Caps: of what stands behind nothing is said.
constexpr std::size_t most_story_articles = 40, most_story_sentences = 50;  // sentences of an article

struct StoryMatter {
    std::span<const StoryArticle> articles;  // the first most_story_articles
    std::vector<SentenceList> lists;         // of each article
    std::vector<Statement> statements;       // in the order they were first met
    WordUses uses;                           // of all sentences
    std::uint32_t sources = 0;               // voices: without copies
    std::size_t steps = 0;                   // work done, for tests

    std::string_view string(const Told& t) const {
        return lists[t.article].text.substr(t.sentence.at.begin, t.sentence.at.end - t.sentence.at.begin);
    }
};
// Sentences of other events (an article that touches many) are marked and make no statement. Articles that were not
// gathered as one story have none: what they share is not what they are about.
enum class Gathered : std::uint8_t { one_story, several };
StoryMatter story_matter(std::span<const StoryArticle> articles, Gathered as = Gathered::one_story);

}  // namespace octavo::assist
