// A reader's own news: what is followed, merged; the reading list; what is followed and what is not to be shown.
#include "base/url.hpp"
#include "web/account_views.hpp"
#include "web/form_parts.hpp"
#include "web/my_news.hpp"
#include "web/sections.hpp"

namespace octavo::web {
namespace {

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
    if (!view.places.empty()) h.put("<p class=\"choices\">");
    for (const text::GazetteerPlace* place : view.places) box(locality_place(*place), locality_name(s, *place));
    if (!view.places.empty()) h.put("</p>");
    end_form(h, s, Say::begin_following);
    h.put("<p class=\"hint\"><a")
        .url("href", place_in(s.edition(), ""))
        .put(">")
        .text(s.tongue.say(Say::back_to_today));
    h.put("</a></p></section>");
}

std::string my_here(const MyView& view) { return my_place(view.folder, {}, view.before); }

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

// Where one's own news is shown: of which folder, what of it; and what was just done.
void above(Html& h, const Setting& s, const MyView& view) {
    if (view.undo && !view.refused) {
        h.put("<div class=\"said act\" role=\"status\"><span>").text(s.tongue.say(Say::read_all_done)).put("</span>");
        begin_form(h, s, my_here(view), view.token, "undo");
        h.put("<input type=\"hidden\" name=\"what\"").attribute("value", std::to_string(*view.undo)).put(">");
        end_form(h, s, Say::undo, false);
        h.put("</div>");
    } else if (view.undone) {
        said(h, s.tongue.say(Say::undone));
    }
    h.put("<div class=\"acts-on\">");
    if (!view.folders.empty()) {
        const auto chip = [&](std::string_view folder, std::string_view name) {
            const std::string place = folder.empty() ? "my" : "my?folder=" + percent_encode(folder);
            h.put("<a").url("href", place_in(s.edition(), place));
            if (folder == view.folder) h.put(" aria-current=\"true\"");
            h.put("><bdi>").text(name).put("</bdi></a>");
        };
        chip("", s.tongue.say(Say::folder_all));
        for (const std::string& folder : view.folders) chip(folder, folder);
    }
    begin_form(h, s, my_here(view), view.token, "show");
    h.put("<input type=\"hidden\" name=\"what\"").attribute("value", view.unread_only ? "all" : "unread").put(">");
    end_form(h, s, view.unread_only ? Say::show_read_too : Say::unread_only, false);
    if (!view.listing.items.empty()) {
        begin_form(h, s, my_here(view), view.token, "read_all");
        h.put("<input type=\"hidden\" name=\"upto\"").attribute("value", std::to_string(to_unix_ms(s.now))).put(">");
        end_form(h, s, Say::read_all, false);
    }
    h.put("</div>");
}

// Why an article stands there, whether it was read, and the press that says otherwise.
void below(Html& h, const Setting& s, const MyView& view, const MyItem& item) {
    const Listing& why = view.follows[item.follow];
    h.put(item.read ? Markup("<div class=\"under why seen\"><span") : Markup("<div class=\"under why\"><span"));
    h.attribute("id", "why" + item.card.id.text())
        .put("><span class=\"sr\" dir=\"auto\">")
        .text(item.card.title)
        .put(" </span>");
    with_name(h, s, Say::because_follow, why.title, why.link);
    if (item.read) h.put(" · ").text(s.tongue.say(Say::is_read));
    h.put("</span>");
    begin_form(h, s, my_here(view), view.token, item.read ? "unread" : "read");
    h.put("<input type=\"hidden\" name=\"what\"").attribute("value", item.card.id.text()).put(">");
    end_form(h, s, item.read ? Say::mark_unread : Say::mark_read, false, "why" + item.card.id.text());
    h.put("</div>");
}

void state_of(Html& h, const Setting& s, const store::Wish& wish) {
    constexpr std::array words = {Say::wish_asked, Say::wish_granted, Say::wish_followed, Say::wish_refused};
    h.put("<small>").text(s.tongue.say(words[static_cast<std::size_t>(wish.state)]));
    if (wish.state == store::Wish::State::refused && wish.detail == "editor")
        h.put(" · ").text(s.tongue.say(Say::wish_by_editor));
    else if (!wish.detail.empty())
        h.put(": <bdi lang=\"en\">").text(wish.detail).put("</bdi>");
    h.put("</small>");
}

// Feeds that somebody asked for, and the form for another.
void own_feeds(Html& h, const Setting& s, const FollowsView& view, int row) {
    h.put("<h2 class=\"part\" id=\"feeds\"><span>").text(s.tongue.say(Say::feeds_of_yours)).put("</span></h2>");
    if (view.refused && view.refused_feed) fault(h, s, refusal_word(*view.refused, true));
    h.put("<ul class=\"kept\">");
    for (const store::Wish& one : view.wishes) {
        const std::string id = fmt::format("row{}", row++);
        h.put("<li><div><bdi").attribute("id", id).put(">").text(one.title.empty() ? one.url : one.title).put("</bdi>");
        state_of(h, s, one);
        h.put("</div>");
        row_with_press(h, s, view.token, "drop_wish", std::to_string(one.number), Say::wish_drop, id);
        h.put("</li>");
    }
    h.put("</ul>");
    if (view.older_wishes)
        pager(h, s, fmt::format("{}?wishes={}#feeds", place_in(s.edition(), "my/follows"), *view.older_wishes));
    if (view.own_feeds == readers::OwnFeeds::off) {
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::feeds_closed)).put("</p>");
        return;
    }
    h.put("<p class=\"hint\">").text(s.tongue.say(Say::feeds_public)).put("</p>");
    begin_form(h, s, "my/follows", view.token, "wish");
    h.put("<p class=\"field\"><label for=\"feed\">").text(s.tongue.say(Say::feed_address));
    h.put("</label><input id=\"feed\" name=\"what\" required dir=\"ltr\" inputmode=\"url\" autocomplete=\"off\" ");
    h.put("aria-describedby=\"feed-hint\"").attribute("value", view.typed).put("><small id=\"feed-hint\">");
    h.text(s.tongue.say(view.own_feeds == readers::OwnFeeds::asked ? Say::feed_asked : Say::feed_address_hint));
    h.put("</small></p>");
    end_form(h, s, Say::feed_add, false);
    h.put("<p class=\"hint\"><a").url("href", place_in(s.edition(), "my/bring")).put(">");
    h.text(s.tongue.say(Say::bring_title)).put("</a></p>");
}

// A page that is not in the archive, or an article that is there no more.
void elsewhere_row(Html& h, const Setting& s, const SavedView::Item& item) {
    h.put("<article class=\"row\"><div><h3 dir=\"auto\">");
    if (item.link.url.empty()) {
        h.text(s.tongue.say(Say::untitled)).put("</h3></div></article>");
        return;
    }
    const auto url = Url::parse(item.link.url);
    h.put("<a rel=\"noopener noreferrer nofollow\"").url("href", item.link.url).put(">").title(item.link.title);
    h.put("</a></h3><p class=\"meta\"><bdi>").text(url ? bare_host(url->host()) : std::string_view());
    h.put("</bdi></p></div></article>");
}

// In which folder a listing stands, folded away: most stand in none.
void folder_of(Html& h, const Setting& s, const FollowsView& view, const Listing& one, std::string_view about) {
    h.put("<details class=\"filing\"><summary")
        .attribute("aria-describedby", about)
        .put(">")
        .text(s.tongue.say(Say::folder));
    if (!one.folder.empty()) h.put(": <bdi>").text(one.folder).put("</bdi>");
    h.put("</summary>");
    begin_form(h, s, "my/follows", view.token, "file");
    h.put("<input type=\"hidden\" name=\"what\"")
        .attribute("value", one.place)
        .put("><p class=\"field\"><label for=\"");
    const std::string id = fmt::format("folder-{}", about);
    h.text(id)
        .put("\">")
        .text(s.tongue.say(Say::folder))
        .put("</label><input maxlength=\"60\" dir=\"auto\" name=\"folder\"");
    h.put(" autocomplete=\"off\"").attribute("id", id).attribute("value", one.folder).put("><small>");
    h.text(s.tongue.say(Say::folder_hint)).put("</small></p>");
    end_form(h, s, Say::folder_set, false);
    h.put("</details>");
}

}  // namespace

void with_name(Html& h, const Setting& s, Say sentence, std::string_view name, std::string_view place) {
    const std::string_view words = s.tongue.say(sentence);
    const auto hole = words.find("{}");
    h.text(words.substr(0, hole));
    if (!place.empty()) h.put("<a").url("href", place_in(s.edition(), place)).put(">");
    h.put("<bdi>").text(name).put("</bdi>");
    if (!place.empty()) h.put("</a>");
    if (hole != std::string_view::npos) h.text(words.substr(hole + 2));
}

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

void my_tabs(Html& h, const Setting& s, std::string_view place) {
    h.put("<nav class=\"tabs\"").attribute("aria-label", s.tongue.say(Say::my_news)).put(">");
    for (const auto& [to, word] :
         {std::pair("my", Say::my_news), std::pair("my/for-you", Say::for_you), std::pair("my/saved", Say::my_saved),
          std::pair("my/lists", Say::lists), std::pair("my/notes", Say::notes),
          std::pair("my/follows", Say::my_follows), std::pair("my/history", Say::history),
          std::pair("my/replies", Say::replies), std::pair("me", Say::account)}) {
        if (word == Say::replies && !s.new_replies) continue;
        h.put("<a").url("href", place_in(s.edition(), to));
        if (place == to) h.put(" aria-current=\"page\"");
        if (word == Say::my_follows && place == "my/rules") h.put(" aria-current=\"true\"");
        h.put(">");
        // The word, or how many are new.
        if (word == Say::replies && *s.new_replies > 0 && place != to)
            h.put("<b>").text(s.tongue.count(Say::n_new_replies, *s.new_replies)).put("</b>");
        else
            h.text(s.tongue.say(word));
        h.put("</a>");
    }
    if (s.role >= Role::moderator)
        h.put("<a")
            .url("href", place_in(s.edition(), s.role == Role::moderator ? "admin/comments" : "admin"))
            .put(">")
            .text(s.tongue.say(Say::desk))
            .put("</a>");
    h.put("</nav>");
}

std::string my_place(std::string_view folder, std::string_view said, store::Position before) {
    std::string query(said);
    if (!folder.empty()) query += fmt::format("&folder={}", percent_encode(folder));
    if (before != store::newest) query += fmt::format("&before={}", before);
    if (query.starts_with('&')) query.erase(0, 1);
    return query.empty() ? "my" : "my?" + query;
}

std::string follow_place(const Listing& listing) {
    return listing.words.empty() ? listing.link : "search/" + percent_encode(listing.words);
}

void keeping(Html& h, const Setting& s, std::string_view listing) {
    press(h, s, fmt::format("my/follow/{}", listing), Say::follow_it, Say::now_followed);
}
void keeping(Html& h, const Setting& s, ArticleId article) {
    press(h, s, "my/save/" + article.text(), Say::read_later, Say::now_saved);
    if (!s.accounts) return;
    h.put("<p class=\"keeping\"><a class=\"btn\" rel=\"nofollow\"")
        .url("href", place_in(s.edition(), "my/tune/" + article.text()));
    h.put(">").text(s.tongue.say(Say::tune_link)).put("</a></p>");
}

std::string my_page(const Setting& s, const MyView& view) {
    const Frame frame = my_frame(s, Say::my_news, "my");
    Html h;
    begin_my(h, s, frame);
    if (view.refused) fault(h, s, refusal_word(*view.refused, true));
    if (!view.any_follow) choose(h, s, view);
    if (view.any_follow) above(h, s, view);
    if (view.any_follow && view.listing.items.empty() && !view.listing.older) {
        h.put("<p class=\"empty\">").text(s.tongue.say(view.unread_only ? Say::all_read : Say::my_quiet)).put("</p>");
    }
    h.put("<section class=\"rows single\">");
    if (!view.listing.items.empty()) spoken_title(h, s.tongue.say(Say::my_news));
    for (const MyItem& item : view.listing.items) {
        row_card(h, s, item.card);
        below(h, s, view, item);
    }
    h.put("</section>");
    if (view.listing.older)
        pager(h, s, place_in(s.edition(), my_place(view.folder, {}, *view.listing.older)));
    else if (!view.listing.items.empty())
        h.put("<div class=\"end\"><b>").text(s.tongue.say(Say::my_end)).put("</b></div>");
    end_my(h, s, frame);
    return h.take();
}

std::string saved_page(const Setting& s, const SavedView& view) {
    const Frame frame = my_frame(s, Say::my_saved, "my/saved");
    Html h;
    begin_my(h, s, frame);
    h.put("<p class=\"keeping\"><a class=\"btn\"").url("href", place_in(s.edition(), "my/link")).put(">");
    h.text(s.tongue.say(Say::link_save)).put("</a></p>");
    if (view.items.empty()) h.put("<p class=\"empty\">").text(s.tongue.say(Say::saved_none)).put("</p>");
    h.put("<section class=\"rows single\">");
    if (!view.items.empty()) spoken_title(h, s.tongue.say(Say::my_saved));
    for (const SavedView::Item& item : view.items) {
        const bool is_link = !item.link.url.empty();
        if (item.card)
            row_card(h, s, *item.card);
        else
            elsewhere_row(h, s, item);
        h.put("<div class=\"under\">");
        begin_form(h, s, is_link ? "my/link" : "my/save/" + item.id.text(), view.token, is_link ? "drop" : "unsave");
        if (is_link)
            h.put("<input type=\"hidden\" name=\"url\"").attribute("value", item.link.url).put(">");
        else
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
        folder_of(h, s, view, one, id);
        row_with_press(h, s, view.token, "unfollow", one.place, Say::unfollow, id);
        h.put("</li>");
    }
    h.put("</ul>");
    own_feeds(h, s, view, row);
    row += static_cast<int>(view.wishes.size());
    h.put("<p class=\"hint\"><a")
        .url("href", place_in(s.edition(), "my/rules"))
        .put(">")
        .text(s.tongue.say(Say::rules));
    h.put("</a>: ").text(s.tongue.say(Say::rules_detail)).put("</p>");
    h.put("<h2 class=\"part\" id=\"mutes\"><span>").text(s.tongue.say(Say::mutes)).put("</span></h2>");
    if (view.refused && !view.refused_feed)
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
    if (view.lists) list_choices(h, s, *view.lists, view.place, view.token);
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
