#include "readers/bring.hpp"

#include "base/json.hpp"
#include "base/utf8.hpp"
#include "readers/answers.hpp"
#include "readers/reading.hpp"
#include "readers/shelf.hpp"

namespace octavo::readers {
namespace {

using State = store::Wish::State;

constexpr std::size_t longest_url = 2000, longest_title = 300;

// What a feed brings is everybody's: an address that carries somebody's key is not to be followed for all.
bool carries_key(const Url& url) {
    constexpr std::array keys = {"token",        "auth",   "key", "apikey",  "api_key",
                                 "access_token", "secret", "sig", "password"};
    return std::ranges::any_of(keys, [&](std::string_view key) {
        for (auto at = url.query().find(key); at != std::string_view::npos; at = url.query().find(key, at + 1)) {
            const bool begins = at == 0 || url.query()[at - 1] == '&';
            if (begins && url.query().substr(at + key.size()).starts_with('=')) return true;
        }
        return false;
    });
}

std::string place_of_source(std::string_view domain) { return fmt::format("src/{}", domain); }

}  // namespace

// ---- reports
// ----------------------------------------------------------------------------------------------------------

std::string BringReport::to_json() const {
    JsonWriter out;
    out.object().field("from", from).field("feeds", feeds).field("followed", followed).field("already", already);
    out.field("asked", asked).field("refused", refused).field("left_out", left_out).field("starred", starred);
    out.field("saved", saved)
        .field("links", links)
        .field("no_room", no_room)
        .field("read", read)
        .field("known", known)
        .field("cut", cut);
    out.strings("notes", notes).end();
    return out.take();
}

std::optional<BringReport> BringReport::from_json(std::string_view text) {
    const auto json = Json::parse(text);
    if (!json || !json->is_object()) return std::nullopt;
    const auto number = [&](std::string_view name) { return (*json)[name].integer(); };
    BringReport out{.from = std::string((*json)["from"].string()),
                    .feeds = number("feeds"),
                    .followed = number("followed"),
                    .already = number("already"),
                    .asked = number("asked"),
                    .refused = number("refused"),
                    .left_out = number("left_out"),
                    .starred = number("starred"),
                    .saved = number("saved"),
                    .links = number("links"),
                    .no_room = number("no_room"),
                    .read = number("read"),
                    .known = number("known"),
                    .cut = (*json)["cut"].boolean()};
    for (const Json& note : (*json)["notes"].items()) out.notes.emplace_back(note.string());
    return out;
}

Result<std::optional<ArticleId>> article_by_address(store::Reader& reader, const Url& url) {
    std::vector<std::string> spellings{normalize(url), normalize(unwrapped(url))};
    for (const std::string& one : std::vector(spellings))  // http and https stay apart in the archive
        spellings.push_back(one.starts_with("https:") ? "http" + one.substr(5) : "https" + one.substr(4));
    for (const std::string& spelling : spellings)
        if (auto id = TRY(reader.article_at(spelling))) return id;
    return std::nullopt;
}

// ---- exports of other readers
// -----------------------------------------------------------------------------------------

Result<std::unique_ptr<Bring>> Bring::open(const std::string& folder, BringRules rules, const Clock& clock) {
    auto rows = TRY(store::Bringing::open(folder));
    auto shelves = TRY(store::Shelves::open(folder));
    return std::unique_ptr<Bring>(new Bring(std::move(rows), std::move(shelves), std::move(rules), clock));
}

OwnFeeds Bring::own_feeds(const Visitor& who) const {
    return who.account.role >= Role::editor ? OwnFeeds::open : rules_.own_feeds;
}

Result<> Bring::sort_feeds(const Visitor& who, const Takeout& what, store::Reader& reader, store::Brought& out,
                           BringReport& report) {
    const OwnFeeds rule = own_feeds(who);
    std::unordered_set<std::string_view> seen;
    for (const Takeout::Feed& feed : what.feeds) {
        if (!seen.insert(feed.url).second) continue;
        ++report.feeds;
        if (const auto known = TRY(reader.feed_at(feed.url))) {
            const auto source = TRY(reader.source(known->source));
            if (source && out.follows.size() < most_of(quotas_, who.account, Quota::follows)) {
                out.follows.push_back({.place = place_of_source(source->source.domain),
                                       .language = source->source.language,
                                       .title = source->source.name,
                                       .made = {},
                                       .folder = feed.folder});
                continue;
            }
        }
        const auto url = Url::parse(feed.url);
        if (!url || carries_key(*url) || (rules_.judge && !rules_.judge(*url).empty())) {
            ++report.refused;
            continue;
        }
        if (rule == OwnFeeds::off || out.wishes.size() >= most_of(quotas_, who.account, Quota::feeds)) {
            continue;  // left out
        }
        out.wishes.push_back({.number = 0,
                              .account = {},
                              .url = feed.url,
                              .site = feed.site,
                              .title = feed.title,
                              .folder = feed.folder,
                              .state = rule == OwnFeeds::open ? State::granted : State::asked,
                              .detail = {},
                              .place = {}});
    }
    return {};
}

Result<> Bring::sort_items(const Takeout& what, store::Reader& reader, store::Brought& out, BringReport& report) {
    const Instant now = clock_.now();
    std::unordered_set<std::string_view> seen;
    // A reading list is read by moments, page by page: no two at the same.
    std::unordered_set<std::int64_t> moments;
    const auto moment = [&](Instant wanted) {
        std::int64_t ms = to_unix_ms(wanted);
        while (!moments.insert(ms).second) --ms;
        return from_unix_ms(ms);
    };
    Instant next = now;  // of what bears no date
    for (const Takeout::Item& item : what.items) {
        if (!seen.insert(item.url).second) continue;
        report.starred += item.starred;
        report.read += item.read;
        const auto url = Url::parse(item.url);
        if (!url) continue;
        const auto id = TRY(article_by_address(reader, *url));
        if (id && item.read) {
            out.read.push_back(*id);
            ++report.known;
        }
        if (!item.starred) continue;
        const bool dated = item.time && *item.time <= now;
        const Instant made = moment(dated ? *item.time : next);
        if (!dated) next = made - std::chrono::milliseconds(1);
        if (id && out.saved.size() < most_saved)
            out.saved.push_back({.article = *id, .made = made});
        else if (!id && out.links.size() < most_links)
            out.links.push_back({.url = item.url, .title = item.title.empty() ? item.url : item.title, .made = made});
        else
            ++report.no_room;
    }
    return {};
}

Answer<std::int64_t> Bring::take(const Visitor& who, const Takeout& what, store::Reader& reader) {
    store::Brought brought;
    BringReport report{.from = what.from, .cut = what.cut, .notes = what.notes};
    if (const auto sorted = sort_feeds(who, what, reader, brought, report); !sorted) return broken(sorted.error());
    if (const auto sorted = sort_items(what, reader, brought, report); !sorted) return broken(sorted.error());
    const auto taken = rows_->take(who.account.id, brought,
                                   {.follows = most_of(quotas_, who.account, Quota::follows),
                                    .wishes = most_of(quotas_, who.account, Quota::feeds),
                                    .saved = most_of(quotas_, who.account, Quota::saved),
                                    .links = most_links,
                                    .reads = most_read},
                                   clock_.now());
    if (!taken) return broken(taken.error());
    if (taken->number == 0) return refused(Refusal::nobody);
    report.followed = taken->follows;
    report.asked = taken->wishes;
    report.saved = taken->saved;
    report.links = taken->links;
    report.no_room += taken->full;
    report.already = taken->already;
    report.left_out = report.feeds - report.followed - report.asked - report.refused - report.already;
    if (const auto kept = rows_->report(who.account.id, taken->number, report.to_json()); !kept)
        return broken(kept.error());
    return taken->number;
}

Answer<BringReport> Bring::report(const Visitor& who, std::int64_t number) {
    const auto import = rows_->import(who.account.id, number);
    if (!import) return broken(import.error());
    auto report = *import ? BringReport::from_json((*import)->report) : std::nullopt;
    if (!report) return refused(Refusal::nobody);
    report->made = (*import)->made;
    return *std::move(report);
}

Answer<std::vector<std::pair<std::int64_t, BringReport>>> Bring::reports(const Visitor& who) {
    const auto imports = rows_->imports(who.account.id);
    if (!imports) return broken(imports.error());
    std::vector<std::pair<std::int64_t, BringReport>> out;
    for (const store::Import& one : *imports)
        if (auto report = BringReport::from_json(one.report)) {
            report->made = one.made;
            out.emplace_back(one.number, *std::move(report));
        }
    return out;
}

Answer<> Bring::take_back(const Visitor& who, std::int64_t number) {
    const auto back = rows_->take_back(who.account.id, number);
    if (!back) return broken(back.error());
    if (!*back) return refused(Refusal::too_late);
    return {};
}

// ---- feeds of one's own
// -----------------------------------------------------------------------------------------------

Answer<> Bring::wish(const Visitor& who, std::string_view typed) {
    const OwnFeeds rule = own_feeds(who);
    if (rule == OwnFeeds::off) return refused(Refusal::not_allowed);
    const auto url = Url::parse_typed(utf8::trim(typed));
    if (!url || !url->is_web() || url->has_credentials() || url->href().size() > longest_url)
        return refused(Refusal::bad_address);
    if (carries_key(*url) || (rules_.judge && !rules_.judge(*url).empty())) return refused(Refusal::bad_address);
    const auto asked = rows_->wish({.number = 0,
                                    .account = who.account.id,
                                    .url = url->without_fragment(),
                                    .site = {},
                                    .title = {},
                                    .folder = {},
                                    .state = rule == OwnFeeds::open ? State::granted : State::asked,
                                    .detail = {},
                                    .place = {},
                                    .made = clock_.now()},
                                   most_of(quotas_, who.account, Quota::feeds));
    if (asked && !*asked) return std::unexpected(over(quotas_, who.account, Quota::feeds));
    return if_room(asked);
}

Answer<std::vector<store::Wish>> Bring::wishes(const Visitor& who, std::int64_t before, std::size_t limit) {
    return answer(rows_->wishes(who.account.id, before, limit));
}
Answer<> Bring::drop_wish(const Visitor& who, std::int64_t number) {
    return answer(rows_->drop_wish(who.account.id, number));
}

Answer<std::vector<store::Wish>> Bring::waiting(const By& by, std::int64_t behind, std::size_t limit) {
    if (!by.may(Role::editor)) return refused(Refusal::not_allowed);
    return answer(rows_->wishes(State::asked, behind, limit));
}
std::int64_t Bring::count_waiting() { return rows_->count(State::asked).value_or(0); }

Answer<store::Wish> Bring::decide(const By& by, std::int64_t number, std::string_view url, bool grant) {
    if (!by.may(Role::editor)) return refused(Refusal::not_allowed);
    const auto seen = rows_->wish(number);
    if (!seen) return broken(seen.error());
    if (!*seen || (*seen)->state != State::asked || (*seen)->url != url) return refused(Refusal::too_late);
    // All who wish for it: one decision, however many they are.
    constexpr std::size_t most = 10'000;
    const auto all = rows_->wishes_for(url, State::asked, most);
    if (!all) return broken(all.error());
    bool any = false;
    for (const store::Wish& one : *all) {
        const auto settled = rows_->settle(one, grant ? State::granted : State::refused, grant ? "" : "editor", "");
        if (!settled) return broken(settled.error());
        any = any || *settled;
    }
    if (!any) return refused(Refusal::too_late);
    return **seen;
}

// ---- pages put aside
// --------------------------------------------------------------------------------------------------

Answer<> Bring::put_link(const Visitor& who, std::string_view typed, std::string_view title) {
    const auto url = Url::parse_typed(utf8::trim(typed));
    if (!url || !url->is_web() || url->has_credentials() || url->href().size() > longest_url)
        return refused(Refusal::bad_address);
    std::string name =
        utf8::squeeze(utf8::without_controls(utf8::repair(std::string(utf8::cut(title, longest_title)))));
    if (name.empty()) name = url->href();
    return if_room(rows_->put_link(who.account.id, {.url = url->href(), .title = std::move(name), .made = clock_.now()},
                                   most_links));
}
Answer<> Bring::drop_link(const Visitor& who, std::string_view url) {
    return answer(rows_->drop_link(who.account.id, url));
}
Answer<std::vector<store::Link>> Bring::links(const Visitor& who, Instant before, std::size_t limit) {
    return answer(rows_->links(who.account.id, before, limit));
}

}  // namespace octavo::readers
