// OPML, feed files and folders of pages.
#include <filesystem>

#include "base/json.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "feed/feed.hpp"
#include "feed/opml.hpp"
#include "pipeline/entries.hpp"
#include "pipeline/input_file.hpp"
#include "pipeline/intake.hpp"

namespace octavo::pipeline {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t max_opml = 64u << 20;
constexpr std::size_t max_feed_file = 256u << 20;
constexpr std::size_t max_feed_entries = 100'000;
constexpr std::size_t max_page = 32u << 20;
constexpr std::size_t max_files = 2'000'000;

std::string name_of_source(std::string_view title) {
    return utf8::squeeze(utf8::without_controls(utf8::repair(utf8::cut(title, 200))));
}

}  // namespace

// ---- OPML

Result<> import_opml(const std::string& path, Intake& intake) {
    const auto bytes = TRY(read_whole(path, max_opml));
    auto opml = feed::parse_opml(bytes);
    if (!opml) return fail_at(path, std::move(opml).error());
    if (opml->malformed) intake.note("the list is damaged; what could be read was taken");
    for (const auto& list : opml->lists) intake.note(fmt::format("names another list, not followed: {}", list.url));
    std::vector<std::pair<Source, Feed>> wanted;
    for (const auto& item : opml->feeds) {
        const auto url = Url::parse(item.url);
        if (!url || !url->is_web() || url->has_credentials()) {
            intake.refuse("feed without a web address");
            continue;
        }
        const auto site = Url::parse(item.site);
        Source source = source_of(site && site->is_web() ? site->href() : url->href(), {});
        if (!item.title.empty()) source.name = name_of_source(item.title);
        Feed feed;
        feed.url = url->without_fragment();
        feed.id = feed_id(feed.url);
        feed.source = source.id;
        feed.title = name_of_source(item.title);
        wanted.emplace_back(std::move(source), std::move(feed));
    }
    return intake.line().command([&](store::Store& store) -> Result<> {
        const auto reader = TRY(store.reader());
        for (const auto& [source, feed] : wanted) {
            const auto url = Url::parse(feed.url);
            if (store.is_left_out(source.domain) || (url && store.is_left_out(url->host()))) {
                intake.refuse("its publisher asked to be left out");
                continue;
            }
            const auto there = TRY(reader->feed_at(feed.url));
            if (!there) {
                TRY(store.put_source(source));
                TRY(store.put_feed(feed));
            }
            intake.count_feed(!there);
        }
        return {};
    });
}

// ---- a feed file

Result<> import_feed_file(const std::string& path, Intake& intake) {
    const auto bytes = TRY(read_whole(path, max_feed_file));
    feed::Options options;
    options.max_entries = max_feed_entries;
    options.max_bytes = max_feed_file;
    auto parsed = feed::parse(bytes, options);
    if (!parsed) return fail_at(path, std::move(parsed).error());
    if (parsed->cut)
        intake.note(fmt::format("more than {} items: the first {} were taken", max_feed_entries, max_feed_entries));
    const std::string home = !parsed->link.empty() ? parsed->link : parsed->self;
    Source source = source_of(home, parsed->title);
    if (!parsed->title.empty()) source.name = name_of_source(parsed->title);
    for (auto& entry : entries_of(*std::move(parsed), source.id)) {
        Submission submission;
        submission.source = source;
        submission.job.url = std::move(entry.url);
        submission.job.hints = std::move(entry.hints);
        submission.job.seen = intake.now();
        if (!intake.submit(std::move(submission))) break;
        intake.at(bytes.size() / 2);
    }
    return {};
}

// ---- pages

namespace {

bool is_page_name(const std::string& lowered) {
    return lowered.ends_with(".html") || lowered.ends_with(".htm") || lowered.ends_with(".xhtml") ||
           lowered.ends_with(".html.gz") || lowered.ends_with(".htm.gz");
}

std::string without_page_ending(const fs::path& page) {
    std::string stem = page.string();
    if (utf8::lower(stem).ends_with(".gz")) stem.resize(stem.size() - 3);
    return fs::path(stem).replace_extension().string();
}

// `url` of the JSON file beside the page.
std::string url_beside(const fs::path& page) {
    const std::string beside = without_page_ending(page) + ".json";
    std::error_code ignored;
    if (!fs::exists(beside, ignored)) return {};
    const auto bytes = read_whole(beside, 8u << 20);
    const auto json = bytes ? Json::parse(*bytes) : fail(Fault::malformed, {});
    const auto url = json ? Url::parse((*json)["url"].string()) : std::nullopt;
    return url && url->is_web() ? url->href() : std::string();
}

std::string attribute_of(std::string_view tag, std::string_view name) {
    const std::string lowered = utf8::lower(tag);
    for (auto at = lowered.find(name); at != std::string::npos; at = lowered.find(name, at + 1)) {
        auto value = tag.substr(at + name.size());
        if (at == 0 || !std::strchr(" \t\r\n\"'/", tag[at - 1]) || !value.starts_with('=')) continue;
        value.remove_prefix(1);
        if (value.empty()) return {};
        const char quote = value.front();
        if (quote != '"' && quote != '\'') return std::string(value.substr(0, value.find_first_of(" \t\r\n>")));
        value.remove_prefix(1);
        std::string out(value.substr(0, value.find(quote)));
        for (auto amp = out.find("&amp;"); amp != std::string::npos; amp = out.find("&amp;", amp + 1))
            out.erase(amp + 1, 4);
        return out;
    }
    return {};
}

// The page's own address, looked up quickly (the extractor will read it properly): only to know whose page it is.
std::string url_inside(std::string_view html) {
    const std::string_view head = html.substr(0, 256u << 10);
    for (const auto& [word, attribute] : {std::pair{"canonical", "href"}, std::pair{"og:url", "content"}}) {
        for (auto at = head.find(word); at != std::string_view::npos; at = head.find(word, at + 1)) {
            const auto open = head.rfind('<', at), close = head.find('>', at);
            if (open == std::string_view::npos || close == std::string_view::npos || at - open > 4096) continue;
            const auto url = Url::parse(attribute_of(head.substr(open, close - open + 1), attribute));
            if (url && url->is_web()) return url->href();
        }
    }
    return {};
}

bool take_page(const fs::path& page, const std::string& guid, Intake& intake) {
    auto bytes = read_whole(page.string(), max_page);
    if (!bytes) {
        const Fault fault = bytes.error().fault;
        intake.refuse(fault == Fault::too_big     ? "page larger than 32 MB"
                      : fault == Fault::malformed ? "page cannot be unpacked (malformed)"
                                                  : "page cannot be read");
        return true;
    }
    if (utf8::trim(*bytes).empty()) return intake.refuse("page is empty"), true;
    Submission submission;
    const std::string known = url_beside(page);
    submission.source = source_of(known.empty() ? url_inside(*bytes) : known, {});
    submission.job.url = known;
    submission.job.html = *std::move(bytes);
    submission.job.hints.guid = guid;
    submission.job.seen = intake.now();
    return intake.submit(std::move(submission));
}

}  // namespace

Result<> import_html(const std::string& path, Intake& intake) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
        take_page(path, fs::path(path).filename().string(), intake);
        return {};
    }
    std::vector<fs::path> pages;
    for (fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end && pages.size() < max_files; it.increment(error)) {
        std::error_code ignored;
        if (it->is_regular_file(ignored) && is_page_name(utf8::lower(it->path().string()))) pages.push_back(it->path());
    }
    if (error) intake.note(fmt::format("the folder could not be read to its end: {}", error.message()));
    if (pages.empty())
        return fail(Fault::not_found, fmt::format("{}: no page (.html, .htm, .html.gz) in this folder", path));
    std::ranges::sort(pages);
    std::uint64_t bytes = 0;
    for (const auto& page : pages) {
        intake.at(bytes);
        std::error_code ignored;
        bytes += fs::file_size(page, ignored);
        if (!take_page(page, fs::relative(page, path, ignored).string(), intake)) break;
    }
    return {};
}

}  // namespace octavo::pipeline
