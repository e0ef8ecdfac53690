// Idea: count on how many pages of a site each block stands. A crawler sees hundreds of a site's pages and gets this
// for nothing; a library that is handed one page cannot have it.
//   "Sign up for our morning letter"      on 41 of 60 pages   -> the site's own, left out
//   "The strike began on Monday."         on 3 of 60 pages    -> background that reporters repeat: stays
// Old pages fade: at 128 pages all counts are halved, so that a box that is gone is forgotten and a new one learnt.
// Blocks by their place in the tree (path, class) were the road not taken: sites rename classes with every release, and
// a path that is boilerplate here holds a paragraph there.
// Checked by tests/extract/site_template_test.cpp.
#include "extract/site_template.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "model/wire.hpp"

namespace octavo::extract {
namespace {

constexpr std::uint64_t template_version = 1;  // raise it when block_hash changes
constexpr std::size_t most_known = 512;
constexpr std::size_t most_seen = 128;
constexpr std::uint16_t full = 128;      // pages
constexpr std::size_t least_left = 250;  // bytes

// Numbers change where the words stay ("5 min read", "Updated 12:30").
std::uint64_t block_hash(std::string_view text) {
    std::string words;
    words.reserve(text.size());
    for (const char c : text)
        if (c < '0' || c > '9') words += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return word_hash(utf8::squeeze(words));
}

bool has_words(const Block& b) {
    switch (b.type) {
        case Block::Type::paragraph:
        case Block::Type::heading:
        case Block::Type::list:
        case Block::Type::quote:
            return true;
        default:
            return false;
    }
}

std::string words_of(const Block& b) {
    std::string words = b.text;
    for (const std::string& item : b.items) words += ' ' + item;
    return words;
}

std::size_t size_of(const Block& b) {
    std::size_t size = b.text.size();
    for (const std::string& item : b.items) size += item.size();
    return size;
}

}  // namespace

SiteTemplate SiteTemplate::read(std::string_view bytes) {
    SiteTemplate out;
    wire::Decoder in(bytes);
    if (bytes.empty() || in.number() != template_version) return {};
    out.pages_ = static_cast<std::uint16_t>(std::min<std::uint64_t>(in.number(), full));
    in.list([&] {
        Known k;
        k.block = in.fixed64();
        k.count = static_cast<std::uint16_t>(std::min<std::uint64_t>(in.number(), full));
        k.last = static_cast<std::uint16_t>(std::min<std::uint64_t>(in.number(), full));
        out.known_.push_back(k);
    });
    const bool sound = in.done() && out.known_.size() <= most_known &&
                       std::ranges::is_sorted(out.known_, std::ranges::less_equal{}, &Known::block);
    return sound ? out : SiteTemplate();
}

std::string SiteTemplate::bytes() const {
    wire::Encoder out;
    out.number(template_version);
    out.number(pages_);
    out.list(known_, [&](const Known& k) {
        out.fixed64(k.block);
        out.number(k.count);
        out.number(k.last);
    });
    return out.take();
}

const SiteTemplate::Known* SiteTemplate::find(std::uint64_t block) const {
    const auto at = std::ranges::lower_bound(known_, block, {}, &Known::block);
    return at != known_.end() && at->block == block ? &*at : nullptr;
}

void SiteTemplate::age() {
    for (Known& k : known_) {
        k.count /= 2;
        k.last /= 2;
    }
    std::erase_if(known_, [](const Known& k) { return k.count == 0; });
    pages_ /= 2;
}

void SiteTemplate::learn(std::span<const std::uint64_t> seen) {
    if (seen.empty()) return;
    const auto known = std::ranges::count_if(seen, [&](std::uint64_t block) { return find(block) != nullptr; });
    if (static_cast<std::size_t>(known) * 100 > seen.size() * 85) return;
    if (pages_ >= full) age();
    ++pages_;
    std::vector<Known> fresh;
    for (const std::uint64_t block : seen.first(std::min(seen.size(), most_seen))) {
        if (const Known* k = find(block)) {
            Known& it = known_[static_cast<std::size_t>(k - known_.data())];
            it.count = static_cast<std::uint16_t>(std::min<int>(it.count + 1, full));
            it.last = pages_;
        } else if (std::ranges::find(fresh, block, &Known::block) == fresh.end()) {
            fresh.push_back({block, 1, pages_});
        }
    }
    known_.insert(known_.end(), fresh.begin(), fresh.end());
    if (known_.size() > most_known) {
        // What stood on one page long ago goes first; ties by the hash, so that every archive forgets the same.
        const auto worth = [](const Known& k) { return std::tuple(k.count > 1 ? k.count : 0, k.last, k.block); };
        std::ranges::nth_element(known_, known_.begin() + most_known, std::ranges::greater{}, worth);
        known_.resize(most_known);
    }
    std::ranges::sort(known_, {}, &Known::block);
}

bool SiteTemplate::repeats(std::uint64_t block) const {
    const Known* k = find(block);
    return k && k->count >= 3 && k->count * 5 >= pages_;
}

std::vector<std::uint64_t> blocks_seen(const std::vector<Block>& blocks) {
    std::vector<std::uint64_t> seen;
    for (const Block& b : blocks) {
        if (!has_words(b) || seen.size() >= most_seen) continue;
        const std::uint64_t hash = block_hash(words_of(b));
        if (std::ranges::find(seen, hash) == seen.end()) seen.push_back(hash);
    }
    return seen;
}

std::size_t leave_out_repeated(std::vector<Block>& blocks, const SiteTemplate& site) {
    if (site.pages() < 3) return 0;
    std::vector<bool> repeated(blocks.size());
    std::size_t all = 0;
    std::size_t left = 0;
    std::size_t out = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const std::size_t size = size_of(blocks[i]);
        repeated[i] = has_words(blocks[i]) && site.repeats(block_hash(words_of(blocks[i])));
        all += size;
        left += repeated[i] ? 0 : size;
        out += repeated[i];
    }
    if (out == 0 || left < least_left || left * 10 < all * 7) return 0;
    std::size_t i = 0;
    std::erase_if(blocks, [&](const Block&) { return repeated[i++]; });
    return out;
}

}  // namespace octavo::extract
