#include "pipeline/kept_body.hpp"

#include "model/wire.hpp"
#include "store/packer.hpp"

namespace octavo::pipeline {
namespace {

constexpr std::uint64_t version = 1;
constexpr std::size_t max_packed = 128u << 10;  // a thousand feeds may be in hand at a time, rows and all
constexpr fetch::DecodeCaps unpacked = {.max_ratio = 1000};
constexpr std::string_view told[] = {"content-type", "content-location", "content-language"};  // all a parser wants

}  // namespace

std::string keep_body(const fetch::Fetched& answer) {
    const std::string packed = store::pack_raw(answer.body);
    if (packed.empty() || packed.size() > max_packed) return {};
    wire::Encoder out;
    out.number(version);
    out.string(answer.url.href());
    for (const std::string_view name : told) out.string(answer.header(name));
    out.string(packed);
    return out.take();
}

std::optional<fetch::Fetched> kept_body(std::string_view bytes) {
    wire::Decoder in(bytes);
    if (in.number() != version) return std::nullopt;
    auto url = Url::parse(in.string());
    std::vector<std::pair<std::string, std::string>> headers;
    for (const std::string_view name : told) headers.emplace_back(name, in.string());
    const auto packed = in.string();
    if (!in.done() || !url) return std::nullopt;
    auto body = fetch::decode(fetch::Coding::zstd, packed, unpacked);
    if (!body) return std::nullopt;
    fetch::Fetched out{.url = *std::move(url), .status = 200, .headers = std::move(headers), .body = *std::move(body)};
    return out;
}

}  // namespace octavo::pipeline
