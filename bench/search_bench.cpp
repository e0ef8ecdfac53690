// Search in a large archive: how long a ranked search takes, and how many of its ten best a ranking of all matches
// would have among its own ten.
//   bench_search FILE.jsonl --data DIR                     makes the archive in DIR, or uses the one that is there
//   bench_search FILE.jsonl --data DIR --articles 100000
//
// FILE: JSON objects a line with title, text, lang. Each article made has the headline of one and paragraphs of several
// others, so that words are as common, and stand as often together, as in the text they come from. They are spread
// evenly over --days. Queries: the commonest words, pairs of common words, and pairs out of one headline.
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <random>

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "search/search.hpp"
#include "support/archive.hpp"
#include "text/reading.hpp"
#include "text/words.hpp"

using namespace octavo;

namespace {

constexpr std::size_t top = 10, batch_size = 500;

struct Piece {
    std::string title, title_terms;
    std::vector<std::string> paragraphs, paragraph_terms;
};

std::vector<Piece> read(const std::string& path) {
    std::vector<Piece> pieces;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        const auto json = Json::parse(line);
        if (!json) continue;
        const auto language = (*json)["lang"].string();
        Piece piece{.title = std::string((*json)["title"].string()),
                    .title_terms = {},
                    .paragraphs = {},
                    .paragraph_terms = {}};
        piece.title_terms = text::index_terms(piece.title, language);
        const std::string body((*json)["text"].string());
        for (std::size_t at = 0; at < body.size();) {
            const auto end = std::min(body.find("\n\n", at), body.size());
            std::string paragraph = body.substr(at, end - at);
            at = end + 2;
            if (paragraph.size() < 40) continue;
            piece.paragraph_terms.push_back(text::index_terms(paragraph, language));
            piece.paragraphs.push_back(std::move(paragraph));
        }
        if (!piece.title_terms.empty() && piece.paragraphs.size() > 2) pieces.push_back(std::move(piece));
    }
    return pieces;
}

void fill(store::Store& archive, const std::vector<Piece>& pieces, int articles, int days) {
    for (int s = 0; s < 50; ++s)
        if (!archive.put_source(test::source(fmt::format("paper{}.example", s)))) std::abort();
    std::mt19937_64 random(7);
    const auto pick = [&]() -> const Piece& { return pieces[random() % pieces.size()]; };
    const Instant first = Instant(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1));
    const auto apart = std::chrono::duration_cast<Duration>(std::chrono::days(days)) / articles;
    std::vector<store::ArticleWrite> batch;
    for (int n = 0; n < articles; ++n) {
        auto one = test::article(n, fmt::format("paper{}.example", random() % 50));
        auto& parsed = one.parsed;
        const Piece& told = pick();
        parsed.extraction.title = told.title;
        parsed.search = {.title = told.title_terms, .body = {}};
        parsed.extraction.blocks.clear();
        parsed.extraction.published = first + apart * n;
        one.first_seen = *parsed.extraction.published;
        parsed.reading.terms.clear();
        std::size_t words = 0;
        for (const std::size_t wanted = 4 + random() % 16; parsed.extraction.blocks.size() < wanted;) {
            const Piece& from = pick();
            const std::size_t p = random() % from.paragraphs.size();
            Block block;
            block.text = from.paragraphs[p];
            words += static_cast<std::size_t>(std::ranges::count(block.text, ' '));
            parsed.extraction.blocks.push_back(std::move(block));
            parsed.search.body += from.paragraph_terms[p] + ' ';
        }
        parsed.excerpt = parsed.extraction.blocks[0].text.substr(0, 250);
        parsed.served = digest(parsed.search.body + std::to_string(n));
        parsed.reading.words = static_cast<std::uint32_t>(words);
        parsed.reading.language = "en";
        batch.push_back(std::move(one));
        if (batch.size() == batch_size || n + 1 == articles) {
            if (const auto written = archive.write(batch); !written)
                fmt::print("write: {}\n", written.error().detail), std::exit(1);
            batch.clear();
            if ((n + 1) % 50'000 == 0) fmt::print(stderr, "{} articles\n", n + 1);
        }
    }
}

std::vector<std::string> common_queries(const std::vector<Piece>& pieces, std::size_t queries) {
    std::map<std::string, int> counted;
    for (const Piece& piece : pieces)
        for (std::size_t p = 0; p < std::min<std::size_t>(piece.paragraphs.size(), 8); ++p)
            for (const text::Span word : text::words(piece.paragraphs[p], "en")) {
                std::string folded = utf8::lower(piece.paragraphs[p].substr(word.begin, word.end - word.begin));
                if (folded.size() > 3 && !text::is_stop_word(folded, "en")) ++counted[folded];
            }
    std::vector<std::pair<std::string, int>> by_count(counted.begin(), counted.end());
    std::ranges::sort(by_count, std::greater(), &std::pair<std::string, int>::second);
    std::mt19937_64 random(11);
    std::vector<std::string> out;
    const auto common = [&](std::size_t ranks) { return by_count[random() % std::min(ranks, by_count.size())].first; };
    for (std::size_t i = 0; i < queries; ++i) {
        if (i % 4 == 0) out.push_back(common(100));
        if (i % 4 == 1) out.push_back(common(1'000));
        if (i % 4 == 2) out.push_back(common(300) + ' ' + common(300));
        if (i % 4 == 3) {
            const std::string& title = pieces[random() % pieces.size()].title;
            const auto words = text::words(title, "en");
            const auto word = [&] {
                const auto span = words[random() % words.size()];
                return title.substr(span.begin, span.end - span.begin);
            };
            out.push_back(word() + ' ' + word());
        }
    }
    return out;
}

double cpu_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](timeval t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Search in a large archive");
    std::string file, data;
    int articles = 1'000'000, days = 200;
    std::size_t queries = 200;
    std::size_t window = search::Ask{}.ranked_together;
    app.add_option("file", file, "JSON objects a line: title, text, lang")->required()->check(CLI::ExistingFile);
    app.add_option("--data", data, "the archive's folder; filled if it is empty")->required();
    app.add_option("--articles", articles, "how many")->check(CLI::PositiveNumber);
    app.add_option("--days", days, "spread over so many")->check(CLI::PositiveNumber);
    app.add_option("--queries", queries, "how many questions");
    app.add_option("--window", window, "so many of the newest matches are ranked together");
    CLI11_PARSE(app, argc, argv);

    const auto pieces = read(file);
    if (pieces.empty()) return fmt::print(stderr, "{}: no articles\n", file), 2;
    auto opened = store::Store::open(data);
    if (!opened) return fmt::print(stderr, "{}\n", opened.error().detail), 2;
    store::Store& archive = **opened;
    auto reader = std::move(*archive.reader());
    if (reader->stats()->articles == 0) {
        const double begun = cpu_seconds();
        fill(archive, pieces, articles, days);
        fmt::print("{} articles written, {:.0f} a CPU-second, {:.1f} GB\n", articles,
                   articles / (cpu_seconds() - begun), static_cast<double>(archive.database().bytes()) / 1e9);
        reader = std::move(*archive.reader());
    }
    const auto asked = common_queries(pieces, queries);
    std::vector<double> took;
    double shared = 0, wanted = 0, common = 0;
    for (const std::string& query : asked) {
        const double begun = cpu_seconds();
        const auto quick = search::search(*reader, {.text = query, .limit = top, .ranked_together = window});
        took.push_back(1e3 * (cpu_seconds() - begun));
        const auto whole = search::search(*reader, {.text = query, .limit = top, .ranked_together = std::size_t(-1)});
        if (!quick || !whole) return fmt::print(stderr, "{}: failed\n", query), 1;
        std::size_t same = 0;
        for (const auto& hit : quick->hits)
            same += std::ranges::any_of(whole->hits, [&](const auto& other) { return other.card.id == hit.card.id; });
        shared += static_cast<double>(same);
        wanted += static_cast<double>(whole->hits.size());
        common += quick->more ? 1 : 0;
        fmt::print("{:28} {:7.1f} ms  {:8} matches  {:2} of {}\n", query, took.back(), whole->matches, same,
                   whole->hits.size());
    }
    std::ranges::sort(took);
    fmt::print(
        "{} articles, {} queries: p50 {:.1f} ms, p99 {:.1f} ms, worst {:.1f} ms of CPU; {:.3f} of the ten best of a "
        "full ranking\n",
        reader->stats()->articles, asked.size(), took[took.size() / 2], took[took.size() * 99 / 100], took.back(),
        shared / std::max(wanted, 1.0));
    return 0;
}
