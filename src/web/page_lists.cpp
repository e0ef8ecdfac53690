// Story, sources, source, search, errors: pages that are mostly lists.
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/pages.hpp"

namespace octavo::web {
namespace {

void page_head(Html& h, std::string_view kicker, std::string_view title) {
    h.put("<header class=\"headline\">");
    if (!kicker.empty()) h.put("<p class=\"kick\">").text(kicker).put("</p>");
    h.put("<h1 dir=\"auto\">").title(title).put("</h1>");
}

void health(Html& h, const Setting& s, Feed::State state) {
    h.put("<span")
        .attribute("class", fmt::format("health {}", name_of(state)))
        .put(">")
        .text(s.tongue.say(health_word(state)))
        .put("</span>");
}

// Names a list for those who hear the page; the rows' headlines stand under it.
void spoken_title(Html& h, std::string_view title) { h.put("<h2 class=\"sr\">").text(title).put("</h2>"); }

void pager(Html& h, const Setting& s, std::string_view older_address) {
    if (older_address.empty()) return;
    h.put("<p class=\"pager\"><a class=\"btn\" rel=\"next\"")
        .url("href", older_address)
        .put(">")
        .text(s.tongue.say(Say::older))
        .put("</a></p>");
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

constexpr std::size_t most_without_letters = 60;

struct Listed {
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

void letters(Html& h, const Setting& s, const std::vector<Listed>& rows) {
    h.put("<nav class=\"letters\"").attribute("aria-label", s.tongue.say(Say::sources)).put(">");
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (i == 0 || rows[i].initial != rows[i - 1].initial)
            h.put("<a").attribute("href", "#at-" + rows[i].initial).put(">").text(rows[i].initial).put("</a>");
    h.put("</nav>");
}

void letter(Html& h, std::string_view initial) {
    h.put("<h2 class=\"part\"").attribute("id", fmt::format("at-{}", initial)).put(">").text(initial).put("</h2>");
}

// On a public site a publisher's nosnippet and max-snippet hold for results, too. The stored excerpt was cut by them; a
// passage that says more than it does not appear.
bool may_show(const Setting& s, const search::Hit& hit) {
    return !s.is_public() || hit.card.sample || utf8::length(hit.snippet) <= utf8::length(hit.card.excerpt);
}

void snippet(Html& h, const search::Hit& hit) {
    std::size_t at = 0;
    for (const auto& [from, to] : hit.marks) {
        if (from < at || to <= from || to > hit.snippet.size()) continue;
        h.text(std::string_view(hit.snippet).substr(at, from - at)).put("<mark>");
        h.text(std::string_view(hit.snippet).substr(from, to - from)).put("</mark>");
        at = to;
    }
    h.text(std::string_view(hit.snippet).substr(at));
}

void hit_row(Html& h, const Setting& s, const search::Hit& hit) {
    const store::Card& card = hit.card;
    h.put(runs_against(s, card.language) ? Markup("<article class=\"row turned\"><div")
                                         : Markup("<article class=\"row\"><div"));
    language_if_other(h, s, card.language);
    h.put("><h3><a").url("href", place_in(s.edition(), article_place(card.id, card.title)));
    h.put(">").title(card.title.empty() ? s.tongue.say(Say::untitled) : std::string_view(card.title)).put("</a></h3>");
    if (!may_show(s, hit)) {
        if (!card.excerpt.empty()) h.put("<p class=\"dek\">").text(dek_of(card, 260)).put("</p>");
    } else if (!hit.snippet.empty()) {
        h.put("<p class=\"dek\">");
        snippet(h, hit);
        h.put("</p>");
    }
    h.put("<div class=\"meta\"");
    own_language(h, s);
    h.put("><a class=\"src\" dir=\"auto\"").url("href", place_in(s.edition(), source_place(card.source_domain)));
    h.put(">").text(name_of(card)).put("</a>");
    when(h, s, card.published);
    card_marks(h, s, card);
    h.put("</div></div></article>");
}

// "67 results", or "67+ results" where the search stopped counting.
std::string at_least(const Setting& s, std::string text, const search::Found& found) {
    const std::string& number = s.tongue.number(found.matches);
    if (const auto at = text.find(number); found.more && at != std::string::npos) text.insert(at + number.size(), "+");
    return text;
}

std::string search_address(const Setting& s, const SearchView& v, search::Order order, std::size_t offset) {
    std::string address = fmt::format("/{}/search?q={}", s.edition().code, percent_encode(v.text));
    if (order == search::Order::newest) address += "&order=newest";
    if (offset > 0) address += fmt::format("&from={}", offset);
    return address;
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

std::string story_page(const Setting& s, const StoryView& view) {
    const store::Card& first = view.cards.front();
    const Coverage coverage = coverage_of(view.cards);
    // Titled as the edition's own language tells it, if it does.
    const auto own = std::ranges::find_if(
        view.cards, [&](const store::Card& c) { return c.language.starts_with(s.edition().language); });
    const store::Card& titled = own == view.cards.end() ? first : *own;
    const bool sample = std::ranges::any_of(view.cards, &store::Card::sample);
    const Frame frame{.title = titled.title,
                      .place = story_place(view.id, titled.title),
                      .noindex = sample,
                      .sample = sample,
                      .made_up = std::ranges::all_of(view.cards, &store::Card::sample)};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\">");
    page_head(h, s.tongue.say(Say::story), titled.title);
    coverage_line(h, s, coverage, place_in(s.edition(), frame.place));
    h.put("</header><section class=\"rows single\">");
    spoken_title(h, s.tongue.say(Say::part_of_story));
    for (auto card = view.cards.rbegin(); card != view.cards.rend(); ++card) row_card(h, s, *card);
    h.put("</section></main>");
    end_page(h, s, frame);
    return h.take();
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
    std::vector<Listed> rows;
    std::unordered_map<std::string, int> named;
    for (const store::SourceRow& row : view.sources) {
        rows.push_back({initial_of(name_of(row.source)), utf8::lower(name_of(row.source)), &row});
        ++named[rows.back().name];
    }
    std::ranges::stable_sort(rows, {}, [](const Listed& l) { return std::tie(l.initial, l.name); });
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
        if (!row.source.country.empty()) h.put("<span>").text(s.tongue.country_name(row.source.country)).put("</span>");
        if (!row.source.language.empty())
            h.put("<span>").text(s.tongue.language_name(row.source.language)).put("</span>");
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
    const Frame frame{.title = std::string(name),
                      .place = place,
                      .feed = place + "/feed",
                      .current = "sources",
                      .sample = sample,
                      .made_up = sample};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\">");
    page_head(h, s.tongue.say(Say::source), name);
    h.put("<p class=\"meta\">");
    if (harmless_address(source.home) && !sample)
        h.put("<a rel=\"noopener\"").url("href", source.home).put("><bdi>").text(source.domain).put("</bdi></a>");
    else
        h.put("<span><bdi>").text(source.domain).put("</bdi></span>");
    if (!source.country.empty()) h.put("<span>").text(s.tongue.country_name(source.country)).put("</span>");
    if (!source.language.empty()) h.put("<span>").text(s.tongue.language_name(source.language)).put("</span>");
    h.put("<span>").text(
        s.tongue.count(Say::n_articles, static_cast<std::uint64_t>(std::max<std::int64_t>(0, view.source.articles))));
    h.put("</span></p></header>");
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

std::string search_page(const Setting& s, const SearchView& view) {
    Frame frame{.title = view.text.empty() ? std::string(s.tongue.say(Say::search))
                                           : s.tongue.fill(Say::results_for, view.text),
                .place = "search",
                .search_text = view.text,
                .current = "search",
                .noindex = true};
    const auto made_up = [](const search::Hit& hit) { return hit.card.sample; };
    frame.sample = std::ranges::any_of(view.found.hits, made_up);
    frame.made_up = frame.sample && std::ranges::all_of(view.found.hits, made_up);
    if (!view.text.empty()) {
        frame.feed = "search/feed";
        frame.feed_query = "?q=" + percent_encode(view.text);
    }
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\">");
    page_head(h, "", frame.title);
    h.put("<form class=\"find wide\" role=\"search\"").url("action", place_in(s.edition(), "search"));
    h.put("><input type=\"search\" name=\"q\" id=\"q\" maxlength=\"400\" dir=\"auto\" autocomplete=\"off\"");
    h.attribute("aria-label", s.tongue.say(Say::search_label)).attribute("value", view.text).put("><button>");
    h.text(s.tongue.say(Say::search))
        .put("</button></form><p class=\"hint\" dir=\"auto\">")
        .text(s.tongue.say(Say::search_hint))
        .put("</p>");
    if (!view.text.empty() && !view.found.hits.empty()) {
        h.put("<p class=\"meta\"><span>")
            .text(at_least(s, s.tongue.count(Say::n_results, view.found.matches), view.found))
            .put("</span>");
        for (const auto order : {search::Order::best, search::Order::newest}) {
            const Say word = order == search::Order::best ? Say::order_best : Say::order_newest;
            if (view.order == order)
                h.put("<b>").text(s.tongue.say(word)).put("</b>");
            else
                h.put("<a")
                    .attribute("href", search_address(s, view, order, 0))
                    .put(">")
                    .text(s.tongue.say(word))
                    .put("</a>");
        }
        h.put("</p>");
    }
    h.put("</header>");
    if (!view.text.empty() && view.found.hits.empty())
        h.put("<p class=\"empty\">").text(s.tongue.fill(Say::no_results, view.text)).put("</p>");
    h.put("<section class=\"rows single\">");
    if (!view.found.hits.empty()) spoken_title(h, s.tongue.count(Say::n_results, view.found.matches));
    for (const search::Hit& hit : view.found.hits) hit_row(h, s, hit);
    h.put("</section>");
    if (view.found.more || view.offset + view.found.hits.size() < view.found.matches)
        if (!view.found.hits.empty()) {
            h.put("<p class=\"pager\"><a class=\"btn\" rel=\"next\"");
            h.attribute("href", search_address(s, view, view.order, view.offset + view.found.hits.size())).put(">");
            h.text(s.tongue.say(Say::more_results)).put("</a></p>");
        }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string error_page(const Setting& s, int status) {
    Say title = Say::error_500, detail = Say::error_detail;
    switch (status) {
        case 400:
            title = Say::error_400;
            break;
        case 403:
            title = Say::error_403, detail = Say::error_403_detail;
            break;
        case 404:
            title = Say::error_404, detail = Say::error_404_detail;
            break;
        case 405:
            title = Say::error_405;
            break;
        case 408:
            title = Say::error_408;
            break;
        case 410:
            title = Say::error_410, detail = Say::error_410_detail;
            break;
        case 414:
            title = Say::error_414;
            break;
        case 429:
            title = Say::error_429, detail = Say::error_429_detail;
            break;
        case 431:
            title = Say::error_431;
            break;
        case 503:
            title = Say::error_503;
            break;
        default:
            break;
    }
    const Frame frame{.title = std::string(s.tongue.say(title)), .noindex = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap error\"><p class=\"code\">")
        .text(s.tongue.number(static_cast<std::uint64_t>(status)))
        .put("</p><h1>");
    h.text(frame.title).put("</h1>");
    if (status == 403 || status == 404 || status == 410 || status == 429 || status >= 500)
        h.put("<p class=\"dek\">").text(s.tongue.say(detail)).put("</p>");
    h.put("<p><a class=\"btn\"")
        .url("href", place_in(s.edition(), ""))
        .put(">")
        .text(s.tongue.say(Say::back_to_today))
        .put("</a></p></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
