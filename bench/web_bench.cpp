// What pages cost: through a Seat, over a real archive in a temporary folder, without the network. items_per_second is
// requests per second of CPU.   build/release/bench/bench_web
#include <benchmark/benchmark.h>

#include "support/archive.hpp"
#include "web/drawing.hpp"
#include "web/message.hpp"
#include "web/page.hpp"
#include "web/pages.hpp"
#include "web/site.hpp"

namespace {

using namespace octavo;

constexpr int articles = 3000;  // more than the page cache holds, so that going round them misses it every time

struct House {
    test::Folder folder;
    std::unique_ptr<store::Store> store;
    SystemClock clock;
    web::SiteSettings settings;
    std::unique_ptr<web::Site> site;
    std::unique_ptr<web::Seat> seat;
    std::vector<std::string> addresses;

    House() {
        store = *store::Store::open(folder.path());
        (void)store->put_source(test::source("harbour.example"));
        std::vector<store::ArticleWrite> batch;
        for (int n = 0; n < articles; ++n) {
            auto a = test::article(n);
            Block paragraph;
            for (int i = 0; i < 12; ++i) {
                paragraph.text = fmt::format(
                    "Paragraph {} of report {}. The harbour master opened the new lock on Monday, and the first barge "
                    "through it carried \"apples\" & "
                    "pears from the upper river. Nobody could say who had ordered them, but by noon they had all been "
                    "sold on the quay, and the "
                    "band played until the rain came.",
                    i, n);
                a.parsed.extraction.blocks.push_back(paragraph);
            }
            for (int r = 1; r <= 5 && n >= r; ++r)
                a.placement.related.emplace_back(
                    batch.empty() ? a.parsed.id : batch[static_cast<std::size_t>(n - r)].parsed.id, 0.5F);
            batch.push_back(std::move(a));
        }
        for (std::size_t at = 0; at < batch.size(); at += 500) (void)store->write(std::span(batch).subspan(at, 500));
        site = std::make_unique<web::Site>(settings,
                                           web::Archive{.open = [this]() -> Result<web::Hands> {
                                                            return web::Hands{TRY(store->reader()),
                                                                              [](auto& reader, const auto& ask) {
                                                                                  return search::search(reader, ask);
                                                                              }};
                                                        },
                                                        .generation = [this] { return store->generation(); }},
                                           clock, [] { return web::Outlook{}; });
        seat = site->seat();
        for (const auto& a : batch)
            addresses.push_back("/en-gb/" + web::article_place(a.parsed.id, a.parsed.extraction.title));
    }
};

House& house() {
    static House house;
    return house;
}

void ask(benchmark::State& state, std::string_view target, std::string_view accept = {}) {
    House& h = house();
    std::string out;
    for (auto _ : state) {
        const auto response = h.seat->answer({.target = target, .host = "localhost", .accept_encoding = accept});
        if (response.status != 200) state.SkipWithError("not a page");
        out.clear();
        web::append_head(out, response, "Sun, 22 Nov 2026 09:16:00 GMT", false);
        benchmark::DoNotOptimize(out.data());
    }
    state.SetItemsProcessed(state.iterations());
}

void cached_listing(benchmark::State& state) { ask(state, "/en-gb"); }
BENCHMARK(cached_listing);
void cached_listing_packed(benchmark::State& state) { ask(state, "/en-gb", "gzip, deflate, br, zstd"); }
BENCHMARK(cached_listing_packed);

void article_from_store(benchmark::State& state) {
    House& h = house();
    std::size_t i = 0, bytes = 0;
    for (auto _ : state) {
        const auto response = h.seat->answer({.target = h.addresses[i++ % h.addresses.size()], .host = "localhost"});
        if (response.status != 200) state.SkipWithError("not a page");
        bytes += response.page->bytes().size();
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["page_bytes"] = static_cast<double>(bytes) / static_cast<double>(state.iterations());
}
BENCHMARK(article_from_store);

// The page of an article whose data is in memory: written, named by its bytes, its head put before it.
void article_rendered(benchmark::State& state) {
    House& h = house();
    auto reader = h.store->reader();
    const auto cards = reader ? (*reader)->list({.limit = 1}) : Result<std::vector<store::Card>>();
    if (!cards || cards->empty()) return state.SkipWithError("an empty archive");
    const auto spread = (*reader)->spread(cards->front().id, {});
    if (!spread || !*spread) return state.SkipWithError("no such article");
    const web::Tongue tongue(*find_edition("en-gb"));
    const web::Setting setting{.site = h.settings, .tongue = tongue, .now = h.clock.now(), .outlook = {}, .origin = ""};
    std::string out;
    std::size_t bytes = 0;
    for (auto _ : state) {
        web::Response response;
        response.page =
            std::make_shared<const web::Page>(web::article_page(setting, **spread), "text/html; charset=utf-8", true);
        out.clear();
        web::append_head(out, response, "Sun, 22 Nov 2026 09:16:00 GMT", false);
        benchmark::DoNotOptimize(out.data());
        bytes = response.page->bytes().size();
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["page_bytes"] = static_cast<double>(bytes);
}
BENCHMARK(article_rendered);

void drawing(benchmark::State& state) {
    int i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(web::draw_landscape(fmt::format("{}", i++)));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(drawing);

}  // namespace

BENCHMARK_MAIN();
