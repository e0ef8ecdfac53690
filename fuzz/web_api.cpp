// Any bytes as a request to the API: it is read or has a problem; what it names is bounded, and the problem is JSON.
#include <cstdlib>

#include "base/json.hpp"
#include "web/api_ask.hpp"
#include "web/sitemaps.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace octavo;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const std::string& target : {std::string(text), fmt::format("{}{}", web::api_root, text)}) {
        const auto ask = web::read_api_request(target);
        if (!ask) {
            const auto json = Json::parse(web::problem_json(ask.error()));
            if (!json || !(*json)["status"].is_number()) std::abort();
            if (ask.error().detail.size() > 2000) std::abort();
            continue;
        }
        if (!ask->edition || !ask->operation || ask->limit > 500 || ask->from > 2000) std::abort();
        if (ask->text.size() > 1300 || ask->key.size() > 20'000) std::abort();
    }
    if (const auto file = web::read_day_file(text); file && file->name() != text) std::abort();
    return 0;
}
