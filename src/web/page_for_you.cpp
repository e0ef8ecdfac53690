// "For you": what stands there and why, what was asked for, what counts how much; and what an article is about, to ask
// more or less of.
#include "web/account_views.hpp"
#include "web/for_you.hpp"
#include "web/form_parts.hpp"

namespace octavo::web {
namespace {

using readers::Reason;

constexpr std::string_view here = "my/for-you";

// "+1.5", "−0.2": a sign, so that what speaks against it is seen.
std::string points_of(double points) {
    const double tenths = std::round(points * 10) / 10;
    return fmt::format("{}{:.1f}", tenths < 0 ? "−" : "+", std::abs(tenths));
}

Say kind_word(readers::LikingKind kind) {
    constexpr std::array<Say, readers::liking_kinds> words = {
        Say::sources,        Say::sections,     Say::desk_hashtags,  Say::places,
        Say::slider_authors, Say::desk_stories, Say::slider_searches};
    return words[static_cast<std::size_t>(kind)];
}

void term(Html& h, const Setting& s, const ForYouView& view, const store::Card& card, const Reason& reason) {
    h.put("<li><span>");
    switch (reason.what) {
        case Reason::What::liking: {
            const LikedListing& one = view.liked[reason.liking];
            const Say word = reason.points < 0 ? Say::because_less
                             : one.followed    ? Say::because_follow
                                               : Say::because_more;
            with_name(h, s, word, one.listing.title, one.listing.link);
            break;
        }
        case Reason::What::told:
            h.text(s.tongue.fill(Say::because_told, s.tongue.count(Say::n_sources, card.story_size)));
            break;
        case Reason::What::age:
            h.text(s.tongue.say(Say::because_age));
            break;
        case Reason::What::repeat:
            h.text(s.tongue.say(Say::because_repeat));
            break;
    }
    h.put("</span><b dir=\"ltr\">").text(points_of(reason.points)).put("</b></li>");
}

// The strongest reason in a line, the sum behind it, and the way to ask for more or less.
void below(Html& h, const Setting& s, const ForYouView& view, const ForYouItem& item) {
    h.put("<div class=\"under why\"><details class=\"sum\"><summary>");
    const auto first = std::ranges::find(item.place.reasons, Reason::What::liking, &Reason::what);
    if (item.place.beyond || first == item.place.reasons.end()) {
        h.text(s.tongue.say(Say::because_beyond));
    } else {
        const LikedListing& one = view.liked[first->liking];
        with_name(h, s, one.followed ? Say::because_follow : Say::because_more, one.listing.title);
    }
    h.put("<span class=\"sr\"> · ").text(s.tongue.say(Say::why_here)).put(": <bdi>").text(item.card.title);
    h.put("</bdi></span></summary><ul class=\"sums\">");
    for (const Reason& reason : item.place.reasons) term(h, s, view, item.card, reason);
    h.put("<li><span>=</span><b dir=\"ltr\">").text(points_of(item.place.score)).put("</b></li>");
    h.put("</ul></details><a rel=\"nofollow\"").url("href", place_in(s.edition(), "my/tune/" + item.card.id.text()));
    h.put(">").text(s.tongue.say(Say::tune_link)).put("<span class=\"sr\" dir=\"auto\">: ").text(item.card.title);
    h.put("</span></a></div>");
}

void slider(Html& h, const Setting& s, std::string_view name, Say word, std::uint8_t value) {
    h.put("<p class=\"slider\"><label").attribute("for", name).put(">").text(s.tongue.say(word)).put("</label><input");
    h.put(" type=\"range\" min=\"0\" max=\"4\" step=\"1\" aria-describedby=\"sliders-hint\"");
    h.attribute("id", name).attribute("name", name).attribute("value", std::to_string(value)).put("></p>");
}

void sliders(Html& h, const Setting& s, const ForYouView& view) {
    h.put("<details class=\"more\"><summary>").text(s.tongue.say(Say::sliders_title)).put("</summary>");
    begin_form(h, s, here, view.token, "sliders");
    h.put("<p class=\"hint\" id=\"sliders-hint\">").text(s.tongue.say(Say::sliders_hint)).put("</p>");
    for (std::size_t i = 0; i < readers::liking_kinds; ++i)
        slider(h, s, fmt::format("kind{}", i), kind_word(static_cast<readers::LikingKind>(i)), view.sliders.kinds[i]);
    slider(h, s, "told", Say::slider_told, view.sliders.told);
    slider(h, s, "fresh", Say::slider_fresh, view.sliders.fresh);
    slider(h, s, "beyond", Say::slider_beyond, view.sliders.beyond);
    end_form(h, s, Say::save);
    h.put("</details>");
}

void asked_for(Html& h, const Setting& s, const ForYouView& view) {
    if (std::ranges::none_of(view.liked, [](const LikedListing& one) { return one.more.has_value(); })) return;
    h.put("<details class=\"more\"><summary>")
        .text(s.tongue.say(Say::tastes_title))
        .put("</summary><ul class=\"kept\">");
    int row = 0;
    for (const LikedListing& one : view.liked) {
        if (!one.more) continue;
        const std::string id = fmt::format("taste{}", row++);
        h.put("<li><span").attribute("id", id).put(">");
        with_name(h, s, *one.more ? Say::because_more : Say::because_less, one.listing.title, one.listing.link);
        h.put("</span>");
        begin_form(h, s, here, view.token, "forget");
        h.put("<input type=\"hidden\" name=\"what\"").attribute("value", one.listing.place).put(">");
        end_form(h, s, Say::taste_forget, false, id);
        h.put("</li>");
    }
    h.put("</ul></details>");
}

void turn(Html& h, const Setting& s, const ForYouView& view) {
    begin_form(h, s, here, view.token, view.on ? "off" : "on");
    end_form(h, s, view.on ? Say::for_you_off : Say::for_you_on, !view.on);
}

}  // namespace

std::string for_you_page(const Setting& s, const ForYouView& view) {
    const Frame frame = my_frame(s, Say::for_you, std::string(here));
    Html h;
    begin_my(h, s, frame);
    if (view.refused) fault(h, s, refusal_word(*view.refused, true));
    const bool any = std::ranges::any_of(view.liked, [](const LikedListing& one) { return one.more != false; });
    if (!view.on) {
        h.put("<p class=\"empty\">").text(s.tongue.say(Say::for_you_is_off)).put("</p>");
        turn(h, s, view);
        end_my(h, s, frame);
        return h.take();
    }
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::for_you_detail)).put("</p>");
    if (!any || view.listing.items.empty()) {
        h.put("<p class=\"empty\">").text(s.tongue.say(any ? Say::for_you_quiet : Say::for_you_none)).put("<br><a");
        h.url("href", place_in(s.edition(), "my")).put(">").text(s.tongue.say(Say::my_news)).put("</a></p>");
    }
    h.put("<section class=\"rows single\">");
    if (!view.listing.items.empty()) spoken_title(h, s.tongue.say(Say::for_you));
    for (const ForYouItem& item : view.listing.items) {
        row_card(h, s, item.card);
        below(h, s, view, item);
    }
    h.put("</section>");
    if (!view.listing.items.empty())
        h.put("<div class=\"end\"><b>").text(s.tongue.say(Say::for_you_end)).put("</b></div>");
    h.put("<div class=\"account\">");
    sliders(h, s, view);
    asked_for(h, s, view);
    turn(h, s, view);
    h.put("</div>");
    end_my(h, s, frame);
    return h.take();
}

std::string tune_page(const Setting& s, const TuneView& view) {
    const Frame frame{.title = std::string(s.tongue.say(Say::tune_title)),
                      .place = "my/tune/" + view.card.id.text(),
                      .current = "me",
                      .noindex = true,
                      .presses = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account\"><header class=\"headline\"><p class=\"kick\">");
    h.text(s.tongue.say(Say::for_you)).put("</p><h1>").title(frame.title).put("</h1></header><p class=\"hint\"><a");
    h.url("href", place_in(s.edition(), article_place(view.card.id, view.card.title))).put("><bdi>");
    h.text(view.card.title).put("</bdi></a></p><p class=\"hint\">").text(s.tongue.say(Say::tune_detail)).put("</p>");
    if (view.refused) fault(h, s, refusal_word(*view.refused, true));
    begin_form(h, s, frame.place, view.token, "want");
    for (std::size_t i = 0; i < view.about.size(); ++i) {
        const LikedListing& one = view.about[i];
        h.put("<fieldset class=\"tune\"><legend><a").url("href", place_in(s.edition(), one.listing.link));
        h.put("><bdi>").text(one.listing.title).put("</bdi></a>");
        const auto kind = readers::kind_of_listing(one.listing.place);
        h.put(" <small>").text(s.tongue.say(kind_word(kind))).put("</small>");
        if (one.followed) h.put(" <small>· ").text(s.tongue.say(Say::now_followed)).put("</small>");
        h.put("</legend><input type=\"hidden\" name=\"place\"").attribute("value", one.listing.place);
        h.put("><p class=\"choices\">");
        const auto choice = [&](std::string_view value, Say word, bool chosen) {
            h.put("<label><input type=\"radio\"").attribute("name", fmt::format("w{}", i)).attribute("value", value);
            h.put(chosen ? Markup(" checked> <span>") : Markup("> <span>")).text(s.tongue.say(word));
            h.put("</span></label>");
        };
        choice("less", Say::taste_less, one.more == false);
        choice("", Say::taste_usual, !one.more);
        choice("more", Say::taste_more, one.more == true);
        h.put("</p></fieldset>");
    }
    end_form(h, s, Say::save);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
