#include "pipeline/identity.hpp"

#include <unordered_set>

#include "base/url.hpp"
#include "base/utf8.hpp"

namespace octavo::pipeline {
namespace {

using namespace std::chrono_literals;

std::string_view without_scheme(std::string_view address) {
    const auto start = address.find("://");
    return start == std::string_view::npos ? address : bare_host(address.substr(start + 3));
}

bool same_title(std::string_view a, std::string_view b) {
    return !a.empty() && utf8::equal_ignoring_case(utf8::squeeze(a), utf8::squeeze(b));
}

// Whether an entry whose GUID is this article's tells of the same thing.
bool same_thing(const Entry& entry, const store::Card& card) {
    if (!entry.address.empty() && without_scheme(entry.address) == without_scheme(card.url)) return true;
    const auto& date = entry.hints.published;
    const bool both_dated = date && card.stated;
    const Duration apart = both_dated ? std::chrono::abs(*date - *card.stated) : Duration(0);
    if (both_dated && apart < 1min) return true;
    // "Weather" of today is not that of yesterday.
    return same_title(entry.hints.title, card.title) && apart < 24h;
}

}  // namespace

std::vector<ArticleId> names_of(const Entry& entry) {
    std::vector<ArticleId> names;
    for (const ArticleId name : {entry.id, entry.guid, entry.words})
        if (name && std::ranges::find(names, name) == names.end()) names.push_back(name);
    return names;
}

Result<std::vector<bool>> known_already(std::vector<Entry>& entries, store::Store& store, store::Reader& reader) {
    std::vector<ArticleId> names;
    for (const Entry& e : entries)
        for (const ArticleId name : {e.id, e.twin, e.guid, e.words})
            if (name) names.push_back(name);
    std::unordered_set<ArticleId> there;
    const auto known = TRY(store.known(std::span<const ArticleId>(names)));
    for (std::size_t i = 0; i < names.size(); ++i)
        if (known[i]) there.insert(names[i]);

    std::vector<bool> out;
    out.reserve(entries.size());
    for (Entry& e : entries) {
        const bool by_guid = e.guid && there.contains(e.guid);
        bool is_known =
            (!e.address.empty() && there.contains(e.id)) || there.contains(e.twin) || there.contains(e.words);
        if (!is_known && by_guid) {
            const auto owner = TRY(store.named(e.guid));
            const auto cards = owner ? TRY(reader.cards({&*owner, 1})) : std::vector<store::Card>();
            is_known = !cards.empty() && same_thing(e, cards.front());
            if (!is_known) forget_guid(e);
        }
        // Without an address and a GUID, the words are all there is.
        if (!is_known && e.address.empty() && !e.guid)
            is_known = TRY(store.known(std::span<const ArticleId>(&e.id, 1))).front();
        out.push_back(is_known);
    }
    return out;
}

}  // namespace octavo::pipeline
