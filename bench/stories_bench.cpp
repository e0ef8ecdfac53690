// Placing among many: how long one article takes, how much work that is, how much memory the desk holds.
//   bench_stories FILE.jsonl                      its articles, over and over, until --live are live
//   bench_stories FILE.jsonl --live 200000
//
// FILE: JSON objects a line with title, text, published, source (what `octavo stories --batch` takes). Of every further
// round all names and numbers are others (their hashes are salted), so that no round's stories are told again in the
// next, while everyday words stay what they are; each round's articles come in the same order, a minute apart.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <fstream>

#include "base/dates.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "model/terms.hpp"
#include "story/desk.hpp"
#include "text/reading.hpp"

using namespace octavo;

namespace {

double cpu_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

double resident_mb() {
    std::ifstream in("/proc/self/statm");
    std::size_t all = 0, resident = 0;
    in >> all >> resident;
    return static_cast<double>(resident) * 4096 / 1e6;
}

struct Article {
    Reading reading;
    SourceId source;
};

// The same article, about something else.
Reading in_round(const Reading& reading, std::uint64_t round) {
    if (round == 0) return reading;
    Reading other = reading;
    for (Term& term : other.terms)
        if ((term.hash & (term::is_name | term::bridge)) != 0)
            term.hash = term::word(mix64(term.hash ^ round)) | (term.hash & term::bits);
    std::ranges::sort(other.terms, {}, &Term::hash);
    for (std::uint32_t& print : other.sketch) print = static_cast<std::uint32_t>(mix64(print ^ round));
    std::ranges::sort(other.sketch);
    other.fingerprint = mix64(other.fingerprint ^ round);
    other.simhash = mix64(other.simhash ^ round);
    return other;
}

double at_share(std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

}  // namespace

int main(int argc, char** argv) {
    std::string file;
    std::size_t live = 100'000, measured = 11'000;
    CLI::App app("Placing articles among many that are live");
    app.add_option("FILE", file, "articles, JSON lines")->required()->check(CLI::ExistingFile);
    app.add_option("--live", live, "articles the desk remembers when the measuring begins");
    app.add_option("--measured", measured, "articles placed after that");
    CLI11_PARSE(app, argc, argv);

    std::vector<Article> articles;
    std::ifstream in(file);
    const double before_reading = cpu_seconds();
    for (std::string line; std::getline(in, line);) {
        const auto row = Json::parse(line);
        if (!row) continue;
        const Json& r = *row;
        articles.push_back({text::read({r["title"].string(), r["text"].string(), r["lang"].string()}),
                            source_id(r["source"].string())});
    }
    if (articles.empty()) {
        fmt::print(stderr, "bench_stories: no article in {}\n", file);
        return 2;
    }
    const double reading = (cpu_seconds() - before_reading) / static_cast<double>(articles.size());

    story::Settings settings;
    settings.max_articles = std::max(live, settings.max_articles);
    // All of them stay live: they come within the window.
    const Duration apart =
        std::min<Duration>(std::chrono::minutes(1), settings.window / static_cast<long>(live + measured + 1));
    story::Desk desk(settings);
    const double empty = resident_mb();
    std::vector<double> micros;
    std::uint64_t steps = 0;
    double cpu = 0;
    const auto base = from_unix_ms(1'700'000'000'000);
    for (std::size_t i = 0; i < live + measured; ++i) {
        if (i == live) {
            steps = desk.steps();
            cpu = cpu_seconds();
        }
        const Article& article = articles[i % articles.size()];
        const Reading reading_now = in_round(article.reading, i / articles.size());
        const auto begun = std::chrono::steady_clock::now();
        desk.place({.id = article_id_of_text("bench", fmt::format("{}", i)),
                    .source = article.source,
                    .time = base + apart * static_cast<long>(i),
                    .url = {},
                    .reading = &reading_now});
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begun;
        if (i >= live) micros.push_back(took.count());
        (void)desk.take_changes();
    }
    cpu = cpu_seconds() - cpu;
    steps = desk.steps() - steps;
    std::ranges::sort(micros);
    const auto n = static_cast<double>(measured);
    fmt::print("{} articles of {}, {} live, then {} placed\n", articles.size(), file, live, measured);
    fmt::print("reading      {:.0f} us of CPU an article\n", reading * 1e6);
    fmt::print(
        "placing      {:.0f} us of CPU an article; by the clock p50 {:.0f} us, p99 {:.0f} us, longest {:.0f} us\n",
        cpu / n * 1e6, at_share(micros, 0.5), at_share(micros, 0.99), micros.back());
    fmt::print("both         {:.0f} articles a CPU-second\n", 1 / (reading + cpu / n));
    fmt::print("work         {:.0f} steps an article\n", static_cast<double>(steps) / n);
    fmt::print("memory       {:.0f} MB for {} live articles\n", resident_mb() - empty, desk.size());
    return 0;
}
