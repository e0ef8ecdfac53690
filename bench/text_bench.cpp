// What understanding one article costs: reading it, finding its language, placing it among thousands.
#include <benchmark/benchmark.h>

#include <random>

#include "story/desk.hpp"
#include "text/language.hpp"
#include "text/reading.hpp"
#include "text/words.hpp"

using namespace octavo;

namespace {

// Text with a vocabulary as skewed as a newspaper's: word k about k times rarer than the first.
std::string article(unsigned seed, std::size_t bytes) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::string out = "The council said on Monday that ";
    while (out.size() < bytes) {
        const auto rank = static_cast<unsigned>(std::exp(uniform(random) * std::log(200'000.0)));
        out += static_cast<char>('a' + rank % 23);
        for (unsigned r = rank; r != 0; r /= 19) out += static_cast<char>('a' + r % 19);
        out += random() % 14 == 0 ? ". The " : random() % 90 == 0 ? ".\n\nBut " : " ";
    }
    return out;
}

void read(benchmark::State& state) {
    std::vector<std::string> articles;
    for (unsigned i = 0; i < 200; ++i) articles.push_back(article(i, 6000));
    std::size_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(text::read({"Council votes on trams", articles[i++ % 200], "en"}));
    state.SetItemsProcessed(state.iterations());
}

void search_text(benchmark::State& state) {
    const std::string body = article(1, 6000);
    for (auto _ : state) benchmark::DoNotOptimize(text::search_text("Council votes on trams", body, "en"));
    state.SetItemsProcessed(state.iterations());
}

void sentences(benchmark::State& state) {
    const std::string body = article(1, 6000);
    for (auto _ : state) benchmark::DoNotOptimize(text::sentences(body, "en"));
    state.SetItemsProcessed(state.iterations());
}

void language(benchmark::State& state) {
    const std::string body = article(1, 6000);
    for (auto _ : state) benchmark::DoNotOptimize(text::identify(body, "en"));
    state.SetItemsProcessed(state.iterations());
}

// Placing one article among `range` live ones.
void place(benchmark::State& state) {
    story::Settings settings;
    settings.max_articles = static_cast<std::size_t>(state.range(0));
    story::Desk desk(settings);
    std::vector<Reading> readings;
    for (unsigned i = 0; i < 500; ++i) readings.push_back(text::read({"", article(i, 3000), "en"}));
    std::uint64_t number = 0;
    const auto one = [&] {
        ++number;
        const Instant time = from_unix_ms(static_cast<std::int64_t>(number) * 20'000);
        return desk.place({{number}, {number % 50}, time, "", &readings[number % readings.size()]});
    };
    while (desk.size() < settings.max_articles) one();
    for (auto _ : state) benchmark::DoNotOptimize(one());
    state.SetItemsProcessed(state.iterations());
}

}  // namespace

BENCHMARK(read)->Unit(benchmark::kMicrosecond);
BENCHMARK(search_text)->Unit(benchmark::kMicrosecond);
BENCHMARK(sentences)->Unit(benchmark::kMicrosecond);
BENCHMARK(language)->Unit(benchmark::kMicrosecond);
BENCHMARK(place)->Arg(1000)->Arg(11'000)->Unit(benchmark::kMicrosecond);
BENCHMARK_MAIN();
