#include "pipeline/wishes.hpp"

#include <condition_variable>

#include "base/log.hpp"
#include "pipeline/line.hpp"

namespace octavo::pipeline {
namespace {

using State = store::Wish::State;
constexpr std::size_t most_follows = 10'000;  // that any account may have (readers/quotas.hpp): it was granted
constexpr auto between_rounds = std::chrono::seconds(2);

// As a list names it: nobody has to look for it.
FoundSource as_listed(const store::Wish& wish) {
    FoundSource out;
    out.url = wish.url;
    out.title = wish.title;
    out.site = wish.site;
    return out;
}

// A reader's word, or the feed's own, does not make it another publisher's: the site it names counts where it is of the
// same registrable domain (https://publicsuffix.org).
Source source_for(const FoundSource& found, const Url& url, bool named_by_feed) {
    const auto site = Url::parse(found.site);
    const bool has_site = site && site->is_web() && registrable_domain(site->host()) == registrable_domain(url.host());
    const std::string domain(bare_host(has_site ? site->host() : url.host()));
    return {.id = source_id(domain),
            .domain = domain,
            .name = named_by_feed && !found.title.empty() ? found.title : domain,
            .home = has_site ? site->href() : url.origin() + "/",
            .country = {},
            .language = found.language,
            .kind = {}};
}

// What needs no request first; then one of each reader, so that nobody waits for another's slow sites.
std::vector<store::Wish> in_turn(std::vector<store::Wish> wishes) {
    std::unordered_map<AccountId, std::int64_t> turns;
    std::vector<std::pair<std::int64_t, store::Wish>> order;
    for (store::Wish& one : wishes) order.emplace_back(one.origin != 0 ? 0 : ++turns[one.account], std::move(one));
    std::ranges::stable_sort(order, {}, [](const auto& one) { return one.first; });
    wishes.clear();
    for (auto& [turn, one] : order) wishes.push_back(std::move(one));
    return wishes;
}

}  // namespace

WishTools wish_tools(Line& line, const std::stop_token& stop) {
    return {.ask = [&line, stop](const Url& url,
                                 fetch::Purpose purpose) { return line.ask({.url = url, .purpose = purpose}, stop); },
            .command = [&line](std::function<Result<>(store::Store&)> work) { return line.command(std::move(work)); }};
}

Result<Wishes::Ending> Wishes::shelve(const store::Wish& wish, const Source& source) {
    // Taken back meanwhile: it is not put where nobody asks for it.
    const auto still = TRY(wishes_.wish(wish.number));
    if (!still || still->state != State::granted) return Ending{State::refused, "taken back", {}};
    const std::string place = fmt::format("src/{}", source.domain);
    const bool there = TRY(shelves_.follow(wish.account,
                                           {.place = place,
                                            .language = source.language,
                                            .title = source.name,
                                            .made = clock_.now(),
                                            .folder = wish.folder,
                                            .origin = wish.origin},
                                           most_follows));
    if (!there) return Ending{State::refused, "the account follows as much as it can", {}};
    return Ending{State::followed, {}, place};
}

Result<Wishes::Ending> Wishes::follow(const store::Wish& wish, const WishTools& tools, const FoundSource& found) {
    const auto reader = TRY(store_.reader());
    if (const auto known = TRY(reader->feed_at(found.url)))
        if (const auto row = TRY(reader->source(known->source))) return shelve(wish, row->source);
    const auto url = Url::parse(found.url);
    if (!url || !url->is_web()) return Ending{State::refused, "no web address", {}};
    const Source source = source_for(found, *url, wish.origin == 0);
    Feed feed;
    feed.id = feed_id(url->href());
    feed.source = source.id;
    feed.url = url->href();
    if (wish.origin == 0) feed.title = found.title;
    feed.kind = found.kind;
    feed.due = clock_.now();
    const auto write = [&](store::Store& store) -> Result<> {
        if (const LeftOut* ruling = store.is_left_out(source.domain))
            return fail(Fault::refused, fmt::format("{} asked to be left out", ruling->domain));
        TRY(store.put_source(source));
        return store.put_feed(feed);
    };
    const auto written = tools.command(write);
    // Its publisher asked to be left out: that is an answer, and no reason to ask again.
    if (!written && written.error().fault == Fault::refused) return Ending{State::refused, written.error().detail, {}};
    if (!written) return std::unexpected(written.error());
    const auto row = TRY(reader->source(source.id));
    return shelve(wish, row ? row->source : source);
}

Result<Wishes::Ending> Wishes::grant(const store::Wish& wish, const WishTools& tools) {
    const auto url = Url::parse(wish.url);
    if (!url) return Ending{State::refused, "no web address", {}};
    if (tools.judge)
        if (auto why = tools.judge(*url); !why.empty()) return Ending{State::refused, std::move(why), {}};
    if (wish.origin != 0) return follow(wish, tools, as_listed(wish));
    auto findings = find_sources(*url, tools.ask, clock_.now());
    if (!findings) {
        if (findings.error().fault == Fault::cancelled) return std::unexpected(findings.error());
        return Ending{State::refused, findings.error().detail, {}};
    }
    if (findings->found.empty()) return Ending{State::refused, "nothing to follow was found there", {}};
    return follow(wish, tools, findings->found.front());
}

Result<std::size_t> Wishes::round(const WishTools& tools, std::size_t most) {
    std::size_t settled = 0;
    for (const store::Wish& wish : in_turn(TRY(wishes_.wishes(State::granted, 0, most)))) {
        const auto still = TRY(wishes_.wish(wish.number));
        if (!still || still->state != State::granted) continue;
        const Ending ending = TRY(grant(wish, tools));
        settled += TRY(wishes_.settle(wish, ending.state, ending.detail, ending.place));
    }
    return settled;
}

void Wishes::start(Line& line, std::function<std::string(const Url& url)> judge) {
    thread_ = std::jthread([this, &line, judge = std::move(judge)](const std::stop_token& stop) {
        WishTools tools = wish_tools(line, stop);
        tools.judge = judge;
        std::mutex mutex;
        std::condition_variable_any changed;
        while (!stop.stop_requested()) {
            const auto settled = round(tools);
            if (!settled && settled.error().fault != Fault::cancelled)
                log::warning("feeds that readers wish: {}", settled.error().detail);
            std::unique_lock lock(mutex);
            if (!settled || *settled == 0)
                changed.wait_for(lock, stop, settled ? between_rounds : between_rounds * 15, [] { return false; });
        }
    });
}

}  // namespace octavo::pipeline
