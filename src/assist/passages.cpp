#include "assist/passages.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "assist/tokens.hpp"

namespace octavo::assist {
namespace {

constexpr float k1 = 1.6F, b = 0.4F;
constexpr std::uint32_t title_counts = 2, opening_counts = 1;  // besides itself
constexpr std::size_t opening_words = 60;
constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();
constexpr float date_gain = 0.5F, date_scale_days = 21;
// Who asks has not read what is published days later.
constexpr float later_share = 0.7F, later_days = 2;
constexpr float coverage_power = 0.25F;
// A word that more than a fifth of a large archive has adds nothing but time, where there are rarer ones.
constexpr std::size_t large_archive = 5'000, common_share = 5;

void append_number(std::string& out, std::uint32_t n) {
    for (; n >= 128; n >>= 7) out += static_cast<char>((n & 127U) | 128U);
    out += static_cast<char>(n);
}
std::uint32_t take_number(const char*& at) {
    std::uint32_t n = 0;
    for (unsigned shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(*at++);
        n |= (byte & 127U) << shift;
        if (byte < 128) return n;
    }
}

std::int32_t day_of(const std::optional<Instant>& instant) {
    if (!instant) return no_day;
    return static_cast<std::int32_t>(std::chrono::floor<std::chrono::days>(*instant).time_since_epoch().count());
}

float date_factor(std::int32_t document, std::int32_t asked) {
    if (document == no_day || asked == no_day) return 1;
    const float days = static_cast<float>(asked) - static_cast<float>(document);
    return (1 + date_gain * std::exp(-std::abs(days) / date_scale_days)) * (days < -later_days ? later_share : 1);
}

}  // namespace

// Scores of all documents; of those a question touches, which are put back to nothing behind it.
struct PassageIndex::Sums {
    std::vector<float> scores, covered;
    std::vector<DocumentNumber> touched;
};

DocumentNumber PassageIndex::add(const Document& document) {
    const auto number = static_cast<DocumentNumber>(size());
    std::unordered_map<std::uint64_t, std::uint32_t> counts;
    std::size_t words = 0;
    const auto count = [&](std::string_view text, std::uint32_t times, std::uint32_t early) {
        std::size_t at = 0;
        each_token(utf8::cut(text, most_text), document.language, [&](const text::WordAt& word) {
            counts[word.hash] += word.stop ? 0 : times + (at < opening_words ? early : 0);
            ++at;
        });
        words += at;
    };
    count(document.title, 1 + title_counts, 0);
    count(document.text, 1, opening_counts);
    for (const auto& [hash, times] : counts) {
        List& list = lists_[hash];
        ++list.documents;
        if (times == 0) continue;
        append_number(list.bytes, number - list.last);
        append_number(list.bytes, std::min<std::uint32_t>(times, 127));
        list.last = number;
    }
    lengths_.push_back(static_cast<std::uint32_t>(std::max<std::size_t>(words, 1)));
    words_ += lengths_.back();
    days_.push_back(day_of(document.date));
    ++languages_[std::string(document.language.substr(0, document.language.find('-')))];
    return number;
}

float PassageIndex::rarity_of(std::size_t documents) const {
    const auto all = static_cast<float>(size()), in = static_cast<float>(documents);
    return std::log(1 + (all - in + 0.5F) / (in + 0.5F));
}

float PassageIndex::rarity(std::uint64_t hash) const {
    const auto list = lists_.find(hash);
    return rarity_in(hash, list == lists_.end() ? 0 : list->second.documents);
}

float PassageIndex::rarity_in(std::uint64_t hash, std::size_t documents) const {
    if (known_rarities_.empty()) return rarity_of(documents);
    const auto known = known_rarities_.find(hash);
    return known == known_rarities_.end() ? rarity_of(documents) : known->second;
}

void PassageIndex::add_list(const List& list, float weight, Sums& sums) const {
    const float usual = static_cast<float>(words_) / static_cast<float>(size());
    const char* at = list.bytes.data();
    const char* const end = at + list.bytes.size();
    for (DocumentNumber number = 0; at != end;) {
        number += take_number(at);
        const auto count = static_cast<float>(take_number(at));
        const float length = k1 * (1 - b + b * static_cast<float>(lengths_[number]) / usual);
        if (sums.scores[number] == 0) sums.touched.push_back(number);
        sums.scores[number] += weight * count * (k1 + 1) / (count + length);
        sums.covered[number] += weight;
    }
}

std::vector<DocumentFound> PassageIndex::find(std::span<const Wanted> wanted, std::optional<Instant> asked,
                                              std::size_t most) const {
    struct Term {
        const List* list;
        float weight;
    };
    std::vector<Term> terms;
    float all = 0;
    for (const Wanted& word : wanted) {
        float rarest = 0;
        for (const std::uint64_t hash : word.hashes) {
            const auto found = lists_.find(hash);
            if (found == lists_.end() || found->second.bytes.empty()) continue;
            const List& list = found->second;
            const float rarity = rarity_in(hash, list.documents);
            terms.push_back({&list, word.weight * rarity});
            rarest = std::max(rarest, rarity);
        }
        if (!word.optional) all += word.weight * (rarest > 0 ? rarest : rarity_in(word.hashes.front(), 0));
    }
    if (terms.empty()) return {};
    std::ranges::sort(terms, {}, [](const Term& t) { return t.list->documents; });
    if (size() > large_archive)
        while (terms.size() > 3 && terms.back().list->documents > size() / common_share) terms.pop_back();

    thread_local Sums sums;
    sums.scores.resize(std::max(sums.scores.size(), size()));
    sums.covered.resize(sums.scores.size());
    for (const Term& term : terms) add_list(*term.list, term.weight, sums);
    const std::int32_t day = day_of(asked);
    std::vector<DocumentFound> found;
    found.reserve(sums.touched.size());
    for (const DocumentNumber number : sums.touched) {
        const float coverage = all > 0 ? std::min(1.0F, sums.covered[number] / all) : 0;
        found.push_back({number,
                         sums.scores[number] * std::pow(coverage, coverage_power) * date_factor(days_[number], day),
                         coverage});
        sums.scores[number] = sums.covered[number] = 0;
    }
    sums.touched.clear();
    const auto better = [](const DocumentFound& x, const DocumentFound& y) {
        return x.score != y.score ? x.score > y.score : x.document < y.document;
    };
    const auto kept = std::min(most, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), better);
    found.resize(kept);
    return found;
}

std::vector<std::string> PassageIndex::languages() const {
    std::vector<std::pair<std::string, std::size_t>> counted(languages_.begin(), languages_.end());
    std::ranges::sort(counted, [](const auto& x, const auto& y) {
        return x.second != y.second ? x.second > y.second : x.first < y.first;
    });
    std::vector<std::string> out;
    for (auto& [language, count] : counted) out.push_back(std::move(language));
    return out;
}

std::size_t PassageIndex::bytes() const {
    constexpr std::size_t node = 24, small = 15;  // of the table; what a string holds itself
    std::size_t sum = lengths_.capacity() * 8 + lists_.bucket_count() * sizeof(void*);
    for (const auto& [hash, list] : lists_)
        sum += sizeof(List) + node + (list.bytes.capacity() > small ? list.bytes.capacity() : 0);
    return sum;
}

}  // namespace octavo::assist
