#include "cli/archive_shelf.hpp"

#include "cli/progress.hpp"

namespace octavo::cli {
namespace {

void say_not_kept(const Failure& failure) {
    fmt::print(stderr, "octavo: what services make now is not kept, and does not count for the next run's budget: {}\n",
               printable(failure.detail));
}

}  // namespace

void ArchiveShelf::complain(const Failure& failure) {
    if (!complained_.exchange(true)) say_not_kept(failure);
}

std::optional<std::string> ArchiveShelf::get(std::string_view key) {
    auto value = notes_->get(key, clock_.now());
    if (value) return std::move(*value);
    complain(value.error());
    return std::nullopt;
}

void ArchiveShelf::put(std::string_view key, std::string_view value) {
    if (const auto done = notes_->put(key, value, clock_.now()); !done) complain(done.error());
}

std::unique_ptr<provider::Shelf> open_shelf(const std::string& data) {
    auto notes = store::Notes::open(data);
    if (notes) return std::make_unique<ArchiveShelf>(std::move(*notes));
    if (notes.error().fault != Fault::not_found) say_not_kept(notes.error());
    return nullptr;
}

}  // namespace octavo::cli
