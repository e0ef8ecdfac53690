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
    // One that cannot be read does not hide a good one of the same host.
    const auto leave_out = [&book](const fs::path& path, std::string why) {
        book.left_out_.push_back(why);
        book.files_.try_emplace(host_of(path.stem().string()),
                                File{.name = path.filename().string(), .text = {}, .trouble = std::move(why)});
    };
    for (const fs::path& path : paths) {
        auto text = read_rules(path);
        if (!text) {
            leave_out(path, text.error().detail);
            continue;
        }
        const auto rules = extract::SiteRules::parse(*text, path.filename().string());
        if (!rules) {
            leave_out(path, rules.error().detail);
            continue;
        }
        std::ranges::copy(rules->notes(), std::back_inserter(book.notes_));
        book.files_.insert_or_assign(host_of(path.stem().string()),
                                     File{.name = path.filename().string(), .text = std::move(*text), .trouble = {}});
    }
    std::string all;
    for (const auto& [host, file] : book.files_) {
        if (file.trouble.empty()) all += fmt::format("{} {}\n{}", host, file.text.size(), file.text);
        book.broken_ += file.trouble.empty() ? 0 : 1;
    }
    book.print_ = hash64(all);
    return book;
}

const std::string& RuleBook::for_page(std::string_view url) const {
    static const std::string none;
    const File* file = file_for(url);
    return file ? file->text : none;
}

const RuleBook::File* RuleBook::file_for(std::string_view url) const {
    if (files_.empty()) return nullptr;
    const auto address = Url::parse(url);
    if (!address) return nullptr;
    const auto in_force = [&](std::string_view name) -> const File* {
        const File* file = file_of(name);
        return file && file->trouble.empty() ? file : nullptr;
    };
    std::string host(address->host());
    if (host.starts_with("www.")) host.erase(0, 4);
    if (const File* own = in_force(host)) return own;
    // From the narrowest name that covers it to the widest.
    for (std::string_view wide = host;;) {
        if (const File* found = in_force("." + std::string(wide))) return found;
        const auto dot = wide.find('.');
        if (dot == std::string_view::npos) return nullptr;
        wide.remove_prefix(dot + 1);
    }
}

const RuleBook::File* RuleBook::file_of(std::string_view host) const {
    const auto found = files_.find(host);
    return found == files_.end() ? nullptr : &found->second;
}

std::string RuleBook::host_named(std::string_view name) {
    constexpr std::size_t longest = 253;  // https://datatracker.ietf.org/doc/html/rfc1035#section-2.3.4
    if (name.empty() || name.size() > longest || name.find_first_of("/:@?# \t\r\n") != std::string_view::npos)
        return {};
    if (name.ends_with('.')) name.remove_suffix(1);  // the root, as names in full have it
    std::string host = host_of(name);
    const std::string_view bare = std::string_view(host).substr(host.starts_with('.') ? 1 : 0);
    const bool plain = std::ranges::all_of(bare, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    });
    if (bare.empty() || !plain || bare.starts_with('.') || bare.find("..") != std::string_view::npos) return {};
    return host;
}

}  // namespace octavo::pipeline
