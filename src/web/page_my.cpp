// A reader's own news: what is followed, merged; the reading list; what is followed and what is not to be shown.
#include "base/url.hpp"
#include "web/account_views.hpp"
#include "web/form_parts.hpp"
#include "web/my_news.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

Frame my_frame(const Setting& s, Say title, std::string place) {
    return {.title = std::string(s.tongue.say(title)),
            .place = std::move(place),
            .current = "me",
            .noindex = true,
            .presses = true};
}

void begin_my(Html& h, const Setting& s, const Frame& frame) {
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list mine\"><header class=\"headline\"><h1>").title(frame.title);
    h.put("</h1></header>");
    my_tabs(h, s, frame.place);
}

void end_my(Html& h, const Setting& s, const Frame& frame) {
    h.put("</main>");
    end_page(h, s, frame);
}

// A sentence with a name in it that has its own direction, and may be a link.
void with_name(Html& h, const Setting& s, Say sentence, std::string_view name, std::string_view place = {}) {
    const std::string_view words = s.tongue.say(sentence);
    const auto hole = words.find("{}");
    h.text(words.substr(0, hole));
    if (!place.empty()) h.put("<a").url("href", place_in(s.edition(), place)).put(">");
    h.put("<bdi>").text(name).put("</bdi>");
    if (!place.empty()) h.put("</a>");
    if (hole != std::string_view::npos) h.text(words.substr(hole + 2));
}

// The first visit: some sections, and the country, to begin with.
void choose(Html& h, const Setting& s, const MyView& view) {
    h.put("<section class=\"account\"><h2>").text(s.tongue.say(Say::choose_title)).put("</h2><p class=\"hint\">");
    h.text(s.tongue.say(Say::choose_detail)).put("</p>");
    begin_form(h, s, "my", view.token, "begin");
    h.put("<p class=\"choices\">");
    const auto box = [&](const std::string& place, std::string_view name) {
        h.put("<label><input type=\"checkbox\" name=\"place\"").attribute("value", place).put("> <span>");
        h.text(name).put("</span></label>");
    };
    if (const auto* country = find_locality(s.edition().country))
        box(locality_place(*country), locality_name(s, *country));
    for (const Category category : sections_of_a_paper)
        box(category_place(category), s.tongue.say(category_word(category)));
    h.put("</p>");
    end_form(h, s, Say::begin_following);
    h.put("</section>");
}

// A row of a list with one button.
void row_with_press(Html& h, const Setting& s, std::string_view token, std::string_view doing, std::string_view what,
                    Say press, std::string_view about) {
    begin_form(h, s, "my/follows", token, doing);
    h.put("<input type=\"hidden\" name=\"what\"").attribute("value", what).put(">");
    end_form(h, s, press, false, about);
}

void press(Html& h, const Setting& s, const std::string& place, Say word, Say then) {
    if (!s.accounts) return;
    h.put("<p class=\"keeping\" aria-live=\"polite\"><a class=\"btn keep\" rel=\"nofollow\"")
        .url("href", place_in(s.edition(), place));
    h.attribute("data-then", s.tongue.say(then)).put(">").text(s.tongue.say(word)).put("</a></p>");
}

}  // namespace

void my_tabs(Html& h, const Setting& s, std::string_view place) {
    h.put("<nav class=\"tabs\"").attribute("aria-label", s.tongue.say(Say::my_news)).put(">");
    for (const auto& [to, word] : {std::pair("my", Say::my_news), std::pair("my/saved", Say::my_saved),
                                   std::pair("my/follows", Say::my_follows), std::pair("me", Say::account)}) {
        h.put("<a").url("href", place_in(s.edition(), to));
        if (place == to) h.put(" aria-current=\"page\"");
        h.put(">").text(s.tongue.say(word)).put("</a>");
    }
    h.put("</nav>");
}

std::string follow_place(const Listing& listing) {
    return listing.words.empty() ? listing.link : "search/" + percent_encode(listing.words);
}

void keeping(Html& h, const Setting& s, std::string_view listing) {
    press(h, s, fmt::format("my/follow/{}", listing), Say::follow_it, Say::now_followed);
}
void keeping(Html& h, const Setting& s, ArticleId article) {
    press(h, s, "my/save/" + article.text(), Say::read_later, Say::now_saved);
}

std::string my_page(const Setting& s, const MyView& view) {
    const Frame frame = my_frame(s, Say::my_news, "my");
    Html h;
    begin_my(h, s, frame);
    if (view.refused) fault(h, s, refusal_word(*view.refused, true));
    if (view.follows.empty()) choose(h, s, view);
    if (!view.follows.empty() && view.listing.items.empty())
        h.put("<p class=\"empty\">").text(s.tongue.say(Say::my_quiet)).put("</p>");
    h.put("<section class=\"rows single\">");
    if (!view.listing.items.empty()) spoken_title(h, s.tongue.say(Say::my_news));
    for (const MyItem& item : view.listing.items) {
        const Listing& why = view.follows[item.follow];
        row_card(h, s, item.card);
        h.put("<p class=\"under why\">");
        with_name(h, s, Say::because_follow, why.title, why.link);
        h.put("</p>");
    }
    h.put("</section>");
    if (view.listing.older)
        pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), "my"), *view.listing.older));
    else if (!view.listing.items.empty())
        h.put("<div class=\"end\"><b>").text(s.tongue.say(Say::my_end)).put("</b></div>");
    end_my(h, s, frame);
    return h.take();
}

std::string saved_page(const Setting& s, const SavedView& view) {
    const Frame frame = my_frame(s, Say::my_saved, "my/saved");
    Html h;
    begin_my(h, s, frame);
    if (view.cards.empty() && !view.older) h.put("<p class=\"empty\">").text(s.tongue.say(Say::saved_none)).put("</p>");
    h.put("<section class=\"rows single\">");
    if (!view.cards.empty()) spoken_title(h, s.tongue.say(Say::my_saved));
    for (const store::Card& card : view.cards) {
        row_card(h, s, card);
        h.put("<div class=\"under\">");
        begin_form(h, s, "my/save/" + card.id.text(), view.token, "unsave");
        h.put("<input type=\"hidden\" name=\"back\" value=\"list\">");
        end_form(h, s, Say::unsave, false);
        h.put("</div>");
    }
    h.put("</section>");
    if (view.older) pager(h, s, fmt::format("{}?before={}", place_in(s.edition(), "my/saved"), *view.older));
    end_my(h, s, frame);
    return h.take();
}

std::string follows_page(const Setting& s, const FollowsView& view) {
    const Frame frame = my_frame(s, Say::my_follows, "my/follows");
    Html h;
    begin_my(h, s, frame);
    h.put("<div class=\"account\">");
    if (view.follows.empty()) h.put("<p class=\"hint\">").text(s.tongue.say(Say::follows_none)).put("</p>");
    h.put("<ul class=\"kept\">");
    int row = 0;
    for (const Listing& one : view.follows) {
        const std::string id = fmt::format("row{}", row++);
        h.put("<li><a")
            .url("href", place_in(s.edition(), one.link))
            .put("><b")
            .attribute("id", id)
            .put("><bdi>")
            .text(one.title);
        h.put("</bdi></b></a>");
        row_with_press(h, s, view.token, "unfollow", one.place, Say::unfollow, id);
        h.put("</li>");
    }
    h.put("</ul><h2 class=\"part\" id=\"mutes\"><span>").text(s.tongue.say(Say::mutes)).put("</span></h2>");
    if (view.refused)
        fault(h, s, *view.refused == readers::Refusal::bad_name ? Say::mutes_hint : refusal_word(*view.refused, true));
    h.put("<ul class=\"kept\">");
    for (const std::string& one : view.mutes) {
        const std::string id = fmt::format("row{}", row++);
        h.put("<li><bdi").attribute("id", id).put(">").text(one).put("</bdi>");
        row_with_press(h, s, view.token, "unmute", one, Say::unmute, id);
        h.put("</li>");
    }
    h.put("</ul>");
    begin_form(h, s, "my/follows", view.token, "mute");
    h.put("<p class=\"field\"><label class=\"sr\" for=\"what\">").text(s.tongue.say(Say::mutes));
    h.put(
        "</label><input id=\"what\" name=\"what\" required dir=\"auto\" autocomplete=\"off\" maxlength=\"60\" "
        "aria-describedby=\"what-hint\"><small id=\"what-hint\">");
    h.text(s.tongue.say(Say::mutes_hint)).put("</small></p>");
    end_form(h, s, Say::mute_it, false);
    h.put("</div>");
    end_my(h, s, frame);
    return h.take();
}

std::string keep_page(const Setting& s, const KeepView& view) {
    const std::string title = view.article ? view.title
                                           : s.tongue.fill(view.kept ? Say::you_follow : Say::follow_ask,
                                                           fmt::format("\u2068{}\u2069", view.title));
    const Frame frame{.title = title, .place = view.place, .current = "me", .noindex = true, .presses = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account\"><header class=\"headline\"><p class=\"kick\">");
    h.text(s.tongue.say(view.article ? Say::my_saved : Say::my_news)).put("</p><h1 dir=\"auto\">").title(title);
    h.put("</h1></header>");
    if (view.refused) fault(h, s, refusal_word(*view.refused, true));
    const Say word =
        view.article ? (view.kept ? Say::unsave : Say::read_later) : (view.kept ? Say::unfollow : Say::follow_it);
    begin_form(h, s, view.place, view.token,
               view.article ? (view.kept ? "unsave" : "save") : (view.kept ? "unfollow" : "follow"));
    end_form(h, s, word, !view.kept);
    h.put("<p class=\"hint\"><a")
        .url("href", view.back)
        .put(">")
        .put("<bdi>")
        .text(view.title)
        .put("</bdi></a></p></main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
