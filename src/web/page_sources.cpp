// The sources, and one of them: who they are, how their feeds are, what they wrote.
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/json_ld.hpp"
#include "web/my_news.hpp"
#include "web/pages.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

void health(Html& h, const Setting& s, Feed::State state) {
    h.put("<span")
        .attribute("class", fmt::format("health {}", name_of(state)))
        .put(">")
        .text(s.tongue.say(health_word(state)))
        .put("</span>");
}

void feed_table(Html& h, const Setting& s, const std::vector<Feed>& feeds) {
    h.put("<section class=\"feeds\"><h2 class=\"part\"><span>")
        .text(s.tongue.say(Say::feeds))
        .put("</span></h2><div class=\"table\" tabindex=\"0\" role=\"group\"")
        .attribute("aria-label", s.tongue.say(Say::feeds))
        .put("><table><thead><tr>");
    for (const Say word : {Say::feed, Say::state, Say::last_answer, Say::next_try})
        h.put("<th scope=\"col\">").text(s.tongue.say(word)).put("</th>");
    h.put("</tr></thead><tbody>");
    for (const Feed& feed : feeds) {
        h.put("<tr><td><a rel=\"noopener\"")
            .url("href", feed.url)
            .put("><bdi>")
            .text(feed.title.empty() ? feed.url : feed.title)
            .put("</bdi></a></td><td>");
        health_of_feed(h, s, feed);
        h.put("</td><td>");
        if (feed.worked)
            when(h, s, *feed.worked);
        else
            h.text(s.tongue.say(Say::never));
        h.put("</td><td>");
        next_try(h, s, feed);
        h.put("</td></tr>");
    }
    h.put("</tbody></table></div></section>");
}

// What kind of publisher it is, where the catalogue says so: who pays for it, or what it writes about; "" for a paper
// of all things. Never where it stands: no catalogue knows that of everybody.
std::string_view kind_of_source(const Setting& s, const Source& source) {
    if (source.kind == "public_broadcaster") return s.tongue.say(Say::public_broadcaster);
    if (source.kind == "wire") return s.tongue.say(Say::news_agency);
    const auto category = category_of(source.kind);
    return category && *category != Category::general ? s.tongue.say(category_word(*category)) : std::string_view();
}

void source_facts(Html& h, const Setting& s, const Source& source) {
    if (!source.country.empty()) {
        const auto* country = find_locality(source.country);
        if (country)
            h.put("<span><a").url("href", place_in(s.edition(), locality_place(*country))).put(">");
        else
            h.put("<span>");
        h.text(s.tongue.country_name(source.country)).put(country ? Markup("</a></span>") : Markup("</span>"));
    }
    if (const auto kind = kind_of_source(s, source); !kind.empty()) h.put("<span>").text(kind).put("</span>");
    if (!source.language.empty()) h.put("<span>").text(s.tongue.language_name(source.language)).put("</span>");
}

constexpr std::size_t most_without_letters = 60;

struct ListedSource {
    std::string initial;  // what it stands under in a long list
    std::string name;     // in lower case, to sort by
    const store::SourceRow* row;
};

// The letter a name begins with; "#" for a digit, or when there is none.
std::string initial_of(std::string_view name) {
    const std::string crest = crest_of(name);
    std::size_t at = 0;
    if (crest.empty() || (crest[0] >= '0' && crest[0] <= '9')) return "#";
    utf8::next(crest, at);
    return crest.substr(0, at);
}

void letters(Html& h, const Setting& s, const std::vector<ListedSource>& rows) {
    h.put("<nav class=\"letters\"").attribute("aria-label", s.tongue.say(Say::sources)).put(">");
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (i == 0 || rows[i].initial != rows[i - 1].initial)
            h.put("<a").attribute("href", "#at-" + rows[i].initial).put(">").text(rows[i].initial).put("</a>");
    h.put("</nav>");
}

void letter(Html& h, std::string_view initial) {
    h.put("<h2 class=\"part\"").attribute("id", fmt::format("at-{}", initial)).put(">").text(initial).put("</h2>");
}

}  // namespace

Say health_word(Feed::State state) {
    switch (state) {
        case Feed::State::fresh:
            return Say::health_fresh;
        case Feed::State::healthy:
            return Say::health_healthy;
        case Feed::State::failing:
            return Say::health_failing;
        case Feed::State::quiet:
            return Say::health_quiet;
        case Feed::State::gone:
            return Say::health_gone;
        case Feed::State::refused:
            return Say::health_refused;
    }
    return Say::health_fresh;
}

void health_of_feed(Html& h, const Setting& s, const Feed& feed) {
    health(h, s, feed.state);
    const Trouble trouble = trouble_of(feed);
    if (trouble != Trouble::none && trouble != Trouble::unasked)
        h.put(" <small>").text(s.tongue.say(trouble_word(trouble))).put("</small>");
    if (!feed.reason.empty())
        h.put(" <small class=\"detail\" lang=\"en\" dir=\"ltr\">").text(feed.reason).put("</small>");
}

std::string sources_page(const Setting& s, const SourcesView& view) {
    const Frame frame{.title = std::string(s.tongue.say(Say::sources)),
                      .place = "src",
                      .current = "sources",
                      .sample = view.sample,
                      .made_up = view.sample && std::ranges::all_of(view.sources, [](const store::SourceRow& row) {
                                     return row.source.klass == Source::Class::sample;
                                 })};
    std::unordered_map<SourceId, Feed::State> states;  // the best of a source's feeds
    for (const Feed& feed : view.feeds) {
        const auto [known, fresh] = states.emplace(feed.source, feed.state);
        if (!fresh && (feed.state == Feed::State::healthy || known->second == Feed::State::fresh))
            known->second = feed.state;
    }
    // By name, whatever its case; two of one name are told apart by their hosts.
    std::vector<ListedSource> rows;
    std::unordered_map<std::string, int> named;
    for (const store::SourceRow& row : view.sources) {
        rows.push_back({initial_of(name_of(row.source)), utf8::lower(name_of(row.source)), &row});
        ++named[rows.back().name];
    }
    std::ranges::stable_sort(rows, {}, [](const ListedSource& l) { return std::tie(l.initial, l.name); });
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\">");
    page_head(h, "", s.tongue.say(Say::sources));
    h.put("<p class=\"meta\"><span>")
        .text(s.tongue.count(Say::n_sources, view.sources.size()))
        .put("</span><a href=\"/opml\">");
    h.text(s.tongue.say(Say::all_sources_opml)).put("</a></p></header>");
    const bool by_letter = rows.size() > most_without_letters;
    if (by_letter) letters(h, s, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || (by_letter && rows[i].initial != rows[i - 1].initial)) {
            if (i > 0) h.put("</ul>");
            if (by_letter) letter(h, rows[i].initial);
            h.put("<ul class=\"sources\">");
        }
        const store::SourceRow& row = *rows[i].row;
        const std::string_view name = name_of(row.source);
        h.put("<li><span class=\"crest\" aria-hidden=\"true\">").text(crest_of(name));
        h.put("</span><div><a class=\"src\" dir=\"auto\"")
            .url("href", place_in(s.edition(), source_place(row.source.domain)))
            .put(">");
        h.text(name).put("</a><div class=\"meta\">");
        if (named[rows[i].name] > 1) h.put("<span><bdi>").text(bare_host(row.source.domain)).put("</bdi></span>");
        source_facts(h, s, row.source);
        if (row.articles > 0)
            h.put("<span>")
                .text(s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(row.articles)))
                .put("</span>");
        if (row.newest) when(h, s, *row.newest);
        if (const auto state = states.find(row.source.id);
            state != states.end() && state->second != Feed::State::healthy && row.source.klass == Source::Class::real)
            health(h, s, state->second);
        if (row.source.klass == Source::Class::sample)
            h.put("<span class=\"kind sample\">").text(s.tongue.say(Say::sample)).put("</span>");
        h.put("</div></div></li>");
    }
    if (!rows.empty()) h.put("</ul>");
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string source_page(const Setting& s, const SourceView& view) {
    const Source& source = view.source.source;
    const std::string place = source_place(source.domain);
    const std::string_view name = name_of(source);
    const bool sample = source.klass == Source::Class::sample;
    Frame frame{.title = std::string(name),
                .place = place,
                .feed = place + "/feed",
                .current = "sources",
                .noindex = view.further || sample,
                .sample = sample,
                .made_up = sample};
    // It says the same in every edition, and is to be found in one.
    if (s.is_public() && !view.further) frame.canonical = s.origin + place_in(home_of(source.language), place);
    if (!view.further) frame.linked_data = source_data(s, frame, source, linked(view.articles.cards));
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\">");
    page_head(h, s.tongue.say(Say::source), name);
    h.put("<p class=\"meta\">");
    if (harmless_address(source.home) && !sample)
        h.put("<a rel=\"noopener\"").url("href", source.home).put("><bdi>").text(source.domain).put("</bdi></a>");
    else
        h.put("<span><bdi>").text(source.domain).put("</bdi></span>");
    source_facts(h, s, source);
    h.put("<span>").text(
        s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(std::max<std::int64_t>(0, view.source.articles))));
    h.put("</span></p>");
    keeping(h, s, place);
    h.put("</header>");
    if (view.articles.cards.empty()) h.put("<p class=\"empty\">").text(s.tongue.say(Say::no_articles_yet)).put("</p>");
    h.put("<section class=\"rows single own\">");
    spoken_title(h, s.tongue.fill(Say::latest_from, name));
    for (const store::Card& card : view.articles.cards) row_card(h, s, card);
    h.put("</section>");
    if (view.articles.older)
        pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), place), *view.articles.older));
    if (!view.feeds.empty() && !sample) feed_table(h, s, view.feeds);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
