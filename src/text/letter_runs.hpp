// How well the letters of a text fit each language: naive Bayes over runs of one to five letters and whole words.
// Private to the room. Pure; thread-safe.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::text {

// A table of runs, kept as the bytes of data/language.model; the bytes must outlive it.
class LetterRuns {
  public:
    // Nothing when the bytes are no such table.
    static std::optional<LetterRuns> read(std::string_view bytes);
    static const LetterRuns& shipped();

    std::span<const std::string_view> languages() const {
        return languages_;
    }  // one with two scripts stands here twice
    // Adds to `scores`, one a language, what the runs of `text` say in its favour. Gives the number of letters read.
    std::size_t weigh(std::string_view text, std::span<float> scores) const;

  private:
    void look_up(std::uint32_t key, std::span<float> scores) const;
    void weigh_word(std::string_view bytes, std::span<const std::uint8_t> starts, std::span<float> scores) const;

    std::vector<std::string_view> languages_;
    std::string_view starts_;  // of the buckets, little-endian numbers of four bytes
    std::string_view rows_;
    float unit_ = 0;
};

}  // namespace octavo::text
