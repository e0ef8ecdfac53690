// The words of one language as a thread has met them, and what is known of each. For this room and `assist`. One
// thread.
//
// Idea: nine words of ten were seen before. Folding, stemming and looking a word up in every list cost fifty times what
// it costs to remember all of that under a number; so a text is walked over once (sheet.hpp), and whoever asks about
// its words asks by number. What a word is to tags and to places is noted when they first ask.
// The road not taken: a walk for each of them, with a cache for each: the walks alone were half of what reading cost.
// Checked by tests/text/terms_test.cpp and fuzz/tags.cpp.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::text {

// Where a word stands in a text and its number; Vocabulary::none for one that is too long.
struct Met {
    std::uint32_t begin = 0, end = 0;
    std::uint32_t word = 0;
};

struct KnownWord {
    std::uint64_t hash = 0;      // word_hash of its term
    std::uint64_t bridge = 0;    // its key in every language, were it a name or a number; 0: none
    const char* text = nullptr;  // as written, then its term
    std::uint16_t surface_size = 0, term_size = 0;
    bool stop = false;      // too common to mean anything
    bool digits = false;    // begins with a digit
    bool capital = false;   // begins with a capital letter (behind an elided article)
    bool caseless = false;  // in a script that has no capitals
    std::string_view surface() const { return {text, surface_size}; }
    std::string_view term() const { return {text + surface_size, term_size}; }  // may be empty: nothing to index
};

// What tag_tokens.cpp makes of a word.
struct TagNote {
    std::string_view folded;             // small letters, no marks; "" for a stop word
    std::uint16_t kinds = 0;             // tag_word
    std::uint8_t front = 0, behind = 0;  // bytes of an elided article and of a possessive
    bool made = false;
    bool capital = false, all_capitals = false, mixed = false, initial = false, possessive = false, dotted = false;
};

// What place_mentions.cpp makes of a word.
struct PlaceNote {
    enum class Begins : std::uint8_t {
        nothing,   // no name of a place
        unspaced,  // perhaps one at each of its characters
        latin,     // a town that is known by its Latin name
        perhaps,
    };
    std::string_view folded;  // without an elided article and what stands behind an apostrophe
    std::string_view bare;    // without "and", "in", "to" written on it, where the rest is a name
    Begins begins = Begins::nothing;
    std::uint8_t front = 0;  // bytes of the elided article
    bool made = false;
    bool capital = false, cased = false;
};

class Vocabulary {
  public:
    static constexpr std::uint32_t none = 0xFFFFFFFFU;  // too long for a word
    static constexpr std::size_t longest_word = 160;    // bytes: longer "words" are encodings, hashes and addresses

    explicit Vocabulary(std::string_view language);
    ~Vocabulary();
    // The thread's own for a language; stays until it was long not asked for and nobody holds it.
    static Vocabulary& of(std::string_view language);

    const std::string& language() const { return language_; }
    // Numbers and all that hangs on them are good until the next call while nobody holds it: it may then start anew.
    std::uint32_t number_of(std::string_view word);
    // The same of all these words of a text, which somebody holds.
    void number(std::string_view text, std::span<Met> words);
    const KnownWord& at(std::uint32_t number) const { return known_[number]; }
    // Large enough for all words met so far; what is not `made` is for the caller to fill.
    std::vector<TagNote>& tag_notes() { return sized(tag_notes_); }
    std::vector<PlaceNote>& place_notes() { return sized(place_notes_); }
    // A copy of what was made of this word that lives as long as the numbers; most often it is the word itself.
    std::string_view keep(std::string_view made, std::uint32_t number);

    // While one of these lives, numbers stay what they are.
    class Hold {
      public:
        explicit Hold(Vocabulary& held) : held_(held) { ++held_.holds_; }
        ~Hold() { --held_.holds_; }
        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;

      private:
        Vocabulary& held_;
    };

  private:
    struct Slot {
        std::uint32_t place = 0;  // in known_, + 1; 0: an empty slot
        std::uint32_t check = 0;  // the other half of the hash
    };
    struct Stemmer;
    template <class Note>
    std::vector<Note>& sized(std::vector<Note>& notes) const {
        if (notes.size() < known_.size()) notes.resize(known_.size());
        return notes;
    }
    std::uint32_t learn(std::string_view word, std::uint64_t hash);
    char* room_for(std::size_t bytes);
    void insert(Slot slot, std::uint64_t hash);
    void grow();
    void clear();

    std::string language_;
    std::string_view primary_;
    std::unique_ptr<Stemmer> stemmer_;
    std::vector<Slot> table_;       // by hash
    std::vector<KnownWord> known_;  // as they were met: the common ones lie side by side, in the processor's cache
    std::vector<TagNote> tag_notes_;
    std::vector<PlaceNote> place_notes_;
    std::vector<std::unique_ptr<char[]>> blocks_;  // what `text` and notes point into
    std::size_t room_ = 0, used_ = 0;              // of the last block
    int holds_ = 0;
    std::uint64_t last_used_ = 0;
};

}  // namespace octavo::text
