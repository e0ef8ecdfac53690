// What somebody has read: noted when an article's page is opened by who is signed in and has not switched that off,
// said of an article or of whole listings, and taken back. The rows are the store's (store/reads.hpp).
//
// A call that writes waits for the archive: never on a thread that serves pages; what only looks is quick. Thread-safe.
// Checked by tests/readers/reading_test.cpp.
#pragma once

#include <functional>
#include <unordered_map>

#include "readers/accounts.hpp"
#include "readers/for_you.hpp"
#include "store/reads.hpp"

namespace octavo::readers {

constexpr std::size_t most_read = 50'000;  // articles that are known to be read one by one

struct Preferences {
    bool history = true;       // what is opened is noted
    bool unread_only = false;  // one's own news leaves out what was read
    bool for_you = true;       // there is an order of one's own (for_you.hpp)
    Sliders sliders = {};
};

// What is read of a listing's articles. A value of one moment.
class ReadState {
  public:
    ReadState() = default;
    explicit ReadState(std::vector<store::ReadMark> marks) : marks_(std::move(marks)) {}
    void know(std::span<const store::ReadArticle> articles);
    // `place`: the listing it is shown for. The later word counts.
    bool is_read(ArticleId id, Instant first_seen, std::string_view place) const;
    bool is_kept_unread(ArticleId id) const;  // by its reader's own word, against rules

  private:
    std::vector<store::ReadMark> marks_;
    std::unordered_map<ArticleId, store::ReadArticle> articles_;
};

class ReadStates {
  public:
    static Result<std::unique_ptr<ReadStates>> open(const std::string& folder, const Clock& clock);

    Answer<> opened(const Visitor& who, ArticleId what);  // nothing where history is off
    Answer<> mark(const Visitor& who, ArticleId what, bool read);
    // What had arrived by then; a number for undo().
    Answer<std::int64_t> mark_all(const Visitor& who, std::span<const std::string> places, Instant upto);
    Answer<> undo(const Visitor& who, std::int64_t number);  // too_late: done before, or long ago
    bool can_undo(const Visitor& who, std::int64_t number);
    Answer<ReadState> state(const Visitor& who, std::span<const ArticleId> which = {});
    Answer<std::vector<store::ReadArticle>> articles(const Visitor& who, std::span<const ArticleId> which);
    Answer<std::vector<store::ReadArticle>> history(const Visitor& who, Instant before, std::size_t limit);
    Answer<> forget(const Visitor& who);

    Answer<Preferences> preferences(const Visitor& who);
    Answer<> prefer(const Visitor& who, const Preferences& what);

  private:
    ReadStates(std::unique_ptr<store::Reads> rows, const Clock& clock) : rows_(std::move(rows)), clock_(clock) {}
    const std::unique_ptr<store::Reads> rows_;
    const Clock& clock_;
};

}  // namespace octavo::readers
