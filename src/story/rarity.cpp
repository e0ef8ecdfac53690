#include "story/rarity.hpp"

#include "base/hash.hpp"
#include "model/terms.hpp"

namespace octavo::story {
namespace {

constexpr std::size_t most_languages = 250;

// What is believed of a word before any article was read: it stands in one of `one_in` articles, with the weight of
// `believed` articles. So the first day's weights are even instead of wild, and grow apart as articles arrive.
constexpr float believed = 100;
constexpr float one_in = 100;

}  // namespace

Rarity::Rarity(std::size_t most_terms) : most_terms_(most_terms), slots_(1024) { languages_.push_back({"", 0, 0}); }

std::size_t Rarity::language(std::string_view code) const {
    const auto found = std::ranges::find(languages_, code, &Language::code);
    return found == languages_.end() ? 0 : static_cast<std::size_t>(found - languages_.begin());
}

Rarity::Language& Rarity::learn_language(std::string_view code) {
    const std::size_t known = language(code);
    if (known != 0 || languages_.size() >= most_languages) return languages_[known];
    return languages_.emplace_back(std::string(code), word_hash(code), 0U);
}

void Rarity::count(std::string_view code, std::span<const Term> terms) {
    ++learn_language(code).articles;
    count_terms(code, terms);
}

void Rarity::count_terms(std::string_view code, std::span<const Term> terms) {
    const Language& language = learn_language(code);
    const auto number = static_cast<std::size_t>(&language - languages_.data());
    for (const Term& t : terms) call_for(number, term::word(t.hash));
    for (const Term& t : terms) {
        const std::uint64_t key = term::word(t.hash) ^ language.salt;
        if (2 * (used_ + 1) > slots_.size()) resize(slots_.size() * 2);
        Slot& slot = slots_[slot_of(key)];
        if (slot.articles == 0) {
            slot.low = static_cast<std::uint32_t>(key);
            slot.high = static_cast<std::uint32_t>(key >> 32);
            ++used_;
        }
        ++slot.articles;
    }
    if (used_ > most_terms_) halve();
}

float Rarity::idf(std::size_t i, std::uint64_t word) const {
    const Language& language = languages_[i];
    const Slot& slot = slots_[slot_of(word ^ language.salt)];
    return std::log((static_cast<float>(language.articles) + believed) /
                    (static_cast<float>(slot.articles) + believed / one_in));
}

void Rarity::call_for(std::size_t i, std::uint64_t word) const {
    __builtin_prefetch(&slots_[mix64(word ^ languages_[i].salt) & (slots_.size() - 1)]);
}

std::size_t Rarity::slot_of(std::uint64_t key) const {
    std::size_t i = mix64(key) & (slots_.size() - 1);
    while (slots_[i].articles != 0 && slots_[i].key() != key) i = (i + 1) & (slots_.size() - 1);
    return i;
}

void Rarity::resize(std::size_t slots) {
    std::vector<Slot> old(slots);
    old.swap(slots_);
    for (const Slot& slot : old)
        if (slot.articles != 0) slots_[slot_of(slot.key())] = slot;
}

void Rarity::halve() {
    for (Language& language : languages_) language.articles /= 2;
    used_ = 0;
    for (Slot& slot : slots_) {
        slot.articles /= 2;
        used_ += slot.articles != 0;
    }
    resize(slots_.size());  // probing must not end at a slot that fell empty
}

}  // namespace octavo::story
