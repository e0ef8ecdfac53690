// The shelf of provider/shelf.hpp in the archive: what was paid for in one run is there in the next, the sums of the
// day with it. Checked by tests/e2e/provider_test.cpp.
#pragma once

#include "provider/shelf.hpp"
#include "store/notes.hpp"

namespace octavo::cli {

class ArchiveShelf final : public provider::Shelf {
  public:
    explicit ArchiveShelf(std::unique_ptr<store::Notes> notes) : notes_(std::move(notes)) {}
    // What the archive does not take or give is said once, on standard error.
    std::optional<std::string> get(std::string_view key) override;
    void put(std::string_view key, std::string_view value) override;

  private:
    void complain(const Failure& failure);
    SystemClock clock_;
    std::unique_ptr<store::Notes> notes_;
    std::atomic<bool> complained_ = false;
};

// Null where there is no archive in the folder, or it cannot be written to, which is said: memory has to do then.
std::unique_ptr<provider::Shelf> open_shelf(const std::string& data);

}  // namespace octavo::cli
