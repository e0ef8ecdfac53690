#include "pipeline/resume.hpp"

#include <filesystem>
#include <fstream>

#include "base/hash.hpp"

namespace octavo::pipeline {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t known_by = 4096;  // bytes at the beginning that make a file the same one

std::string short_hash(std::string_view bytes) { return to_base32(hash64(bytes)); }

std::string fact_of(const std::string& path) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(path, error);
    return "import " + short_hash(error ? path : whole.string());
}

std::string head_of(const std::string& path) {
    std::string head(known_by, '\0');
    std::ifstream in(path, std::ios::binary);
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    return short_hash(head);
}

// "HEAD OFFSET SKIP"
std::optional<Place> read_place(std::string_view fact, const std::string& path) {
    const std::string head = head_of(path);
    if (!fact.starts_with(head) || fact.size() <= head.size() + 1) return std::nullopt;
    fact.remove_prefix(head.size() + 1);
    Place place;
    const char* end = fact.data() + fact.size();
    const auto offset = std::from_chars(fact.data(), end, place.offset);
    if (offset.ec != std::errc{} || offset.ptr == end) return std::nullopt;
    if (std::from_chars(offset.ptr + 1, end, place.skip).ec != std::errc{}) return std::nullopt;
    std::error_code error;
    if (place.offset > fs::file_size(path, error) || error) return std::nullopt;
    return place;
}

}  // namespace

void Bookmark::take(Place place) {
    const std::scoped_lock lock(mutex_);
    in_hand_.insert(place);
}

void Bookmark::settle(Place place) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = in_hand_.find(place); found != in_hand_.end()) in_hand_.erase(found);
}

Place Bookmark::place(Place reading) const {
    const std::scoped_lock lock(mutex_);
    return in_hand_.empty() ? reading : *in_hand_.begin();
}

Result<std::optional<Place>> kept_place(Line& line, const std::string& path) {
    std::optional<std::string> fact;
    const auto asked = line.command([&](store::Store& store) -> Result<> {
        fact = TRY(store.fact(fact_of(path)));
        return {};
    });
    if (!asked) return std::unexpected(asked.error());
    return fact ? read_place(*fact, path) : std::nullopt;
}

Result<> keep_place(Line& line, const std::string& path, Place place) {
    const std::string fact = fmt::format("{} {} {}", head_of(path), place.offset, place.skip);
    return line.command([&](store::Store& store) { return store.put_fact(fact_of(path), fact); });
}

Result<> forget_place(Line& line, const std::string& path) {
    return line.command([&](store::Store& store) { return store.forget_fact(fact_of(path)); });
}

}  // namespace octavo::pipeline
