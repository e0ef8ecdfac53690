// Any bytes as a query: it is parsed, asked of a small archive, and shown.
#include <cstdint>
#include <cstdlib>

#include "search/search.hpp"
#include "support/archive.hpp"
#include "text/reading.hpp"

namespace {

struct Archive {
    octavo::test::Folder folder;
    std::unique_ptr<octavo::store::Store> store = std::move(*octavo::store::Store::open(folder.path()));
    std::unique_ptr<octavo::store::Reader> reader;

    Archive() {
        using namespace octavo;
        if (!store->put_source(test::source("harbour.example"))) std::abort();
        std::vector<store::ArticleWrite> batch;
        for (const auto* text : {"The old lock and the new lock.", "Die Häuser am Fluss.", "東京都で橋を公開した。",
                                 "افتتحت المدينة جسرا جديدا."}) {
            auto& one = batch.emplace_back(test::article(static_cast<int>(batch.size()), "harbour.example", text));
            one.parsed.search = text::search_text(one.parsed.extraction.title, text, "en");
        }
        if (!store->write(batch)) std::abort();
        reader = std::move(*store->reader());
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static Archive archive;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto order : {octavo::search::Order::best, octavo::search::Order::newest}) {
        const auto found =
            octavo::search::search(*archive.reader, {.text = text, .order = order, .limit = 5, .offset = 0});
        if (!found) std::abort();  // no query is a failure
        for (const auto& hit : found->hits)
            for (const auto& [begin, end] : hit.marks)
                if (begin >= end || end > hit.snippet.size()) std::abort();
    }
    return 0;
}
