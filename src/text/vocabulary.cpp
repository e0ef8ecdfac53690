// From a word as written to the term it is compared by: elided article off, folded, stemmed by Snowball, marks off,
// joining signs off.
//   en  "Running"  -> run          fr  "l'État"  -> etat        ar  "وَالكِتَاب" -> كتاب
//   en  "O'Neill’s" -> oneil       sr  "Београд" -> beograd     de  "1.000"   -> 1000
// Stemming comes before the marks go, because Snowball's rules look at them. What is left is letters, marks and digits
// only, so that any full-text engine keeps a term in one piece.
// Checked by tests/text/terms_test.cpp.
#include "text/vocabulary.hpp"

#include <libstemmer.h>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "text/bridges.hpp"
#include "text/characters.hpp"
#include "text/sheet.hpp"
#include "text/word_reader.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t largest_vocabulary = 32 * 1024;  // words; then it starts anew
constexpr std::size_t most_vocabularies = 8;           // languages a thread keeps at once

std::string_view primary(std::string_view language) { return language.substr(0, language.find('-')); }

struct CloseStemmer {
    void operator()(sb_stemmer* s) const { sb_stemmer_delete(s); }
};
using StemmerHandle = std::unique_ptr<sb_stemmer, CloseStemmer>;

StemmerHandle stemmer_for(std::string_view language) {
    std::string code(primary(language));
    if (code == "nb" || code == "nn") code = "no";
    if (code == "hr" || code == "bs" || code == "sh") code = "sr";  // one grammar, and the rules read both alphabets
    if (code.size() != 2) return nullptr;
    return StemmerHandle(sb_stemmer_new(code.c_str(), "UTF_8"));
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

std::uint64_t load(const char* at) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    return word;
}
// All bytes of a text of less than eight, and its length.
std::uint64_t load_short(std::string_view text) {
    const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(text[i])}; };
    if (text.size() >= 4) {
        std::uint32_t front = 0, back = 0;
        std::memcpy(&front, text.data(), 4);
        std::memcpy(&back, text.data() + text.size() - 4, 4);
        return front | std::uint64_t{back} << 32;
    }
    return text.empty() ? 0 : byte(0) | byte(text.size() / 2) << 8 | byte(text.size() - 1) << 16;
}

std::uint64_t quick_hash(std::string_view bytes) {
    constexpr std::uint64_t factor = 0x9FB21C651E98DF25U;
    std::uint64_t h = bytes.size() * 0x9E3779B97F4A7C15U;
    if (bytes.size() < 8) {
        h = (h ^ load_short(bytes)) * factor;
    } else {
        for (std::size_t at = 0; at + 8 < bytes.size(); at += 8)
            h = (std::rotl(h, 25) ^ load(bytes.data() + at)) * factor;
        h = (std::rotl(h, 25) ^ load(bytes.data() + bytes.size() - 8)) * factor;
    }
    h = (h ^ h >> 29) * factor;
    return h ^ h >> 32;
}

// Of two texts of one length.
bool same(const char* a, const char* b, std::size_t size) {
    if (size < 8) return load_short({a, size}) == load_short({b, size});
    for (std::size_t at = 0; at + 8 < size; at += 8)
        if (load(a + at) != load(b + at)) return false;
    return load(a + size - 8) == load(b + size - 8);
}

std::uint32_t check_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

}  // namespace

struct Vocabulary::Stemmer {
    StemmerHandle handle;
};

Vocabulary::Vocabulary(std::string_view language)
    : language_(language),
      primary_(octavo::text::primary(language_)),
      stemmer_(std::make_unique<Stemmer>(stemmer_for(language))),
      table_(1024) {}
Vocabulary::~Vocabulary() = default;

Vocabulary& Vocabulary::of(std::string_view language) {
    thread_local std::vector<std::unique_ptr<Vocabulary>> kept;
    thread_local std::uint64_t clock = 0;
    auto found = std::ranges::find_if(kept, [&](const auto& v) { return v->language() == language; });
    if (found == kept.end()) {
        if (kept.size() >= most_vocabularies) {
            const auto oldest = std::ranges::min_element(
                kept, {}, [](const auto& v) { return std::pair(v->holds_ > 0, v->last_used_); });
            if ((*oldest)->holds_ == 0) kept.erase(oldest);
        }
        kept.push_back(std::make_unique<Vocabulary>(language));
        found = kept.end() - 1;
    }
    (*found)->last_used_ = ++clock;
    return **found;
}

std::uint32_t Vocabulary::number_of(std::string_view word) {
    if (word.size() > longest_word) return none;
    const std::uint64_t hash = quick_hash(word);
    for (std::size_t i = hash & (table_.size() - 1); table_[i].place != 0; i = (i + 1) & (table_.size() - 1)) {
        if (table_[i].check != check_of(hash)) continue;
        const KnownWord& k = known_[table_[i].place - 1];
        if (k.surface_size == word.size() && same(k.text, word.data(), word.size())) return table_[i].place - 1;
    }
    return learn(word, hash);
}

std::uint32_t Vocabulary::learn(std::string_view word, std::uint64_t hash) {
    if (known_.size() >= largest_vocabulary && holds_ == 0) clear();
    if (2 * (known_.size() + 1) > table_.size()) grow();
    KnownWord k;
    const std::size_t article = elided(word, primary_);
    std::string folded = folded_word(word.substr(article));
    k.stop = is_stop_word(folded, language_);
    const std::string term = letters_only(without_marks(stem(stemmer_->handle.get(), folded)));
    k.surface_size = static_cast<std::uint16_t>(word.size());
    k.term_size = static_cast<std::uint16_t>(term.size());
    k.hash = word_hash(term);
    k.bridge = k.stop ? 0 : bridge_of(folded, term);
    std::size_t at = article;
    const char32_t first = utf8::next(word, at);
    k.digits = first >= '0' && first <= '9';
    k.capital = is_upper(first);
    k.caseless = has_no_case(first);
    char* const room = room_for(word.size() + term.size());
    std::ranges::copy(word, room);
    std::ranges::copy(term, room + word.size());
    k.text = room;
    known_.push_back(k);
    insert({static_cast<std::uint32_t>(known_.size()), check_of(hash)}, hash);
    return static_cast<std::uint32_t>(known_.size() - 1);
}

char* Vocabulary::room_for(std::size_t bytes) {
    constexpr std::size_t block = 1 << 16;
    if (room_ < bytes) {
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(std::max(block, bytes)));
        room_ = std::max(block, bytes);
        used_ = 0;
    }
    char* const room = blocks_.back().get() + used_;
    used_ += bytes;
    room_ -= bytes;
    return room;
}

std::string_view Vocabulary::keep(std::string_view made, std::uint32_t number) {
    if (made.empty()) return {};
    if (made == known_[number].surface()) return known_[number].surface();
    char* const room = room_for(made.size());
    std::ranges::copy(made, room);
    return {room, made.size()};
}

void Vocabulary::insert(Slot slot, std::uint64_t hash) {
    std::size_t i = hash & (table_.size() - 1);
    while (table_[i].place != 0) i = (i + 1) & (table_.size() - 1);
    table_[i] = slot;
}

void Vocabulary::grow() {
    table_.assign(table_.size() * 2, {});
    for (std::size_t i = 0; i < known_.size(); ++i) {
        const auto hash = quick_hash(known_[i].surface());
        insert({static_cast<std::uint32_t>(i + 1), check_of(hash)}, hash);
    }
}

void Vocabulary::clear() {
    std::ranges::fill(table_, Slot{});
    known_.clear();
    tag_notes_.clear();
    place_notes_.clear();
    blocks_.clear();
    room_ = used_ = 0;
}

// The tables are larger than a processor's nearer memories: what will be looked at is called for in a walk ahead.
void Vocabulary::number(std::string_view text, std::span<Met> words) {
    thread_local std::vector<std::uint64_t> hashes;
    hashes.clear();
    const std::size_t mask = table_.size() - 1;
    for (const Met& met : words) {
        hashes.push_back(quick_hash(text.substr(met.begin, met.end - met.begin)));
        __builtin_prefetch(&table_[hashes.back() & mask]);
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::uint32_t check = check_of(hashes[i]);
        std::size_t at = hashes[i] & mask;
        while (table_[at].place != 0 && table_[at].check != check) at = (at + 1) & mask;
        words[i].word = table_[at].place - 1;  // none where there is none
        if (table_[at].place != 0) __builtin_prefetch(&known_[words[i].word]);
    }
    for (Met& met : words) {
        const auto word = text.substr(met.begin, met.end - met.begin);
        if (met.word != none)
            if (const KnownWord& k = known_[met.word];
                k.surface_size == word.size() && same(k.text, word.data(), word.size()))
                continue;
        met.word = number_of(word);
    }
}

Sheet::Sheet(std::string_view text, std::string_view language)
    : text_(text), vocabulary_(Vocabulary::of(language)), hold_(vocabulary_) {
    words_.reserve(text.size() / 5);
    WordReader reader(text);
    for (Span at; reader.next(at);)
        words_.push_back({static_cast<std::uint32_t>(at.begin), static_cast<std::uint32_t>(at.end), 0});
    vocabulary_.number(text, words_);
}

}  // namespace octavo::text
