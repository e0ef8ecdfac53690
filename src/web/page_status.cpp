// The operator's page: how the sources are, what needs attention first, what hubs push, who asked for quiet.
#include "model/health.hpp"
#include "web/pages.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

void count_of(Html& h, const Setting& s, std::string_view name, std::uint64_t n) {
    h.put("<div><dt>").text(name).put("</dt><dd>").text(s.tongue.number(n)).put("</dd></div>");
}

void counts(Html& h, const Setting& s, const store::FeedCounts& feeds) {
    h.put("<dl class=\"figures\">");
    for (std::size_t i = 0; i < feeds.size(); ++i) {
        const auto state = static_cast<Feed::State>(i);
        if (feeds[i] > 0 || state == Feed::State::healthy)
            count_of(h, s, s.tongue.say(health_word(state)), static_cast<std::uint64_t>(feeds[i]));
    }
    h.put("</dl>");
}

void exactly(Html& h, const Setting& s, Instant then) {
    h.put("<time").attribute("datetime", to_iso(then)).put(">").text(s.tongue.exact(then)).put("</time>");
}

void attention(Html& h, const Setting& s, const std::vector<store::TroubledFeed>& troubled) {
    begin_table(h, s, {Say::feed, Say::state, Say::last_answer, Say::next_try, Say::what_to_do});
    for (const store::TroubledFeed& row : troubled) {
        const Feed& feed = row.feed;
        cell(h.put("<tr>"), s, Say::feed);
        if (!row.source_domain.empty()) {
            h.put("<a class=\"src\"").url("href", place_in(s.edition(), source_place(row.source_domain))).put("><bdi>");
            h.text(row.source_name.empty() ? row.source_domain : row.source_name).put("</bdi></a>");
        }
        h.put("<small><bdi dir=\"ltr\">").text(feed.url).put("</bdi></small></td>");
        cell(h, s, Say::state);
        health_of_feed(h, s, feed);
        cell(h.put("</td>"), s, Say::last_answer);
        if (feed.worked)
            when(h, s, *feed.worked);
        else
            h.text(s.tongue.say(Say::never));
        cell(h.put("</td>"), s, Say::next_try);
        next_try(h, s, feed);
        cell(h.put("</td>"), s, Say::what_to_do).text(s.tongue.say(advice_word(trouble_of(feed)))).put("</td></tr>");
    }
    end_table(h);
}

Say hub_word(Subscription::State state) {
    switch (state) {
        case Subscription::State::wanted:
            return Say::hub_wanted;
        case Subscription::State::active:
            return Say::hub_active;
        case Subscription::State::denied:
            return Say::hub_denied;
        case Subscription::State::leaving:
            return Say::hub_leaving;
    }
    return Say::hub_wanted;
}

void hubs(Html& h, const Setting& s, const std::vector<Subscription>& subscriptions) {
    begin_table(h, s, {Say::feed, Say::hub, Say::state, Say::last_push, Say::until});
    for (const Subscription& one : subscriptions) {
        cell(h.put("<tr>"), s, Say::feed).put("<bdi dir=\"ltr\">").text(one.topic).put("</bdi></td>");
        cell(h, s, Say::hub).put("<bdi dir=\"ltr\">").text(one.hub).put("</bdi></td>");
        cell(h, s, Say::state).text(s.tongue.say(hub_word(one.state)));
        if (!one.reason.empty()) h.put(" <small lang=\"en\" dir=\"ltr\">").text(one.reason).put("</small>");
        cell(h.put("</td>"), s, Say::last_push);
        if (one.pushed)
            when(h, s, *one.pushed);
        else
            h.text(s.tongue.say(Say::never));
        cell(h.put("</td>"), s, Say::until);
        if (one.lease) exactly(h, s, *one.lease);
        h.put("</td></tr>");
    }
    end_table(h);
}

void work(Html& h, const Setting& s, const Ledger& ledger) {
    h.put("<dl class=\"figures\">");
    count_of(h, s, s.tongue.say(Say::work_waiting), ledger.waiting);
    count_of(h, s, s.tongue.say(Say::work_polls), ledger.polls);
    count_of(h, s, s.tongue.say(Say::work_unchanged), ledger.unchanged);
    count_of(h, s, s.tongue.say(Say::work_pushes), ledger.pushes);
    count_of(h, s, s.tongue.say(Say::work_pages), ledger.pages);
    count_of(h, s, s.tongue.say(Say::work_stored), ledger.stored);
    count_of(h, s, s.tongue.say(Say::work_refused), ledger.refused);
    h.put("</dl>");
}

// Why pictures are not shown is told as the log tells it.
void pictures(Html& h, const Setting& s, const PictureCounts& counts) {
    h.put("<dl class=\"figures\">");
    count_of(h, s, s.tongue.say(Say::pictures_kept), counts.pictures);
    count_of(h, s, s.tongue.say(Say::pictures_megabytes), counts.bytes / 1'000'000);
    count_of(h, s, s.tongue.say(Say::pictures_served), counts.served);
    count_of(h, s, s.tongue.say(Say::pictures_asked), counts.fetched);
    for (const auto& [reason, times] : counts.refused) {
        h.put("<div><dt>")
            .text(s.tongue.say(Say::pictures_refused))
            .put(" <small lang=\"en\" dir=\"ltr\">")
            .text(reason);
        h.put("</small></dt><dd>").text(s.tongue.number(times)).put("</dd></div>");
    }
    h.put("</dl>");
}

void service(Html& h, const Setting& s, const std::optional<provider::ServiceState>& of) {
    if (!of) return;
    h.put("<tr>");
    cell(h, s, Say::host).put("<bdi dir=\"ltr\">").text(of->host).put("</bdi>");
    h.put("<small><bdi dir=\"ltr\">")
        .text(of->kind)
        .put(of->model.empty() ? Markup("") : Markup(" · "))
        .text(of->model);
    h.put("</bdi></small></td>");
    cell(h, s, Say::service_requests).text(s.tongue.number(of->requests)).put("</td>");
    cell(h, s, Say::last_trouble).put("<bdi lang=\"en\" dir=\"ltr\">").text(of->last_trouble).put("</bdi></td>");
    cell(h, s, Say::until);
    if (of->resting && of->rests_until) exactly(h, s, *of->rests_until);
    h.put("</td></tr>");
}

void services(Html& h, const Setting& s, const provider::State& state) {
    begin_table(h, s, {Say::host, Say::service_requests, Say::last_trouble, Say::until});
    service(h, s, state.model);
    service(h, s, state.translator);
    service(h, s, state.speaker);
    end_table(h);
    h.put("<dl class=\"figures\"><div><dt>").text(s.tongue.say(Say::tokens_today)).put("</dt><dd>");
    h.text(s.tongue.number(state.tokens_today)).put(" / ").text(s.tongue.number(state.tokens_a_day)).put("</dd></div>");
    if (state.money_a_day > 0)
        h.put("<div><dt>")
            .text(s.tongue.say(Say::money_today))
            .put("</dt><dd>")
            .text(s.tongue.decimal(state.money_today))
            .put(" / ")
            .text(s.tongue.decimal(state.money_a_day))
            .put("</dd></div>");
    count_of(h, s, s.tongue.say(Say::sentences_written), state.counts.items);
    count_of(h, s, s.tongue.say(Say::sentences_rejected), state.counts.items_rejected);
    h.put("</dl>");
}

}  // namespace

void work_figures(Html& h, const Setting& s, const Ledger& ledger) { work(h, s, ledger); }

void services_figures(Html& h, const Setting& s, const provider::State& state) {
    part(h, s, Say::services);
    services(h, s, state);
}

void pictures_figures(Html& h, const Setting& s, const PictureCounts& counts) {
    part(h, s, Say::pictures);
    pictures(h, s, counts);
}

Say trouble_word(Trouble trouble) {
    constexpr std::array words = {Say::health_healthy, Say::why_unasked, Say::why_quiet,   Say::why_throttled,
                                  Say::why_silent,     Say::why_shut,    Say::why_missing, Say::why_server,
                                  Say::why_no_feed,    Say::why_gone,    Say::why_refused};
    return words[static_cast<std::size_t>(trouble)];
}

Say advice_word(Trouble trouble) {
    switch (trouble) {
        case Trouble::silent:
        case Trouble::missing:
        case Trouble::no_feed:
            return Say::do_look;
        case Trouble::shut:
            return Say::do_shut;
        case Trouble::gone:
            return Say::do_gone;
        case Trouble::refused:
            return Say::do_refused;
        default:
            return Say::do_nothing;
    }
}

void next_try(Html& h, const Setting& s, const Feed& feed) {
    if (is_never(feed.due))
        h.text(s.tongue.say(Say::never));
    else
        exactly(h, s, std::max(feed.due, s.now));
}

std::string status_page(const Setting& s, const StatusView& view) {
    const Frame frame{.title = std::string(s.tongue.say(Say::status)), .place = "status", .noindex = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list status\"><header class=\"headline\"><h1>")
        .text(frame.title)
        .put("</h1></header>");
    counts(h, s, view.counts);
    part(h, s, Say::attention);
    if (view.troubled.empty()) h.put("<p class=\"empty\">").text(s.tongue.say(Say::all_well)).put("</p>");
    if (!view.troubled.empty()) attention(h, s, view.troubled);
    if (!view.subscriptions.empty()) {
        part(h, s, Say::hubs);
        hubs(h, s, view.subscriptions);
    }
    if (!view.ledger.quiet.empty()) {
        part(h, s, Say::quiet_hosts);
        begin_table(h, s, {Say::host, Say::until});
        for (const auto& quiet : view.ledger.quiet) {
            h.put("<tr><td><bdi dir=\"ltr\">").text(quiet.host).put("</bdi></td><td>");
            exactly(h, s, quiet.until);
            h.put("</td></tr>");
        }
        end_table(h);
    }
    if (view.services) services_figures(h, s, *view.services);
    part(h, s, Say::work);
    work(h, s, view.ledger);
    if (view.ledger.pictures) pictures_figures(h, s, *view.ledger.pictures);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
