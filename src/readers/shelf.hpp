// What an account keeps: what it follows, what it saved to read, what it wants to hear nothing of. The rows are the
// store's (store/shelves.hpp); here are the rules: how many, and what a muted word hides.
//
// A call that writes waits for the archive: never on a thread that serves pages; what only looks is quick. Thread-safe.
// Checked by tests/readers/shelf_test.cpp.
#pragma once

#include "readers/quotas.hpp"
#include "store/shelves.hpp"

namespace octavo::readers {

constexpr std::size_t most_follows = 1000, most_saved = 50'000, most_mutes = 500;
constexpr std::size_t most_searches = 20;  // that are followed: each costs a search
constexpr std::size_t longest_mute = 60;   // code points
constexpr std::size_t longest_folder = 60;

// What somebody wants to hear nothing of: words of headlines, and sources by their address.
class Muted {
  public:
    Muted() = default;
    explicit Muted(const std::vector<std::string>& what);
    // Whole words, whatever their case: "port" does not hide "airport"; of scripts that part no words, anywhere.
    bool hides(std::string_view title, std::string_view source_domain) const;

  private:
    std::vector<std::string> words_, domains_;
};

class Shelf {
  public:
    static Result<std::unique_ptr<Shelf>> open(const std::string& folder, const Clock& clock);
    // Before anybody asks; else what has always been (most_follows, ...) holds for all. It outlives this.
    void heed(Quotas& quotas) { quotas_ = &quotas; }

    Answer<> follow(const Visitor& who, std::string place, std::string language, std::string title);  // too_many...
    Answer<> unfollow(const Visitor& who, std::string_view place);
    Answer<> file(const Visitor& who, std::string_view place, std::string_view folder);  // too_long; "": in none
    Answer<bool> follows(const Visitor& who, std::string_view place);
    Answer<std::vector<store::Follow>> follows(const Visitor& who);

    Answer<> save(const Visitor& who, ArticleId what);              // too_many
    Answer<> unsave_all_by(const Visitor& who, std::int64_t rule);  // what a rule of the account put there (tastes.hpp)
    Answer<> unsave(const Visitor& who, ArticleId what);
    Answer<bool> is_saved(const Visitor& who, ArticleId what);
    Answer<std::vector<store::Saved>> saved(const Visitor& who, Instant before, std::size_t limit);

    Answer<> mute(const Visitor& who,
                  std::string_view what);  // too_many, too_long; bad_name: nothing
    Answer<> unmute(const Visitor& who, std::string_view what);
    Answer<std::vector<std::string>> mutes(const Visitor& who);

  private:
    Shelf(std::unique_ptr<store::Shelves> rows, const Clock& clock) : rows_(std::move(rows)), clock_(clock) {}
    std::size_t most(const Visitor& who, Quota what) const;
    Answer<> if_room(const Visitor& who, Quota what, const Result<bool>& there) const;
    const std::unique_ptr<store::Shelves> rows_;
    const Clock& clock_;
    Quotas* quotas_ = nullptr;
};

}  // namespace octavo::readers
