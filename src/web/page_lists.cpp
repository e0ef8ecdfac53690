// Search and errors.
#include "base/url.hpp"
#include "base/utf8.hpp"
#include "web/json_ld.hpp"
#include "web/my_news.hpp"
#include "web/pages.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

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

std::string search_address(const Setting& s, const SearchView& v, search::Order order, std::size_t offset) {
    std::string address = fmt::format("/{}/search?q={}", s.edition().code, percent_encode(v.text));
    if (order == search::Order::newest) address += "&order=newest";
    if (offset > 0) address += fmt::format("&from={}", offset);
    return address;
}

// The same search with one more condition; what says the same already is replaced.
std::string with(const SearchView& v, std::string_view name, std::string_view value) {
    std::string out;
    for (std::size_t at = 0; at < v.text.size();) {
        const auto end = std::min(v.text.find(' ', at), v.text.size());
        const std::string_view word = std::string_view(v.text).substr(at, end - at);
        at = end + 1;
        if (word.starts_with(name) && word.substr(name.size()).starts_with(':')) continue;
        if (!out.empty()) out += ' ';
        out += word;
    }
    if (!value.empty()) out += fmt::format("{}{}:{}", out.empty() ? "" : " ", name, value);
    return out;
}

void facet(Html& h, const Setting& s, const SearchView& v, std::string text, std::string_view name, std::size_t count,
           bool chosen = false) {
    SearchView other{.text = std::move(text), .found = {}};
    h.put("<li><a dir=\"auto\"").attribute("href", search_address(s, other, v.order, 0));
    if (chosen) h.put(" aria-current=\"true\"");
    h.put(">").text(name).put("</a>");
    if (count > 0) h.put(" <span>").text(s.tongue.number(count)).put("</span>");
    h.put("</li>");
}

void facet_group(Html& h, const Setting& s, Say title) { h.put("<li><b>").text(s.tongue.say(title)).put("</b><ul>"); }

// What the matches have in common, each a way to narrow the search; the time first.
void facets(Html& h, const Setting& s, const SearchView& v) {
    h.put("<nav class=\"facets\"").attribute("aria-label", s.tongue.say(Say::narrow)).put("><ul><li><ul>");
    const auto& after = v.found.query.after;
    facet(h, s, v, with(v, "after", ""), s.tongue.say(Say::any_time), 0, !after);
    for (const auto& [days, word] :
         {std::pair(1, Say::past_day), std::pair(7, Say::past_week), std::pair(30, Say::past_month)}) {
        const auto day = s.tongue.date_of(s.now - std::chrono::days(days));
        const std::string date = day_place(day).substr(std::string_view("archive/").size());
        facet(h, s, v, with(v, "after", date), s.tongue.say(word), 0, after && s.tongue.date_of(*after) == day);
    }
    h.put("</ul></li>");
    if (v.found.facets.categories.size() > 1) {
        facet_group(h, s, Say::sections);
        for (const auto& [category, count] : v.found.facets.categories)
            facet(h, s, v, with(v, "category", name_of(category)), s.tongue.say(category_word(category)), count);
        h.put("</ul></li>");
    }
    if (v.found.facets.languages.size() > 1) {
        facet_group(h, s, Say::languages);
        for (const auto& [language, count] : v.found.facets.languages)
            facet(h, s, v, with(v, "lang", language), s.tongue.language_name(language), count);
        h.put("</ul></li>");
    }
    if (v.sources.size() > 1) {
        facet_group(h, s, Say::sources);
        for (const auto& [source, count] : v.sources)
            facet(h, s, v, with(v, "source", source.domain), name_of(source), count);
        h.put("</ul></li>");
    }
    h.put("</ul></nav>");
}

}  // namespace

bool may_show(const Setting& s, const search::Hit& hit) {
    return !s.is_public() || hit.card.sample || utf8::length(hit.snippet) <= utf8::length(hit.card.excerpt);
}

const store::Card& told_by(const Setting& s, std::span<const store::Card> story) {
    const auto own =
        std::ranges::find_if(story, [&](const store::Card& c) { return c.language.starts_with(s.edition().language); });
    return own == story.end() ? story.front() : *own;
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
        std::string results = s.tongue.count(Say::n_results, view.found.matches);
        h.put("<p class=\"meta\"><span>")
            .text(view.found.more ? at_least(s, std::move(results), view.found.matches) : results)
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
        keeping(h, s, "search/" + percent_encode(view.text));
    }
    h.put("</header>");
    if (!view.text.empty() && (!view.found.hits.empty() || view.found.query.after)) facets(h, s, view);
    if (!view.text.empty() && view.found.hits.empty())
        h.put("<p class=\"empty\">").text(s.tongue.fill(Say::no_results, view.text)).put("</p>");
    if (!view.found.meant.empty()) {
        const std::string_view sentence = s.tongue.say(Say::did_you_mean);
        const auto hole = sentence.find("{}");
        const SearchView other{.text = view.found.meant, .found = {}};
        h.put("<p class=\"meant\">").text(sentence.substr(0, hole)).put("<a dir=\"auto\"");
        h.attribute("href", search_address(s, other, view.order, 0)).put(">").text(view.found.meant).put("</a>");
        if (hole != std::string_view::npos) h.text(sentence.substr(hole + 2));
        h.put("</p>");
    }
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
    if (!view.found.hits.empty()) {
        const std::string base = place_in(s.edition(), frame.feed);
        h.put("<p class=\"meta\"><span>").text(s.tongue.say(Say::search_as_feed)).put("</span><a");
        h.url("href", base + ".xml" + frame.feed_query).put(">RSS</a><a");
        h.url("href", base + ".atom" + frame.feed_query).put(">Atom</a><a");
        h.url("href", base + ".json" + frame.feed_query).put(">JSON</a></p>");
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

std::string error_page(const Setting& s, int status, std::span<const store::Card> perhaps, std::optional<Say> instead,
                       std::string_view back) {
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
    const Frame frame{.title = std::string(s.tongue.say(instead.value_or(title))), .noindex = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap error\"><p class=\"code\">")
        .text(s.tongue.number(static_cast<std::uint64_t>(status)))
        .put("</p><h1>");
    h.text(frame.title).put("</h1>");
    if (!instead && (status == 403 || status == 404 || status == 410 || status == 429 || status >= 500))
        h.put("<p class=\"dek\">").text(s.tongue.say(detail)).put("</p>");
    if (!back.empty())
        h.put("<p><a class=\"btn\"").url("href", back).put(">").text(s.tongue.say(Say::look_again)).put("</a></p>");
    if (!perhaps.empty()) {
        h.put("<section class=\"rows single\"><h2 class=\"part\"><span>").text(s.tongue.say(Say::error_suggest));
        h.put("</span></h2>");
        for (const store::Card& card : perhaps) row_card(h, s, card);
        h.put("</section>");
    }
    if (status == 404) {
        h.put("<form class=\"find wide\" role=\"search\"").url("action", place_in(s.edition(), "search"));
        h.put("><input type=\"search\" name=\"q\" maxlength=\"400\" dir=\"auto\" autocomplete=\"off\"");
        h.attribute("aria-label", s.tongue.say(Say::search_label)).put("><button>").text(s.tongue.say(Say::search));
        h.put("</button></form>");
    }
    h.put("<p><a class=\"btn\"")
        .url("href", place_in(s.edition(), ""))
        .put(">")
        .text(s.tongue.say(Say::back_to_today))
        .put("</a> <a class=\"btn\"")
        .url("href", place_in(s.edition(), "archive"))
        .put(">")
        .text(s.tongue.say(Say::archive))
        .put("</a></p></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
