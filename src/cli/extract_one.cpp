#include "cli/extract_one.hpp"

#include "cli/batch_input.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/progress.hpp"
#include "extract/page.hpp"
#include "fetch/gate.hpp"

namespace octavo::cli {
namespace {

struct Got {
    std::string bytes, url, content_type, robots;
};

Result<Got> fetch_page(const std::string& address, const Config& config) {
    const auto url = Url::parse(address);
    if (!url) return fail(Fault::usage, fmt::format("{}: not an address", address));
    fetch::Gate gate(config.gate);
    auto answer = TRY(gate.get({.url = *url, .purpose = fetch::Purpose::page, .etag = {}, .last_modified = {}}));
    if (answer.status != 200)
        return fail(Fault::unreachable, fmt::format("{}: the server answered {}", address, answer.status));
    return Got{std::move(answer.body), answer.url.href(), std::string(answer.header("content-type")),
               std::string(answer.header("x-robots-tag"))};
}

}  // namespace

int extract_for_people(const Options& options) {
    auto config = load_config(options.flags);
    if (!config) return report(config.error());
    int worst = 0;
    for (const std::string& argument : options.args) {
        if (ArticleId::parse(argument)) {
            Options one = options;
            one.args = {argument};
            worst = std::max(worst, command_show(one, *config));
            continue;
        }
        Result<Got> got = Got{};
        if (argument.starts_with("http://") || argument.starts_with("https://")) {
            got = fetch_page(argument, *config);
        } else {
            auto bytes = read_input_file(argument);
            if (bytes)
                got->bytes = std::move(*bytes);
            else
                got = std::unexpected(bytes.error());
        }
        if (!got) {
            worst = std::max(worst, report(got.error()));
            continue;
        }
        extract::Extractor extractor;
        const Extraction extraction = extractor.extract({.bytes = got->bytes,
                                                         .url = got->url,
                                                         .content_type = got->content_type,
                                                         .robots = got->robots,
                                                         .now = SystemClock{}.now()});
        if (extraction.title.empty() && extraction.blocks.empty()) {
            fmt::print("{}: no article in it ({}: {})\n", printable(argument), name_of(extraction.status),
                       extraction.why);
            worst = std::max(worst, static_cast<int>(Exit::some_refused));
            continue;
        }
        if (extraction.status != ReadStatus::article)
            fmt::print("({}: {})\n\n", name_of(extraction.status), extraction.why);
        print_extraction(extraction, extraction.canonical.empty() ? got->url : extraction.canonical);
    }
    return worst;
}

}  // namespace octavo::cli
