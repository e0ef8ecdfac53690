#include "pipeline/rule_book.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/hash.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "extract/site_rules.hpp"

namespace octavo::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_files = 20'000;
constexpr std::uintmax_t max_file = 64 * 1024;

Result<std::string> read_rules(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error) return fail(Fault::not_found, fmt::format("{}: {}", path.string(), error.message()));
    if (size > max_file)
        return fail(Fault::usage, fmt::format("{}: {} bytes of rules; at most {}", path.string(), size, max_file));
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    if (!in) return fail(Fault::not_found, fmt::format("{}: cannot be read", path.string()));
    return text.str();
}

// As addresses carry it: "münchen.example" is xn--mnchen-3ya.example there, and people write files as they read.
std::string host_of(std::string_view name) {
    const bool wide = name.starts_with('.');
    if (wide) name.remove_prefix(1);
    const auto url = Url::parse(fmt::format("https://{}/", name));
    std::string host = url && url->path() == "/" ? std::string(url->host()) : utf8::lower(name);
    if (host.starts_with("www.")) host.erase(0, 4);
    return wide ? "." + host : host;
}

}  // namespace

Result<RuleBook> RuleBook::load(const std::string& folder) {
    std::error_code error;
    std::vector<fs::path> paths;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (at->path().extension() != ".txt") continue;  // a collection's readme, its licence, its .git
        if (paths.size() == max_files)
            return fail(Fault::usage, fmt::format("{}: more than {} files of rules", folder, max_files));
        paths.push_back(at->path());
    }
    if (error) return fail(Fault::not_found, fmt::format("site rules: {}: {}", folder, error.message()));
    std::ranges::sort(paths);

    RuleBook book;
    for (const fs::path& path : paths) {
        auto text = read_rules(path);
        if (!text) {
            book.left_out_.push_back(text.error().detail);
            continue;
        }
        const auto rules = extract::SiteRules::parse(*text, path.filename().string());
        if (!rules) {
            book.left_out_.push_back(rules.error().detail);
            continue;
        }
        std::ranges::copy(rules->notes(), std::back_inserter(book.notes_));
        book.files_.insert_or_assign(host_of(path.stem().string()), std::move(*text));
    }
    std::string all;
    for (const auto& [host, text] : book.files_) all += fmt::format("{} {}\n{}", host, text.size(), text);
    book.print_ = hash64(all);
    return book;
}

const std::string& RuleBook::for_page(std::string_view url) const {
    static const std::string none;
    if (files_.empty()) return none;
    const auto address = Url::parse(url);
    if (!address) return none;
    std::string host(address->host());
    if (host.starts_with("www.")) host.erase(0, 4);
    if (const auto own = files_.find(host); own != files_.end()) return own->second;
    // From the narrowest name that covers it to the widest.
    for (std::string_view wide = host;;) {
        if (const auto found = files_.find("." + std::string(wide)); found != files_.end()) return found->second;
        const auto dot = wide.find('.');
        if (dot == std::string_view::npos) return none;
        wide.remove_prefix(dot + 1);
    }
}

}  // namespace octavo::pipeline
