// Who answered somebody: one of the pages of an account.
#include "base/utf8.hpp"
#include "web/comment_parts.hpp"
#include "web/comments.hpp"
#include "web/form_parts.hpp"
#include "web/my_news.hpp"

namespace octavo::web {
namespace {

constexpr std::size_t letters_here = 400;

void reply(Html& h, const Setting& s, const RepliesView& view, const readers::Talk::Reply& one) {
    const Comment& c = one.comment;
    const auto card = view.cards.find(c.article);
    h.put("<article class=\"comment\"").attribute("aria-labelledby", fmt::format("by{}", c.number));
    h.put("><p class=\"meta\"><span").attribute("id", fmt::format("by{}", c.number)).put(">");
    name_of_author(h, s, c);
    when(h, s, c.made);
    h.put("</span>");
    if (!one.seen) h.put("<b>").text(s.tongue.say(Say::reply_new)).put("</b>");
    if (card != view.cards.end()) {
        h.put("<span>").text(s.tongue.say(Say::comment_about)).put(" <a dir=\"auto\"");
        h.url("href", fmt::format("{}/comments#c{}",
                                  place_in(s.edition(), article_place(c.article, card->second.title)), c.number));
        h.put(">").text(card->second.title).put("</a></span>");
    }
    h.put("</p>");
    comment_text(h, utf8::excerpt(c.text, letters_here));
    h.put("</article>");
}

}  // namespace

std::string replies_page(const Setting& s, const RepliesView& view) {
    const Frame frame{.title = std::string(s.tongue.say(Say::replies)),
                      .place = "my/replies",
                      .current = "me",
                      .noindex = true,
                      .presses = true};
    Html h;
    begin_page(h, s, frame);
    h.put("<main id=\"main\" class=\"wrap list account comments\"><header class=\"headline\"><h1>").title(frame.title);
    h.put("</h1></header>");
    my_tabs(h, s, frame.place);
    if (!view.told) h.put("<p class=\"hint\">").text(s.tongue.say(Say::replies_off)).put("</p>");
    if (view.told && view.replies.empty())
        h.put("<p class=\"hint\">").text(s.tongue.say(Say::replies_none)).put("</p>");
    for (const readers::Talk::Reply& one : view.replies) reply(h, s, view, one);
    begin_form(h, s, "my/replies", view.token, view.told ? "stop" : "start");
    end_form(h, s, view.told ? Say::replies_stop : Say::replies_start, false);
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
