// Sources on the desk: all of them with their health, one of them with its settings, the catalogue to add some from.
#include "base/url.hpp"
#include "model/health.hpp"
#include "web/desk_views.hpp"
#include "web/form_parts.hpp"
#include "web/pages.hpp"
#include "web/sections.hpp"
#include "web/table_parts.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t longest_address = 2000;

std::string place_of(const store::SourceRow& row) { return "admin/sources/" + percent_encode(row.source.domain); }

void state_of(Html& h, const Setting& s, const DeskSourceRow& one) {
    if (one.paused) h.put("<span class=\"health quiet\">").text(s.tongue.say(Say::desk_paused)).put("</span>");
    if (!one.paused && one.feed) health_of_feed(h, s, *one.feed);
}

void source_row(Html& h, const Setting& s, const DeskSourceRow& one) {
    cell(h.put("<tr>"), s, Say::sources).put("<a class=\"src\"");
    h.url("href", place_in(s.edition(), place_of(one.row))).put("><bdi>");
    h.text(one.row.source.name.empty() ? one.row.source.domain : one.row.source.name).put("</bdi></a>");
    if (!one.row.source.name.empty() && one.row.source.name != one.row.source.domain)
        h.put("<small><bdi dir=\"ltr\">").text(one.row.source.domain).put("</bdi></small>");
    h.put("</td>");
    cell(h, s, Say::state);
    state_of(h, s, one);
    cell(h.put("</td>"), s, Say::last_answer);
    if (one.feed && one.feed->worked)
        when(h, s, *one.feed->worked);
    else
        h.text(s.tongue.say(Say::never));
    cell(h.put("</td>"), s, Say::desk_a_day).text(s.tongue.decimal(one.a_day)).put("</td></tr>");
}

std::string query_of(const DeskSourcesView& view, std::size_t from) {
    std::string out = fmt::format("admin/sources?state={}", view.state);
    if (!view.text.empty()) out += "&q=" + percent_encode(view.text);
    if (from > 0) out += fmt::format("&from={}", from);
    return out;
}

void filter(Html& h, const Setting& s, const DeskSourcesView& view) {
    h.put("<form class=\"sift\" method=\"get\"").url("action", place_in(s.edition(), "admin/sources")).put(">");
    h.put("<label class=\"sr\" for=\"sift\">").text(s.tongue.say(Say::search)).put("</label>");
    h.put("<input type=\"search\" id=\"sift\" name=\"q\" maxlength=\"200\" autocomplete=\"off\" dir=\"auto\"");
    h.attribute("value", view.text).attribute("placeholder", s.tongue.say(Say::sources)).put(">");
    h.put("<label class=\"sr\" for=\"state\">").text(s.tongue.say(Say::state)).put("</label>");
    h.put("<select id=\"state\" name=\"state\">");
    for (const auto& [value, word] :
         {std::pair("", Say::desk_all), std::pair("trouble", Say::attention), std::pair("paused", Say::desk_paused)}) {
        h.put("<option").attribute("value", value);
        if (view.state == value) h.put(" selected");
        h.put(">").text(s.tongue.say(word)).put("</option>");
    }
    h.put("</select><button class=\"btn\">").text(s.tongue.say(Say::search)).put("</button></form>");
}

void found_feeds(Html& h, const Setting& s, const DeskSourcesView& view) {
    using What = FoundFeed::What;
    for (const auto& [what, word] :
         {std::pair(What::followed, Say::desk_added), std::pair(What::already, Say::desk_already),
          std::pair(What::also, Say::desk_found)}) {
        if (std::ranges::find(view.found, what, &FoundFeed::what) == view.found.end()) continue;
        h.put("<p><b>").text(s.tongue.say(word)).put("</b></p><ul>");
        for (const FoundFeed& one : view.found) {
            if (one.what != what) continue;
            h.put("<li><bdi>").text(one.title.empty() ? one.url : one.title).put("</bdi> <small><bdi dir=\"ltr\">");
            h.text(one.url).put("</bdi></small></li>");
        }
        h.put("</ul>");
    }
}

void feed_rows(Html& h, const Setting& s, const std::vector<Feed>& feeds) {
    begin_table(h, s, {Say::feed, Say::state, Say::last_answer, Say::next_try, Say::what_to_do});
    for (const Feed& feed : feeds) {
        cell(h.put("<tr>"), s, Say::feed).put("<bdi>").text(feed.title).put("</bdi><small><bdi dir=\"ltr\">");
        h.text(feed.url).put("</bdi></small></td>");
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

void settings_form(Html& h, const DeskSetting& d, const Source& source, const std::string& place) {
    const Setting& s = d.s;
    part(h, s, Say::desk_settings);
    begin_form(h, s, place, d.token, "set");
    desk_field(h, s,
               {.name = "name",
                .id = "name",
                .label = Say::desk_source_name,
                .value = source.name,
                .longest = 100,
                .required = true});
    desk_field(h, s,
               {.name = "country",
                .id = "country",
                .label = Say::desk_country,
                .hint = Say::desk_country_hint,
                .value = source.country,
                .longest = 2});
    desk_field(h, s,
               {.name = "language",
                .id = "language",
                .label = Say::desk_language,
                .hint = Say::desk_language_hint,
                .value = source.language,
                .longest = 20});
    h.put("<p class=\"field\"><label for=\"kind\">").text(s.tongue.say(Say::sections)).put("</label>");
    h.put("<select id=\"kind\" name=\"kind\">");
    const auto choice = [&](std::string_view value, std::string_view words) {
        h.put("<option").attribute("value", value);
        if (value == source.kind) h.put(" selected");
        h.put(">").text(words).put("</option>");
    };
    choice("", "–");
    for (const std::string_view name : category_names) choice(name, s.tongue.say(category_word(*category_of(name))));
    choice("public_broadcaster", s.tongue.say(Say::public_broadcaster));
    choice("wire", s.tongue.say(Say::news_agency));
    h.put("</select></p>");
    end_form(h, s, Say::save);
}

void part_with(Html& h, const DeskSetting& d, const std::string& place, Say title, std::string_view doing,
               const std::string& detail, bool reason) {
    const Setting& s = d.s;
    h.put("<details class=\"more\"><summary>").text(s.tongue.say(title)).put("</summary>");
    begin_form(h, s, place, d.token, doing);
    h.put("<p class=\"hint\">").text(detail).put("</p>");
    if (reason) desk_field(h, s, {.name = "why", .id = "why", .label = Say::desk_reason, .longest = 300});
    sure_field(h, s);
    end_form(h, s, title, false);
    h.put("</details>");
}

}  // namespace

std::string desk_sources_page(const DeskSetting& d, const DeskSourcesView& view) {
    const Setting& s = d.s;
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::sources)), "admin/sources");
    Html h;
    begin_desk(h, s, frame, d.role);
    tell_outcome(h, s, view.outcome);
    found_feeds(h, s, view);
    begin_form(h, s, "admin/sources", d.token, "add");
    desk_field(h, s,
               {.name = "address",
                .id = "address",
                .label = Say::desk_add,
                .hint = Say::desk_add_hint,
                .value = view.typed,
                .longest = longest_address,
                .required = true});
    end_form(h, s, Say::follow_it);
    h.put("<p><a class=\"btn\"").url("href", place_in(s.edition(), "admin/catalogue")).put(">");
    h.text(s.tongue.say(Say::desk_catalogue)).put("</a></p>");
    part(h, s, Say::sources);
    filter(h, s, view);
    h.put("<p class=\"hint\">").text(s.tongue.count(Say::n_sources, view.all)).put("</p>");
    if (!view.rows.empty()) {
        begin_table(h, s, {Say::sources, Say::state, Say::last_answer, Say::desk_a_day});
        for (const DeskSourceRow& one : view.rows) source_row(h, s, one);
        end_table(h);
    }
    if (view.from + view.rows.size() < view.all)
        pager(h, s, place_in(s.edition(), query_of(view, view.from + view.rows.size())));
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string desk_source_page(const DeskSetting& d, const DeskSourceView& view) {
    const Setting& s = d.s;
    const store::SourceRow& row = view.source.row;
    const std::string place = place_of(row);
    const Frame frame = desk_frame_of(s, row.source.name.empty() ? row.source.domain : row.source.name, place);
    Html h;
    begin_desk(h, s, frame, d.role);
    tell_outcome(h, s, view.outcome);
    h.put("<p class=\"hint\"><a")
        .url("href", place_in(s.edition(), source_place(row.source.domain)))
        .put("><bdi dir=\"ltr\">");
    h.text(row.source.domain).put("</bdi></a> · ");
    h.text(s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(std::max<std::int64_t>(row.articles, 0))));
    h.put(" · ").text(s.tongue.say(Say::desk_a_day)).put(": ").text(s.tongue.decimal(view.source.a_day));
    if (view.source.paused)
        h.put(" · <b>")
            .text(s.tongue.fill(Say::desk_paused_since, s.tongue.relative(*view.source.paused, s.now)))
            .put("</b>");
    h.put("</p>");
    if (!view.feeds.empty()) {
        part(h, s, Say::feeds);
        feed_rows(h, s, view.feeds);
    }
    begin_form(h, s, place, d.token, view.source.paused ? "resume" : "pause");
    if (!view.source.paused) h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_pause_detail)).put("</p>");
    end_form(h, s, view.source.paused ? Say::desk_resume_it : Say::desk_pause_it, false);
    h.put("<p><a class=\"btn\"").url("href", place_in(s.edition(), place + "/rules")).put(">");
    h.text(s.tongue.say(Say::desk_rules)).put("</a></p>");
    settings_form(h, d, row.source, place);
    if (!view.feeds.empty())
        part_with(h, d, place, Say::unfollow, "remove", std::string(s.tongue.say(Say::desk_unfollow_detail)), false);
    const auto articles = static_cast<std::uint64_t>(std::max<std::int64_t>(row.articles, 0));
    part_with(h, d, place, Say::desk_forget, "forget", s.tongue.count(Say::desk_forget_detail, articles), false);
    part_with(h, d, place, Say::desk_optout, "optout", std::string(s.tongue.say(Say::desk_optout_detail)), true);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string desk_catalogue_page(const DeskSetting& d, const DeskCatalogueView& view) {
    const Setting& s = d.s;
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::desk_catalogue)), "admin/catalogue");
    Html h;
    begin_desk(h, s, frame, d.role);
    tell_outcome(h, s, view.outcome);
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::desk_catalogue_detail)).put("</p>");
    h.put("<form class=\"sift\" method=\"get\"").url("action", place_in(s.edition(), "admin/catalogue")).put(">");
    h.put("<label class=\"sr\" for=\"from\">")
        .text(s.tongue.say(Say::desk_country))
        .put("</label><select id=\"from\" name=\"from\">");
    for (const auto& country : view.countries) {
        h.put("<option").attribute("value", country.code);
        if (country.code == view.country) h.put(" selected");
        h.put(">").text(country.code != "ZZ" ? s.tongue.country_name(country.code)
                                             : std::string(s.tongue.say(Say::country_unknown)));
        h.put(" (").text(s.tongue.number(country.feeds)).put(")</option>");
    }
    h.put("</select><button class=\"btn\">").text(s.tongue.say(Say::desk_open)).put("</button></form>");
    if (!view.rows.empty()) begin_table(h, s, {Say::sources, Say::desk_language, Say::state});
    std::size_t number = 0;
    for (const auto& [feed, followed] : view.rows) {
        const std::string id = fmt::format("feed{}", ++number);
        cell(h.put("<tr>"), s, Say::sources).put("<bdi").attribute("id", id).put(">").text(feed.name);
        h.put("</bdi><small><bdi dir=\"ltr\">").text(feed.url).put("</bdi></small></td>");
        cell(h, s, Say::desk_language).text(s.tongue.language_name(feed.language)).put("</td>");
        h.put("<td>");
        if (followed) {
            h.text(s.tongue.say(Say::desk_already));
        } else {
            begin_form(h, s, "admin/catalogue?from=" + percent_encode(view.country), d.token, "add");
            hidden(h, "address", feed.url);
            end_form(h, s, Say::follow_it, false, id);
        }
        h.put("</td></tr>");
    }
    if (!view.rows.empty()) end_table(h);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
