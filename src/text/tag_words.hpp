// Words by which names are known: given names, titles, what makes an organisation. From data/tags/words.tsv.
// Private to the room. Thread-safe; a language's words are read when a text of it first comes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace octavo::text {

namespace tag_word {
constexpr std::uint16_t given = 1;
constexpr std::uint16_t title = 2;   // before a person's name, and no part of it
constexpr std::uint16_t before = 4;  // before a title: "Prime Minister"
constexpr std::uint16_t org = 8;     // makes an organisation of what it stands in
constexpr std::uint16_t geo = 16;    // ... a place
constexpr std::uint16_t event = 32;  // ... a work or an event
constexpr std::uint16_t known_org = 64;
constexpr std::uint16_t no_name = 128;  // written with a capital, yet no name
constexpr std::uint16_t noun = 256;     // a plain noun of German
constexpr std::uint16_t tail = 512;     // belongs to the name it stands behind
constexpr std::uint16_t small_geo = 1024;
constexpr std::uint16_t says = 2048;
constexpr std::uint16_t weak = 4096;         // no name alone
constexpr std::uint16_t institution = 8192;  // named everywhere: parliaments, parties, papers
}  // namespace tag_word

class TagWords {
  public:
    static const TagWords& of(std::string_view language);  // BCP 47; lives as long as the program
    std::uint16_t look(std::string_view folded) const;
    // German: a word that ends in a listed noun is one ("Mittelfeldspieler").
    bool ends_in_noun(std::string_view folded) const;

  private:
    friend class TagWordShelf;
    explicit TagWords(std::string_view language);
    void add(std::string_view word, std::uint16_t kind);
    std::vector<std::uint64_t> may_be_ = std::vector<std::uint64_t>(1024);  // a filter: most words are in no list
    std::unordered_map<std::string, std::uint16_t> words_;
    std::unordered_map<std::uint32_t, std::vector<std::pair<std::string, std::uint16_t>>> stems_;
};

// Small letters, without marks: the form the words are listed in. ASCII and Cyrillic without ICU.
void fold_name(std::string_view word, std::string& out);

}  // namespace octavo::text
