// The moderator's desk: what waits to be looked at.
#include "web/account_views.hpp"
#include "web/comment_parts.hpp"
#include "web/comments.hpp"
#include "web/form_parts.hpp"

namespace octavo::web {

std::string desk_comments_page(const Setting& s, const DeskCommentsView& view) {
    const Frame frame = desk_frame_of(s, std::string(s.tongue.say(Say::comments)), "admin/comments");
    Html h;
    begin_desk(h, s, frame, view.role);
    if (view.refused)
        fault(h, s,
              *view.refused == readers::Refusal::too_late ? Say::form_too_old : refusal_word(*view.refused, true));
    if (view.rows.empty()) h.put("<p class=\"hint\">").text(s.tongue.say(Say::queue_empty)).put("</p>");
    for (const auto& [waiting, card] : view.rows) {
        const Comment& c = waiting.comment;
        h.put("<article class=\"comment\"")
            .attribute("id", fmt::format("c{}", c.number))
            .put("><p class=\"meta\"><span");
        h.attribute("id", fmt::format("by{}", c.number)).put(">");
        name_of_author(h, s, c);
        when(h, s, c.made);
        h.put("</span>");
        if (card) {
            h.put("<span>").text(s.tongue.say(Say::comment_about)).put(" <a dir=\"auto\"");
            h.url("href", fmt::format("{}/comments#c{}", place_in(s.edition(), article_place(card->id, card->title)),
                                      c.number));
            h.put(">").text(card->title);
            h.put("</a></span>");
        }
        h.put("</p>");
        if (!waiting.reports.empty()) {
            h.put("<p class=\"hint\">").text(s.tongue.count(Say::n_reports, waiting.reports.size())).put(": ");
            for (std::size_t i = 0; i < waiting.reports.size(); ++i)
                h.put(i > 0 ? Markup(" · ") : Markup("")).text(s.tongue.say(complaint_word(waiting.reports[i])));
            h.put("</p>");
        }
        comment_text(h, c.text);
        h.put("<div class=\"decide\">");
        for (const auto& [doing, word] :
             {std::pair("show", Say::comment_show), std::pair("remove", Say::comment_remove)}) {
            begin_form(h, s, "admin/comments", view.token, doing);
            decided_on(h, c);
            end_form(h, s, word, false, fmt::format("by{}", c.number));
        }
        h.put("</div></article>");
    }
    h.put("</main>");
    end_page(h, s, frame);
    return h.take();
}

}  // namespace octavo::web
