// The archive's figures, per CPU-second: articles written (row, body, reading, full text), article pages read, lists,
// searches. Texts are drawn from a Zipf vocabulary of 60,000 words, 5 KB an article, so that the index works as hard as
// it does on news.
#include <benchmark/benchmark.h>

#include <random>

#include "search/search.hpp"
#include "support/archive.hpp"
#include "text/reading.hpp"

namespace {

using namespace octavo;

class Writer {
  public:
    explicit Writer(unsigned seed) : random_(seed) {
        for (int rank = 1; rank <= 60'000; ++rank) weights_.push_back(1.0 / rank);
        pick_ = std::discrete_distribution<int>(weights_.begin(), weights_.end());
    }
    store::ArticleWrite article(int n) {
        auto one = test::article(n, fmt::format("paper{}.example", n % 50));
        auto& parsed = one.parsed;
        parsed.extraction.title = words(10);
        parsed.extraction.blocks.clear();
        std::string text;
        for (int p = 0; p < 12; ++p) {
            Block block;
            block.text = words(65);
            text += block.text + "\n\n";
            parsed.extraction.blocks.push_back(std::move(block));
        }
        parsed.excerpt = text.substr(0, 250);
        parsed.search = {.title = parsed.extraction.title, .body = text};
        parsed.served = digest(text);
        parsed.reading.words = 780;
        parsed.reading.terms.clear();
        for (std::uint64_t t = 0; t < 200; ++t)
            parsed.reading.terms.push_back({mix64(t * 977 + static_cast<unsigned>(n)), 0.1F});
        for (int r = 1; r <= 8 && n - r * 3 >= 0; ++r)
            one.placement.related.emplace_back(
                test::article(n - r * 3, fmt::format("paper{}.example", (n - r * 3) % 50)).parsed.id,
                0.9F / static_cast<float>(r));
        return one;
    }
    std::string words(int count) {
        std::string out;
        for (int i = 0; i < count; ++i) {
            if (i > 0) out += ' ';
            // Frequent words are short, as in any language.
            auto rank = static_cast<unsigned>(pick_(random_)) + 1;
            for (unsigned left = rank * 7; left > 0; left /= 17) out += static_cast<char>('a' + left % 17);
        }
        return out;
    }

  private:
    std::mt19937 random_;
    std::vector<double> weights_;
    std::discrete_distribution<int> pick_;
};

void put_sources(store::Store& archive) {
    for (int s = 0; s < 50; ++s)
        if (!archive.put_source(test::source(fmt::format("paper{}.example", s)))) std::abort();
}

// Filled once for all that read.
struct Filled {
    static constexpr int articles = 6000;
    test::Folder folder;
    std::unique_ptr<store::Store> archive = std::move(*store::Store::open(folder.path()));
    std::unique_ptr<store::Reader> reader;
    std::vector<ArticleId> ids;
    Filled() {
        put_sources(*archive);
        Writer writer(7);
        for (int n = 0; n < articles;) {
            std::vector<store::ArticleWrite> batch;
            for (int i = 0; i < 100; ++i) batch.push_back(writer.article(n++));
            for (const auto& one : batch) ids.push_back(one.parsed.id);
            if (!archive->write(batch)) std::abort();
        }
        reader = std::move(*archive->reader());
    }
};
Filled& filled() {
    static Filled all;
    return all;
}

void per_cpu_second(benchmark::State& state, double items) {
    state.counters["per_cpu_s"] = benchmark::Counter(items, benchmark::Counter::kIsRate);
}

void write_articles(benchmark::State& state) {
    const auto batch_size = static_cast<int>(state.range(0));
    constexpr int total = 6000;
    std::vector<store::ArticleWrite> all;
    Writer writer(1);
    for (int n = 0; n < total; ++n) all.push_back(writer.article(n));
    std::int64_t bytes = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const test::Folder folder;
        auto archive = std::move(*store::Store::open(folder.path()));
        put_sources(*archive);
        state.ResumeTiming();
        for (int n = 0; n < total; n += batch_size)
            if (!archive->write(std::span(all).subspan(static_cast<std::size_t>(n),
                                                       static_cast<std::size_t>(std::min(batch_size, total - n)))))
                state.SkipWithError("write failed");
        state.PauseTiming();
        bytes = archive->database().bytes();
        archive.reset();
        state.ResumeTiming();
    }
    per_cpu_second(state, static_cast<double>(state.iterations()) * total);
    state.counters["bytes_an_article"] = static_cast<double>(bytes) / total;
}
BENCHMARK(write_articles)->Arg(64)->Iterations(1)->Unit(benchmark::kMillisecond);

void known_already(benchmark::State& state) {
    auto& all = filled();
    Writer writer(7);
    std::vector<store::ArticleWrite> batch;
    for (int n = 0; n < 64; ++n) batch.push_back(writer.article(n));
    for (auto _ : state) benchmark::DoNotOptimize(all.archive->write(batch));
    per_cpu_second(state, static_cast<double>(state.iterations()) * 64);
}
BENCHMARK(known_already);

void article_page(benchmark::State& state) {
    auto& all = filled();
    std::size_t at = 0;
    for (auto _ : state) {
        at = (at + 2654435761U) % all.ids.size();
        benchmark::DoNotOptimize(all.reader->article(all.ids[at]));
    }
    per_cpu_second(state, static_cast<double>(state.iterations()));
}
BENCHMARK(article_page);

void newest_thirty(benchmark::State& state) {
    auto& all = filled();
    for (auto _ : state) benchmark::DoNotOptimize(all.reader->list({}));
    per_cpu_second(state, static_cast<double>(state.iterations()));
}
BENCHMARK(newest_thirty);

void search_for(benchmark::State& state, const char* query) {
    auto& all = filled();
    std::size_t hits = 0;
    for (auto _ : state) {
        const auto found = search::search(*all.reader, {.text = query});
        hits = found ? found->matches : 0;
        benchmark::DoNotOptimize(found);
    }
    state.counters["matches"] = static_cast<double>(hits);
    per_cpu_second(state, static_cast<double>(state.iterations()));
}
BENCHMARK_CAPTURE(search_for, common, "h");
BENCHMARK_CAPTURE(search_for, two_common, "h o");
BENCHMARK_CAPTURE(search_for, rare, "hbcb");
BENCHMARK_CAPTURE(search_for, none, "zebra");

}  // namespace

BENCHMARK_MAIN();
