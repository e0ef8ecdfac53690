#include "provider/secret.hpp"

#include <cstdlib>
#include <fstream>

#include "base/utf8.hpp"

namespace octavo::provider {
namespace {

constexpr std::size_t most_key = 4096, telling = 8;
constexpr std::string_view black = "[key]";

Result<std::string> first_line(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(most_key + 1, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (in.gcount() == 0) return fail(Fault::usage, fmt::format("{}: cannot be read, or is empty", path));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes.substr(0, bytes.find_first_of("\r\n"));
}

}  // namespace

Result<Secret> Secret::read(const ServiceSettings& service, std::string_view section) {
    Secret out;
    std::string where;
    if (!service.key_file.empty()) {
        where = fmt::format("{}.key_file: {}", section, service.key_file);
        auto line = first_line(service.key_file);
        if (!line) return fail(Fault::usage, fmt::format("{}.key_file: {}", section, line.error().detail));
        out.key_ = utf8::trim(*line);
    } else if (!service.key_env.empty()) {
        // Not even the name is repeated: some write the key itself there.
        where = fmt::format("{}.key_env: the environment variable named there", section);
        const char* value = std::getenv(service.key_env.c_str());
        if (!value || !*value) return fail(Fault::usage, where + " is not set");
        out.key_ = utf8::trim(value);
    } else {
        return out;
    }
    // What stands in a header line is printable ASCII without blanks: anything else is no key, and could be two lines.
    const bool plain = std::ranges::all_of(out.key_, [](char c) { return c > ' ' && c < 0x7F; });
    if (out.key_.empty() || out.key_.size() > most_key || !plain)
        return fail(Fault::usage, where + " holds no key: one line of letters, digits and signs");
    return out;
}

std::string Secret::black_out_whole(std::string_view text) const {
    std::string out(text);
    if (key_.size() < telling) return out;
    for (auto at = out.find(key_); at != std::string::npos; at = out.find(key_, at + black.size()))
        out.replace(at, key_.size(), black);
    return out;
}

std::string Secret::black_out(std::string_view text) const {
    std::string out;
    if (key_.empty()) return std::string(text);
    const std::size_t least = std::min(telling, key_.size());
    for (std::size_t at = 0; at < text.size();) {
        // The longest piece of the key that begins here, wherever in the key it stands.
        std::size_t longest = 0;
        for (std::size_t from = 0; from + least <= key_.size(); ++from) {
            std::size_t same = 0;
            while (from + same < key_.size() && at + same < text.size() && key_[from + same] == text[at + same]) ++same;
            longest = std::max(longest, same);
        }
        if (longest >= least) {
            out += black;
            at += longest;
        } else {
            out += text[at++];
        }
    }
    return out;
}

}  // namespace octavo::provider
