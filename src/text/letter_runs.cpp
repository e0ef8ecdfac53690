// Runs of letters and the languages they speak for.
//
// A word is read with its ends marked; every run of one to five letters, and the word itself, is looked up by the
// CRC-32 of its bytes:   "Bahn" -> _ba bah ahn hn_ _bah ... =bahn The file is "OLM1", the size of the list of
// languages, the scale of the weights, the list, padding to four bytes, 65,537 starts of buckets (by the upper half of
// the CRC), and in each bucket rows: the lower half (2 bytes), how many languages, then number and weight of each (a
// byte and a byte). It is used where it lies in the binary: nothing is built at the start. Road not taken: a network
// over hashed runs of letters (fastText) is a point better on words alone, but three times the size, and its table
// cannot be read by eye. Made by scripts/train_language.py; checked by tests/text/letter_runs_test.cpp.
#include "text/letter_runs.hpp"

#include <unicode/uchar.h>

#include <bit>
#include <cassert>
#include <cstring>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/language_data.gen.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t longest_word = 40;  // longer is no word: skipped
constexpr std::size_t longest_looked_up = 20;
constexpr std::size_t longest_run = 5;
constexpr std::size_t bucket_count = std::size_t{1} << 16U;

constexpr std::array<std::uint32_t, 256> crc_table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t c = i;
        for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
        made[i] = c;
    }
    return made;
}();
constexpr std::uint32_t crc_step(std::uint32_t state, char byte) {
    return crc_table[(state ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ (state >> 8U);
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return std::endian::native == std::endian::little ? value : std::byteswap(value);
}

constexpr char32_t ends_word = 0, is_skipped = 1;

char32_t classify(char32_t c) {
    if (c == 0x200C || c == 0x640 || c == 0x307)
        return is_skipped;  // joiners and stretchers: writers put them as they like
    switch (class_of(c)) {
        case CharClass::letter:
        case CharClass::hebrew:
        case CharClass::hangul:
        case CharClass::dictionary:
            return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
        case CharClass::extend:
            return (U_MASK(u_charType(static_cast<UChar32>(c))) & U_GC_M_MASK) != 0 ? c : ends_word;
        default:
            return ends_word;
    }
}

// A letter in lower case, or what it is instead.
char32_t letter_of(char32_t c) {
    constexpr std::size_t common = 0x530;  // Latin, Greek, Cyrillic: the scripts that have capitals
    static const auto table = [] {
        std::array<char32_t, common> made{};
        for (std::size_t i = 0; i < common; ++i) made[i] = classify(static_cast<char32_t>(i));
        return made;
    }();
    return c < common ? table[c] : classify(c);
}

}  // namespace

std::optional<LetterRuns> LetterRuns::read(std::string_view bytes) {
    constexpr std::size_t head = 12;
    if (!bytes.starts_with("OLM1") || bytes.size() < head) return std::nullopt;
    const std::size_t names = number_at(bytes, 4);
    const std::uint32_t scale = number_at(bytes, 8);
    if (names > 4096 || scale == 0) return std::nullopt;
    const std::size_t starts = (head + names + 3) / 4 * 4;
    const std::size_t rows = starts + 4 * (bucket_count + 1);
    if (bytes.size() < rows) return std::nullopt;
    LetterRuns made;
    made.unit_ = 1.0F / static_cast<float>(scale);
    for (std::string_view list = bytes.substr(head, names); !list.empty();) {
        const std::size_t end = std::min(list.find(' '), list.size());
        made.languages_.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    made.starts_ = bytes.substr(starts, rows - starts);
    made.rows_ = bytes.substr(rows);
    if (made.languages_.empty() || made.languages_.size() > 255) return std::nullopt;
    // What a look-up trusts is checked once: buckets in order and inside.
    std::size_t last = 0;
    for (std::size_t i = 0; i <= bucket_count; ++i) {
        const std::size_t start = number_at(made.starts_, 4 * i);
        if (start < last || start > made.rows_.size()) return std::nullopt;
        last = start;
    }
    return made;
}

const LetterRuns& LetterRuns::shipped() {
    static const LetterRuns made = [] {
        auto table = read(language_data::language_model());
        assert(table.has_value());  // our own bytes
        return std::move(*table);
    }();
    return made;
}

inline void LetterRuns::look_up(std::uint32_t key, std::span<float> scores) const {
    const std::size_t bucket = key >> 16U;
    const std::uint32_t tag = key & 0xFFFFU;
    std::size_t at = number_at(starts_, 4 * bucket);
    const std::size_t end = number_at(starts_, 4 * bucket + 4);
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rows_[i]); };
    while (at + 3 <= end) {
        const std::uint32_t found = byte(at) | static_cast<std::uint32_t>(byte(at + 1)) << 8U;
        const std::size_t count = byte(at + 2);
        if (found > tag) return;
        if (found == tag) {
            for (std::size_t i = at + 3; i + 2 <= std::min(end, at + 3 + 2 * count); i += 2)
                if (byte(i) < scores.size()) scores[byte(i)] += static_cast<float>(byte(i + 1)) * unit_;
            return;
        }
        at += 3 + 2 * count;
    }
}

// `starts` are where the characters of "_word_" begin, and its end. The table is larger than a processor's nearer
// memories and is read all over: what will be read is called for a step ahead, which takes a third off the time.
void LetterRuns::weigh_word(std::string_view bytes, std::span<const std::uint8_t> starts,
                            std::span<float> scores) const {
    const std::size_t size = starts.size() - 1;
    std::array<std::uint32_t, longest_run*(longest_word + 4)> keys;  // NOLINT: written before it is read
    std::size_t count = 0;
    const auto call_for = [&](std::uint32_t key) {
        keys[count++] = key;
        __builtin_prefetch(starts_.data() + 4 * (key >> 16U));
    };
    for (std::size_t from = 0; from < size; ++from) {
        std::uint32_t state = ~0U;
        for (std::size_t to = from; to < std::min(size, from + longest_run); ++to) {
            for (std::size_t i = starts[to]; i < starts[to + 1]; ++i) state = crc_step(state, bytes[i]);
            if (to == from && (from == 0 || from + 1 == size)) continue;  // the mark alone
            call_for(~state);
        }
    }
    if (size - 2 <= longest_looked_up) {
        std::uint32_t state = crc_step(~0U, '=');
        for (const char c : bytes.substr(1, bytes.size() - 2)) state = crc_step(state, c);
        call_for(~state);
    }
    for (std::size_t i = 0; i < count; ++i)
        __builtin_prefetch(rows_.data() + number_at(starts_, 4 * static_cast<std::size_t>(keys[i] >> 16U)));
    for (std::size_t i = 0; i < count; ++i) look_up(keys[i], scores);
}

std::size_t LetterRuns::weigh(std::string_view text, std::span<float> scores) const {
    std::size_t letters = 0;
    std::string word = "_";
    std::vector<std::uint8_t> starts = {0};  // a word has at most 43 characters of four bytes
    bool too_long = false;
    const auto end_word = [&] {
        if (word.size() > 1 && !too_long) {
            letters += starts.size() - 1;
            starts.push_back(static_cast<std::uint8_t>(word.size()));
            word += '_';
            starts.push_back(static_cast<std::uint8_t>(word.size()));
            weigh_word(word, starts, scores);
        }
        word = "_";
        starts.assign(1, 0);
        too_long = false;
    };
    for (std::size_t at = 0; at < text.size();) {
        const char32_t raw = utf8::next(text, at);
        const char32_t c = letter_of(raw);
        if (c == is_skipped) continue;
        if (c == ends_word) {
            if ((raw == '\'' || raw == 0x2019) && word.size() > 1 && !too_long) {  // l'eau: "l'" is a word
                starts.push_back(static_cast<std::uint8_t>(word.size()));
                word += '\'';
            }
            end_word();
        } else if (starts.size() > longest_word) {
            too_long = true;
        } else {
            starts.push_back(static_cast<std::uint8_t>(word.size()));
            utf8::append(word, c);
        }
    }
    end_word();
    return letters;
}

}  // namespace octavo::text
