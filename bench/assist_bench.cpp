// What assists the reader, in CPU time: an article of 700 words, a story of ten such articles. Texts are made up, with
// the word counts and sentence lengths of news.
#include <benchmark/benchmark.h>

#include "assist/compare.hpp"
#include "assist/digest.hpp"
#include "assist/level.hpp"
#include "assist/people.hpp"
#include "assist/timeline.hpp"
#include "assist/tone.hpp"

using namespace octavo;
using namespace octavo::assist;

namespace {

constexpr std::string_view beginnings[] = {
    "The council of Brookford voted on Monday", "Mayor Jane Doe, the party leader, said",
    "Inspectors of the Transport Board found",  "Twelve people were hurt",
    "Residents near Castle Bridge complained",  "A court in Westhaven ruled"};
constexpr std::string_view ends[] = {"that trams will return to the harbour bridge before the end of the year",
                                     "after a long debate about the costs, which rose to 40 million pounds",
                                     "while repairs of two pillars went on for another three weeks",
                                     "because nobody had checked the rails since the storm on 3 May",
                                     "although the opposition called the plan \"a very bad idea for everybody here\""};

std::string article(unsigned seed, std::size_t words = 700) {
    std::string out;
    std::size_t count = 0;
    for (unsigned i = seed * 7; count < words; i += 1 + (i + seed) % 3) {
        const auto sentence = fmt::format("{} {} in case {} of ward {}. ", beginnings[i % 6], ends[(i / 6 + seed) % 5],
                                          i * 31 % 97, i % 13);
        count += static_cast<std::size_t>(std::ranges::count(sentence, ' '));
        out += sentence;
        if (i % 3 == 0) out += "\n\n";
    }
    return out;
}

void summary_of_700_words(benchmark::State& state) {
    const std::string text = article(1);
    for (auto _ : state)
        benchmark::DoNotOptimize(summarize({"Trams return to Brookford", text, "en"}).sentences.size());
}
BENCHMARK(summary_of_700_words)->Unit(benchmark::kMicrosecond);

void level_and_tone_of_700_words(benchmark::State& state) {
    const std::string text = article(1);
    const SentenceList list = sentence_list({"", text, "en"});
    for (auto _ : state) {
        benchmark::DoNotOptimize(reading_level(list, "en")->score);
        benchmark::DoNotOptimize(tone(list, "en")->loaded.size());
    }
}
BENCHMARK(level_and_tone_of_700_words)->Unit(benchmark::kMicrosecond);

struct Ten {
    std::vector<std::string> texts, names;
    std::vector<StoryArticle> articles;
    Ten() {
        for (unsigned i = 0; i < 10; ++i) texts.push_back(article(i)), names.push_back(fmt::format("Paper {}", i));
        for (unsigned i = 0; i < 10; ++i)
            articles.push_back({.source = names[i],
                                .words = {"Trams return", texts[i], "en"},
                                .published = at("2025-07-16T08:00:00Z")});
    }
};

void digest_of_ten(benchmark::State& state) {
    const Ten ten;
    for (auto _ : state) benchmark::DoNotOptimize(digest(story_matter(ten.articles)).sentences.size());
}
BENCHMARK(digest_of_ten)->Unit(benchmark::kMicrosecond);

void all_of_a_story_of_ten(benchmark::State& state) {
    const Ten ten;
    for (auto _ : state) {
        const StoryMatter story = story_matter(ten.articles);
        const StoryNames names = story_names(story);
        benchmark::DoNotOptimize(digest(story).sentences.size());
        benchmark::DoNotOptimize(compare(story, names).numbers.size());
        benchmark::DoNotOptimize(timeline(story).entries.size());
        benchmark::DoNotOptimize(who_is_who(story, names).size());
    }
}
BENCHMARK(all_of_a_story_of_ten)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
