// What of a text may tell its category, as hashes: words, their beginnings and ends, pairs of neighbours, signs.
// Private to the room: category.cpp weighs them, category_train.cpp learns their weights; both must see the same.
// Pure; thread-safe.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace octavo::text {

// Feature hashes are stored in model files: this number rises when any of them changes.
constexpr std::uint32_t category_features_version = 1;

// One thing of a text, in its order.
struct Token {
    enum class Kind : std::uint8_t {
        word,   // letters, signs and digits between blanks and punctuation; apostrophes part
        run,    // a run of Han, kana, Thai, Lao, Khmer or Burmese: written without blanks
        score,  // 3-1, 2:0
        money,  // a sign of currency
        percent,
        end,  // a sign that parts neighbours: a pair does not cross it
    };
    Kind kind = Kind::word;
    std::string_view text;
};
// Reads tokens; every byte is looked at once.
class TokenReader {
  public:
    explicit TokenReader(std::string_view text) : text_(text) {}
    bool next(Token& token);

  private:
    bool number(std::size_t from, Token& token);
    std::string_view text_;
    std::size_t at_ = 0;
};

// Features of a token alone, appended; `stem` is what pairs are made of (0: of none).
struct TokenFeatures {
    std::vector<std::uint32_t> hashes;
    std::uint64_t stem = 0;
};
void features_of(const Token& token, std::string_view language, TokenFeatures& out);
std::uint32_t feature_of_pair(std::uint64_t first_stem, std::uint64_t second_stem);

}  // namespace octavo::text
