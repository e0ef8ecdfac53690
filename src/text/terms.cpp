// From a word as written to the term it is compared by: elided article off, folded, stemmed by Snowball, marks off,
// joining signs off.
//   en  "Running"  -> run          fr  "l'État"  -> etat        ar  "وَالكِتَاب" -> كتاب
//   en  "O'Neill’s" -> oneil       sr  "Београд" -> beograd     de  "1.000"   -> 1000
// Stemming comes before the marks go, because Snowball's rules look at them. What is left is letters, marks and digits
// only, so that any full-text engine keeps a term in one piece.
// Checked by tests/text/terms_test.cpp.
#include "text/terms.hpp"

#include <libstemmer.h>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/bridges.hpp"
#include "text/characters.hpp"

namespace octavo::text {
namespace {

// Longer "words" are encodings, hashes and addresses.
constexpr std::size_t longest_word = 160;
constexpr std::size_t largest_vocabulary = 32 * 1024;  // words; then it starts anew
constexpr std::size_t most_vocabularies = 8;           // languages a thread keeps at once

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }

struct CloseStemmer {
    void operator()(sb_stemmer* s) const { sb_stemmer_delete(s); }
};
using Stemmer = std::unique_ptr<sb_stemmer, CloseStemmer>;

Stemmer stemmer_for(std::string_view language) {
    std::string code(primary(language));
    if (code == "nb" || code == "nn") code = "no";
    if (code == "hr" || code == "bs" || code == "sh") code = "sr";  // one grammar, and the rules read both alphabets
    if (code.size() != 2) return nullptr;
    return Stemmer(sb_stemmer_new(code.c_str(), "UTF_8"));
}

// Articles and pronouns that lose their vowel before the next word.
std::size_t elided(std::string_view word, std::string_view language) {
    constexpr std::string_view french[] = {"l", "d",  "j",     "m",      "t",      "s",     "c",
                                           "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"};
    constexpr std::string_view italian[] = {"l",    "d",    "un",   "c",    "m",     "t",     "s",    "v",   "all",
                                            "dall", "dell", "nell", "sull", "quell", "quest", "bell", "sant"};
    constexpr std::string_view catalan[] = {"l", "d", "m", "t", "s", "n"};
    std::span<const std::string_view> list;
    if (language == "fr")
        list = french;
    else if (language == "it")
        list = italian;
    else if (language == "ca")
        list = catalan;
    else
        return 0;
    const std::size_t at = std::min(word.find('\''), word.find("’"));
    if (at == std::string_view::npos || at > 6) return 0;
    if (!contains(list, utf8::lower(word.substr(0, at)))) return 0;
    const std::size_t behind = at + (word[at] == '\'' ? 1 : 3);
    return behind < word.size() ? behind : 0;
}

// Folded, with one apostrophe for all of them: the form stop words are listed in.
std::string folded_word(std::string_view word) {
    std::string folded = fold(word);
    for (std::size_t at = 0; (at = folded.find("’", at)) != std::string::npos;) folded.replace(at, 3, "'");
    return folded;
}

std::string letters_only(std::string_view word) {
    std::string out;
    out.reserve(word.size());
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t from = at;
        switch (class_of(utf8::next(word, at))) {
            case CharClass::letter:
            case CharClass::hebrew:
            case CharClass::hangul:
            case CharClass::digit:
            case CharClass::dictionary:
            case CharClass::extend:
                out.append(word.substr(from, at - from));
                break;
            default:
                break;
        }
    }
    return out;
}

std::string stem(sb_stemmer* stemmer, const std::string& word) {
    if (!stemmer) return word;
    const auto* got =
        sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
    if (!got) return word;  // out of memory: the word as it is
    return {reinterpret_cast<const char*>(got), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

// A number's digits, a name's sound.
std::uint64_t bridge_of(std::string_view folded, std::string_view term) {
    if (term.empty()) return 0;
    const bool digits = std::ranges::all_of(term, [](char c) { return c >= '0' && c <= '9'; });
    const std::string key = digits ? std::string(term.size() > 1 ? term : "") : sound_of(folded);
    return key.empty() ? 0 : word_hash(key);
}

// Hebrew to Ethiopic, and all of the East; Georgian, Armenian and Cherokee capitals do not matter here.
bool has_no_case(char32_t c) { return (c >= 0x590 && c < 0x10A0) || (c >= 0x1100 && c < 0x1E00) || c >= 0x2E80; }

std::uint64_t quick_hash(std::string_view bytes) {
    std::uint64_t h = bytes.size() * 0x9E3779B97F4A7C15U;
    while (bytes.size() >= 8) {
        std::uint64_t w = 0;
        std::memcpy(&w, bytes.data(), 8);
        h = (std::rotl(h, 25) ^ w) * 0x9FB21C651E98DF25U;
        bytes.remove_prefix(8);
    }
    std::uint64_t w = 0;
    std::memcpy(&w, bytes.data(), bytes.size());
    h = (std::rotl(h, 25) ^ w) * 0x9FB21C651E98DF25U;
    return h ^ h >> 29;
}

}  // namespace

// The words of one language seen by this thread. A table of places by hash, and the words in the order they were met:
// the common ones are met first and so lie side by side, where the processor's cache keeps them.
class Vocabulary {
  public:
    struct Known {
        std::uint64_t hash = 0;
        std::uint64_t bridge = 0;
        std::uint32_t at = 0;  // in the arena: the word as written, then its term
        std::uint16_t surface_size = 0, term_size = 0;
        std::uint16_t elided = 0;
        bool stop = false;
    };

    explicit Vocabulary(std::string_view language)
        : language_(language),
          primary_(octavo::text::primary(language_)),
          stemmer_(stemmer_for(language)),
          table_(1024) {}

    const std::string& language() const { return language_; }
    std::string_view term(const Known& k) const { return {arena_.data() + k.at + k.surface_size, k.term_size}; }

    const Known& look_up(std::string_view word) {
        const std::uint64_t hash = quick_hash(word);
        for (std::size_t i = hash & (table_.size() - 1); table_[i].place != 0; i = (i + 1) & (table_.size() - 1)) {
            if (table_[i].check != check_of(hash)) continue;
            const Known& k = known_[table_[i].place - 1];
            if (k.surface_size == word.size() && std::memcmp(arena_.data() + k.at, word.data(), word.size()) == 0)
                return k;
        }
        return learn(word, hash);
    }

    std::uint64_t last_used = 0;

  private:
    struct Slot {
        std::uint32_t place = 0;  // in known_, + 1; 0: an empty slot
        std::uint32_t check = 0;  // the other half of the hash
    };
    static std::uint32_t check_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

    const Known& learn(std::string_view word, std::uint64_t hash) {
        if (known_.size() >= largest_vocabulary) clear();
        if (2 * (known_.size() + 1) > table_.size()) grow();
        Known k;
        k.elided = static_cast<std::uint16_t>(elided(word, primary_));
        std::string folded = folded_word(word.substr(k.elided));
        k.stop = is_stop_word(folded, language_);
        const std::string term = letters_only(without_marks(stem(stemmer_.get(), folded)));
        k.at = static_cast<std::uint32_t>(arena_.size());
        k.surface_size = static_cast<std::uint16_t>(word.size());
        k.term_size = static_cast<std::uint16_t>(term.size());
        k.hash = word_hash(term);
        k.bridge = k.stop ? 0 : bridge_of(folded, term);
        arena_.append(word).append(term);
        known_.push_back(k);
        insert({static_cast<std::uint32_t>(known_.size()), check_of(hash)}, hash);
        return known_.back();
    }
    void insert(Slot slot, std::uint64_t hash) {
        std::size_t i = hash & (table_.size() - 1);
        while (table_[i].place != 0) i = (i + 1) & (table_.size() - 1);
        table_[i] = slot;
    }
    void grow() {
        table_.assign(table_.size() * 2, {});
        for (std::size_t i = 0; i < known_.size(); ++i) {
            const auto hash = quick_hash({arena_.data() + known_[i].at, known_[i].surface_size});
            insert({static_cast<std::uint32_t>(i + 1), check_of(hash)}, hash);
        }
    }
    void clear() {
        std::ranges::fill(table_, Slot{});
        known_.clear();
        arena_.clear();
    }

    std::string language_;
    std::string_view primary_;
    Stemmer stemmer_;
    std::vector<Slot> table_;
    std::vector<Known> known_;
    std::string arena_;
};

namespace {

Vocabulary& vocabulary_of(std::string_view language) {
    thread_local std::vector<std::unique_ptr<Vocabulary>> kept;
    thread_local std::uint64_t clock = 0;
    auto found = std::ranges::find_if(kept, [&](const auto& v) { return v->language() == language; });
    if (found == kept.end()) {
        if (kept.size() < most_vocabularies) {
            kept.push_back(std::make_unique<Vocabulary>(language));
            found = kept.end() - 1;
        } else {
            found = std::ranges::min_element(kept, {}, [](const auto& v) { return v->last_used; });
            *found = std::make_unique<Vocabulary>(language);
        }
    }
    (*found)->last_used = ++clock;
    return **found;
}

}  // namespace

TermReader::TermReader(std::string_view text, std::string_view language)
    : words_(text), text_(text), vocabulary_(vocabulary_of(language)) {}

bool TermReader::next(Word& word) {
    while (words_.next(word.at)) {
        const auto surface = text_.substr(word.at.begin, word.at.end - word.at.begin);
        if (surface.size() > longest_word) continue;
        const auto& known = vocabulary_.look_up(surface);
        if (known.term_size == 0) continue;
        word.term = vocabulary_.term(known);
        word.hash = known.hash;
        word.stop = known.stop;
        std::size_t at = known.elided;
        const char32_t first = utf8::next(surface, at);
        word.digits = first >= '0' && first <= '9';
        word.capital = is_upper(first);
        word.caseless = has_no_case(first);
        word.bridge = known.bridge;
        return true;
    }
    return false;
}

std::string term_of(std::string_view word, std::string_view language) {
    TermReader reader(word, language);
    std::string out;
    for (Word part; reader.next(part);) out += part.term;
    return out;
}

std::string index_terms(std::string_view text, std::string_view language) {
    std::string out;
    out.reserve(text.size());
    TermReader reader(text, language);
    for (Word word; reader.next(word);) {
        if (!out.empty()) out += ' ';
        out += word.term;
    }
    return out;
}

}  // namespace octavo::text
