// Checked by tests/text/tags_test.cpp.
#include "text/tag_words.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "base/utf8.hpp"
#include "text/characters.hpp"
#include "text/tag_data.gen.hpp"

namespace octavo::text {
namespace {

constexpr std::size_t longest_ending = 6;  // bytes behind a stem: three letters of Cyrillic
constexpr std::size_t most_languages = 256;

std::string_view take(std::string_view& rest, char separator) {
    const auto end = std::min(rest.find(separator), rest.size());
    const auto piece = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return piece;
}

std::uint16_t kind_of(std::string_view name) {
    static constexpr std::pair<std::string_view, std::uint16_t> kinds[] = {{"given", tag_word::given},
                                                                           {"title", tag_word::title},
                                                                           {"before", tag_word::before},
                                                                           {"org", tag_word::org},
                                                                           {"geo", tag_word::geo},
                                                                           {"event", tag_word::event},
                                                                           {"known_org", tag_word::known_org},
                                                                           {"no_name", tag_word::no_name},
                                                                           {"noun", tag_word::noun},
                                                                           {"tail", tag_word::tail},
                                                                           {"small_geo", tag_word::small_geo},
                                                                           {"says", tag_word::says},
                                                                           {"weak", tag_word::weak},
                                                                           {"institution", tag_word::institution}};
    const auto at = std::ranges::find(kinds, name, [](const auto& k) { return k.first; });
    return at == std::end(kinds) ? std::uint16_t{0} : at->second;
}

// The first two letters, more or less.
std::uint32_t front_of(std::string_view folded) {
    const std::size_t bytes = static_cast<unsigned char>(folded.front()) < 0x80 ? 2 : 4;
    std::uint32_t key = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        key = key << 8 | (i < folded.size() ? static_cast<unsigned char>(folded[i]) : std::uint32_t{0});
    return key;
}

// Ten bytes tell words apart well enough.
std::uint32_t filter_bit(std::string_view folded) {
    std::uint64_t front = folded.size(), back = 0;
    std::memcpy(&back, folded.data(), std::min<std::size_t>(folded.size(), 8));
    front = (front * 0x9E3779B97F4A7C15U ^ back) * 0x9FB21C651E98DF25U;
    return static_cast<std::uint32_t>(front >> 48);
}

}  // namespace

class TagWordShelf {
  public:
    const TagWords& of(std::string_view language) {
        const std::string code(language.substr(0, language.find('-')));
        {
            const std::shared_lock lock(mutex_);
            if (const auto at = known_.find(code); at != known_.end()) return *at->second;
        }
        const std::unique_lock lock(mutex_);
        if (known_.size() >= most_languages && !known_.contains(code)) return *known_.begin()->second;
        auto& words = known_[code];
        if (!words) words.reset(new TagWords(code));
        return *words;
    }

  private:
    std::shared_mutex mutex_;
    std::unordered_map<std::string, std::unique_ptr<TagWords>> known_;
};

const TagWords& TagWords::of(std::string_view language) {
    static TagWordShelf shelf;
    return shelf.of(language);
}

TagWords::TagWords(std::string_view language) {
    std::string_view rest = tag_data::words_tsv();
    while (!rest.empty()) {
        std::string_view line = take(rest, '\n');
        if (line.empty() || line.front() == '#') continue;
        const auto kind = kind_of(take(line, '\t'));
        const auto of = take(line, '\t');
        if (of != "*" && of != language) continue;
        while (!line.empty()) add(take(line, '|'), kind);
    }
}

void TagWords::add(std::string_view word, std::uint16_t kind) {
    const bool bent = word.ends_with('*');
    if (bent) word.remove_suffix(1);
    std::string folded;
    fold_name(word, folded);
    if (folded.empty()) return;
    if (bent)
        stems_[front_of(folded)].emplace_back(std::move(folded), kind);
    else {
        const std::uint32_t bit = filter_bit(folded);
        may_be_[bit / 64] |= std::uint64_t{1} << bit % 64;
        words_[std::move(folded)] |= kind;
    }
}

std::uint16_t TagWords::look(std::string_view folded) const {
    if (folded.empty()) return 0;
    std::uint16_t kinds = 0;
    if (const std::uint32_t bit = filter_bit(folded); may_be_[bit / 64] >> bit % 64 & 1) {
        thread_local std::string key;
        key.assign(folded);
        if (const auto at = words_.find(key); at != words_.end()) kinds = at->second;
    }
    if (stems_.empty()) return kinds;
    if (const auto at = stems_.find(front_of(folded)); at != stems_.end())
        for (const auto& [front, kind] : at->second)
            if (folded.starts_with(front) && folded.size() - front.size() <= longest_ending) kinds |= kind;
    return kinds;
}

bool TagWords::ends_in_noun(std::string_view folded) const {
    thread_local std::string key;
    for (std::size_t from = 3; from + 4 <= folded.size(); ++from) {
        if ((static_cast<unsigned char>(folded[from]) & 0xC0) == 0x80) continue;
        key.assign(folded.substr(from));
        const auto at = words_.find(key);
        if (at != words_.end() && (at->second & (tag_word::noun | tag_word::title))) return true;
    }
    return false;
}

void fold_name(std::string_view word, std::string& out) {
    bool plain = true, cyrillic = true;
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        plain &= byte < 0x80;
        cyrillic &= byte == 0xD0 || byte == 0xD1 || (byte >= 0x80 && byte < 0xC0) || c == '-';
    }
    if (plain) {
        out.assign(word);
        for (char& c : out)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
        return;
    }
    if (!cyrillic) {
        out = without_marks(fold(word));
        return;
    }
    // U+0410-042F and U+0400-040F to small; yo as ye.
    out.clear();
    for (std::size_t i = 0; i < word.size();) {
        char32_t c = utf8::next(word, i);
        if (c >= 0x410 && c < 0x430) c += 0x20;
        if (c >= 0x400 && c < 0x410) c += 0x50;
        if (c == 0x451) c = 0x435;
        utf8::append(out, c);
    }
}

}  // namespace octavo::text
