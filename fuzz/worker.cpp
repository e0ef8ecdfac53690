// The worker's wall: arbitrary bytes as a job, and arbitrary bytes as the page of a good job. Whatever comes, the
// answer decodes, and what is fit to print has an id, a title and well-formed text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.hpp"
#include "pipeline/raw_archive.hpp"
#include "pipeline/worker.hpp"

using namespace octavo;

namespace {

void expect(bool truth) {
    if (!truth) std::abort();
}

void look_at(const ParsedArticle& article) {
    expect(decode_parsed_article(encode(article)).has_value());
    if (!pipeline::fit_to_print(article)) return;
    expect(static_cast<bool>(article.id));
    expect(!article.extraction.title.empty() && utf8::valid(article.extraction.title));
    expect(utf8::valid(plain_text(article.extraction)));
    expect(utf8::valid(article.excerpt));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static pipeline::Worker worker;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto answer = worker.run(bytes)) {
        const auto article = decode_parsed_article(*answer);
        expect(article.has_value());
        look_at(*article);
    }
    if (const auto told = pipeline::from_metadata(bytes)) {
        ParseJob replayed;
        replayed.url = told->asked_for;
        replayed.hints = told->hints;
        look_at(worker.run(replayed));
        const auto again = pipeline::from_metadata(pipeline::to_metadata(*told));
        expect(again && again->hints.published == told->hints.published);
    }
    ParseJob job;
    job.url = "https://paper.example/a";
    job.seen = from_unix_ms(1'752'480'000'000);
    job.source = source_id("paper.example");
    job.html = bytes;
    job.hints.title = bytes.substr(0, size / 4);
    job.hints.content = bytes.substr(size / 2);
    look_at(worker.run(job));
    return 0;
}
