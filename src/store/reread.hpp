// What reading again needs of the archive: which pages and readings there are and by what they were made, and the page
// itself with all that came with it. The walk over them is pipeline/reread.hpp's; what it makes goes in by
// Store::rewrite.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace octavo::store {

struct PageMark {  // of a kept page: by what it was read last
    std::int64_t version = 0;
    std::int64_t extractor = 0;
    std::uint64_t rules = 0;
    std::string url;
};
struct KeptMark {  // of a source's kept page, for who chooses among them
    std::int64_t version = 0;
    ArticleId article;
    std::string url, title;
    Instant fetched{};
};
struct ReadingMark {
    std::int64_t version = 0;
    std::int64_t reader = 0;
};

struct KeptPage {
    struct Later {
        std::uint32_t page = 2;
        std::string url, content_type, robots, html;
    };
    ArticleId article;
    SourceId source;
    Instant fetched{};
    Origin origin;
    std::string html;
    std::vector<Later> later;
    Digest text{};  // of the extraction as it is stored: Rewrite::before
};
struct KeptText {
    Extraction extraction;
    Digest text{};
    std::string url;  // of its article
    SourceId source;
    bool sample = false;
    bool newest = true;  // of its article's versions
};

// Over a read-only connection of its own. One thread at a time; not beyond its Store.
class Rereading {
  public:
    static Result<std::unique_ptr<Rereading>> open(Store& store);
    ~Rereading();

    // In the order of their versions, behind `version`; never the bytes.
    Result<std::vector<PageMark>> pages_after(std::int64_t version, std::size_t limit);
    Result<std::vector<ReadingMark>> readings_after(std::int64_t version, std::size_t limit);
    // The pages kept of a source, of its latest articles first.
    Result<std::vector<KeptMark>> pages_of(SourceId source, std::size_t limit);
    Result<std::int64_t> count_pages(std::int64_t after);
    Result<std::int64_t> count_readings(std::int64_t after);
    // Absent: it has left the archive, or its text has. malformed: damaged.
    Result<std::optional<KeptPage>> page(std::int64_t version);
    Result<std::optional<KeptText>> text(std::int64_t version);

  private:
    struct State;
    explicit Rereading(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace octavo::store
