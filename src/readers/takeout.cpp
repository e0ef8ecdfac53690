#include "readers/takeout.hpp"

#include "base/dates.hpp"
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "feed/opml.hpp"
#include "feed/xml.hpp"
#include "markup/encoding.hpp"
#include "readers/takeout_parts.hpp"

namespace octavo::readers {
namespace {

constexpr std::size_t longest_url = 2000, longest_title = 300, longest_folder = 60;
constexpr std::size_t most_notes = 20;

std::string in_one_line(std::string_view text, std::size_t bytes) {
    return utf8::squeeze(utf8::without_controls(utf8::repair(std::string(utf8::cut(text, bytes)))));
}

void note(Takeout& out, std::string text) {
    if (out.notes.size() < most_notes) out.notes.push_back(std::move(text));
}

// As addresses are kept; "" where it is none that can be asked for.
std::string web_address(std::string_view text) {
    const auto url = Url::parse(utf8::trim(text));
    if (!url || !url->is_web() || url->has_credentials()) return {};
    std::string out = url->without_fragment();
    return out.size() <= longest_url ? out : std::string();
}

Result<> read_list(std::string_view bytes, Takeout& out) {
    feed::Opml list = TRY(feed::parse_opml(bytes));
    for (feed::OpmlFeed& one : list.feeds)
        add_feed(out, {.url = std::move(one.url),
                       .site = std::move(one.site),
                       .title = std::move(one.title),
                       .folder = one.category.empty() || one.category.front().empty()
                                     ? std::string()
                                     : std::move(one.category.front().front())});
    if (list.malformed) note(out, "the list is damaged; what could be read was taken");
    if (list.feeds.size() >= Takeout::most_feeds) out.cut = true;
    out.from = "OPML";
    return {};
}

// https://git.tt-rss.org/fox/ttrss-import-export.git
Result<> read_articles(std::string_view bytes, Takeout& out) {
    const auto document = TRY(feed::xml::Document::parse(utf8::repair(std::string(bytes)), {}));
    const auto root = document.root();
    if (!root.is("articles")) return fail(Fault::malformed, "XML, but of no reader that is known here");
    std::unordered_set<std::string> seen;
    for (auto article = root.first(); article; article = article.next()) {
        const auto text = [&](std::string_view name) { return article.child(name).text(); };
        const auto date = parse_date(text("updated"));
        add_item(out, {.url = text("link"),
                       .title = text("title"),
                       .starred = text("marked") == "1",
                       .read = false,  // what is exported is what was starred or archived
                       .time = date});
        if (auto feed = text("feed_url"); !feed.empty() && seen.insert(feed).second)
            add_feed(out, {.url = std::move(feed), .site = {}, .title = text("feed_title"), .folder = {}});
    }
    out.cut = out.cut || document.cut();
    out.from = "Tiny Tiny RSS";
    return {};
}

// https://newsboat.org/releases/2.21/docs/newsboat.html#_basic_functionality: an address, then tags in quotes; "~name"
// is what it is to be called.
Result<> read_addresses(std::string_view bytes, Takeout& out) {
    const std::size_t had = out.feeds.size();
    while (!bytes.empty()) {
        std::string_view line = utf8::trim(bytes.substr(0, bytes.find('\n')));
        bytes.remove_prefix(
            std::min(bytes.size(), bytes.find('\n') == bytes.npos ? bytes.size() : bytes.find('\n') + 1));
        if (!line.starts_with("http://") && !line.starts_with("https://")) continue;
        Takeout::Feed feed{
            .url = std::string(line.substr(0, line.find_first_of(" \t"))), .site = {}, .title = {}, .folder = {}};
        for (auto open = line.find('"'); open != line.npos;) {
            const auto close = line.find('"', open + 1);
            if (close == line.npos) break;
            const std::string_view tag = line.substr(open + 1, close - open - 1);
            if (tag.starts_with('~'))
                feed.title = tag.substr(1);
            else if (feed.folder.empty())
                feed.folder = tag;
            open = line.find('"', close + 1);
        }
        add_feed(out, std::move(feed));
    }
    if (out.feeds.size() == had)
        return fail(Fault::malformed, "no list of feeds, and no export of a reader that is known here");
    out.from = "addresses";
    return {};
}

Result<> read_one(std::string_view bytes, Takeout& out) {
    if (bytes.size() > Takeout::most_bytes) return fail(Fault::too_big, "it is larger than an export can be");
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::string_view start = utf8::trim(bytes.substr(0, 4096));
    if (start.starts_with('{') || start.starts_with('[')) return read_json_takeout(bytes, out);
    // OPML comes in every encoding, and says so itself.
    const bool marked_up = start.starts_with('<') || bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE");
    if (start.contains("<articles")) return read_articles(bytes, out);
    if (marked_up) return read_list(bytes, out);
    return read_addresses(bytes, out);
}

bool may_hold_any(std::string_view name) {
    const std::string low = utf8::lower(name);
    return !low.starts_with("__macosx/") &&
           std::ranges::any_of(std::array{".opml", ".xml", ".json", ".txt", "urls"},
                               [&](std::string_view end) { return low.ends_with(end); });
}

Result<Takeout> read_zip(std::string_view bytes) {
    Takeout out;
    std::set<std::string> kinds;
    const auto visited = visit_zip(bytes, may_hold_any, [&](std::string_view name, std::string_view content) {
        const auto read = read_one(content, out);
        if (read)
            kinds.insert(std::exchange(out.from, {}));
        else
            note(out, fmt::format("{}: {}", in_one_line(name, longest_title), read.error().detail));
    });
    if (!visited && (kinds.empty() || visited.error().fault == Fault::too_big)) return std::unexpected(visited.error());
    if (!visited) note(out, fmt::format("the file is damaged: {}", visited.error().detail));
    if (kinds.empty()) return fail(Fault::malformed, "a ZIP without an export of a reader that is known here");
    out.from = fmt::format("{}", fmt::join(kinds, ", "));
    return out;
}

}  // namespace

void add_feed(Takeout& out, Takeout::Feed feed) {
    feed.url = web_address(feed.url);
    if (feed.url.empty()) return;
    if (out.feeds.size() >= Takeout::most_feeds) {
        out.cut = true;
        return;
    }
    feed.site = web_address(feed.site);
    feed.title = in_one_line(feed.title, longest_title);
    feed.folder = in_one_line(feed.folder, longest_folder);
    out.feeds.push_back(std::move(feed));
}

void add_item(Takeout& out, Takeout::Item item) {
    item.url = web_address(item.url);
    if (item.url.empty() || (!item.starred && !item.read)) return;
    if (out.items.size() >= Takeout::most_items) {
        out.cut = true;
        return;
    }
    item.title = in_one_line(item.title, longest_title);
    out.items.push_back(std::move(item));
}

Result<Takeout> read_takeout(std::string_view bytes) {
    if (bytes.size() > Takeout::most_bytes) return fail(Fault::too_big, "it is larger than an export can be");
    if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return read_zip(bytes);
    Takeout out;
    TRY(read_one(bytes, out));
    return out;
}

}  // namespace octavo::readers
