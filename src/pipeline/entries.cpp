// Checked by tests/pipeline/entries_test.cpp.
#include "pipeline/entries.hpp"

#include <unordered_map>
#include <unordered_set>

#include "base/url.hpp"
#include "base/utf8.hpp"
#include "pipeline/played.hpp"

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

std::string twin_of(std::string_view address) {
    if (address.starts_with("https://")) return "http://" + std::string(address.substr(8));
    return "https://" + std::string(address.substr(7));
}

ArticleId id_of_words(const Hints& hints) {
    return article_id_of_text(hints.title, std::string(words_of_content(hints.content)) + hints.summary);
}

void name(Entry& entry, SourceId source) {
    const Hints& hints = entry.hints;
    if (!hints.guid.empty()) entry.guid = article_id(source, hints.guid);
    if (entry.address.empty()) {
        entry.id = entry.guid ? entry.guid : id_of_words(hints);
        if (!(hints.content + hints.summary).empty())
            entry.words = article_id_of_text(
                hints.title, (hints.published ? to_iso(*hints.published) : "") + hints.content + hints.summary);
        return;
    }
    entry.id = article_id(entry.address);
    entry.twin = article_id(twin_of(entry.address));
    // A GUID that is the address says nothing new.
    if (const auto url = Url::parse(hints.guid); url && url->is_web() && normalize(*url) == entry.address)
        entry.guid = {};
}

// An episode's link may be its sound file: that is no page to read.
bool is_enclosure(const feed::Entry& entry) {
    return std::ranges::any_of(entry.enclosures, [&](const feed::Enclosure& e) {
        return e.url == entry.link && !e.type.starts_with("text/html");
    });
}

// Where the entry's page is: what a feed proxy says the link really leads to, else the link, out of its wrapping.
std::optional<Url> page_of(const feed::Entry& from) {
    if (is_enclosure(from)) return std::nullopt;
    for (const std::string* text : {&from.original, &from.link})
        if (const auto url = Url::parse(*text); url && names_a_page(*url)) return unwrapped(*url);
    return std::nullopt;
}

Entry entry_of(feed::Entry&& from, const feed::ParsedFeed& parsed, SourceId source) {
    Entry entry;
    if (const auto url = page_of(from)) {
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
    name(entry, source);
    hints.content += played_markup(from);
    return entry;
}

// A GUID that stands on entries of different pages, or of different titles where there are no pages, names neither.
void forget_repeated_guids(std::vector<Entry>& entries) {
    struct Use {
        std::string_view of;
        bool repeated = false;
    };
    std::unordered_map<ArticleId, Use> uses;
    const auto what = [](const Entry& e) -> std::string_view {
        return e.address.empty() ? e.hints.title : std::string_view(e.address).substr(e.address.find("://"));
    };
    for (const Entry& e : entries) {
        if (!e.guid) continue;
        const auto [use, is_new] = uses.try_emplace(e.guid, Use{what(e)});
        if (!is_new && use->second.of != what(e)) use->second.repeated = true;
    }
    for (Entry& e : entries)
        if (e.guid && uses.at(e.guid).repeated) forget_guid(e);
}

}  // namespace

void forget_guid(Entry& entry) {
    entry.guid = {};
    entry.hints.guid.clear();
    if (entry.address.empty()) entry.id = id_of_words(entry.hints);
}

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
    for (auto& from : parsed.entries) out.push_back(entry_of(std::move(from), parsed, source));
    forget_repeated_guids(out);
    std::erase_if(out, [&](const Entry& e) {
        const auto is_there = [&](ArticleId name) { return name && seen.contains(name); };
        const bool again = is_there(e.id) || is_there(e.twin) || is_there(e.guid);
        seen.insert(e.id);
        if (e.guid) seen.insert(e.guid);
        return again;
    });
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
