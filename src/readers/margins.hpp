// What somebody marks in articles and writes beside them, for nobody but themselves. The rows are the store's
// (store/margins.hpp); here are the rules: how many, how long, and that a passage really stands in the article.
//
//   margins.mark(who, article, text, {.exact = "before winter", .prefix = "reopen "}, "Which winter?")
//
// A passage is looked for in the text that its reader is shown, whatever its blanks: where it stands more than once, at
// the place whose surroundings are most like what was said. What is kept of it is what the text says, with some of what
// stands around it, by which it is found again after the article was changed somewhere else. Whoever asks for words
// that their page does not show is told no more than that they do not stand there.
//
// A call that writes waits for the archive: never on a thread that serves pages; what only looks is quick. Thread-safe.
// Checked by tests/readers/margins_test.cpp.
#pragma once

#include "readers/accounts.hpp"
#include "store/margins.hpp"

namespace octavo::readers {

// https://www.w3.org/TR/annotation-model/#text-quote-selector
struct Passage {
    std::string exact, prefix = {}, suffix = {};
};
// As the text has it, blanks squeezed, with what stands around it; absent: it does not stand there.
std::optional<Passage> find_passage(std::string_view text, const Passage& wanted);
// Whether a passage that was kept still stands there; true of none.
bool still_stands(std::string_view text, const store::MarginNote& note);

class Margins {
  public:
    static constexpr std::size_t most = 5000, most_on = 500;                   // of an account; marked in an article
    static constexpr std::size_t longest_passage = 2000, longest_note = 4000;  // code points
    static constexpr std::size_t around = 32;
    static constexpr Duration undo_for = std::chrono::hours(24);

    static Result<std::unique_ptr<Margins>> open(const std::string& folder, const Clock& clock);

    // `text`: of the article, as its reader is shown it. Its number. empty, too_long, too_many; not_in_text.
    Answer<std::int64_t> mark(const Visitor& who, ArticleId article, std::string_view text, const Passage& passage,
                              std::string_view note);
    Answer<> change(const Visitor& who, std::int64_t number, std::string_view note);  // nobody: not theirs
    Answer<> drop(const Visitor& who, std::int64_t number);
    Answer<> undo_drop(const Visitor& who, std::int64_t number);  // too_late
    // The latest first; with these words in them, whatever their case.
    Answer<std::vector<store::MarginNote>> notes(const Visitor& who, std::int64_t before, std::size_t limit,
                                                 std::string_view words = {});
    Answer<std::vector<store::MarginNote>> on(const Visitor& who, ArticleId article,
                                              std::int64_t before = std::numeric_limits<std::int64_t>::max(),
                                              std::size_t limit = most_on);

  private:
    Margins(std::unique_ptr<store::Margins> rows, const Clock& clock) : rows_(std::move(rows)), clock_(clock) {}
    const std::unique_ptr<store::Margins> rows_;
    const Clock& clock_;
};

}  // namespace octavo::readers
