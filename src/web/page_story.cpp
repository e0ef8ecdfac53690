// A story: who tells it, from where and in which language, how its reports came in time, what only some of them name,
// and which are one text. Everything is counted, nothing is judged.
#include "web/aids.hpp"
#include "web/comments.hpp"
#include "web/json_ld.hpp"
#include "web/my_news.hpp"
#include "web/pages.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t bars = 24;
constexpr std::size_t most_rows = 8;  // of a table of shares
constexpr std::size_t most_names = 5;

// "United Kingdom ▇▇▇▇ 4": a share as a bar, its figure beside it.
using Shares = std::vector<std::pair<std::string, std::size_t>>;
void shares(Html& h, const Setting& s, Say title, Shares counted) {
    if (counted.size() < 2) return;
    std::ranges::stable_sort(counted, std::greater(), &Shares::value_type::second);
    const std::size_t most = counted.front().second;
    h.put("<section class=\"shares\"><h2 class=\"part\"><span>").text(s.tongue.say(title)).put("</span></h2><ul>");
    for (std::size_t i = 0; i < std::min(counted.size(), most_rows); ++i) {
        const auto& [name, count] = counted[i];
        h.put("<li><span dir=\"auto\">").text(name).put("</span><meter min=\"0\"");
        h.attribute("max", fmt::format("{}", most)).attribute("value", fmt::format("{}", count));
        h.attribute("aria-label", name).put(">").text(s.tongue.number(count)).put("</meter><b>");
        h.text(s.tongue.number(count)).put("</b></li>");
    }
    h.put("</ul></section>");
}

Shares by_country(const Setting& s, const StoryView& view) {
    std::map<std::string, std::set<SourceId>> sources;
    for (const store::Card& card : view.cards) {
        const auto known = view.countries.find(card.source);
        sources[known == view.countries.end() ? std::string() : known->second].insert(card.source);
    }
    if (sources.size() == 1 && sources.begin()->first.empty()) return {};
    Shares out;
    for (const auto& [code, ids] : sources)
        out.emplace_back(code.empty() ? std::string(s.tongue.say(Say::country_unknown)) : s.tongue.country_name(code),
                         ids.size());
    return out;
}

Shares by_language(const Setting& s, const StoryView& view) {
    std::map<std::string_view, std::size_t> counted;
    for (const store::Card& card : view.cards)
        ++counted[std::string_view(card.language).substr(0, card.language.find('-'))];
    Shares out;
    for (const auto& [language, count] : counted) out.emplace_back(s.tongue.language_name(language), count);
    return out;
}

// How the reports came in, the first in red; nothing for a story of an hour.
void timeline(Html& h, const Setting& s, const StoryView& view) {
    const Instant first = view.cards.front().published, last = view.cards.back().published;
    if (view.cards.size() < 3 || last - first < std::chrono::hours(1)) return;
    std::array<unsigned, bars> counted{};
    const auto span = (last - first).count();
    for (const store::Card& card : view.cards) {
        const auto at = std::clamp<std::int64_t>((card.published - first).count(), 0, span);
        ++counted[std::min(bars - 1, static_cast<std::size_t>(at * static_cast<std::int64_t>(bars) / span))];
    }
    const unsigned most = *std::ranges::max_element(counted);
    constexpr unsigned wide = 12, high = 36;
    h.put("<figure class=\"times\"><svg role=\"img\"")
        .attribute("viewBox", fmt::format("0 0 {} {}", wide * bars, high));
    h.attribute("aria-label", s.tongue.say(Say::timeline)).put(">");
    for (std::size_t i = 0; i < bars; ++i) {
        if (counted[i] == 0) continue;
        const unsigned bar = std::max(4U, high * counted[i] / most);
        h.put("<rect").attribute("x", fmt::format("{}", wide * i)).attribute("y", fmt::format("{}", high - bar));
        h.attribute("width", fmt::format("{}", wide - 3)).attribute("height", fmt::format("{}", bar));
        if (i == 0) h.put(" class=\"f\"");
        h.put("/>");
    }
    h.put("</svg><figcaption><span>");
    when(h, s, first);
    h.put("</span><span>");
    when(h, s, last);
    h.put("</span></figcaption></figure>");
}

void names(Html& h, const Setting& s, Say title, std::span<const std::string> list) {
    if (list.empty()) return;
    h.put("<p class=\"named\"");
    own_language(h, s);
    h.put("><b>").text(s.tongue.say(title)).put("</b> ");
    for (std::size_t i = 0; i < std::min(list.size(), most_names); ++i) {
        if (i > 0) h.put(" · ");
        h.put("<bdi>").text(list[i]).put("</bdi>");
    }
    h.put("</p>");
}

void copies(Html& h, const Setting& s, std::span<const store::Card* const> list) {
    if (list.empty()) return;
    h.put("<details class=\"copies\"");
    own_language(h, s);
    h.put("><summary>").text(s.tongue.count(Say::copies_of_it, list.size())).put("</summary><p>");
    for (const store::Card* copy : list) {
        if (copy != list.front()) h.put(" · ");
        h.put("<a dir=\"auto\"").url("href", place_in(s.edition(), article_place(copy->id, copy->title))).put(">");
        h.text(name_of(*copy)).put("</a> ");
        when(h, s, copy->published);
    }
    h.put("</p></details>");
}

}  // namespace

std::string story_page(const Setting& s, const StoryView& view, const Conversation* talk) {
    const store::Card& first = view.cards.front();
    const Coverage coverage = coverage_of(view.cards);
    const store::Card& titled = told_by(s, view.cards);
    const bool sample = std::ranges::any_of(view.cards, &store::Card::sample);
    const std::string place = story_place(view.id, titled.title);
    // One publisher alone is no story to be found by; one that several tell is found once, where its first report is
    // at home.
    Frame frame{.title = view.title.empty() ? titled.title : view.title,
                .description = dek_of(titled, 200),
                .place = place,
                .feed = place + "/feed",
                .noindex = sample || coverage.sources < 2,
                .sample = sample,
                .made_up = std::ranges::all_of(view.cards, &store::Card::sample)};
    if (s.is_public() && !frame.noindex)
        frame.canonical = s.origin + place_in(home_of(first.language), story_place(view.id, first.title));
    frame.aids = s.site.assist && coverage.sources > 1;
    frame.own_card = true;
    frame.fold = "fold";
    frame.linked_data = list_data(s, frame, {}, linked(view.cards));
    std::unordered_map<ArticleId, std::vector<const store::Card*>> copied;
    std::unordered_set<ArticleId> originals;
    for (const store::Card& card : view.cards)
        if (!card.duplicate_of) originals.insert(card.id);
    for (const store::Card& card : view.cards)
        if (card.duplicate_of && originals.contains(card.duplicate_of)) copied[card.duplicate_of].push_back(&card);

    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list\"><header class=\"headline\"><p class=\"kick\">");
    h.text(s.tongue.say(Say::story)).put("</p><h1");
    if (view.title.empty()) {
        h.language(titled.language).put(">").title(titled.title).put("</h1>");
    } else {  // ours, and said to be
        h.put(" dir=\"auto\">").title(view.title).put("</h1><p class=\"hint\">");
        h.text(s.tongue.say(Say::title_by_editor)).put("</p>");
    }
    coverage_line(h, s, coverage, place_in(s.edition(), frame.place));
    names(h, s, Say::named_everywhere, view.named_by_most);
    tag_links(h, s, view.tags, s.tongue.say(Say::hashtag));
    timeline(h, s, view);
    keeping(h, s, frame.place);
    if (coverage.sources > 1) aids_of_story(h, s, view.id, titled.title);
    h.put("</header><section class=\"rows single\">");
    spoken_title(h, s.tongue.say(Say::part_of_story));
    bool begun = false;
    for (auto card = view.cards.rbegin(); card != view.cards.rend(); ++card) {
        if (card->duplicate_of && originals.contains(card->duplicate_of)) continue;  // folded under its original
        row_card(h, s, *card, !std::exchange(begun, true));
        const auto only = view.named_only.find(card->id);
        const auto same = copied.find(card->id);
        if (only == view.named_only.end() && same == copied.end()) continue;
        h.put("<div class=\"under\">");
        if (only != view.named_only.end()) names(h, s, Say::named_only_here, only->second);
        if (same != copied.end()) copies(h, s, same->second);
        h.put("</div>");
    }
    h.put("</section><div class=\"desks\">");
    shares(h, s, Say::by_country, by_country(s, view));
    shares(h, s, Say::by_language, by_language(s, view));
    h.put("</div>");
    if (talk) comments_part(h, s, *talk);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
