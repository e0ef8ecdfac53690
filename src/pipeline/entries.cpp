// Checked by tests/pipeline/entries_test.cpp.
#include "pipeline/entries.hpp"

#include <unordered_set>

#include "base/url.hpp"
#include "base/utf8.hpp"

namespace octavo::pipeline {
namespace {

constexpr std::size_t max_markup = 256u << 10;  // bytes of content or summary we carry for one entry

bool names_a_page(const Url& url) {
    return url.is_web() && !url.has_credentials() &&
           !((url.path().empty() || url.path() == "/") && url.query().empty());
}

std::string cut_markup(std::string&& text) {
    if (text.size() <= max_markup) return std::move(text);
    return std::string(utf8::cut(text, max_markup));
}

Entry entry_of(feed::Entry&& from, const feed::ParsedFeed& parsed, SourceId source) {
    Entry entry;
    if (const auto url = Url::parse(from.link); url && names_a_page(*url)) {
        entry.url = url->without_fragment();
        entry.address = normalize(*url);
        entry.host = url->host();
    }
    Hints& hints = entry.hints;
    hints.title = std::move(from.title);
    hints.authors = std::move(from.authors);
    // A feed tells of today: an older date is a clock at its beginning.
    const auto believed = [](std::optional<Instant> date) {
        return date && *date < std::chrono::sys_days(std::chrono::year(1990) / 1 / 1) ? std::nullopt : date;
    };
    hints.published = believed(from.published);
    hints.modified = believed(from.updated);
    hints.language = from.language.empty() ? parsed.language : std::move(from.language);
    hints.summary = cut_markup(std::move(from.summary));
    hints.content = cut_markup(std::move(from.content));
    hints.image = std::move(from.image);
    hints.guid = std::move(from.id);
    hints.tags = std::move(from.categories);
    if (hints.image.empty())
        for (const auto& enclosure : from.enclosures)
            if (enclosure.type.starts_with("image/")) hints.image = enclosure.url;
    entry.id = !entry.address.empty() ? article_id(entry.address)
               : !hints.guid.empty()  ? article_id(source, hints.guid)
                                      : article_id_of_text(hints.title, hints.content + hints.summary);
    return entry;
}

}  // namespace

std::size_t Entry::bytes() const {
    std::size_t sum =
        512 + url.size() + address.size() + hints.title.size() + hints.summary.size() + hints.content.size();
    for (const auto& tag : hints.tags) sum += tag.size() + 32;
    for (const auto& author : hints.authors) sum += author.size() + 32;
    return sum;
}

std::vector<Entry> entries_of(feed::ParsedFeed parsed, SourceId source) {
    std::vector<Entry> out;
    std::unordered_set<ArticleId> seen;
    out.reserve(parsed.entries.size());
    for (auto& from : parsed.entries) {
        Entry entry = entry_of(std::move(from), parsed, source);
        if (seen.insert(entry.id).second) out.push_back(std::move(entry));
    }
    std::ranges::stable_sort(out, [](const Entry& a, const Entry& b) {
        const auto time = [](const Entry& e) { return e.hints.published ? e.hints.published : e.hints.modified; };
        return time(a) > time(b);  // an absent date is the smallest
    });
    return out;
}

bool cut_to(std::vector<Entry>& entries, const Caps& caps) {
    std::size_t bytes = 0, kept = 0;
    while (kept < entries.size() && kept < caps.entries) {
        bytes += entries[kept].bytes();
        if (kept > 0 && bytes > caps.bytes) break;
        ++kept;
    }
    const bool cut = kept < entries.size();
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(kept), entries.end());
    return cut;
}

}  // namespace octavo::pipeline
