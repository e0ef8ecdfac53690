#include "pipeline/rule_shelf.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "extract/site_rules.hpp"

namespace octavo::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view before_mark = ".before";
constexpr std::size_t longest_read = 64 * 1024;

std::unexpected<Failure> not_written(const std::string& path) {
    return fail(Fault::unwritable, fmt::format("rules: {}: {}", path, std::strerror(errno)));
}

Result<std::string> read_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text(longest_read + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad()) return fail(Fault::not_found, fmt::format("rules: {}: cannot be read", path));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

bool write_out(int file, std::string_view text) {
    while (!text.empty()) {
        const auto n = ::write(file, text.data(), text.size());
        if (n <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(n));
    }
    return ::fsync(file) == 0;
}

// In its place whole, or not at all; readable by whoever may read what stood there.
Result<> write_whole(const std::string& path, std::string_view text) {
    struct stat there{};
    const mode_t mode = ::stat(path.c_str(), &there) == 0 ? there.st_mode & 0777U : 0644;
    const std::string part = path + ".part";
    ::unlink(part.c_str());
    const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return not_written(path);
    const bool written = write_out(file, text) && ::fchmod(file, mode) == 0;
    const bool closed = ::close(file) == 0;
    if (!written || !closed || ::rename(part.c_str(), path.c_str()) != 0) {
        auto why = not_written(path);
        ::unlink(part.c_str());
        return why;
    }
    return {};
}

// Whole, however long it is.
Result<> copy_whole(const std::string& from, const std::string& to) {
    std::error_code failed;
    const std::string part = to + ".part";
    fs::copy_file(from, part, fs::copy_options::overwrite_existing, failed);
    if (!failed) fs::rename(part, to, failed);
    if (failed) return fail(Fault::unwritable, fmt::format("rules: {}: {}", to, failed.message()));
    return {};
}

bool exists(const std::string& path) {
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}

}  // namespace

Result<std::shared_ptr<RuleShelf>> RuleShelf::open(const std::string& folder, Missing missing) {
    auto shelf = std::make_shared<RuleShelf>(folder);
    std::error_code failed;
    if (missing == Missing::is_empty && !fs::exists(folder, failed)) return shelf;
    TRY(shelf->reload());
    return shelf;
}

Result<> RuleShelf::reload() {
    book_.store(std::make_shared<const RuleBook>(TRY(RuleBook::load(folder_))));
    return {};
}

Result<std::string> RuleShelf::file_of(std::string_view name) const {
    const std::string host = RuleBook::host_named(name);
    if (host.empty())
        return fail(Fault::usage, fmt::format("rules: \"{}\" is no host; for example: paper.example, or .paper.example "
                                              "for all hosts below it",
                                              name));
    const auto known = book()->file_of(host);
    return fmt::format("{}/{}", folder_, known ? known->name : host + ".txt");
}

Result<RuleShelf::Kept> RuleShelf::look(std::string_view host) const {
    const std::string path = TRY(file_of(host));
    Kept out{.file = fs::path(path).filename().string(),
             .text = {},
             .trouble = {},
             .exists = exists(path),
             .before = exists(path + std::string(before_mark))};
    if (!out.exists) return out;
    out.text = TRY(read_text(path));
    if (const auto rules = extract::SiteRules::parse(out.text, out.file); !rules) out.trouble = rules.error().detail;
    return out;
}

Result<> RuleShelf::put(std::string_view host, std::string_view text) {
    const std::scoped_lock lock(writing_);
    const std::string path = TRY(file_of(host));
    // What cannot be read would be left out: said now, to whoever wrote it.
    TRY(extract::SiteRules::parse(text, fs::path(path).filename().string()));
    std::error_code failed;
    fs::create_directories(folder_, failed);
    if (failed) return fail(Fault::unwritable, fmt::format("rules: {}: {}", folder_, failed.message()));
    if (exists(path)) {
        const auto old = TRY(read_text(path));
        if (old == text) return reload();  // what stood before it stays what stood before
        TRY(copy_whole(path, path + std::string(before_mark)));
    }
    TRY(write_whole(path, text));
    return reload();
}

Result<> RuleShelf::remove(std::string_view host) {
    const std::scoped_lock lock(writing_);
    const std::string path = TRY(file_of(host));
    if (!exists(path)) return fail(Fault::not_found, fmt::format("rules: there are none of {}", host));
    if (::rename(path.c_str(), (path + std::string(before_mark)).c_str()) != 0) return not_written(path);
    return reload();
}

Result<> RuleShelf::bring_back(std::string_view host) {
    const std::scoped_lock lock(writing_);
    const std::string path = TRY(file_of(host)), before = path + std::string(before_mark);
    if (!exists(before)) return fail(Fault::not_found, fmt::format("rules: nothing of {} stood there before", host));
    if (exists(path)) {
        const std::string aside = path + ".aside";
        TRY(copy_whole(path, aside));
        TRY(copy_whole(before, path));
        TRY(copy_whole(aside, before));
        std::error_code failed;
        fs::remove(aside, failed);
        return reload();
    }
    if (::rename(before.c_str(), path.c_str()) != 0) return not_written(path);
    return reload();
}

}  // namespace octavo::pipeline
